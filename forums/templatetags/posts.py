"""What stands around the words of a post, drawn once for all who may do the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString

from accounts.models import User
from core.addresses import view_address
from core.templatetags.ui import ago, same_for_all
from forums.models import Post, Topic

if TYPE_CHECKING:
    from forums.views.shown_posts import ShownPost

register = template.Library()


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
        level=author.get_trust_level_display() if author.trust_level else "",
    )


@register.simple_tag
def post_head(shown: ShownPost, topic: Topic) -> SafeString:
    """Who wrote it, when, and the menu of what may be done to it."""
    post = shown.post
    return same_for_all(
        "forums/_post_head.html",
        byline=byline(post.author),
        is_by_asker=not post.is_opening and post.author_id == topic.author_id,
        is_answer=post.is_answer,
        unseen="" if post.is_published else Post.State(post.state),
        url=shown.url,
        when=ago(post.created_at),
        is_edited=post.edited_at is not None,
        may=shown.may,
        key=post.pk,
        **_place(post, topic),
    )


@register.simple_tag
def post_foot(shown: ShownPost, topic: Topic, may_post: bool) -> SafeString | str:
    """The buttons below it, where there are any."""
    post, may = shown.post, shown.may
    may_quote = may_post and post.is_published
    if not (may_quote or may.accept or may.like or post.like_count):
        return ""
    return same_for_all(
        "forums/_post_foot.html",
        may_quote=may_quote,
        may_accept=may.accept,
        like=like(post, topic, may.like),
        topic_url=topic.get_absolute_url(),
        **_place(post, topic),
    )


@register.simple_tag
def like(post: Post, topic: Topic, may_like: bool) -> SafeString:
    """How many like it, and for who may, the button."""
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


def _place(post: Post, topic: Topic) -> dict[str, str | int]:
    return {"pk": topic.pk, "slug": topic.slug, "number": post.number}
