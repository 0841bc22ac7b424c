"""Articles in other languages: who translates."""

from tests.matrix.tables import Form

TABLE = """
v g o k s c w h  a t l W R A
L L x x x x x x  x x x > > > | GET kb_desk:languages | -
L L x x x x x x  x x x . . . | GET kb_desk:language | german
L L x x x x x x  x x x - - - | GET kb_desk:language | french
L L x x x x x x  x x x . . . | GET kb_desk:translate | article
L L x x x x x x  - - - . . . | GET kb_desk:translate | draft
L L x x x x x x  x x x > > > | POST kb_desk:translate kb_desk:confirm
    kb_desk:draft-in kb_desk:drop-draft-in | article
L L x x x x x x  - - - ? ? ? | POST kb_desk:translate | draft
L L x x x x x x  - - - - - - | POST kb_desk:confirm | draft
"""
PAGE = {"window": "2c0f4a86-6f0c-4f09-a8ab-6a1a5a7f0d7e", "seen": ""}
WORDS = {
    "title": "Abgleich",
    "summary": "Kurz",
    "body": "Worte",
    "note": "Mehr gesagt",
    "is_current": "on",
    "base": "1",
    "source_number": "1",
    **PAGE,
}
FORMS = {
    "kb_desk:translate": Form("writer", "article", fields=lambda world: {**WORDS}),
    "kb_desk:draft-in": Form("writer", "article", fields=lambda world: {**WORDS}),
    "kb_desk:drop-draft-in": Form("writer", "article", fields=lambda world: {**PAGE}),
    "kb_desk:confirm": Form("writer", "article", fields=lambda world: {"number": "1"}),
}
