"""Who is in on a ticket, and who is told."""

from __future__ import annotations

from ninja import Schema

from accounts.api import PersonOut
from core.api import Given


class RecipientOut(Schema):
    person: PersonOut
    because: str


class CcOut(Schema):
    person: PersonOut
    can_reply: bool


class CcIn(Given):
    email: str
    can_reply: bool = True


class RequesterIn(Given):
    # who is not known yet becomes a guest
    email: str
    # the address of the one that was read
    was: str = ""
