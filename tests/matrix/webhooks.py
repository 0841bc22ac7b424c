"""Webhooks: administrators alone."""

from tests.matrix.tables import Fields, Form
from tests.matrix.world import World

TABLE = """
v g o k s c w h  a t l W R A
L L x x x x x x  x x x x x . | GET webhooks:list webhooks:new | -
L L x x x x x x  x x x x x > | POST webhooks:new | -
L L x x x x x x  x x x x x . | GET webhooks:edit webhooks:log | webhook
L L x x x x x x  x x x x x - | GET webhooks:edit webhooks:log | no-webhook
L L x x x x x x  x x x x x > | POST webhooks:edit webhooks:delete webhooks:test |
    webhook
L L x x x x x x  x x x x x - | POST webhooks:edit webhooks:delete webhooks:test
    webhooks:resend | no-webhook
L L x x x x x x  x x x x x > | POST webhooks:resend | webhook-call
"""


def _fields(world: World) -> Fields:
    return {
        "url": "https://hooks.example.com/other",
        "verbs": "webhook.created",
        "includes_private": "on",
        "is_active": "on",
    }


FORMS = {
    "webhooks:new": Form(fields=_fields),
    "webhooks:edit": Form(thing="webhook", fields=_fields),
    "webhooks:delete": Form(thing="webhook"),
    "webhooks:test": Form(thing="webhook"),
    "webhooks:resend": Form(thing="webhook-call"),
}
