"""Whose words are taken for spam, as an administrator looks after them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from activity.models import Event
from core.access import SignedInRequest, admin_only
from core.pagination import paginate
from tickets import events
from tickets.actions.blocking import unblock_sender


@admin_only
@require_safe
def blocked(request: SignedInRequest) -> HttpResponse:
    page = paginate(request, User.objects.blocked(), order=["-blocked_at", "-pk"])
    how = _how([person.pk for person in page.rows])
    rows = [(person, how.get(person.pk)) for person in page.rows]
    context = {"page": page, "rows": rows}
    return render(request, "tickets/settings/blocked.html", context)


@admin_only
@require_POST
def unblock(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    if unblock_sender(person, by=request.user):
        text = _("%(name)s is blocked no more.")
        messages.success(request, text % {"name": person.public_name})
    return redirect("blocked_settings:list")


def _how(pks: list[int]) -> dict[int, Any]:
    """The last time that each was blocked: by whom, and for which ticket."""
    kind = ContentType.objects.get_for_model(User)
    told = Event.objects.filter(verb=events.SenderBlocked.verb, target_type=kind)
    rows = told.filter(target_id__in=pks).select_related("actor").order_by("pk")
    return {event.target_id: event for event in rows}
