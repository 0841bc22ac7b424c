"""What tickets put on pages of other apps."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.panels import Panel, fills
from tickets.counting import are_fresh, known_counts, said
from tickets.queues import BUILT_IN, DEFAULT, Queue, queues_of

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
def views(*, viewer: Any, **given: Any) -> Panel:
    """The named views of the queue and the saved ones, with what was counted last."""
    queues = queues_of(viewer)
    known = known_counts(viewer)
    links = [_link(queue, said(known.get(queue.key))) for queue in queues]
    built_in = len(BUILT_IN)
    all_views = {"label": _("All views"), "icon": "bookmark", "key": "v"}
    context = {
        "groups": [
            (_("Tickets"), links[:built_in]),
            (
                _("Views"),
                [*links[built_in:], all_views | {"url": reverse("desk:views")}],
            ),
        ],
        "counting": "every 60s" if are_fresh(queues, viewer) else "load, every 60s",
        "default": DEFAULT.key,
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


def _link(queue: Queue, count: str) -> dict[str, Any]:
    """The queue itself for its default view."""
    url = reverse("desk:queue")
    return {
        "view": queue.key,
        "label": queue.label,
        "icon": queue.icon,
        "count": count,
        "key": KEYS.get(queue.key),
        "url": url if queue.key == DEFAULT.key else f"{url}?view={queue.key}",
    }
