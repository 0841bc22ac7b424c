"""What is out of sight is out of sight in quotes of it, too."""

from __future__ import annotations

from core.markdown import render
from forums.models import Post
from forums.quotes import gone_from, quoted_keys, quoting, shown_body


def follow_quotes(post: Post) -> None:
    """Show or leave out, in posts that quote it, what they took from posts like it."""
    found = set(quoting(post))
    if post.is_opening:  # and with it all that stands there
        of_topic = Post.objects.filter(quotes__topic=post.topic_id)
        found |= set(of_topic.exclude(topic=post.topic_id))
    for each in found:
        _render_shown(each)


def keep_quotes(post: Post) -> None:
    """Note what it quotes; of what is out of sight it shows nothing."""
    keys = quoted_keys(post.body) - {post.pk}
    if not keys:
        return
    post.quotes.add(*Post.objects.filter(pk__in=keys))
    if gone_from(post):
        _render_shown(post)


def _render_shown(post: Post) -> None:
    rendered = render(shown_body(post))
    post.body_html, post.body_version = rendered.html, rendered.version
    post.save(update_fields=["body_html", "body_version"])
