"""A topic in lists, drawn once for all who read as far."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from core.templatetags.ui import ago, avatar, same_for_all
from forums.models import Topic

register = template.Library()


@register.simple_tag
def topic_row(topic: Topic, *, show_forum: bool, show_tags: bool) -> SafeString:
    """With its forum, where topics of several stand together; with tags, where its row
    tells of them.
    """
    author = topic.author
    return same_for_all(
        "forums/_topic_row.html",
        url=topic.get_absolute_url(),
        title=topic.title,
        avatar=avatar(author),
        author=author.public_name,
        is_by_staff=author.is_agent,
        kind=Topic.Kind(topic.kind),
        state=topic.state and Topic.State(topic.state),
        unseen="" if topic.is_published else Topic.Visibility(topic.visibility),
        is_pinned=topic.is_pinned and not show_forum,
        is_locked=topic.is_locked,
        is_archived=topic.is_archived,
        forum=topic.forum.title if show_forum else "",
        tags=tuple(tag.name for tag in topic.shown_tags) if show_tags else (),
        latest=ago(topic.latest_at),
        me_too_count=topic.me_too_count,
        reply_count=topic.reply_count,
        new_count=topic.new_count,
        continue_url=topic.continue_url if topic.new_count else "",
    )
