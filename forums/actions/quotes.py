"""What is out of sight is out of sight in quotes of it, too."""

from __future__ import annotations

import re

from django.db.models import Q

from core.markdown import render
from forums.mentions import quoted_keys, quoting
from forums.models import Post

_MARKS = re.compile(r"(?:> ?)*")
_NAMED = re.compile(r"^(?:> ?)+\[.*\]\([^\s()]*/topics/posts/(\d{1,18})/\):\s*$")


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


def shown_body(post: Post) -> str:
    """Its source as readers may have it."""
    if not quoted_keys(post.body):
        return post.body
    return without_quotes(post.body, gone_from(post))


def gone_from(post: Post) -> set[int]:
    """The keys of what it quotes that is out of sight."""
    elsewhere, is_shown = ~Q(topic=post.topic_id), Q(topic__visibility="published")
    gone = post.quotes.filter(~Q(state="published") | elsewhere & ~is_shown)
    return set(gone.values_list("pk", flat=True))


def without_quotes(body: str, keys: set[int]) -> str:
    """Of a quote of one of these posts its first line stays, which names its author;
    so it is of one that stands in a quote.
    """
    kept: list[str] = []
    left_out = 0  # how deep the quote stands that is being left out
    for line in body.split("\n"):
        marks = _MARKS.match(line)[0]  # type: ignore[index]  # it always matches
        depth = marks.count(">")
        if left_out and depth > left_out:
            continue
        found = _NAMED.match(line)
        if left_out and depth == left_out and not found:
            continue
        left_out = depth if found and int(found[1]) in keys else 0
        kept += [line, marks.rstrip(), f"{marks}…"] if left_out else [line]
    return "\n".join(kept)


def _render_shown(post: Post) -> None:
    rendered = render(shown_body(post))
    post.body_html, post.body_version = rendered.html, rendered.version
    post.save(update_fields=["body_html", "body_version"])
