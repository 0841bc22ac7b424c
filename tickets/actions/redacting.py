"""Taking back for good what should never have been written or sent.

The mark stays; the words are gone from everywhere that we have them. Each says whether
it changed anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import QuerySet
from django.template.defaultfilters import linebreaksbr
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext_lazy

from accounts.models import User
from activity.actions import now, record
from activity.models import Event
from composer.actions import redact_upload, strike_from_drafts
from composer.models import Upload
from core.languages import known
from notifications.actions import forget_mails, strike_from_mails
from notifications.models import OutgoingEmail
from tickets import events
from tickets.actions.exports import write_exports_again
from tickets.actions.rows import hold, list_details, lock, save
from tickets.details import GONE, all_fields, shown
from tickets.models import Rating, Ticket, TicketMessage

# what stands in place of a subject, and in mails of anything
REDACTED = gettext_lazy("[redacted]")


@transaction.atomic
def redact_message(message: TicketMessage, *, by: User) -> bool:
    """The index follows with the Event; mails that have not left never will."""
    if not _hold(message) or message.redacted_at:
        return False
    strike_from_drafts(message.ticket, message.body)
    message.body = message.body_html = ""
    message.redacted_at = now()
    message.save(update_fields=["body", "body_html", "redacted_at"])
    forget_mails(Event.objects.related_to(message))
    _tell(message, "text", by)
    return True


@transaction.atomic
def redact_file(upload: Upload, *, of: TicketMessage, by: User) -> bool:
    """Mails name no files, and hold none."""
    if not _hold(of) or not redact_upload(upload):
        return False
    _tell(of, "file", by)
    return True


@transaction.atomic
def redact_subject(ticket: Ticket, *, by: User) -> bool:
    """Also of tickets that went into this one, where it is the same; and what it was
    before somebody changed it. One that went into another has its own still.
    """
    hold(ticket)
    now, mark = ticket.subject, str(REDACTED)
    if now == mark:
        return False
    same = [each for each in _with_merged(ticket) if each.subject == now]
    Ticket.objects.filter(pk__in=[each.pk for each in same]).update(subject=mark)
    ticket.subject = mark
    save(ticket)
    words = {now, *_mailed_subjects(ticket, same)}
    _strike(ticket, words, in_mails=[_subject_in_mails(same, words)])
    record(events.SubjectRedacted, ticket, by=by)
    return True


@transaction.atomic
def redact_details(ticket: Ticket, keys: Iterable[str], *, by: User) -> bool:
    """What was filled in there, also on tickets that went into this one."""
    lock(ticket)
    gone = {key: ticket.custom[key] for key in keys if ticket.custom.get(key)}
    if not gone:
        return False
    for each in _with_merged(ticket):
        same = {key for key, value in gone.items() if each.custom.get(key) == value}
        each.custom |= dict.fromkeys(same, GONE)
        each.save(update_fields=["custom"])
        list_details(each)
    ticket.custom |= dict.fromkeys(gone, GONE)
    save(ticket)
    in_mails = [_detail_in_mails(key, value) for key, value in gone.items()]
    _strike(ticket, gone.values(), in_mails=in_mails)
    data = {"changed": sorted(gone)}
    record(events.DetailsRedacted, ticket, by=by, data=data)
    return True


@transaction.atomic
def redact_rating(ticket: Ticket, *, by: User) -> bool:
    """Its comment; mails that tell of it and have not left never will."""
    lock(ticket)
    rated = Rating.objects.filter(ticket=ticket).exclude(comment__in=["", REDACTED])
    if not rated.update(comment=str(REDACTED)):
        return False
    told = Event.objects.about(ticket).filter(verb=events.TicketRatedLow.verb)
    forget_mails(told)
    save(ticket)
    record(events.RatingRedacted, ticket, by=by)
    return True


def _with_merged(ticket: Ticket) -> Iterator[Ticket]:
    yield ticket
    for each in ticket.merged_tickets.all():
        yield from _with_merged(each)


def _strike(
    ticket: Ticket, words: Iterable[str], *, in_mails: Iterable[re.Pattern[str]]
) -> None:
    for pattern in in_mails:
        strike_from_mails(_mails_of(ticket), pattern, mark=str(REDACTED))
    for each in words:
        strike_from_drafts(_standing(ticket), each)
    write_exports_again()


def _mails_of(ticket: Ticket) -> QuerySet[OutgoingEmail]:
    """Also of all that it was merged with: they go along, and tell of it in its own."""
    mails = OutgoingEmail.objects.none()
    for each in _with_merged(_standing(ticket)):
        mails |= OutgoingEmail.objects.about(each)
    return mails


def _standing(ticket: Ticket) -> Ticket:
    """Where its mails and drafts went."""
    return _standing(ticket.merged_into) if ticket.merged_into else ticket


def _mailed_subjects(ticket: Ticket, same: Iterable[Ticket]) -> Iterator[str]:
    heads = tuple(f"[#{each.pk}] " for each in same)
    for subject in set(_mails_of(ticket).values_list("subject", flat=True)):
        if subject.startswith(heads):
            yield subject.partition(" ")[2]


def _subject_in_mails(
    tickets: Iterable[Ticket], words: Iterable[str]
) -> re.Pattern[str]:
    """At the end of a line that names the ticket, as mails do; elsewhere the words
    are a message's, which is redacted by itself.
    """
    numbers = "|".join(str(ticket.pk) for ticket in tickets)
    said = _any_of([*words, *map(escape, words)])
    line = rf"(#(?:{numbers})\b[^\n]*[\]:] ){said}(?=$|</p>)"
    return re.compile(line, re.MULTILINE)


def _detail_in_mails(key: str, value: str) -> re.Pattern[str]:
    """At the end of a line that begins with a label, in whatever language."""
    field = all_fields().get(key)
    texts = {value}
    for language in known():
        with translation.override(language):
            texts.add(shown(value, field.kind if field else ""))
    every = [*texts, *(str(linebreaksbr(text, autoescape=True)) for text in texts)]
    line = rf"(^[^\n]*: |:</strong> ){_any_of(every)}(?=$|</p>)"
    return re.compile(line, re.MULTILINE)


def _any_of(texts: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, texts))})"


def _hold(message: TicketMessage) -> bool:
    """Its ticket, and then the row as it is; False where it was taken back."""
    lock(message.ticket)
    rows = TicketMessage.objects.filter(pk=message.pk)
    if not rows.exists():
        return False
    message.refresh_from_db(fields=["body", "redacted_at"])
    return True


def _tell(message: TicketMessage, what: str, by: User) -> None:
    save(message.ticket)
    event_type = events.NoteRedacted if message.is_note else events.MessageRedacted
    data = {"what": what}
    record(event_type, message.ticket, by=by, related=message, data=data)
