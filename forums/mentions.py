"""Whom a post speaks to: by name, or by quoting."""

from __future__ import annotations

import re

from accounts.mentions import named_in
from accounts.models import User
from accounts.querysets import UserQuerySet
from forums.models import Post

# One text cannot call in a crowd.
PEOPLE_AT_MOST = 50
_QUOTED = re.compile(r"^>.*\(#post-(\d{1,9})\)", re.MULTILINE)


def mentioned(post: Post) -> list[User]:
    """Who takes part in the topic and is named."""
    return named_in(post.body, _participants(post)[:1000])[:PEOPLE_AT_MOST]


def quoted(post: Post) -> list[User]:
    """Whose posts stand in it as quotes, which link to where they were taken from."""
    numbers = {int(number) for number in _QUOTED.findall(post.body)}
    posts = post.topic.posts.published().filter(
        number__in=sorted(numbers)[:PEOPLE_AT_MOST]
    )
    return list(User.objects.filter(posts__in=posts).distinct())


def quote(post: Post, body: str) -> str:
    """The post as the beginning of a reply to it; `body`: what readers may have."""
    lines = [f"[{post.author.public_name}](#post-{post.number}):", "", body]
    return "\n".join(f"> {line}".rstrip() for line in "\n".join(lines).split("\n"))


def quoting(post: Post) -> list[Post]:
    """Posts of its topic that quote it."""
    named = post.topic.posts.filter(body__contains=f"(#post-{post.number})")
    return list(named.exclude(pk=post.pk).select_related("author").order_by("number"))


def _participants(post: Post) -> UserQuerySet:
    posts = post.topic.posts.published()
    return User.objects.present().filter(pk__in=posts.values("author"))
