"""What administrators say on top of every page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from brand import actions
from brand.forms import AnnouncementForm
from brand.models import Announcement
from core.access import SignedInRequest, admin_only
from core.answering import form_answer, posted
from core.pagination import paginate


@admin_only
@require_safe
def announcements(request: SignedInRequest) -> HttpResponse:
    page = paginate(request, Announcement.objects.all(), order=["-id"], size=50)
    return render(request, "brand/settings_announcements.html", {"page": page})


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    return _written(request, Announcement())


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    return _written(request, get_object_or_404(Announcement, pk=pk))


@admin_only
@require_POST
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    if actions.end_announcement(get_object_or_404(Announcement, pk=pk)):
        messages.success(request, _("It is not shown any more."))
    return redirect("brand_settings:announcements")


def _written(request: SignedInRequest, announcement: Announcement) -> HttpResponse:
    form = AnnouncementForm(*posted(request), instance=announcement)
    if form.is_valid():
        actions.put_up_announcement(form.save(commit=False))
        messages.success(request, _("Saved."))
        return redirect("brand_settings:announcements")
    context = {"announcement": announcement}
    return form_answer(request, "brand/settings_announcement.html", context, form)
