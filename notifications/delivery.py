"""Handing mails over: at least once, and once only unless a receipt got lost.

A mail is claimed by one conditional UPDATE, for a time; whoever claimed it may send
it while the claim holds, and only then write what became of it. All times are the
database's. A mail whose claim ran out is claimed anew: whoever held it is taken for
dead and, should it wake, asks for its claim once more before it sends.
"""

from __future__ import annotations

import logging
import random
import re
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from email.utils import parseaddr
from itertools import takewhile
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.models import F, Model
from django.db.models.functions import Now

from activity.events import EventType, registry
from core.access import visitors_see
from core.checkpoints import checkpoint
from notifications.audience import may_see
from notifications.content import SuppressedError, content_of
from notifications.models import OutgoingEmail
from notifications.transport import (
    DeferredError,
    Envelope,
    RefusedError,
    Transport,
    UnreachableError,
    UnsureError,
    open_transport,
)

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=180)
GIVE_UP_AFTER = timedelta(days=5)
# Seconds until the next try; the last one counts for all that follow.
BACK_OFF = (30, 120, 600, 1800, 3600)
# Seconds after which a batch ends, so that one slow server does not hold up all.
ENOUGH = 120
# Seconds for which a database that is away is asked to take down what was sent.
MARK_FOR = 60

State = OutgoingEmail.State


class LeaseLostError(Exception):
    """Somebody else holds the mail now."""


def deliver_mails(pks: Iterable[int], *, lease: timedelta = LEASE) -> None:
    """Send what of these is due, over one connection, and what waited for them.

    What is left after `ENOUGH` seconds stays where it is, for the next sweep.
    """
    until = time.monotonic() + ENOUGH
    with closing(open_transport(settings.EMAIL_URL)) as transport:
        for pk in takewhile(lambda _: time.monotonic() < until, pks):
            mail = claim(pk, lease=lease)
            while mail is not None:
                try:
                    deliver(mail, transport, lease=lease)
                except UnreachableError as error:
                    logger.warning("Mail cannot be handed over: %s", error)
                    return
                held = OutgoingEmail.objects.held_by(mail).due().order_by("pk")
                next_pk = held.values_list("pk", flat=True).first()
                mail = claim(next_pk, lease=lease) if next_pk else None


def claim(pk: int, *, lease: timedelta = LEASE) -> OutgoingEmail | None:
    """Take a due mail for the time of the lease; None if it is not ours to take."""
    token = uuid.uuid4()
    taken = (
        OutgoingEmail.objects.due()
        .filter(pk=pk)
        .update(
            state=State.LEASED,
            lease_token=token,
            lease_until=Now() + lease,
            attempts=F("attempts") + 1,
        )
    )
    if not taken:
        return None
    checkpoint("D1")
    rows = OutgoingEmail.objects.select_related("recipient")
    return rows.filter(pk=pk, lease_token=token).first()


def deliver(mail: OutgoingEmail, transport: Transport, *, lease: timedelta) -> None:
    """Send a claimed mail and write what became of it.

    Raises `UnreachableError` (after writing) when no other mail need be tried now.
    """
    try:
        _suppress_if_forbidden(mail)
        transport.send(_envelope(mail), lambda: _last_moment(mail, lease))
    except SuppressedError as reason:
        _mark(mail, state=State.SUPPRESSED, sealed="", last_error=str(reason))
    except LeaseLostError:
        logger.warning("Mail %s was taken over by another process", mail.pk)
    except RefusedError as error:
        _mark(mail, state=State.FAILED, sealed="", last_error=_short(error))
    except UnsureError as error:
        _try_again(mail, State.UNKNOWN, error)
    except UnreachableError as error:
        _try_again(mail, State.PENDING, error)
        raise
    except DeferredError as error:
        _try_again(mail, State.PENDING, error)
    except (DatabaseError, InterfaceError):
        raise  # the claim runs out by itself
    except Exception as error:
        logger.exception("Mail %s cannot be written", mail.pk)
        _try_again(mail, State.PENDING, error)
    else:
        checkpoint("D7")
        _mark(mail, state=State.SENT, sealed="", sent_at=Now(), last_error="")
        checkpoint("D8")


def _suppress_if_forbidden(mail: OutgoingEmail) -> None:
    """What was right when the mail was written may be wrong when it leaves."""
    if mail.is_account_mail:
        # whoever gave the address of such a mail had no account
        if mail.target_type_id and not (mail.target and visitors_see(mail.target)):
            raise SuppressedError("Visitors may not see it any more.")
        return
    person = mail.recipient
    if person is None or not person.is_active or person.deleted_at:
        raise SuppressedError("The account is closed.")
    if mail.target_type_id is None:
        return
    for thing in _spoken_of(mail):
        if not isinstance(thing, Model) or not may_see(
            thing, person, privately=mail.is_private
        ):
            raise SuppressedError("The recipient may not see it any more.")


def _spoken_of(mail: OutgoingEmail) -> Iterator[Any]:
    """Its target, where somebody follows a tag or a person the thing that she hears of,
    and the message or post whose words it carries; None where gone.
    """
    yield mail.target
    event = mail.event
    if event is None:
        return
    if event.target_type_id != mail.target_type_id:
        yield event.target
    kind = registry.get(event.verb, EventType)
    model = event.related_type.model_class() if event.related_type else None
    if not (kind.shows_related and model):
        return
    if hasattr(model._default_manager, "visible_to"):
        yield event.related


def _last_moment(mail: OutgoingEmail, lease: timedelta) -> bytes:
    """The mail, if it is still ours: a process that slept must not send."""
    content = content_of(mail)
    still_ours = OutgoingEmail.objects.filter(
        pk=mail.pk,
        state=State.LEASED,
        lease_token=mail.lease_token,
        lease_until__gt=Now(),
    )
    if not still_ours.update(lease_until=Now() + lease):
        raise LeaseLostError
    return content


def _envelope(mail: OutgoingEmail) -> Envelope:
    sender = parseaddr(mail.from_address)[1]
    name = f"{mail.created_at:%Y%m%d-%H%M%S}-{mail.pk:06}-{mail.to_address}"
    safe = re.sub(r"[^\w@.+-]", "_", name, flags=re.ASCII)[:180]
    return Envelope(sender, mail.to_address, f"{safe}.eml")


def _try_again(mail: OutgoingEmail, state: str, error: Exception) -> None:
    seconds = BACK_OFF[min(mail.attempts, len(BACK_OFF)) - 1] * random.uniform(0.8, 1.2)
    is_old = OutgoingEmail.objects.filter(
        pk=mail.pk, created_at__lt=Now() - GIVE_UP_AFTER
    )
    if is_old.exists():
        _mark(mail, state=State.FAILED, sealed="", last_error=_short(error))
    else:
        next_at = Now() + timedelta(seconds=seconds)
        _mark(mail, state=state, next_at=next_at, last_error=_short(error))


def _mark(mail: OutgoingEmail, **outcome: Any) -> None:
    """Write what became of it, if it is still ours.

    A mail that left must not leave again because the database was away just then.
    """
    until = time.monotonic() + MARK_FOR
    while True:
        try:
            OutgoingEmail.objects.filter(
                pk=mail.pk, lease_token=mail.lease_token
            ).update(lease_token=None, lease_until=None, **outcome)
        except (DatabaseError, InterfaceError):
            if connection.in_atomic_block or time.monotonic() > until:
                raise
            connection.close()
            time.sleep(0.5)
        else:
            return


def _short(error: Exception) -> str:
    return (str(error) or type(error).__name__)[:500]
