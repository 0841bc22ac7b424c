"""The one question after a ticket was solved."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from activity.actions import now, record
from tickets import events
from tickets.actions.rows import lock
from tickets.models import Rating, Ticket


@transaction.atomic
def ask_for_rating(ticket: Ticket) -> bool:
    """Mail the question. The person's row is the lock: two tickets, one question."""
    User.objects.select_for_update(no_key=True).get(pk=ticket.requester_id)
    lock(ticket)
    if not Ticket.objects.to_ask_about(now()).filter(pk=ticket.pk).exists():
        return False
    Rating.objects.create(ticket=ticket, agent=ticket.assignee, asked_at=now())
    record(events.RatingAsked, ticket, by=None)
    return True


@transaction.atomic
def rate_ticket(ticket: Ticket, *, by: User, score: str, comment: str = "") -> bool:
    """Say how it went, or say it anew. Low: it was not, and now it is."""
    lock(ticket)
    fresh = Rating(ticket=ticket, agent=ticket.assignee)
    rating = Rating.objects.filter(ticket=ticket).first() or fresh
    if (rating.score, rating.comment) == (score, comment):
        return False
    before = rating.score
    rating.score, rating.comment = score, comment
    rating.rated_at = rating.rated_at or now()
    rating.save()
    is_low = score == Rating.Score.BAD != before
    event_type = events.TicketRatedLow if is_low else events.TicketRated
    record(event_type, ticket, by=by, data={"from": before or None, "to": score})
    return True
