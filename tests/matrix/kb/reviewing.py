"""Articles at the desk: who publishes."""

from tests.matrix.tables import Form

TABLE = """
v g o k s c w h  a t l W R A
L L x x x x x x  x x x > > > | POST kb_desk:ask-review | article
L L x x x x x x  - - - > > > | POST kb_desk:ask-review | draft
L L x x x x x x  x x x x > > | POST kb_desk:publish kb_desk:unpublish
    kb_desk:send-back kb_desk:schedule kb_desk:unschedule | article
L L x x x x x x  - - - x > > | POST kb_desk:publish kb_desk:unpublish
    kb_desk:send-back kb_desk:schedule kb_desk:unschedule | draft
L L x x x x x x  x x x x > > | POST kb_desk:archive kb_desk:unarchive | article
L L x x x x x x  - - - > > > | POST kb_desk:archive kb_desk:unarchive | draft
L L x x x x x x  - - - x > > | POST kb_desk:archive | scheduled-article
"""
FORMS = {
    "kb_desk:publish": Form("reviewer", "draft", fields=lambda world: {"number": "1"}),
    "kb_desk:unpublish": Form("reviewer", "article"),
    "kb_desk:ask-review": Form("writer", "draft"),
    "kb_desk:send-back": Form(
        "reviewer", "review-article", fields=lambda world: {"note": "Which port?"}
    ),
    "kb_desk:schedule": Form(
        "reviewer",
        "draft",
        fields=lambda world: {"number": "1", "at": "2999-02-03T04:05"},
    ),
    "kb_desk:unschedule": Form("reviewer", "scheduled-article"),
    "kb_desk:archive": Form("reviewer", "article"),
    "kb_desk:unarchive": Form("writer", "archived-article"),
}
