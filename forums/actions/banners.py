"""What an incident says on top of every page, until it is over."""

from __future__ import annotations

import re

from accounts.models import User
from activity.actions import now, record
from brand.actions.announcements import strike_from_announcement, withdraw
from forums import events
from forums.models import Forum, Incident, Topic


def keep_banners(topic: Topic) -> None:
    """While everybody sees the topic: no banner tells of one that is out of sight."""
    for incident in topic.incidents.open():
        if not topic.is_for_everyone:
            withdraw(incident.banner_key)


def keep_banners_of(forum: Forum) -> None:
    open_ones = Incident.objects.open().filter(topic__forum=forum)
    for topic in Topic.objects.filter(incidents__in=open_ones):
        keep_banners(topic)


def strike_from_banners(topic: Topic, words: re.Pattern[str], *, mark: str) -> None:
    """Also from those that are down: they stay in the list of what was put up."""
    for incident in topic.incidents.all():
        strike_from_announcement(incident.banner_key, words, mark=mark)


def close_incident(incident: Incident, *, by: User) -> bool:
    """In the caller's transaction, which holds the topic."""
    incident.refresh_from_db(fields=["ended_at"])
    if incident.ended_at:
        return False
    incident.ended_at, incident.ended_by = now(), by
    incident.save(update_fields=["ended_at", "ended_by"])
    withdraw(incident.banner_key)
    data = {"incident": incident.pk}
    record(events.IncidentEnded, incident.topic, by=by, data=data)
    return True
