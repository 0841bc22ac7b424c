"""What readers say to an article: whether it helped, and comments."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.access import SignedInRequest, public, signed_in, to_login
from core.answering import refuse_haste, require, too_soon
from core.ratelimit import too_many, visitor_address
from kb import actions
from kb.forms import CommentForm, VoteForm
from kb.limits import wait_for
from kb.models import Article, ArticleComment
from kb.permissions import can_comment, can_follow, can_hide_comment, can_vote
from kb.views.article_page import (
    answer_page,
    article_for,
    vote_context,
)
from kb.visitors import visitor_hash
from notifications.views.following import follow_thing, unfollow_thing


@public
@require_POST
def vote(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Visitors too; who votes again changes her mind."""
    article = article_for(request.user, pk)
    require(can_vote(request.user, article))
    form = VoteForm(request.POST)
    if not form.is_valid():
        return _vote_answer(request, article, form)
    if seconds := wait_for("vote", visitor_address(request)):
        return too_many(request, seconds=seconds)
    _cast(request, article, form.cleaned_data)
    return _vote_answer(request, article, form)


@signed_in
@require_POST
def follow(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    article = article_for(request.user, pk)
    require(can_follow(request.user, article))
    return follow_thing(request, article)


@signed_in
@require_POST
def unfollow(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    article = article_for(request.user, pk)
    return unfollow_thing(request, article)


@public
@require_POST
def comment(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """A visitor is asked to log in or sign up; what she typed waits in the box."""
    article = article_for(request.user, pk)
    if not request.user.is_authenticated:
        return to_login(request, back=f"{article.get_absolute_url()}#comment")
    require(can_comment(request.user, article))
    form = CommentForm(request.POST)
    if not form.is_valid():
        return answer_page(request, article, form=form, status=422)
    if seconds := wait_for("comment", str(request.user.pk)):
        refuse_haste(form)
        return too_soon(answer_page(request, article, form=form), seconds=seconds)
    return redirect(actions.add_comment(article, by=request.user, **form.cleaned_data))


@signed_in
@require_POST
def hide_comment(
    request: SignedInRequest, pk: int, slug: str, comment: int
) -> HttpResponse:
    found = _comment_for(request, pk, comment)
    actions.hide_comment(found, by=request.user)
    return redirect(found)


@signed_in
@require_POST
def restore_comment(
    request: SignedInRequest, pk: int, slug: str, comment: int
) -> HttpResponse:
    found = _comment_for(request, pk, comment)
    actions.restore_comment(found, by=request.user)
    return redirect(found)


def _cast(request: HttpRequest, article: Article, said: dict[str, Any]) -> None:
    if request.user.is_authenticated:
        actions.vote(article.shown, person=request.user, **said)
    else:
        actions.vote(article.shown, visitor=visitor_hash(request), **said)


def _vote_answer(
    request: HttpRequest, article: Article, form: VoteForm
) -> HttpResponse:
    """After a no that says nothing, the question what was missing."""
    is_refused = not form.is_valid()
    said = form.cleaned_data
    if is_refused:
        voted = "no" if said.get("helpful") is False else ""
    else:
        voted = "1" if said["helpful"] or said["missing"] else "no"
    status = 422 if is_refused else 200
    context = vote_context(article, voted, form if is_refused else None)
    if getattr(request, "htmx", False):
        return render(request, "ui/_vote.html", context, status=status)
    if is_refused:
        return answer_page(request, article, vote=context, status=status)
    return redirect(f"{article.get_absolute_url()}?voted={voted}#vote")


def _comment_for(request: SignedInRequest, pk: int, comment: int) -> ArticleComment:
    comments = ArticleComment.objects.visible_to(request.user)
    found = get_object_or_404(
        comments.select_related("article"), article__pk=pk, pk=comment
    )
    require(can_hide_comment(request.user, found))
    return found
