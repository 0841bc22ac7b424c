"""What tickets put on pages of other apps."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import can_set_organization
from core.access import Viewer
from core.panels import Panel, fills
from core.templatetags.ui import icon
from tickets.choices import organization_names
from tickets.counting import are_fresh, known_counts, said
from tickets.forms.organizations import MembershipForm
from tickets.models import Ticket
from tickets.queues import BUILT_IN, DEFAULT, queues_of

SHOWN = 6
# g and one of these leads to the view
KEYS = {
    "mine": "m",
    "unassigned": "u",
    "teams": "t",
    "unsolved": "a",
    "pending": "w",
    "solved": "s",
}


@fills("desk.nav", order=10)
def views(*, viewer: Any, request: HttpRequest, **given: Any) -> Panel:
    """The named views of the queue and the saved ones, with what was counted last."""
    queues, known = queues_of(viewer), known_counts(viewer)
    place, shown = reverse("desk:queue"), ""
    if request.path == place:
        shown = request.GET.get("view", DEFAULT.key)
    links = [
        _link(
            queue.key,
            str(queue.label),
            queue.icon,
            # the queue itself is its default view
            place if queue.key == DEFAULT.key else f"{place}?view={queue.key}",
            said(known.get(queue.key)),
            is_here=queue.key == shown,
        )
        for queue in queues
    ]
    built_in = len(BUILT_IN)
    context = {
        "groups": [(_("Tickets"), links[:built_in]), (_("Views"), links[built_in:])],
        "counting": "every 60s" if are_fresh(queues, viewer) else "load, every 60s",
    }
    return Panel("desk/_views.html", context)


@fills("desk.nav", order=15)
def macros(**given: Any) -> Panel:
    link = {"label": _("Macros"), "icon": "zap", "url": reverse("desk:macros")}
    return Panel("ui/_nav_group.html", {"links": [link]})


@fills("settings.nav", order=50)
def settings_entry(**given: Any) -> Panel:
    link = {
        "label": _("Ticket forms"),
        "url": reverse("form_settings:list"),
        "icon": "list-checks",
    }
    return Panel("ui/_nav_group.html", {"links": [link]})


@fills("settings.nav", order=25)
def customers_entries(**given: Any) -> Panel:
    link = {
        "label": _("Organisations"),
        "url": reverse("organization_settings:list"),
        "icon": "building-2",
    }
    blocked = {
        "label": _("Blocked senders"),
        "url": reverse("blocked_settings:list"),
        "icon": "ban",
    }
    return Panel("ui/_nav_group.html", {"links": [link, blocked]})


@fills("desk.person", order=10)
def organization_of(*, viewer: Viewer, person: User, **given: Any) -> Panel:
    """To which one she belongs, and the form that changes it."""
    may_change = can_set_organization(viewer, person)
    context = {
        "person": person,
        "may_change": may_change,
        "form": MembershipForm(person=person),
        "names": organization_names() if may_change else [],
    }
    return Panel("desk/_organization.html", context)


@fills("desk.person", order=20)
def block_of(*, person: User, **given: Any) -> Panel | None:
    if person.blocked_at is None:
        return None
    return Panel("desk/_blocked.html", {"person": person})


@fills("ticket.side", order=10)
def other_tickets(*, viewer: Viewer, ticket: Ticket, **given: Any) -> Panel | None:
    """The requester's others, as far as this agent works on them."""
    rows = Ticket.objects.worked_on_by(viewer).not_set_aside()
    rows = rows.filter(requester=ticket.requester_id).exclude(pk=ticket.pk)
    found = list(rows.order_by("-last_reply_at", "-pk")[:SHOWN])
    links = [
        {
            "url": reverse("desk:ticket", args=[other.pk]),
            "label": f"#{other.pk} {other.subject}",
            "status": other.status,
            "status_label": other.get_status_display(),
        }
        for other in found
    ]
    if not links:
        return None
    title = _("Other tickets")
    return Panel("ui/_side_links.html", {"title": title, "links": links})


@lru_cache(maxsize=1024)
def _link(
    view: str, label: str, icon_name: str, url: str, count: str, *, is_here: bool
) -> SafeString:
    """Drawn by hand, and once: there are some twenty on each page of the desk."""
    key = KEYS.get(view)
    return format_html(
        '<a class="desk-nav__link" data-command="{}" href="{}"{}{}>{} '
        '<span class="truncate">{}</span> '
        '<span class="count" id="count-{}">{}</span></a>',
        # by its name alone: the number is no part of it
        label,
        url,
        format_html(' data-key="g {}"', key) if key else "",
        SafeString(' aria-current="page"') if is_here else "",
        icon(icon_name),
        label,
        view,
        count,
    )
