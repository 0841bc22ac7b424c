"""The posts of a topic and what is done to one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from composer.keeping import keep_files
from core.access import SignedInRequest, Viewer, public, signed_in, to_login
from core.answering import form_answer, posted, refuse_haste, require, too_soon
from forums import actions
from forums.actions.asking_back import add_reply
from forums.actions.pictures import with_pictures
from forums.forms import EditPostForm, HidePostForm, PostForm
from forums.limits import wait_for
from forums.merged import key_now
from forums.models import Post
from forums.permissions import (
    can_accept,
    can_delete_post,
    can_edit_post,
    can_hide_post,
    can_post,
    can_restore_post,
)
from forums.trust import refuses, refuses_words
from forums.views.answering import crumbs, edit_again
from forums.views.topic_page import answer_page
from forums.views.topics import topic_for, topic_in_detail


@public
@require_safe
def post(request: HttpRequest, key: int) -> HttpResponse:
    """Where it stands now: its number changes when topics are split and merged."""
    return redirect(get_object_or_404(Post.objects.visible_to(request.user), pk=key))


@public
@require_POST
def reply(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """A visitor is asked to log in or sign up; what she typed waits in the box.

    Of a topic that was merged meanwhile it goes to where its posts went.
    """
    topic = topic_in_detail(request.user, key_now(pk))
    if not request.user.is_authenticated:
        return to_login(request, back=f"{topic.get_absolute_url()}#reply")
    require(can_post(request.user, topic))
    form = PostForm(*posted(request), user=request.user)
    if not form.is_valid() or refuses(form, request.user):
        keep_files(request, form, by=request.user)
        return answer_page(request, topic, form=form, status=422)
    if seconds := wait_for("post", request):
        refuse_haste(form)
        keep_files(request, form, by=request.user)
        return too_soon(answer_page(request, topic, form=form), seconds=seconds)
    words = with_pictures(form.cleaned_data, by=request.user)
    return redirect(add_reply(topic, by=request.user, **words))


@signed_in
@require_POST
def accept(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    """The field `post` is the number of the reply that solved the question."""
    topic = topic_for(request.user, pk)
    require(can_accept(request.user, topic))
    replies = topic.posts.published().replies()
    post = get_object_or_404(replies, number=_number(request))
    actions.accept_answer(post, by=request.user)
    return redirect(topic)


@signed_in
@require_POST
def undo_accept(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    """Of the one that the field `post` names, or of the first."""
    topic = topic_for(request.user, pk)
    require(can_accept(request.user, topic))
    post = topic.posts.filter(number=_number(request)).first() or topic.accepted_post
    if post is not None:
        actions.undo_accept(post, by=request.user)
    return redirect(topic)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int, slug: str, number: int) -> HttpResponse:
    post = post_for(request, pk, number)
    require(can_edit_post(request.user, post))
    initial = {"body": post.body}
    form = EditPostForm(*posted(request), user=request.user, initial=initial)
    context = _context(post, _("Edit"))
    if not form.is_valid() or refuses_words(form, request.user):
        return edit_again(request, context, form)
    if seconds := wait_for("edit", request):
        refuse_haste(form)
        return too_soon(edit_again(request, context, form), seconds=seconds)
    words = with_pictures(form.cleaned_data, by=request.user)
    actions.edit_post(post, by=request.user, **words)
    return redirect(post)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: SignedInRequest, pk: int, slug: str, number: int) -> HttpResponse:
    post = post_for(request, pk, number)
    require(can_hide_post(request.user, post))
    form = HidePostForm(*posted(request))
    if not form.is_valid():
        context = _context(post, _("Hide"))
        return form_answer(request, "forums/hide_post.html", context, form)
    actions.hide_post(post, by=request.user, **form.cleaned_data)
    return redirect(post)


def _command(
    may: Callable[[Viewer, Post], bool], act: Callable[..., bool]
) -> Callable[..., HttpResponseBase]:
    """A verb without fields: whoever may does it and is back at the post."""

    @signed_in
    @require_POST
    def run(request: SignedInRequest, pk: int, slug: str, number: int) -> HttpResponse:
        post = post_for(request, pk, number)
        require(may(request.user, post))
        act(post, by=request.user)
        return redirect(post)

    return run


delete = _command(can_delete_post, actions.delete_post)
restore = _command(can_restore_post, actions.restore_post)


def post_for(request: SignedInRequest, pk: int, number: int) -> Post:
    posts = Post.objects.visible_to(request.user).with_topic()
    return get_object_or_404(posts, topic__pk=pk, number=number)


def _context(post: Post, here: str) -> dict[str, Any]:
    way = crumbs(post.topic.forum, post.topic, here=here)
    return {"topic": post.topic, "post": post, "crumbs": way}


def _number(request: SignedInRequest) -> int:
    """0, which no post bears, where the field holds no number."""
    text = request.POST.get("post", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
