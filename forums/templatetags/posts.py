"""Posts, each drawn once for all who may do the same to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString

from accounts.models import TrustLevel, User
from core.addresses import view_address
from core.markdown import stored
from core.templatetags.ui import ago, avatar, drawn_anew, same_for_all
from forums.models import Post, Topic

if TYPE_CHECKING:
    from forums.views.shown_posts import ShownPost

register = template.Library()

# characters of HTML: what is longer takes the room of many
KEPT_LENGTH = 2_000


@register.simple_tag
def byline(author: User) -> SafeString:
    """Her name and what she is here, drawn once for all that she wrote."""
    return same_for_all(
        "forums/_byline.html",
        pk=author.pk,
        name=author.public_name,
        is_guest=author.is_guest,
        is_agent=author.is_agent,
        is_helper=author.is_helper,
        title=author.title,
        level=TrustLevel(author.trust_level),
    )


@register.simple_tag
def post(shown: ShownPost, topic: Topic, may_post: bool) -> SafeString:
    """A post with what its reader may do to it; its form is the page's #on-post."""
    post, may, is_published = shown.post, shown.may, shown.post.is_published
    draw = same_for_all if len(post.body_html) <= KEPT_LENGTH else drawn_anew
    return draw(
        "forums/_post.html",
        kind=shown.kind,
        pk=topic.pk,
        slug=topic.slug,
        number=post.number,
        key=post.pk,
        avatar=avatar(post.author),
        byline=byline(post.author),
        is_by_asker=not post.is_opening and post.author_id == topic.author_id,
        is_answer=post.is_answer,
        unseen="" if is_published else Post.State(post.state),
        url=shown.url,
        when=ago(post.created_at),
        is_edited=post.edited_at is not None,
        may=may,
        hidden=post.hidden_reason and Post.HiddenReason(post.hidden_reason),
        is_redacted=post.redacted_at is not None,
        body=stored(post.body_html),
        quote_url=f"{topic.get_absolute_url()}?quote={post.number}#reply"
        if may_post and is_published
        else "",
        like=like(post, topic, may.like),
    )


@register.simple_tag
def like(post: Post, topic: Topic, may_like: bool) -> SafeString:
    """How many like it and, for who may, the button; "" where there is neither."""
    if not may_like and not post.like_count:
        return SafeString("")
    has_like, url = may_like and post.has_like, ""
    if may_like:
        view = "forums:unlike-post" if has_like else "forums:like-post"
        url = view_address(view, topic.pk, topic.slug, post.number)
    return same_for_all(
        "forums/_like.html",
        count=post.like_count,
        number=post.number,
        has_like=has_like,
        url=url,
    )
