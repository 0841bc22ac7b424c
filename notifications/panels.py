"""The bell on the pages of other apps."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.access import Viewer
from core.panels import Panel, fills
from notifications.bell import COUNTED, unread_count


@fills("header.end", order=10)
def bell(*, viewer: Viewer, **given: Any) -> Panel | None:
    if not isinstance(viewer, User):
        return None
    count = unread_count(viewer)
    shown = f"{COUNTED}+" if count > COUNTED else str(count)
    return Panel("notifications/_bell.html", {"unread": shown if count else ""})


@fills("desk.nav", order=90)
def desk_nav(*, viewer: Viewer, **given: Any) -> Panel:
    links = [
        {
            "label": _("Notifications"),
            "icon": "bell",
            "url": reverse("notifications:list"),
            "count": unread_count(viewer) if isinstance(viewer, User) else 0,
        },
        {"label": _("Sent mail"), "icon": "mails", "url": reverse("mail:ledger")},
    ]
    return Panel("ui/_nav_group.html", {"title": _("Messages"), "links": links})


@fills("settings.nav", order=80)
def settings_entry(**context: Any) -> Panel:
    link = {"label": _("Webhooks"), "url": reverse("webhooks:list"), "icon": "link"}
    return Panel("ui/_nav_group.html", {"links": [link]})
