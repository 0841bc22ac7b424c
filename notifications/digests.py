"""The daily mail: written down in the morning, put into words when it leaves.

So a mail that waits takes in what the next day brings, instead of a second one, and
what was read or went out of sight meanwhile is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Min, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.locale import zone_of
from accounts.models import User
from brand.querysets import current_brand
from notifications.bell import bell_lines
from notifications.letters import (
    absolute,
    letter_headers,
    mail_host,
    render_mail,
    sender_of,
    unsubscribe_url,
)
from notifications.models import (
    Notification,
    OutgoingEmail,
    new_message_id,
    new_reply_token,
)
from notifications.tasks import ring
from notifications.unsubscribing import Subscription

MORNING = 7


@dataclass
class News:
    """All that happened to one thing."""

    thing: Any
    link: str
    sentences: list[str] = field(default_factory=list)


def write_digests() -> int:
    """A mail for everybody whose news waited over her last morning."""
    now = timezone.now()
    waiting = Q(notifications__awaits_digest=True, notifications__read_at=None)
    people = User.objects.present().annotate(
        oldest=Min("notifications__created_at", filter=waiting)
    )
    written = 0
    for person in list(people.filter(oldest__isnull=False)):
        if person.oldest < last_morning(person, now):
            written += write_digest(person)
    return written


def last_morning(person: User, now: datetime) -> datetime:
    here = now.astimezone(zone_of(person))
    morning = here.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    return morning if morning <= here else morning - timedelta(days=1)


@transaction.atomic
def write_digest(person: User) -> bool:
    """Put what waits into a mail: one that has not left yet, else a new one."""
    waiting = Notification.objects.awaiting_digest().filter(person=person)
    pks = list(waiting.select_for_update().values_list("pk", flat=True))
    if not pks:
        return False
    rows = Notification.objects.filter(pk__in=pks)
    rows.update(awaits_digest=False, digest=_unsent(person) or _new(person))
    return True


def digest_parts(mail: OutgoingEmail) -> tuple[str, str, str] | None:
    """Subject, text and HTML, or None when nothing is left to tell."""
    person = mail.recipient
    if person is None:
        return None
    rows = mail.notifications.filter(read_at=None).for_list().order_by("pk")
    with translation.override(person.language), timezone.override(zone_of(person)):
        news = _news(list(rows), person)
        if not news:
            return None
        context = {
            "person": person,
            "news": news,
            "brand": current_brand(),
            "why": _("You get this mail because you chose to hear of this once a day."),
            "unsubscribe_url": _stop_url(person),
            "preferences_url": absolute(reverse("notifications:preferences")),
        }
        return render_mail("digest", context)


def _news(rows: list[Notification], person: User) -> list[News]:
    found: dict[Any, News] = {}
    for line in bell_lines(rows, person):
        if line.thing is not None:
            news = News(line.thing, absolute(line.link))
            found.setdefault(line.thing, news).sentences.append(line.sentence)
    return list(found.values())


def _unsent(person: User) -> OutgoingEmail | None:
    pending = OutgoingEmail.objects.filter(
        recipient=person,
        reason=OutgoingEmail.DIGEST,
        state=OutgoingEmail.State.PENDING,
    )
    # Writing locks the row: nobody puts it into words before we are done.
    if not pending.update(attempts=F("attempts")):
        return None
    return pending.first()


def _new(person: User) -> OutgoingEmail:
    mail = OutgoingEmail.objects.create(
        recipient=person,
        reason=OutgoingEmail.DIGEST,
        from_address=sender_of(current_brand()),
        to_address=person.email,
        subject=_("Your daily summary"),
        headers=letter_headers(_stop_url(person), "digest"),
        message_id=new_message_id(mail_host()),
        reply_token=new_reply_token(),
    )
    ring([mail.pk])
    return mail


def _stop_url(person: User) -> str:
    return unsubscribe_url(Subscription(person, OutgoingEmail.DIGEST, None, None))
