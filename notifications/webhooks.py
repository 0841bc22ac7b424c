"""Calling webhooks: each delivery is claimed for a time, signed and tried for days."""

from __future__ import annotations

import hashlib
import hmac
import json
import random
import time
import uuid
from collections.abc import Iterable
from datetime import timedelta
from http.client import HTTPException
from itertools import takewhile
from typing import Any

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now

from activity.models import Event
from core import outgoing
from notifications.delivery import BACK_OFF, ENOUGH, GIVE_UP_AFTER, LEASE
from notifications.hooks import WebhookDelivery, is_private

State = WebhookDelivery.State


def post_deliveries(pks: Iterable[int]) -> None:
    until = time.monotonic() + ENOUGH
    for pk in takewhile(lambda _: time.monotonic() < until, pks):
        delivery = claim(pk)
        if delivery is not None:
            post(delivery)


def claim(pk: int) -> WebhookDelivery | None:
    """Take a due delivery for the time of the lease; None if it is not ours to take."""
    token = uuid.uuid4()
    due = WebhookDelivery.objects.due().filter(pk=pk)
    taken = due.update(
        lease_token=token, lease_until=Now() + LEASE, attempts=F("attempts") + 1
    )
    if not taken:
        return None
    rows = WebhookDelivery.objects.select_related("webhook", "event__actor")
    return rows.filter(pk=pk, lease_token=token).first()


def post(delivery: WebhookDelivery) -> None:
    """Call a claimed webhook and write what became of it."""
    event, hook = delivery.event, delivery.webhook
    if event and not hook.includes_private and is_private(event):
        _mark(delivery, state=State.FAILED, response="It has become private.")
        return
    content = body(delivery)
    try:
        answer = outgoing.post(hook.url, content, headers(delivery, content))
    except outgoing.BlockedError as error:
        _mark(delivery, state=State.FAILED, response=str(error))
    except (OSError, HTTPException) as error:
        _try_again(delivery, response=(str(error) or type(error).__name__)[:500])
    else:
        given = {"status_code": answer.status, "response": answer.snippet}
        if 200 <= answer.status < 300:
            _mark(delivery, state=State.SENT, **given)
        else:
            _try_again(delivery, **given)


def body(delivery: WebhookDelivery) -> bytes:
    event = delivery.event
    said: dict[str, Any] = {"event": delivery.verb, "id": delivery.event_id}
    if event:
        said |= {"time": event.created_at.isoformat(), **_who_and_what(event)}
    else:
        said["time"] = delivery.created_at.isoformat()
    return json.dumps(said, default=str).encode()


def _who_and_what(event: Event) -> dict[str, Any]:
    actor, path = event.actor, _path_of(event.target)
    return {
        "actor": {"id": actor.pk, "name": actor.public_name} if actor else None,
        "target": {"type": event.target_type.model, "id": event.target_id},
        "url": f"{settings.SITE_URL}{path}" if path else None,
        "data": event.data,
    }


def _path_of(thing: Any) -> str:
    """Where it has an address without words, that one: a title may be for few."""
    if lasting := getattr(thing, "lasting_url", ""):
        return str(lasting)
    return str(thing.get_absolute_url()) if hasattr(thing, "get_absolute_url") else ""


def headers(delivery: WebhookDelivery, content: bytes) -> dict[str, str]:
    timestamp = str(int(time.time()))
    return {
        "Content-Type": "application/json",
        "User-Agent": "Helpdesk-Webhook/1",
        "X-Helpdesk-Event": delivery.verb,
        "X-Helpdesk-Delivery": str(delivery.pk),
        "X-Helpdesk-Timestamp": timestamp,
        "X-Helpdesk-Signature": sign(delivery.webhook.secret, timestamp, content),
    }


def sign(secret: str, timestamp: str, content: bytes) -> str:
    signed = f"{timestamp}.".encode() + content
    return "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def _try_again(delivery: WebhookDelivery, **outcome: Any) -> None:
    rows = WebhookDelivery.objects.filter(pk=delivery.pk)
    if rows.filter(created_at__lt=Now() - GIVE_UP_AFTER).exists():
        _mark(delivery, state=State.FAILED, **outcome)
        return
    seconds = BACK_OFF[min(delivery.attempts, len(BACK_OFF)) - 1]
    wait = timedelta(seconds=seconds * random.uniform(0.8, 1.2))
    _mark(delivery, next_at=Now() + wait, **outcome)


def _mark(delivery: WebhookDelivery, **outcome: Any) -> None:
    """Write what became of it, if it is still ours."""
    WebhookDelivery.objects.filter(
        pk=delivery.pk, lease_token=delivery.lease_token
    ).update(lease_token=None, lease_until=None, **outcome)
