"""The order of a category at the desk."""

from tests.matrix.tables import Form

TABLE = """
v g o k s c w h  a t l W R A
L L x x x x x x  x x x . . . | GET kb_desk:order | category
L L x x x x x x  x x x - - - | GET kb_desk:order | no-slug
L L x x x x x x  x x x > > > | POST kb_desk:place | article
L L x x x x x x  - - - > > > | POST kb_desk:place | draft
"""
FORMS = {
    "kb_desk:place": Form("writer", "article", fields=lambda world: {"place": "2"}),
}
