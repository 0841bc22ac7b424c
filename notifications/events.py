"""What administrators do to webhooks."""

from django.utils.translation import gettext_lazy as _

from activity.events import EventType


class WebhookCreated(EventType):
    verb = "webhook.created"
    audience = "staff"
    sentence = _("{actor} made a webhook")


class WebhookChanged(EventType):
    verb = "webhook.changed"
    audience = "staff"
    sentence = _("{actor} changed a webhook")


class WebhookDeleted(EventType):
    verb = "webhook.deleted"
    audience = "staff"
    sentence = _("{actor} deleted a webhook")
