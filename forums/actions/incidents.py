"""Incidents: what the radar saw, what agents say about it, and its end."""

from __future__ import annotations

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext, override

from accounts.models import User
from activity.actions import record
from forums import events
from forums.actions.banners import close_incident
from forums.actions.fixes import spread_fix
from forums.actions.rows import lock
from forums.actions.tickets import link_ticket
from forums.actions.topics import set_state
from forums.models import Incident, Topic
from forums.radar import Signs, outbreaks
from tickets.models import Ticket


def watch_out() -> int:
    return sum(_begin(signs) for signs in outbreaks())


def _begin(signs: Signs) -> bool:
    """Two workers may see the same: the unique row decides."""
    try:
        with transaction.atomic():
            incident = Incident.objects.create(
                topic=signs.topic,
                me_toos=signs.me_toos,
                tickets=signs.tickets,
                searches=signs.searches,
                suggested_reply=_first_reply(signs.topic),
            )
            data = {"incident": incident.pk}
            record(events.IncidentBegan, signs.topic, by=None, data=data)
    except IntegrityError:
        return False
    return True


def _first_reply(topic: Topic) -> str:
    """Customers are led to what everybody reads alone."""
    with override(settings.LANGUAGE_CODE):
        if not topic.is_for_everyone:
            return gettext(
                "We know about this and are working on it.\n\n"
                "We write to you as soon as it is fixed."
            )
        text = gettext(
            "We know about this and are working on it: %(link)s\n\n"
            "We write to you as soon as it is fixed."
        )
        return text % {"link": settings.SITE_URL + topic.lasting_url}


def suggest_reply(incident: Incident, *, text: str) -> None:
    incident.suggested_reply = text
    incident.save(update_fields=["suggested_reply"])


@transaction.atomic
def end_incident(incident: Incident, *, by: User) -> bool:
    """It is over, and nobody is told."""
    lock(incident.topic)
    return close_incident(incident, by=by)


@transaction.atomic
def fix_incident(incident: Incident, *, by: User) -> bool:
    """It is over, and everybody who has it hears that it is fixed."""
    topic = incident.topic
    lock(topic)
    if not close_incident(incident, by=by):
        return False
    if topic.kind != Topic.Kind.PROBLEM:
        spread_fix(topic, by=by)
    else:
        set_state(topic, by=by, state=Topic.State.FIXED)
    return True


@transaction.atomic
def tie_ticket(ticket: Ticket, *, to: Incident, by: User) -> bool:
    """Its requester is told with the others when it is fixed."""
    topic = to.topic
    lock(topic)
    if topic.ticket_links.filter(ticket=ticket).exists():
        return False
    link_ticket(topic, ticket, post=None, by=by)
    return True
