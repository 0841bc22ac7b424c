"""Which tickets of visitors an agent looks at before anybody is told of them."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from core.proof import is_proven
from core.ratelimit import is_everybody, is_over_limit, visitor_address
from tickets.limits import HOUR

# in an hour without a proof: a household, or an address where we cannot tell them apart
UNPROVEN_AT_MOST = 10
_LINK = re.compile(r"(?:https?://|www\.)([\w.-]+)", re.IGNORECASE)


def is_suspicious(request: HttpRequest, cleaned: dict[str, Any]) -> bool:
    """A field that people do not see was filled in; or it came without a proof of work
    and leads elsewhere, or is one of many.
    """
    if cleaned["website"]:
        return True
    if is_proven(cleaned["altcha"]):
        return False
    where = visitor_address(request)
    who = cleaned["email"].lower() if is_everybody(where) else where
    is_one_of_many = is_over_limit(
        "ticket-unproven", who, limit=UNPROVEN_AT_MOST, seconds=HOUR
    )
    custom = "\n".join(cleaned["custom"].values())
    words = "\n".join([cleaned["subject"], cleaned["body"], custom])
    return is_one_of_many or leads_elsewhere(words)


def leads_elsewhere(text: str) -> bool:
    """To any place but this site, which people name to say where it failed."""
    here = urlsplit(settings.SITE_URL).hostname
    return any(host.lower() != here for host in _LINK.findall(text))
