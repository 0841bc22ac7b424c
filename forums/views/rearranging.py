"""Split a topic, and merge it into another, which is seen before it is done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import SignedInRequest, signed_in
from core.answering import form_answer, posted, require
from forums.actions import merge_topics, split_topic
from forums.forms import MergeTopicForm, SplitTopicForm
from forums.permissions import can_rearrange
from forums.views.answering import crumbs
from forums.views.topics import topic_for


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    """GET with `numbers` begins with these."""
    topic = topic_for(request.user, pk)
    require(can_rearrange(request.user, topic))
    numbers = {"numbers": request.GET.get("numbers", "")}
    form = SplitTopicForm(*posted(request), topic=topic, initial=numbers)
    if not form.is_valid():
        way = crumbs(topic.forum, topic, here=_("Split"))
        context = {"topic": topic, "crumbs": way}
        return form_answer(request, "forums/split.html", context, form)
    return redirect(split_topic(topic, by=request.user, **form.cleaned_data))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    """GET with `into` shows what would become of both."""
    topic = topic_for(request.user, pk)
    require(can_rearrange(request.user, topic))
    asked = request.POST if request.method == "POST" else request.GET or None
    form = MergeTopicForm(asked, topic=topic, user=request.user)
    into = form.cleaned_data["into"] if form.is_valid() else None
    if request.method != "POST" or into is None:
        way = crumbs(topic.forum, topic, here=_("Merge"))
        context = {"topic": topic, "crumbs": way, "into": into}
        return form_answer(request, "forums/merge.html", context, form)
    if merge_topics(topic, into=into, by=request.user):
        text = _("“%(title)s” is part of this topic now.")
        messages.success(request, text % {"title": topic.title})
    return redirect(into)
