"""Questions about forums to the database of one place; see `bench.inside`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from bench.forums import form

# it sets Django up, which models need
from bench.inside import _client, _cookie, _count

# isort: split
from accounts.models import User
from core import pagination
from forums.models import Forum, Topic
from forums.querysets import TopicQuerySet
from forums.tabs import TABS


def forums(people: str) -> dict[str, Any]:
    """Cookies of so many members, what they read and where they post, and the queries
    that each takes of the first of them.
    """
    topics = _open_topics()
    members = _members(topics, int(people))
    pages = {**_lists(members[0]), **_longest_topic()}
    forms = {
        "me too": [f"{topic.get_absolute_url()}me-too/" for topic in topics],
        "reply": [f"{topic.get_absolute_url()}reply/" for topic in topics],
    }
    return {
        "people": [_cookie(member) for member in members],
        "pages": pages,
        "forms": forms,
        "queries": _queries(members[0], pages, forms),
    }


def _open_topics() -> list[Topic]:
    """That take a reply and a me too; the newest of those that are alike everywhere."""
    kinds = [Topic.Kind.IDEA, Topic.Kind.PROBLEM]
    topics = Topic.objects.published().filter(kind__in=kinds, is_locked=False)
    topics = topics.exclude(state__in=Topic.SETTLED_STATES)
    return list(topics.order_by("me_too_count", "-pk")[:8])


def _members(topics: list[Topic], count: int) -> list[User]:
    people = User.objects.filter(is_agent=False, verified_at__isnull=False)
    others = people.exclude(topics__in=topics).exclude(me_toos__topic__in=topics)
    return list(others.order_by("-pk")[:count])


def _lists(member: User) -> dict[str, str]:
    """Of the largest forum in each sort: the first page, and after the middle row."""
    forum = Forum.objects.order_by("-topic_count")[0]
    pages = {}
    for tab, (_, order) in TABS.items():
        rows: TopicQuerySet = forum.topics.visible_to(member).under(tab)
        path = f"{forum.get_absolute_url()}?tab={tab}"
        middle = rows.order_by(*order)[rows.count() // 2]
        pages[f"{tab}, first"] = path
        key = pagination.key_of(middle, order=order)
        pages[f"{tab}, middle"] = f"{path}&after={key}"
    return pages


def _longest_topic() -> dict[str, str]:
    topic = Topic.objects.published().order_by("-post_count")[0]
    last = topic.last_page
    places = {"first": 1, "middle": last // 2 + 1, "last": last}
    url = topic.get_absolute_url()
    return {f"topic, {name}": f"{url}?page={page}" for name, page in places.items()}


def _queries(
    member: User, pages: dict[str, str], forms: dict[str, list[str]]
) -> dict[str, int]:
    client = _client(member)
    counts = {
        name: _count(lambda path=path: client.get(path))  # type: ignore[misc]
        for name, path in pages.items()
    }
    for name, paths in forms.items():
        others = iter(paths)  # a second me too of hers would do nothing
        counts[name] = _count(lambda others=others: client.post(next(others), form()))  # type: ignore[misc]
    return counts


if __name__ == "__main__":
    what: Callable[..., Any] = globals()[sys.argv[1]]
    print(json.dumps(what(*sys.argv[2:])))
