"""Senders of spam."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from activity.events import EventType


class SenderBlocked(EventType):
    """Of a person; related is the ticket that was marked as spam."""

    verb = "person.blocked"
    audience = "staff"
    sentence = _("{actor} blocked {target}")


class SenderUnblocked(EventType):
    verb = "person.unblocked"
    audience = "staff"
    sentence = _("{actor} lifted the block of {target}")
