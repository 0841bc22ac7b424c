"""Articles at the desk: who writes."""

from tests.matrix.files import picture
from tests.matrix.tables import Form

TABLE = """
v g o k s c w h  a t l W R A
L L x x x x x x  x x x . . . | GET kb_desk:articles kb_desk:new | -
L L x x x x x x  x x x > > > | POST kb_desk:new | -
L L x x x x x x  x x x . . . | GET kb_desk:edit | article
L L x x x x x x  - - - . . . | GET kb_desk:edit | draft
L L x x x x x x  x x x > > > | POST kb_desk:edit | article
L L x x x x x x  - - - > > > | POST kb_desk:edit | draft
"""
FORMS = {
    "kb_desk:new": Form(
        "writer",
        fields=lambda world: {
            "title": "How sync works",
            "category": world.rows["shelf"].pk,
            "summary": "In short",
            "body": "Words",
            "audience": "organizations",
            "organizations": [world.rows["quay"].pk],
            "tags": "sync, clouds",
            "attachments": picture(),
        },
    ),
    "kb_desk:edit": Form(
        "reviewer",
        "article",
        fields=lambda world: {
            "title": "How sync works",
            "category": world.rows["spare-category"].pk,
            "summary": "In short",
            "body": "Words",
            "audience": "organizations",
            "organizations": [world.rows["quay"].pk],
            "tags": "sync, clouds",
            "attachments": picture(),
            "note": "Said more",
            "significant": "on",
            "base": "1",
        },
    ),
}
