"""An agent takes the words of a post away for good."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import SignedInRequest, signed_in
from core.answering import form_answer, posted, require
from forums.actions.redacting import redact_post, redact_title
from forums.forms.moderation import RedactPostForm
from forums.models import Post
from forums.permissions import can_redact, can_redact_title
from forums.quotes import quoting
from forums.views.answering import crumbs


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def redact(request: SignedInRequest, pk: int, slug: str, number: int) -> HttpResponse:
    posts = Post.objects.visible_to(request.user).with_topic()
    post = get_object_or_404(posts, topic__pk=pk, number=number)
    has_title = post.is_opening and can_redact_title(request.user, post.topic)
    offered = {"text": can_redact(request.user, post), "title": has_title}
    require(any(offered.values()))
    form = RedactPostForm(*posted(request), post=post, offered=offered)
    if not form.is_valid():
        way = crumbs(post.topic.forum, post.topic, here=_("Redact"))
        context = {"post": post, "crumbs": way, "quoting": quoting(post)}
        links = post.topic.ticket_links.shown_to(request.user)
        context["tickets"] = links if post.is_opening else links.filter(post=post)
        return form_answer(request, "forums/moderation/redact.html", context, form)
    if form.cleaned_data.get("text"):
        redact_post(post, by=request.user)
    if form.cleaned_data.get("title"):
        redact_title(post.topic, by=request.user)
    return redirect(post)
