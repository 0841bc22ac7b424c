"""Taking back for good what should never have been written or sent.

The mark stays; the words are gone from everywhere that we have them. Each says whether
it changed anything.
"""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from activity.actions import now, record
from activity.models import Event
from composer.actions import redact_upload, strike_from_drafts
from composer.models import Upload
from notifications.actions import forget_mails
from tickets import events
from tickets.actions.rows import lock, save
from tickets.models import TicketMessage


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
