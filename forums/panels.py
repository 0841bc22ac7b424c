from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.access import Viewer
from core.panels import Panel, fills
from core.remembering import remembered
from forums.models import Incident, Report, Topic
from forums.permissions import can_propose
from forums.radar import is_like
from search.finding import words_of
from search.models import Reading

SHOWN = 6
COUNTED = 99


@fills("home", order=30)
def recent_topics(*, viewer: Viewer, **context: Any) -> Panel | None:
    topics = Topic.objects.visible_to(viewer).published().for_list().read_by(viewer)
    found = list(topics.order_by("-latest_at", "-pk")[:SHOWN])
    return Panel("forums/_recent_topics.html", {"topics": found}) if found else None


@fills("person", order=30)
def topics_of_person(*, viewer: Viewer, person: User, **context: Any) -> Panel | None:
    topics = (
        Topic.objects.visible_to(viewer)
        .filter(author=person)
        .for_list()
        .read_by(viewer)
    )
    found = list(topics.order_by("-created_at", "-pk")[:SHOWN])
    if not found:
        return None
    return Panel("forums/_person_topics.html", {"topics": found, "person": person})


@fills("desk.nav", order=35)
def desk_entry(**context: Any) -> Panel:
    queue = {
        "label": _("Questions to answer"),
        "url": reverse("forum_desk:queue"),
        "icon": "message-circle-question-mark",
    }
    waiting = {
        "label": _("Moderation"),
        "url": reverse("forum_moderation:queue"),
        "icon": "flag",
        "count": _waiting(),
    }
    incidents = {
        "label": _("Incidents"),
        "url": reverse("forum_desk:incidents"),
        "icon": "siren",
    }
    context = {"title": _("Forums"), "links": [queue, waiting, incidents]}
    return Panel("ui/_nav_group.html", context)


@remembered
def _waiting() -> str:
    """Posts of all forums; many are not counted to the end."""
    count = Report.objects.open().first_of_post()[: COUNTED + 1].count()
    return f"{COUNTED}+" if count > COUNTED else str(count or "")


@fills("desk.person", order=30)
def sanctions_of(*, person: User, **given: Any) -> Panel | None:
    found = list(person.sanctions.select_related("by").order_by("-pk")[:20])
    if not found and not person.is_silenced:
        return None
    context = {"person": person, "sanctions": found}
    return Panel("forums/moderation/_person.html", context)


@fills("ticket.new", order=10)
def ask_instead(**context: Any) -> Panel:
    given = {"into": "new-ticket", "here": "ticket", "next": ""}
    return Panel("forums/_ask_or_write.html", given)


@fills("settings.nav", order=40)
def settings_entry(**context: Any) -> Panel:
    link = {
        "label": _("Forums"),
        "url": reverse("forum_settings:list"),
        "icon": "messages-square",
    }
    return Panel("ui/_nav_group.html", {"links": [link]})


@fills("ticket.side", order=5)
def incidents_like(*, viewer: Viewer, ticket: Any, **context: Any) -> Panel | None:
    """Open ones that it is tied to, or that its subject speaks of."""
    rows = Incident.objects.visible_to(viewer).open().for_list().telling_of(ticket.pk)
    words = set(words_of(ticket.subject))
    found = [row for row in rows if row.is_tied or is_like(row.topic.title, words)]
    if not found:
        return None
    return Panel("forums/desk/_like.html", {"incidents": found, "ticket": ticket})


@fills("ticket.side", order=12)
def topics_of_ticket(*, viewer: Viewer, ticket: Model, **context: Any) -> Panel | None:
    """Where in the forums it came from, or went to."""
    topics = Topic.objects.visible_to(viewer).filter(ticket_links__ticket=ticket.pk)
    return _links(_("In the forums"), topics.order_by("pk"))


@fills("ticket.side", order=16)
def proposals_of_ticket(*, viewer: Viewer, ticket: Any, **context: Any) -> Panel | None:
    """The way to publish it, below what became of earlier ones."""
    if not can_propose(viewer, ticket):
        return None
    links: list[dict[str, Any]] = [
        {
            "url": reverse("forum_desk:propose", args=[ticket.pk]),
            "label": proposal.title,
            "status": proposal.state,
            "status_label": proposal.get_state_display(),
        }
        for proposal in ticket.topic_proposals.order_by("-pk")[:SHOWN]
    ]
    url = reverse("forum_desk:propose", args=[ticket.pk])
    links.append({"url": url, "label": _("Publish as a topic, without names")})
    title = _("From ticket to topic")
    return Panel("ui/_side_links.html", {"title": title, "links": links})


@fills("ticket.side", order=30)
def topics_read(*, viewer: Viewer, ticket: Model, **context: Any) -> Panel | None:
    """What the requester of a ticket had read before she asked."""
    read = Reading.objects.before(ticket).keys_of(Topic)
    found = Topic.objects.visible_to(viewer).filter(pk__in=read).order_by("title")
    return _links(_("Topics read just before asking"), found)


@fills("ticket.side", order=40)
def topics_of_requester(*, viewer: Viewer, ticket: Any, **context: Any) -> Panel | None:
    topics = Topic.objects.visible_to(viewer).filter(author=ticket.requester_id)
    return _links(_("Forum topics"), topics.order_by("-created_at", "-pk")[:SHOWN])


def _links(title: str, topics: Iterable[Topic]) -> Panel | None:
    links = [
        {
            "url": topic.get_absolute_url(),
            "label": topic.title,
            "status": topic.state,
            "status_label": topic.get_state_display(),
        }
        for topic in topics
    ]
    if not links:
        return None
    return Panel("ui/_side_links.html", {"title": title, "links": links})
