from activity.events import EventType
from activity.models import Event
from core.checkpoints import checkpoint
from notifications.audience import audience
from notifications.letters import letters
from notifications.models import Notification, OutgoingEmail, Preference
from notifications.tasks import ring


def notify(event: Event, event_type: type[EventType]) -> None:
    """Write who hears of it and each mail, in the transaction of the Event itself."""
    told = audience(event, event_type)
    if not told:
        return
    daily = Preference.Mail.DAILY
    Notification.objects.bulk_create(
        Notification(
            person=one.person,
            event=event,
            reason=one.reason,
            in_bell=one.bell,
            awaits_digest=one.mail == daily,
        )
        for one in told
        if one.bell or one.mail == daily
    )
    at_once = [one for one in told if one.mail == Preference.Mail.INSTANT]
    mails = letters(event, event_type, at_once)
    ring([mail.pk for mail in OutgoingEmail.objects.bulk_create(mails)])
    checkpoint("W1")
