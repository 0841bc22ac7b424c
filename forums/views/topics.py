"""A topic and what is done to it as a whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from core.access import SignedInRequest, Viewer, public, signed_in
from core.answering import form_answer, posted, refuse_haste, require, too_soon
from core.page_cache import keep
from core.prepared import Given, Prepared, given_like, values_of
from core.view_counts import count_view
from forums import actions
from forums.actions.pictures import with_pictures
from forums.forms import EditTopicForm, MoveForm, StateForm
from forums.forms.moderation import UntilForm
from forums.limits import wait_for
from forums.merged import place_of_merged
from forums.models import Topic
from forums.permissions import (
    can_archive,
    can_edit_post,
    can_feature,
    can_lock,
    can_move,
    can_pin,
    can_set_state,
)
from forums.trust import refuses_words
from forums.views.answering import crumbs, edit_again
from forums.views.topic_page import answer_page, last_shown
from notifications.views.following import follow_thing, unfollow_thing


def topic_for(viewer: Viewer, pk: int) -> Topic:
    """With what a command takes: half the time of what its page shows."""
    return get_object_or_404(Topic.objects.visible_to(viewer).for_list(), pk=pk)


def topic_in_detail(viewer: Viewer, pk: int) -> Topic:
    return _in_detail(given_like(viewer)).one_or_404(pk=pk, **values_of(viewer))


@cache
def _in_detail(viewer: Viewer) -> Prepared[Topic]:
    topics = Topic.objects.visible_to(viewer).for_detail(viewer).read_by(viewer)
    return Prepared(topics.filter(pk=Given("pk")))


@public
@require_safe
def topic(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    try:
        found = topic_in_detail(request.user, pk)
    except Http404:
        if place := place_of_merged(request, pk):
            return redirect(place, permanent=True)
        raise
    if slug != found.slug:
        query = request.META.get("QUERY_STRING", "")
        url = found.get_absolute_url() + (f"?{query}" if query else "")
        return redirect(url, permanent=True)
    if request.method == "GET":
        count_view(found, request)
        if request.user.is_authenticated:
            shown = last_shown(request, found)
            actions.note_read_to(found, shown, by=request.user)
    response = answer_page(request, found)
    return keep(
        response, f"forums.topic:{found.pk}", "forum.changed", "brand", viewed=found
    )


@signed_in
@require_POST
def follow(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    found = topic_for(request.user, pk)
    return follow_thing(request, found)


@signed_in
@require_POST
def unfollow(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    found = topic_for(request.user, pk)
    return unfollow_thing(request, found)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    """Title and opening text."""
    found = topic_for(request.user, pk)
    post = found.posts.select_related("author").get(number=1)
    require(can_edit_post(request.user, post))
    initial = {"title": found.title, "body": post.body}
    form = EditTopicForm(*posted(request), user=request.user, initial=initial)
    way = crumbs(found.forum, found, here=_("Edit"))
    context = {"topic": found, "post": post, "crumbs": way}
    if not form.is_valid() or refuses_words(form, request.user):
        return edit_again(request, context, form)
    if seconds := wait_for("edit", request):
        refuse_haste(form)
        return too_soon(edit_again(request, context, form), seconds=seconds)
    words = with_pictures(form.cleaned_data, by=request.user)
    actions.edit_topic(found, by=request.user, **words)
    return redirect(found)


@signed_in
@require_POST
def state(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    found = topic_in_detail(request.user, pk)
    require(can_set_state(request.user, found))
    form = StateForm(request.POST, topic=found)
    if not form.is_valid():
        return answer_page(request, found, status=422)
    actions.set_state(found, by=request.user, state=form.cleaned_data["state"])
    return redirect(found)


def _command(
    may: Callable[[Viewer, Topic], bool], act: Callable[..., bool]
) -> Callable[..., HttpResponseBase]:
    """A verb without fields: whoever may does it and is back on the topic."""

    @signed_in
    @require_POST
    def run(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
        found = topic_for(request.user, pk)
        require(may(request.user, found))
        act(found, by=request.user)
        return redirect(found)

    return run


def _until(
    may: Callable[[Viewer, Topic], bool], act: Callable[..., bool]
) -> Callable[..., HttpResponseBase]:
    """The same to the end of a day, where she says one."""

    @signed_in
    @require_POST
    def run(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
        found = topic_in_detail(request.user, pk)
        require(may(request.user, found))
        form = UntilForm(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(map(str, form.errors["until"])))
            return answer_page(request, found, status=422)
        act(found, by=request.user, **form.cleaned_data)
        return redirect(found)

    return run


lock = _command(can_lock, actions.lock_topic)
unlock = _command(can_lock, actions.unlock_topic)
pin = _until(can_pin, actions.pin_topic)
unpin = _command(can_pin, actions.unpin_topic)
archive = _command(can_archive, actions.archive_topic)
unarchive = _command(can_archive, actions.unarchive_topic)
feature = _until(can_feature, actions.feature_topic)
unfeature = _command(can_feature, actions.unfeature_topic)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    found = topic_for(request.user, pk)
    require(can_move(request.user, found))
    form = MoveForm(*posted(request), topic=found, user=request.user)
    if not form.is_valid():
        way = crumbs(found.forum, found, here=_("Move"))
        context = {"topic": found, "crumbs": way}
        return form_answer(request, "forums/move.html", context, form)
    actions.move_topic(found, by=request.user, forum=form.cleaned_data["forum"])
    return redirect(found)
