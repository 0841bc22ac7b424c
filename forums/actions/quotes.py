"""What is out of sight is out of sight in quotes of it, too."""

from __future__ import annotations

import re

from core.markdown import render
from forums.mentions import quoting
from forums.models import Post

_MARKS = re.compile(r"(?:> ?)*")
_NAMED = re.compile(r"^(?:> ?)+\[.*\]\(#post-(\d{1,9})\):\s*$")


def follow_quotes(post: Post) -> None:
    """Show or leave out, in posts that quote it, what they took from posts like it."""
    gone = gone_from(post)
    for each in quoting(post):
        rendered = render(without_quotes(each.body, gone))
        each.body_html, each.body_version = rendered.html, rendered.version
        each.save(update_fields=["body_html", "body_version"])


def shown_body(post: Post) -> str:
    """Its source as readers may have it."""
    if "(#post-" not in post.body:
        return post.body
    return without_quotes(post.body, gone_from(post))


def gone_from(post: Post) -> set[int]:
    """The numbers of posts of its topic that are out of sight."""
    posts = Post.objects.filter(topic=post.topic_id)
    gone = posts.exclude(state=Post.State.PUBLISHED)
    return set(gone.values_list("number", flat=True))


def without_quotes(body: str, numbers: set[int]) -> str:
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
        left_out = depth if found and int(found[1]) in numbers else 0
        kept += [line, marks.rstrip(), f"{marks}…"] if left_out else [line]
    return "\n".join(kept)
