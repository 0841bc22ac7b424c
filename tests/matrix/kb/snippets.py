"""Words that many articles show: who writes, and of what readers see who publishes."""

from tests.matrix.tables import Form

TABLE = """
v g o k s c w h  a t l W R A
L L x x x x x x  x x x . . . | GET kb_desk:snippets kb_desk:new-snippet | -
L L x x x x x x  x x x > > > | POST kb_desk:new-snippet | -
L L x x x x x x  x x x . . . | POST kb_desk:preview | -
L L x x x x x x  x x x . . . | GET kb_desk:snippet | snippet
L L x x x x x x  x x x > > > | POST kb_desk:snippet kb_desk:delete-snippet | snippet
"""
FORMS = {
    "kb_desk:preview": Form("writer", fields=lambda world: {"body": "**bold**"}),
    "kb_desk:new-snippet": Form(
        "writer",
        fields=lambda world: {
            "name": "dark-mode",
            "language": "en",
            "body": "Turn it off.",
        },
    ),
    "kb_desk:snippet": Form(
        "writer", "snippet", fields=lambda world: {"body": "Hold *Option*."}
    ),
    "kb_desk:delete-snippet": Form("writer", "snippet"),
}
