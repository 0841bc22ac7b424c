"""One site with a thing of each kind and state, and everybody RULES speaks of.

Built once a package inside a transaction that is never committed; each request runs
in a savepoint of its own that is taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test.client import ClientHandler, RequestFactory

from accounts.models import User

# letter in the tables: (name, what she is)
PEOPLE = {
    "v": "visitor",
    "g": "guest",
    "o": "owner",
    "k": "colleague",
    "s": "stranger",
    "c": "cc",
    "w": "watching_cc",
    # of the forum in which most topics of this world stand
    "h": "helper",
    "e": "helper_elsewhere",
    "q": "silenced",
    "a": "agent",
    "t": "other_team_agent",
    "l": "lead",
    "W": "writer",
    "R": "reviewer",
    "A": "admin",
}
CUSTOMERS = (
    "owner", "colleague", "stranger", "cc", "watching_cc", "helper",
    "helper_elsewhere", "silenced",
)  # fmt: skip
# who may all that her like may: where both may, her like alone is asked to do it
LIKE = {
    "watching_cc": "cc",
    "helper_elsewhere": "cc",
    "silenced": "cc",
    "lead": "agent",
    "writer": "agent",
    "reviewer": "agent",
}
FORGED = "forged-token-that-nobody-was-ever-given"
PASSWORD = "correct-horse-battery"
# a word of its own in each thing that somebody must not see
CANARIES = {
    "note": "zqnote",
    "note_file": "zqnotefile",
    "redacted": "zqredacted",
    "private_ticket": "zqprivate",
    "draft": "zqdraft",
    "agents_article": "zqstaffarticle",
    "agents_forum": "zqstaffforum",
    "held_post": "zqheld",
    "hidden_post": "zqhidden",
    "deleted_post": "zqdeleted",
    "hidden_topic": "zqtopic",
    "held_topic": "zqwaits",
    "hidden_comment": "zqcomment",
    "held": "zqheldticket",
    "spam": "zqspam",
    "trash": "zqtrash",
}


class Browser(RequestFactory):
    """The test client without what it remembers of each template: twice as fast."""

    def __init__(self) -> None:
        super().__init__(headers={"sec-fetch-site": "same-origin"})
        self.handler = ClientHandler(enforce_csrf_checks=False)

    def request(self, **environ: Any) -> Any:
        response: Any = self.handler(self._base_environ(**environ))  # type: ignore[attr-defined]
        # the test closes its files; the signal of `close` would end the connection
        # that the world lives in
        response.close = partial(close_files, response)
        return response


def close_files(response: Any) -> None:
    for close in response._resource_closers:
        close()


@dataclass
class World:
    people: dict[str, User] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    # of the API, with every scope
    tokens: dict[str, str] = field(default_factory=dict)
    # name in the tables -> what an address takes
    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    # what a person's own address holds instead
    own: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)
    uploads: Path = Path()

    browser: Browser = field(default_factory=lambda: Browser())
    anybody: AnonymousUser = field(default_factory=AnonymousUser)

    def thing(self, name: str, person: str) -> dict[str, Any]:
        return self.things[name] | self.own.get((name, person), {})

    def ask(
        self,
        person: str,
        method: str,
        path: str,
        data: Any = None,
        *,
        raw: bytes | None = None,
        **extra: Any,
    ) -> Any:
        """One request of this person's browser; the caller takes it back."""
        self.browser.cookies = SimpleCookie()
        if person in self.sessions:
            self.browser.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[person]
        if raw is not None:
            return self.browser.generic(method, path, raw, **extra)
        send = getattr(self.browser, method.lower())
        return send(path, data, **extra) if data is not None else send(path, **extra)


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever happens inside did not happen."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(turning_back_sequences())
        yield
        transaction.set_rollback(True)


@cache
def turning_back_sequences() -> str:
    """PostgreSQL takes rows back but not the keys they were given."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequencename, coalesce(last_value, 1), last_value IS NOT NULL"
            " FROM pg_sequences"
        )
        calls = [f"setval('{name}', {at}, {used})" for name, at, used in cursor]
    return f"SELECT {', '.join(calls)}"
