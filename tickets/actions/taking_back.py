"""Taking a reply back before anybody outside has seen it."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from activity.actions import record
from activity.models import Event
from composer.actions import detach, return_to_draft
from composer.models import Draft
from notifications.actions import call_off
from search import actions as search
from tickets import events
from tickets.actions.rows import enter, lock_standing, save
from tickets.models import Ticket, TicketMessage


@transaction.atomic
def take_back_reply(message: TicketMessage, *, by: User) -> bool:
    """The text goes back to its author's draft, its files wait; False if too late.

    What the reply did to the status is undone, unless the status moved on since.
    """
    ticket = lock_standing(message.ticket)
    waiting = ticket.messages.waiting().filter(pk=message.pk).first()
    if waiting is None:
        return False
    message = waiting  # a merge gave it another number
    # about the ticket, or the one that was merged into it
    sent = Event.objects.related_to(message).get(verb=events.AgentReplied.verb)
    if not call_off(sent):
        return False
    changed = _status_before(ticket, sent)
    return_to_draft(ticket, purpose=Draft.Purpose.REPLY, by=by, body=message.body)
    detach(message)
    search.remove(message)
    sent.delete()
    message.delete()
    last = ticket.messages.filter(kind=TicketMessage.Kind.REPLY).latest("number")
    ticket.last_reply_at = last.created_at
    save(ticket, "last_reply_at", *changed)
    record(events.ReplyTakenBack, ticket, by=by)
    return True


def _status_before(ticket: Ticket, sent: Event) -> list[str]:
    if sent.target_id != ticket.pk or sent.data.get("to") != ticket.status:
        return []
    return enter(ticket, sent.data["from"])
