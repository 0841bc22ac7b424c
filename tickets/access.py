"""Links that let one person into one ticket without a password."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from core.sealing import hash_of, new_token
from tickets.models import AccessLink, Ticket
from tickets.permissions import takes_part
from tickets.querysets import AccessLinkQuerySet

LIFETIME = timedelta(days=30)


def mint_link(ticket: Ticket, person: User) -> str:
    """A new absolute link."""
    while ticket.merged_into:
        ticket = ticket.merged_into
    token = new_token()
    scope = AccessLink.Scope.REPLY if takes_part(person, ticket) else "view"
    AccessLink.objects.create(
        ticket=ticket,
        person=person,
        token_hash=hash_of(token),
        scope=scope,
        expires_at=timezone.now() + LIFETIME,
    )
    with override(settings.LANGUAGE_CODE):  # addresses in mails bear no language
        return settings.SITE_URL + reverse("tickets:access", args=[token])


def find_link(token: str) -> AccessLink | None:
    """The link behind a token while it lives and its person may see the ticket."""
    return _seen(AccessLink.objects.usable(), token)


def find_old_link(token: str) -> AccessLink | None:
    """The same, though it may have run out; only good to mail its person a new one."""
    return _seen(AccessLink.objects.all(), token)


def _seen(links: AccessLinkQuerySet, token: str) -> AccessLink | None:
    found = links.select_related("person").filter(token_hash=hash_of(token)).first()
    if found is None or not found.person.is_active:
        return None
    ticket = Ticket.objects.visible_to(found.person).for_portal()
    seen = ticket.filter(pk=found.ticket_id).first()
    if seen is None:
        return None
    found.ticket = seen
    return found
