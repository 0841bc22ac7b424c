"""What was reported and what is held: claimed some at a time, and decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.models import User
from core.access import SignedInRequest, desk, signed_in
from core.answering import form_answer, posted, require
from core.pagination import paginate
from forums.actions import sanctions
from forums.actions.deciding import settle
from forums.actions.reports import claim_reports
from forums.forms.moderation import DecisionForm, FilterForm
from forums.models import Forum, Post, Report
from forums.permissions import can_decide, can_moderate
from forums.querysets import OLDEST_FIRST
from forums.spam import label_of
from forums.views.queue import frame_for

_OF_POST = Report.objects.filter(post=OuterRef("pk"))


@signed_in
@require_safe
def queue(request: SignedInRequest) -> HttpResponse:
    require(can_moderate(request.user))
    shown = Forum.objects.visible_to(request.user)
    form = FilterForm(request.GET, forums_shown=shown)
    form.is_valid()
    narrows = {name: value for name, value in form.cleaned_data.items() if value}
    reports = Report.objects.visible_to(request.user).open()
    if forum := narrows.get("forum"):
        reports = reports.filter(post__topic__forum__slug=forum)
    if reason := narrows.get("reason"):
        reports = reports.filter(reason=reason)
    page = paginate(request, reports.first_of_post().for_queue(), order=OLDEST_FIRST)
    context = {
        "frame": frame_for(request.user),
        "page": page,
        "form": form,
        "is_narrowed": bool(narrows),
    }
    return render(request, "forums/moderation/queue.html", context)


@signed_in
@require_POST
def claim(request: SignedInRequest) -> HttpResponse:
    require(can_moderate(request.user))
    count = claim_reports(Report.objects.visible_to(request.user), by=request.user)
    said = ngettext(
        "%(count)d post is yours for ten minutes.",
        "%(count)d posts are yours for ten minutes.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("forum_moderation:queue")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: SignedInRequest, pk: int) -> HttpResponse:
    """A post with all that was said of it, and the form that decides."""
    require(can_moderate(request.user))
    posts = Post.objects.visible_to(request.user).with_topic()
    found = get_object_or_404(posts.filter(Exists(_OF_POST)), pk=pk)
    require(can_decide(request.user, found))
    form = DecisionForm(*posted(request), user=request.user, author=found.author)
    if not form.is_valid():
        context = {"frame": frame_for(request.user), **_about(found)}
        return form_answer(request, "forums/moderation/post.html", context, form)
    if settle(found, by=request.user, **form.cleaned_data):
        messages.success(request, _("Decided. Those whom it concerns are told."))
    else:
        messages.info(request, _("Somebody decided that before you."))
    return redirect("forum_moderation:queue")


@desk
@require_POST
def lift(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    sanctions.lift(person, by=request.user)
    return redirect("desk_people:person", pk)


def _about(post: Post) -> dict[str, Any]:
    return {
        "post": post,
        "signals": [label_of(name) for name in post.spam_signals],
        "reports": post.reports.select_related("reporter").order_by("-pk")[:50],
        "sanctions": post.author.sanctions.select_related("by").order_by("-pk")[:10],
    }
