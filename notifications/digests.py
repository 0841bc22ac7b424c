"""The daily and the weekly mail: written down in the morning, put into words late.

So a mail that waits takes in what the next day brings, instead of a second one, and
what was read or went out of sight meanwhile is not in it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Min
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts.locale import zone_of
from accounts.models import User
from brand.querysets import current_brand
from notifications.bell import bell_lines
from notifications.letters import (
    absolute,
    letter_headers,
    mail_host,
    preferences_url,
    render_mail,
    sender_of,
    unsubscribe_url,
)
from notifications.models import (
    Notification,
    OutgoingEmail,
    Preference,
    new_message_id,
    new_reply_token,
)
from notifications.tasks import ring
from notifications.unsubscribing import Subscription

MORNING = 7

Mail = Preference.Mail

SUMMARIES = {
    OutgoingEmail.DAILY: _("Your daily summary"),
    OutgoingEmail.WEEKLY: _("Your weekly summary"),
    OutgoingEmail.SUMMARY: _("Your summary"),
}
_WHY = {
    OutgoingEmail.DAILY: _(
        "You get this mail because you chose to hear of this once a day."
    ),
    OutgoingEmail.WEEKLY: _(
        "You get this mail because you chose to hear of this once a week."
    ),
    OutgoingEmail.SUMMARY: _(
        "You get this mail because you chose to hear of this once a day or once a week."
    ),
}


@dataclass
class News:
    """All that happened to one thing."""

    thing: Any
    link: str
    sentences: list[str] = field(default_factory=list)


def write_digests() -> int:
    """A mail for everybody whose news waited over her last morning, or Monday."""
    now = timezone.now()
    waiting = Notification.objects.awaiting_digest().values("person", "awaits_digest")
    waiting = waiting.annotate(oldest=Min("created_at")).order_by("person")
    people = User.objects.present().filter(pk__in=waiting.values("person"))
    present = people.in_bulk()
    due: dict[User, set[str]] = defaultdict(set)
    for each in waiting:
        person, which = present.get(each["person"]), each["awaits_digest"]
        if person and each["oldest"] < last_morning(person, now, which):
            due[person].add(which)
    return sum(write_digest(person, due[person]) for person in due)


def last_morning(person: User, now: datetime, which: str = Mail.DAILY) -> datetime:
    """When a mail last went out to her; the weekly one does so on Mondays."""
    here = now.astimezone(zone_of(person))
    morning = here.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if morning > here:
        morning -= timedelta(days=1)
    days = morning.weekday() if which == Mail.WEEKLY else 0
    return morning - timedelta(days=days)


@transaction.atomic
def write_digest(person: User, which: set[str]) -> bool:
    """Put what waits into a mail: one that has not left yet, else a new one."""
    waiting = Notification.objects.awaiting_digest().filter(person=person)
    waiting = waiting.filter(awaits_digest__in=which)
    pks = list(waiting.select_for_update().values_list("pk", flat=True))
    if not pks:
        return False
    rows = Notification.objects.filter(pk__in=pks)
    mail = _unsent(person, which) or _new(person, which)
    rows.update(awaits_digest="", digest=mail)
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
            "why": _WHY[mail.reason],
            "unsubscribe_url": _stop_url(person, mail.reason),
            "preferences_url": preferences_url(person),
        }
        return render_mail("digest", context)


def _news(rows: list[Notification], person: User) -> list[News]:
    found: dict[Any, News] = {}
    for line in bell_lines(rows, person):
        if line.thing is not None:
            news = News(line.thing, absolute(line.link))
            found.setdefault(line.thing, news).sentences.append(line.sentence)
    return list(found.values())


def _unsent(person: User, which: set[str]) -> OutgoingEmail | None:
    pending = OutgoingEmail.objects.filter(
        recipient=person,
        reason__in=OutgoingEmail.DIGESTS,
        state=OutgoingEmail.State.PENDING,
    )
    # Writing locks the row: nobody puts it into words before we are done.
    if not pending.update(attempts=F("attempts")):
        return None
    mail = pending.latest("pk")
    both = _kind(person, which | OutgoingEmail.DIGESTS[mail.reason])
    pending.filter(pk=mail.pk).update(**both)
    return mail


def _new(person: User, which: set[str]) -> OutgoingEmail:
    mail = OutgoingEmail.objects.create(
        recipient=person,
        from_address=sender_of(current_brand()),
        to_address=person.email,
        **_kind(person, which),
        message_id=new_message_id(mail_host()),
        reply_token=new_reply_token(),
    )
    ring([mail.pk])
    return mail


def _kind(person: User, which: set[str]) -> dict[str, Any]:
    """Of a mail with these news: what it is, and that "stop" stops just them."""
    [reason] = [key for key, news in OutgoingEmail.DIGESTS.items() if news == which]
    stop = _stop_url(person, reason)
    return {
        "reason": reason,
        "subject": SUMMARIES[reason],
        "headers": letter_headers(stop, "digest"),
    }


def _stop_url(person: User, reason: str) -> str:
    return unsubscribe_url(Subscription(person, reason, None, None))
