"""What the knowledge base lacks, and how it is: who writes."""

from tests.matrix.tables import Form

TABLE = """
v g o k s c w h  a t l W R A
L L x x x x x x  x x x . . . | GET kb_desk:gaps kb_desk:health | -
L L x x x x x x  x x x . . . | GET kb_desk:article-health | article
L L x x x x x x  - - - . . . | GET kb_desk:article-health | draft
L L x x x x x x  x x x > > > | POST kb_desk:dismiss-gap | query
"""
FORMS = {"kb_desk:dismiss-gap": Form("writer", "query")}
