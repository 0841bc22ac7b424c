"""What waits for helpers: of the forums they help in, for agents of all."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.access import SignedInRequest, Viewer, is_agent, signed_in
from core.answering import require
from core.pagination import paginate
from forums.models import Report, Topic
from forums.permissions import can_help

NEWEST = ("-latest_at", "-pk")
TABS = {
    "unanswered": (_("Unanswered"), NEWEST),
    # whoever waits longest stands first
    "attention": (_("Needs attention"), ("attention_at", "pk")),
    "needs-info": (_("Needs info"), NEWEST),
    "answered": (_("Answered"), NEWEST),
    # topics and replies, that is reports of them
    "spam": (_("Spam"), ("-created_at", "-pk")),
}


@signed_in
@require_safe
def queue(request: SignedInRequest) -> HttpResponse:
    require(can_help(request.user))
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "unanswered"
    topics = Topic.objects.helped_by(request.user).waiting(tab).for_queue()
    held = Report.objects.visible_to(request.user).held_as_spam().for_queue()
    rows = held if tab == "spam" else topics
    context = {
        "frame": frame_for(request.user),
        "tabs": [(key, label) for key, (label, _order) in TABS.items()],
        "tab": tab,
        "page": paginate(request, rows, order=TABS[tab][1]),
    }
    return render(request, "forums/desk/queue.html", context)


def frame_for(viewer: Viewer) -> str:
    """Helpers stay on the public site: of the desk they would see its doors alone."""
    return "desk_base.html" if is_agent(viewer) else "base.html"
