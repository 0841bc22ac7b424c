"""What tickets put on pages of other apps."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Viewer
from core.panels import Panel, fills
from tickets.queues import BUILT_IN, DEFAULT

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
def views(*, viewer: Viewer, **given: Any) -> Panel:
    """The named views of the queue."""
    links = [
        {
            "label": queue.label,
            "icon": queue.icon,
            "url": _address(queue.key),
            "key": KEYS.get(queue.key),
        }
        for queue in BUILT_IN.values()
    ]
    return Panel("ui/_nav_group.html", {"title": _("Tickets"), "links": links})


@fills("desk.nav", order=15)
def macros(**given: Any) -> Panel:
    link = {"label": _("Macros"), "icon": "zap", "url": reverse("desk:macros")}
    return Panel("ui/_nav_group.html", {"links": [link]})


def _address(view: str) -> str:
    """The queue itself for its default view, so that its entry is marked there."""
    queue = reverse("desk:queue")
    return queue if view == DEFAULT.key else f"{queue}?view={view}"


@fills("settings.nav", order=50)
def settings_entry(**given: Any) -> Panel:
    link = {
        "label": _("Ticket forms"),
        "url": reverse("form_settings:list"),
        "icon": "list-checks",
    }
    return Panel("ui/_nav_group.html", {"links": [link]})
