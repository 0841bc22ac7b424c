"""Whom a post speaks to: by name, or by quoting."""

from __future__ import annotations

from accounts.mentions import named_in
from accounts.models import User
from accounts.querysets import UserQuerySet
from forums.models import Post
from forums.quotes import quoted_keys

# One text cannot call in a crowd.
PEOPLE_AT_MOST = 50


def mentioned(post: Post) -> list[User]:
    """Who takes part in the topic and is named."""
    return named_in(post.body, _participants(post)[:1000])[:PEOPLE_AT_MOST]


def quoted(post: Post) -> list[User]:
    """Whose posts of its topic stand in it as quotes."""
    keys = sorted(quoted_keys(post.body))[:PEOPLE_AT_MOST]
    posts = post.topic.posts.published().filter(pk__in=keys)
    return list(User.objects.filter(posts__in=posts).distinct())


def _participants(post: Post) -> UserQuerySet:
    posts = post.topic.posts.published()
    return User.objects.present().filter(pk__in=posts.values("author"))
