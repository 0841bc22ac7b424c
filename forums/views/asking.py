"""A new topic."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import public, to_login
from core.answering import form_answer, posted, refuse_haste, require, too_soon
from forums.actions import start_topic
from forums.forms import TopicForm
from forums.models import Forum
from forums.permissions import can_start_topic
from forums.views.answering import crumbs, is_too_fast

LIMIT, SECONDS = 10, 600


@public
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Visitors may write here, too: they are asked who they are when they post."""
    forum = get_object_or_404(Forum.objects.visible_to(request.user), slug=slug)
    if not request.user.is_authenticated and request.method == "POST":
        return to_login(request)
    kind = request.GET.get("kind")
    form = TopicForm(
        *posted(request),
        forum=forum,
        user=request.user,
        initial={"kind": kind} if kind else {},
    )
    require(bool(form.kinds))
    context = {"forum": forum, "crumbs": crumbs(forum, here=_("New topic"))}
    if not form.is_valid():
        return form_answer(request, "forums/new.html", context, form)
    assert request.user.is_authenticated
    require(can_start_topic(request.user, forum, form.cleaned_data["kind"]))
    if is_too_fast("topic", request.user, limit=LIMIT, seconds=SECONDS):
        refuse_haste(form)
        answer = form_answer(request, "forums/new.html", context, form)
        return too_soon(answer, seconds=SECONDS)
    return redirect(start_topic(forum, by=request.user, **form.cleaned_data))
