from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.panels import Panel, fills
from helpdesk.demo import has_demo


@fills("settings.nav", order=90)
def demo_entry(**context: Any) -> Panel | None:
    """Only while there is demo content to remove."""
    if not has_demo():
        return None
    link = {"label": _("Demo content"), "url": reverse("demo"), "icon": "flask-conical"}
    return Panel("ui/_nav_group.html", {"links": [link]})
