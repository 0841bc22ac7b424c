"""What Prometheus reads. Each process counts for itself.

Several web processes behind one port share their counts through the folder that
PROMETHEUS_MULTIPROC_DIR names, which must be empty when they start.
"""

from __future__ import annotations

import os
import time
from collections import Counter as Tally
from collections.abc import Callable, Iterable, Iterator

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    Metric,
)
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from redis import RedisError

from core import page_cache
from helpdesk.bounded import Bounded
from helpdesk.broker import queue_sizes
from helpdesk.readiness import PATIENCE, oldest_due_seconds
from notifications.models import OutgoingEmail

# Mails whose fate is counted: all of them would be read one by one.
NEWEST_MAILS = 2000

counted = CollectorRegistry()
requests = Counter(
    "helpdesk_requests", "Requests answered", ["view", "status"], registry=counted
)
seconds = Histogram(
    "helpdesk_request_seconds",
    "Time until the answer was made",
    ["view"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=counted,
)


class CountRequestsMiddleware:
    """Stands behind the page cache, which counts what it answers by itself.

    Views are counted by their names, of which there are only so many.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        view = match.view_name if match else "none"
        seconds.labels(view).observe(time.perf_counter() - began)
        requests.labels(view, response.status_code).inc()
        return response


class StateCollector(Collector):
    """What is asked at the moment of reading; what does not answer is left out."""

    def collect(self) -> Iterator[Metric]:
        yield from _pages()
        yield from _queues()
        try:
            yield from ask_mails()
        except (TimeoutError, DatabaseError):
            return


def exposition() -> bytes:
    registry = CollectorRegistry()
    registry.register(StateCollector())
    ProcessCollector(registry=registry)
    shared = "PROMETHEUS_MULTIPROC_DIR" in os.environ
    registry.register(MultiProcessCollector(None) if shared else counted)
    return generate_latest(registry)


def _pages() -> Iterator[Metric]:
    pages = CounterMetricFamily(
        "helpdesk_kept_pages", "Visitors' pages by the cache", labels=["outcome"]
    )
    pages.add_metric(["hit"], page_cache.store.hits)
    pages.add_metric(["miss"], page_cache.store.misses)
    yield pages
    yield GaugeMetricFamily(
        "helpdesk_kept_pages_bytes", "Held by the cache", page_cache.store.bytes
    )


def _queues() -> Iterator[Metric]:
    up = GaugeMetricFamily("helpdesk_broker_up", "1: the broker answers")
    try:
        sizes = queue_sizes()
    except (RedisError, OSError):
        up.add_metric([], 0)
        yield up
        return
    up.add_metric([], 1)
    yield up
    tasks = GaugeMetricFamily("helpdesk_tasks", "At the broker", labels=["state"])
    for state, size in sizes.items():
        tasks.add_metric([state], size)
    yield tasks


def mails() -> list[Metric]:
    rows = OutgoingEmail.objects.all()
    waiting = Tally(rows.unsent().order_by().values_list("state", flat=True))
    newest = rows.order_by("-pk").values_list("state", flat=True)[:NEWEST_MAILS]
    return [
        _by_state("helpdesk_mails_waiting", "Not sent yet", waiting, rows.model.UNSENT),
        _by_state(
            "helpdesk_mails_newest",
            f"What became of the newest {NEWEST_MAILS}",
            Tally(newest),
            rows.model.State.values,
        ),
        GaugeMetricFamily(
            "helpdesk_mail_oldest_due_seconds",
            "How long the mail that waits longest could have been sent",
            oldest_due_seconds(),
        ),
    ]


ask_mails: Callable[[], list[Metric]] = Bounded(mails, seconds=PATIENCE)


def _by_state(name: str, text: str, tally: Tally[str], states: Iterable[str]) -> Metric:
    family = GaugeMetricFamily(name, text, labels=["state"])
    for state in states:
        family.add_metric([str(state)], tally[state])
    return family
