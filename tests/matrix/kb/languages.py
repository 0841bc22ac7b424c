"""Articles in other languages: who translates."""

from tests.matrix.tables import Form

TABLE = """
v g o k s c w h  a t l W R A
L L x x x x x x  x x x > > > | GET kb_desk:languages | -
L L x x x x x x  x x x . . . | GET kb_desk:language | german
L L x x x x x x  x x x - - - | GET kb_desk:language | french
L L x x x x x x  x x x . . . | GET kb_desk:translate | article
L L x x x x x x  - - - . . . | GET kb_desk:translate | draft
L L x x x x x x  x x x > > > | POST kb_desk:translate kb_desk:confirm | article
L L x x x x x x  - - - ? ? ? | POST kb_desk:translate | draft
L L x x x x x x  - - - - - - | POST kb_desk:confirm | draft
"""
FORMS = {
    "kb_desk:translate": Form(
        "writer",
        "article",
        fields=lambda world: {
            "title": "Abgleich",
            "summary": "Kurz",
            "body": "Worte",
            "note": "Mehr gesagt",
            "is_current": "on",
            "base": "1",
            "source_number": "1",
        },
    ),
    "kb_desk:confirm": Form("writer", "article", fields=lambda world: {"number": "1"}),
}
