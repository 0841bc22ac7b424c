"""Limits on tries, counted in the database: exact, whatever processes share it."""

import ipaddress
import time
from hashlib import sha256

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

# A window that ran out begins anew; one statement, so that no try goes uncounted.
_COUNT = """
    INSERT INTO core_tries (who, tries, until) VALUES (%s, 1, %s)
    ON CONFLICT (who) DO UPDATE SET
        tries = CASE WHEN core_tries.until <= %s THEN 1 ELSE core_tries.tries + 1 END,
        until = CASE
            WHEN core_tries.until <= %s THEN excluded.until ELSE core_tries.until
        END
    RETURNING tries
"""


def is_over_limit(action: str, who: str, *, limit: int, seconds: int) -> bool:
    """Count one try of `who`; True once there were more than `limit` in the window."""
    key = sha256(f"{action}\0{who}".encode()).hexdigest()
    now = time.time()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [key, now + seconds, now, now])
        tries = cursor.fetchone()[0]
        if tries == 1 and key.startswith("00"):  # once in 256 windows
            cursor.execute("DELETE FROM core_tries WHERE until <= %s", [now])
    return tries > limit


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
    if ip.version == 6 and ip.ipv4_mapped:
        return str(ip.ipv4_mapped)
    if ip.version == 6:
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)


def is_everybody(address: str) -> bool:
    """Behind a proxy nobody told us of, all visitors come from this machine."""
    if address == "unknown":
        return True
    network = ipaddress.ip_network(address, strict=False)
    return ipaddress.ip_address(network.network_address).is_loopback


def too_many(request: HttpRequest, *, seconds: int) -> HttpResponse:
    text = _("That was a lot in a short time. Please wait a little and try again.")
    response = render(request, "error.html", {"text": text}, status=429)
    response["Retry-After"] = str(seconds)
    return response
