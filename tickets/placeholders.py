"""What a macro's text may leave open. A fixed list: nobody's text is a program."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tickets.models import Ticket

Value = Callable[[Ticket, User], str]

PLACEHOLDERS: dict[str, tuple[str | Promise, Value]] = {
    "customer.name": (_("Customer"), lambda ticket, by: ticket.requester.public_name),
    "customer.organization": (
        _("Customer's organisation"),
        lambda ticket, by: str(ticket.requester.organization or ""),
    ),
    "ticket.number": (_("Number of the ticket"), lambda ticket, by: str(ticket.pk)),
    "ticket.subject": (_("Subject of the ticket"), lambda ticket, by: ticket.subject),
    "team.name": (_("Team"), lambda ticket, by: str(ticket.team or "")),
    "agent.name": (_("You"), lambda ticket, by: by.public_name),
}
_OPEN = re.compile(r"\{\{([^{}]*)\}\}")
# A subject is a customer's own words: they must not turn into links or pictures, not
# even where they are an address, or begin a line.
_MARKDOWN = re.compile(r"([\\`*\[\]<>~|]|:(?=//)|^[#+-])")


def unknown_in(text: str) -> list[str]:
    """Names between double braces that stand for nothing."""
    named = [name.strip() for name in _OPEN.findall(text)]
    return [name for name in dict.fromkeys(named) if name not in PLACEHOLDERS]


def fill(text: str, ticket: Ticket, *, by: User) -> str:
    """The text as `by` would send it on this ticket."""

    def value(found: re.Match[str]) -> str:
        known = PLACEHOLDERS.get(found[1].strip())
        if known is None:
            return found[0]
        return _MARKDOWN.sub(r"\\\1", known[1](ticket, by))

    return _OPEN.sub(value, text)
