"""Links that let one person into one ticket without a password."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tickets.models import AccessLink, Ticket
from tickets.permissions import takes_part

LIFETIME = timedelta(days=30)


def mint_link(ticket: Ticket, person: User) -> str:
    """A new absolute link. The token stands in it alone: we keep its hash."""
    token = secrets.token_urlsafe(32)
    scope = AccessLink.Scope.REPLY if takes_part(person, ticket) else "view"
    AccessLink.objects.create(
        ticket=ticket,
        person=person,
        token_hash=hash_of(token),
        scope=scope,
        expires_at=timezone.now() + LIFETIME,
    )
    return settings.SITE_URL + reverse("tickets:access", args=[token])


def find_link(token: str) -> AccessLink | None:
    """The link behind a token while it lives and its person may see the ticket."""
    found = (
        AccessLink.objects.usable()
        .select_related("person")
        .filter(token_hash=hash_of(token))
        .first()
    )
    if found is None or not found.person.is_active:
        return None
    seen = Ticket.objects.visible_to(found.person).filter(pk=found.ticket_id)
    return found if seen.exists() else None


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()
