from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Viewer, is_admin
from core.panels import Panel, fills


@fills("desk.nav", order=90)
def settings_group(*, viewer: Viewer, **context: Any) -> Panel | None:
    """One link to the settings, which unfolds once an administrator is there."""
    if not is_admin(viewer):
        return None
    return Panel("accounts/_settings_nav.html")


@fills("settings.nav", order=20)
def settings_entries(**context: Any) -> Panel:
    links = [
        {
            "label": _("People"),
            "url": reverse("accounts_settings:people"),
            "icon": "users",
        },
        {
            "label": _("Invitations"),
            "url": reverse("accounts_settings:invitations"),
            "icon": "user-plus",
        },
        {
            "label": _("Teams"),
            "url": reverse("accounts_settings:teams"),
            "icon": "shield",
        },
        {
            "label": _("API tokens"),
            "url": reverse("accounts_settings:tokens"),
            "icon": "key-round",
        },
    ]
    return Panel("ui/_nav_group.html", {"links": links})
