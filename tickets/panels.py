"""What tickets put on pages of other apps."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Viewer
from core.panels import Panel, fills
from tickets.views.desk.queue import VIEWS


@fills("desk.nav", order=10)
def views(*, viewer: Viewer, **given: Any) -> Panel:
    """The named views of the queue."""
    queue = reverse("desk:queue")
    links = [
        {"label": label, "icon": icon, "url": f"{queue}?view={name}"}
        for name, (label, icon, _narrow) in VIEWS.items()
    ]
    return Panel("ui/_nav_group.html", {"title": _("Tickets"), "links": links})
