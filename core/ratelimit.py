"""Limits on tries, counted in the database cache so that all processes share them."""

import ipaddress
import time
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def is_over_limit(action: str, who: str, *, limit: int, seconds: int) -> bool:
    """Count one try of `who`; True once there were more than `limit` in the window."""
    key = "limit:" + sha256(f"{action}\0{who}".encode()).hexdigest()
    now = time.time()
    tries, until = cache.get(key, (0, 0.0))
    if until <= now:
        tries, until = 0, now + seconds
    # set, not incr: that would start the window anew, and last the default 5 minutes
    cache.set(key, (tries + 1, until), timeout=int(until - now) + 1)
    return tries >= limit


def visitor_address(request: HttpRequest) -> str:
    """The visitor's address, believing as many proxies as the settings name.

    IPv6 visitors are counted by their /64, which is what one household holds.
    """
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if count := settings.TRUSTED_PROXY_COUNT:
        address = forwarded[-count].strip() if len(forwarded) >= count else address
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if ip.version == 6:
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)


def too_many(request: HttpRequest, *, seconds: int) -> HttpResponse:
    text = _("That was a lot in a short time. Please wait a little and try again.")
    response = render(request, "error.html", {"status": 429, "text": text}, status=429)
    response["Retry-After"] = str(seconds)
    return response
