"""Questions to the database of one place: `python -m bench.inside WHAT`.

Answers one line of JSON. Run with the place's environment, never in the benchmark's
own process.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "helpdesk.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import (  # noqa: E402
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from accounts.models import User  # noqa: E402
from core import pagination  # noqa: E402
from forums.models import Topic  # noqa: E402
from kb.actions.related import relate  # noqa: E402
from kb.models import Article  # noqa: E402
from search import candidates  # noqa: E402
from search.finding import thread_ids  # noqa: E402
from tickets.models import Ticket  # noqa: E402
from tickets.queues import BUILT_IN, DEFAULT  # noqa: E402

# besides the named views: filters that agents set every day
FILTERS = ["status=open", "priority=urgent", "kind=incident", "channel=mail"]


def people() -> dict[str, str]:
    """The cookie of an agent; the site gets an administrator, so that it is open."""
    agent = User.objects.agents().order_by("pk")[0]
    boss = User.objects.agents().order_by("-pk")[0]
    User.objects.filter(pk=boss.pk).update(is_admin=True)
    return {"agent": _cookie(agent)}


def pages() -> dict[str, str]:
    """Pages that visitors see: of usual length, neither the first nor the last."""
    articles = Article.objects.published().filter(audience="everyone")
    topics = Topic.objects.published().filter(post_count__range=(5, 15))
    article = _middle(articles.order_by("pk"))
    relate([article])  # as each night
    return {
        "home": "/",
        "article": article.get_absolute_url(),
        "topic": _middle(topics.order_by("pk")).get_absolute_url(),
    }


def queue() -> list[str]:
    """12 usual views, each at its first page, after its middle row, and at its end."""
    agent = User.objects.agents().order_by("pk")[0]
    paths = []
    for name, built_in in BUILT_IN.items():
        paths += _places(f"view={name}", built_in.rows(agent))
    for each in FILTERS:
        name, _, value = each.partition("=")
        rows = Ticket.objects.worked_on_by(agent).filter(**{name: value})
        if name != "status":
            rows = rows.open()
        paths += _places(each, rows)
    return paths


def tickets() -> dict[str, str]:
    counted = Ticket.objects.annotate(found=Count("messages")).order_by("found", "pk")
    return {
        "ticket page": f"/desk/tickets/{_middle(counted.filter(found=5)).pk}/",
        "longest ticket": f"/desk/tickets/{counted.last().pk}/",
    }


def queries(paths: str) -> dict[str, int]:
    """SQL statements of each page for the agent, and of submitting a ticket."""
    agent, visitor = _client(User.objects.agents().order_by("pk")[0]), _client()
    counts = {}
    for path in json.loads(paths):
        client = agent if path.startswith(("/desk/", "/search/")) else visitor
        counts[path] = _count(lambda path=path, client=client: client.get(path))  # type: ignore[misc]
    form = {"email": "q@example.com", "subject": "Words", "body": "Words."}
    counts["submit"] = _count(lambda: visitor.post("/tickets/new/", form))
    return counts


def overlap(questions: str) -> float:
    """Per cent of each question's best ten that stay when all matches are ranked."""
    agent = User.objects.agents().order_by("pk")[0]

    def best(question: str) -> set[int]:
        return set(thread_ids(question, agent, Ticket)[:10])

    asked = json.loads(questions)
    some = [best(question) for question in asked]
    candidates.NEWEST = candidates.OTHERS = 10**9
    whole = [best(question) for question in asked]
    shares = [len(a & b) / len(b) * 100 for a, b in zip(some, whole, strict=True) if b]
    return statistics.mean(shares)


def ring(file: str, times: str) -> int:
    """Enqueue tasks on an idle worker; they write into the file how late they start."""
    from bench.doorbell import started

    for number in range(int(times)):
        started.delay(time.time(), file)
        time.sleep(0.05)
        deadline = time.monotonic() + 10
        while _lines(file) <= number and time.monotonic() < deadline:
            time.sleep(0.002)
    return _lines(file)


def _lines(file: str) -> int:
    path = Path(file)
    return path.read_text().count("\n") if path.exists() else 0


def _client(person: User | None = None) -> Client:
    client = Client(headers={"Host": "127.0.0.1", "Sec-Fetch-Site": "same-origin"})
    if person:
        client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    return client


def _count(request: Callable[[], Any]) -> int:
    request()  # what is found once in a process is not counted
    with CaptureQueriesContext(connection) as captured:
        response = request()
    assert response.status_code in (200, 302, 303), response.status_code
    return len(captured)


def _cookie(person: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _middle(rows: Any) -> Any:
    return rows[rows.count() // 2]


def _places(query: str, rows: Any, order: Sequence[str] = DEFAULT.order) -> list[str]:
    ordered = rows.order_by(*order)
    count = ordered.count()
    paths = [f"/desk/tickets/?{query}"]
    for place in (count // 2, count - 26):
        if place > 0:
            key = pagination.key_of(ordered[place], order=order)
            paths.append(f"/desk/tickets/?{query}&after={key}")
    return paths


if __name__ == "__main__":
    what: Callable[..., Any] = globals()[sys.argv[1]]
    print(json.dumps(what(*sys.argv[2:])))
