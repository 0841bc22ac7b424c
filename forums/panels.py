from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.access import Viewer
from core.panels import Panel, fills
from forums.models import Topic

SHOWN = 6


@fills("home", order=30)
def recent_topics(*, viewer: Viewer, **context: Any) -> Panel | None:
    topics = Topic.objects.visible_to(viewer).published().for_list()
    found = list(topics.order_by("-latest_at", "-pk")[:SHOWN])
    return Panel("forums/_recent_topics.html", {"topics": found}) if found else None


@fills("person", order=30)
def topics_of_person(*, viewer: Viewer, person: User, **context: Any) -> Panel | None:
    topics = Topic.objects.visible_to(viewer).filter(author=person).for_list()
    found = list(topics.order_by("-created_at", "-pk")[:SHOWN])
    if not found:
        return None
    return Panel("forums/_person_topics.html", {"topics": found, "person": person})


@fills("settings.nav", order=40)
def settings_entry(**context: Any) -> Panel:
    link = {
        "label": _("Forums"),
        "url": reverse("forum_settings:list"),
        "icon": "messages-square",
    }
    return Panel("ui/_nav_group.html", {"links": [link]})
