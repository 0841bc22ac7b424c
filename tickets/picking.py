"""What may be put into a text: links to articles."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from accounts.addresses import absolute
from core.access import Viewer
from search.finding import find_titled
from tickets.models import Ticket

_BRACKETS = re.compile(r"([\\\[\]])")


class Pick(NamedTuple):
    label: str
    # what goes into the text
    words: str


def article_picks(ticket: Ticket, query: str) -> list[Pick]:
    found = find_titled(query or ticket.subject, _reader(ticket), kind="article")
    with override(settings.LANGUAGE_CODE):  # who follows it is led to her language
        return [_link(str(result.target), result.url) for result in found]


def _reader(ticket: Ticket) -> Viewer:
    """A guest has nothing but her link: she reads what everybody may."""
    return AnonymousUser() if ticket.requester.is_guest else ticket.requester


def _link(title: str, url: str) -> Pick:
    words = _BRACKETS.sub(r"\\\1", title)
    return Pick(title, f"[{words}]({absolute(url)})")
