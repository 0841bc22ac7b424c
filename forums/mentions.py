"""Whom a post speaks to: by name, or by quoting."""

from __future__ import annotations

import re

from accounts.mentions import named_in
from accounts.models import User
from accounts.querysets import UserQuerySet
from forums.models import Post, Topic

# One text cannot call in a crowd.
PEOPLE_AT_MOST = 50
_BY_NUMBER = re.compile(r"\(#post-(\d{1,9})\)")
_QUOTED = re.compile(r"^>.*/topics/posts/(\d{1,18})/\)", re.MULTILINE)


def mentioned(post: Post) -> list[User]:
    """Who takes part in the topic and is named."""
    return named_in(post.body, _participants(post)[:1000])[:PEOPLE_AT_MOST]


def quoted(post: Post) -> list[User]:
    """Whose posts of its topic stand in it as quotes."""
    keys = sorted(quoted_keys(post.body))[:PEOPLE_AT_MOST]
    posts = post.topic.posts.published().filter(pk__in=keys)
    return list(User.objects.filter(posts__in=posts).distinct())


def quote(post: Post, body: str) -> str:
    """The post as the beginning of a reply to it; `body`: what readers may have."""
    lines = [f"[{post.author.public_name}]({post.lasting_url}):", "", body]
    return "\n".join(f"> {line}".rstrip() for line in "\n".join(lines).split("\n"))


def quoted_keys(body: str) -> set[int]:
    """The posts that quotes in it link to, since they were taken from there."""
    return {int(key) for key in _QUOTED.findall(body)}


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


def _participants(post: Post) -> UserQuerySet:
    posts = post.topic.posts.published()
    return User.objects.present().filter(pk__in=posts.values("author"))
