"""What stands here already about what somebody is about to ask."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from forums.models import Topic
from forums.permissions import can_me_too, takes_me_too
from search.finding import Result
from search.suggesting import suggestions_for


@dataclass(frozen=True)
class Match:
    result: Result
    # where it is one that others may have, too
    topic: Topic | None = None
    may_me_too: bool = False


def similar_to(title: str, request: HttpRequest) -> list[Match]:
    """Articles and topics, best first; whoever has an open one says so in one press."""
    found = suggestions_for(request, title)
    keys = [each.target.pk for each in found if isinstance(each.target, Topic)]
    topics = Topic.objects.for_detail(request.user).in_bulk(keys) if keys else {}
    return [_match(each, request, topics) for each in found]


def _match(result: Result, request: HttpRequest, topics: dict[int, Topic]) -> Match:
    is_topic = isinstance(result.target, Topic)
    topic = topics.get(result.target.pk) if is_topic else None
    if topic is None or not takes_me_too(topic):
        return Match(result)
    return Match(result, topic, can_me_too(request.user, topic))
