"""What is out of sight is out of sight in quotes of it, too."""

from __future__ import annotations

import re

from core.markdown import render
from forums.mentions import quoting
from forums.models import Post

_NAMED = re.compile(r"^> ?\[.*\]\(#post-(\d{1,9})\):\s*$")


def follow_quotes(post: Post) -> None:
    """Show or leave out, in posts that quote it, what they took from posts like it."""
    gone = _gone(post)
    for each in quoting(post):
        rendered = render(without_quotes(each.body, gone))
        each.body_html, each.body_version = rendered.html, rendered.version
        each.save(update_fields=["body_html", "body_version"])


def shown_body(post: Post) -> str:
    """Its source as readers may have it."""
    if "(#post-" not in post.body:
        return post.body
    return without_quotes(post.body, _gone(post))


def _gone(post: Post) -> set[int]:
    posts = Post.objects.filter(topic=post.topic_id)
    gone = posts.exclude(state=Post.State.PUBLISHED)
    return set(gone.values_list("number", flat=True))


def without_quotes(body: str, numbers: set[int]) -> str:
    """Of a quote of one of these posts its first line stays, which names its author."""
    kept, is_quote = [], False
    for line in body.split("\n"):
        if found := _NAMED.match(line):
            is_quote = int(found[1]) in numbers
            kept += [line, ">", "> …"] if is_quote else [line]
        elif not line.startswith(">"):
            is_quote = False
            kept.append(line)
        elif not is_quote:
            kept.append(line)
    return "\n".join(kept)
