from datetime import datetime, timedelta

from django.utils import timezone

from activity.events import EventType
from activity.models import Event
from core.checkpoints import checkpoint
from notifications.audience import audience
from notifications.hooks import WebhookDelivery, active_hooks, hears
from notifications.letters import letters
from notifications.models import Notification, OutgoingEmail, Preference
from notifications.tasks import ring, ring_hooks

# The clocks of two machines differ: what a mail tells must be seen when it leaves.
CLOCKS_DIFFER = timedelta(seconds=1)
_SUMMED_UP = {Preference.Mail.DAILY, Preference.Mail.WEEKLY}


def notify(event: Event, event_type: type[EventType]) -> None:
    """Write who hears of it and each mail, in the transaction of the Event itself."""
    told = audience(event, event_type)
    if not told:
        return
    told_at = event_type.told_at(event)
    due = due_at(event, event_type)
    Notification.objects.bulk_create(
        Notification(
            person=one.person,
            event=event,
            reason=one.reason,
            in_bell=one.bell,
            awaits_digest=one.mail if one.mail in _SUMMED_UP else "",
            created_at=told_at,
        )
        for one in told
        if one.bell or one.mail in _SUMMED_UP
    )
    at_once = [one for one in told if one.mail == Preference.Mail.INSTANT]
    mails = letters(event, event_type, at_once)
    if due:
        for mail in mails:
            mail.next_at = due
    ring([mail.pk for mail in OutgoingEmail.objects.bulk_create(mails)], at=due)
    checkpoint("W1")


def call_hooks(event: Event, event_type: type[EventType]) -> None:
    """Write a row for each webhook that hears of it, in the Event's transaction."""
    hearing = [hook for hook in active_hooks() if hears(hook, event)]
    if hearing:
        rows = [WebhookDelivery(webhook=hook, event=event) for hook in hearing]
        due = due_at(event, event_type)
        if due:
            for row in rows:
                row.next_at = due
        made = WebhookDelivery.objects.bulk_create(rows)
        ring_hooks([row.pk for row in made], at=due)


def due_at(event: Event, event_type: type[EventType]) -> datetime | None:
    """When its hearers are told, where that is later than now."""
    told_at = event_type.told_at(event)
    return told_at + CLOCKS_DIFFER if told_at > timezone.now() else None
