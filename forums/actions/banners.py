"""What an incident says on top of every page."""

from __future__ import annotations

from brand.actions.announcements import withdraw
from forums.models import Topic


def keep_banners(topic: Topic) -> None:
    """While everybody sees the topic: no banner tells of one that is out of sight."""
    for incident in topic.incidents.open():
        if not topic.is_for_everyone:
            withdraw(incident.banner_key)
