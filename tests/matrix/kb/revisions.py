"""Versions of articles at the desk."""

from tests.matrix.tables import Form

TABLE = """
v g o k s c w h  a t l W R A
L L x x x x x x  x x x . . . | GET kb_desk:revisions kb_desk:compare | article
L L x x x x x x  - - - . . . | GET kb_desk:revisions kb_desk:compare | draft
L L x x x x x x  x x x > > > | POST kb_desk:restore | article
L L x x x x x x  - - - > > > | POST kb_desk:restore | draft
"""
FORMS = {
    "kb_desk:restore": Form("writer", "article", fields=lambda world: {"number": "1"}),
}
