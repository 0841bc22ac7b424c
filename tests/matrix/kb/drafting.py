"""Articles from tickets: agents who write, and work on the ticket."""

from tests.matrix.tables import Form

TABLE = """
v g o k s c w h  a t l W R A
L L x x x x x x  x x x . . . | GET kb_desk:from-ticket | solved-ticket
L L x x x x x x  x x x > > > | POST kb_desk:from-ticket | solved-ticket
L L x x x x x x  x x x x x x | GET kb_desk:from-ticket | own-ticket
L L x x x x x x  x x x x x x | POST kb_desk:from-ticket | own-ticket
L L x x x x x x  - x - - - x | GET kb_desk:from-ticket | private-ticket
"""
FORMS = {
    "kb_desk:from-ticket": Form(
        "writer",
        "solved-ticket",
        fields=lambda world: {
            "messages": ["1"],
            "title": "How sync works",
            "category": world.rows["shelf"].pk,
            "more": "Harbour",
            "mask-TOTAL_FORMS": "1",
            "mask-INITIAL_FORMS": "1",
            "mask-0-found": "owner",
            "mask-0-cover": "[name]",
            "mask-0-keep": "on",
        },
    ),
}
