"""Many have the same at once: what people say, write and look for in one hour.

Counted for all topics together, in as many queries whatever happened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from forums.models import Incident, MeToo, Topic, TopicTicket
from search.finding import words_of
from search.models import SearchQuery

HOUR = timedelta(hours=1)
# what is usual is that of the days before
DAYS = 7
# signs in one hour, and how many times as many as usual
AT_LEAST = 5
TIMES_USUAL = 4
# of the topics and of the queries that are looked at
AT_MOST = 200


@dataclass(frozen=True)
class Signs:
    topic: Topic
    me_toos: int
    tickets: int
    searches: int

    @property
    def total(self) -> int:
        return self.me_toos + self.tickets + self.searches


def outbreaks() -> list[Signs]:
    """Topics with more than usual this hour, that are no incident yet."""
    until = timezone.now()
    since = until - HOUR
    me_toos, tickets = _counted(since, until)
    busiest = [pk for pk, _count in (me_toos + tickets).most_common(AT_MOST)]
    topics = list(_open_topics(busiest, since))
    if not topics:
        return []
    usual = sum(_counted(since - timedelta(days=DAYS), since), Counter())
    asked = [set(words_of(text)) for text in _in_vain(since)]
    found = [
        Signs(topic, me_toos[topic.pk], tickets[topic.pk], _like(topic.title, asked))
        for topic in topics
    ]
    return [each for each in found if _is_outbreak(each, usual[each.topic.pk])]


def is_like(title: str, words: set[str]) -> bool:
    """Half of the title's telling words, and two at least, stand among these."""
    own = set(words_of(title))
    shared = len(own & words)
    return shared >= 2 and 2 * shared >= min(len(own), len(words))


def _is_outbreak(signs: Signs, before: int) -> bool:
    an_hour = before / (DAYS * 24)
    return signs.total >= max(AT_LEAST, TIMES_USUAL * an_hour)


def _counted(since: datetime, until: datetime) -> tuple[Counter[int], Counter[int]]:
    """Me-toos and tickets by topic."""
    first, second = (
        _by_topic(model.objects.filter(created_at__gt=since, created_at__lte=until))
        for model in (MeToo, TopicTicket)
    )
    return first, second


def _by_topic(rows: QuerySet[MeToo] | QuerySet[TopicTicket]) -> Counter[int]:
    counted = rows.order_by().values_list("topic").annotate(count=Count("pk"))
    return Counter(dict(counted))


def _open_topics(keys: list[int], since: datetime) -> QuerySet[Topic]:
    """Not settled, and nobody has just said that it is over."""
    known = Incident.objects.exclude(ended_at__lte=since).values("topic")
    topics = Topic.objects.published().filter(pk__in=keys, kind__in=Topic.SHARED_KINDS)
    return topics.exclude(state__in=Topic.SETTLED_STATES).exclude(pk__in=known)


def _in_vain(since: datetime) -> Iterable[str]:
    rows = SearchQuery.objects.filter(empty_count__gt=0, last_at__gt=since)
    return rows.order_by("-empty_count", "-pk").values_list("text", flat=True)[:AT_MOST]


def _like(title: str, asked: Iterable[set[str]]) -> int:
    return sum(is_like(title, words) for words in asked)
