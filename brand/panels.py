from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.panels import Panel, fills


@fills("settings.nav", order=10)
def settings_entries(**context: Any) -> Panel:
    links = [
        {
            "label": _("Look"),
            "url": reverse("brand_settings:look"),
            "icon": "palette",
        },
        {
            "label": _("Languages"),
            "url": reverse("brand_settings:languages"),
            "icon": "languages",
        },
        {
            "label": _("Office hours"),
            "url": reverse("brand_settings:hours"),
            "icon": "clock",
        },
        {
            "label": _("Announcements"),
            "url": reverse("brand_settings:announcements"),
            "icon": "megaphone",
        },
        {
            "label": _("Mail"),
            "url": reverse("brand_settings:mail"),
            "icon": "mail",
        },
    ]
    return Panel("ui/_nav_group.html", {"title": _("Settings"), "links": links})
