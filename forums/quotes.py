"""Words taken from another post: how they are told from others, and what of them is
still to be read.
"""

from __future__ import annotations

import re

from django.db.models import Q

from forums.models import Post, Topic

_BY_NUMBER = re.compile(r"\(#post-(\d{1,9})\)")
_QUOTED = re.compile(r"^>.*/topics/posts/(\d{1,18})/\)", re.MULTILINE)
_MARKS = re.compile(r"(?:> ?)*")
_NAMED = re.compile(r"^(?:> ?)+\[.*\]\([^\s()]*/topics/posts/(\d{1,18})/\):\s*$")

_NAME = re.compile(
    r"^((?:> ?)+)\[.*\](\([^\s()]*/topics/posts/(\d{1,18})/\):)", re.MULTILINE
)


def quote(post: Post, body: str) -> str:
    """The post as the beginning of a reply to it; `body`: what readers may have."""
    lines = [f"[{post.author.public_name}]({post.lasting_url}):", "", body]
    return "\n".join(f"> {line}".rstrip() for line in "\n".join(lines).split("\n"))


def quoted_keys(body: str) -> set[int]:
    """The posts that quotes in it link to, since they were taken from there."""
    return {int(key) for key in _QUOTED.findall(body)}


def renamed(body: str, keys: set[int], name: str) -> str:
    """Quotes of these posts are of this name, whatever it was."""

    def line(found: re.Match[str]) -> str:
        is_theirs = int(found[3]) in keys
        return f"{found[1]}[{name}]{found[2]}" if is_theirs else found[0]

    return _NAME.sub(line, body)


def lasting(body: str, topic: Topic) -> str:
    """What is named by its number in the topic is named for good."""
    numbers = {int(number) for number in _BY_NUMBER.findall(body)}
    posts = topic.posts.filter(number__in=numbers) if numbers else []
    places = {post.number: f"({post.lasting_url})" for post in posts}
    return _BY_NUMBER.sub(lambda found: places.get(int(found[1]), found[0]), body)


def quoting(post: Post) -> list[Post]:
    """Posts that quote it, wherever they stand by now."""
    found = post.quoted_by.select_related("author", "topic").order_by("topic", "number")
    return list(found)


def shown_body(post: Post) -> str:
    """Its source as readers may have it."""
    if not quoted_keys(post.body):
        return post.body
    return without_quotes(post.body, gone_from(post))


def gone_from(post: Post) -> set[int]:
    """The keys of what it quotes that is out of sight."""
    elsewhere, is_shown = ~Q(topic=post.topic_id), Q(topic__visibility="published")
    is_read_here = Q(topic__forum=post.topic.forum_id) | Q(
        topic__forum__audience="everyone"
    )
    gone = post.quotes.filter(
        ~Q(state="published")
        | Q(redacted_at__isnull=False)
        | elsewhere & ~(is_shown & is_read_here)
    )
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
