"""Finished pages for visitors: answered before anything else of the site runs.

A view marks its answer with `keep(response, *keys)`. The bytes stay in this process
until one of the keys changes, a minute at most. What changed is asked of the database
twice a second (`PAGE_CHANGES`); while it does not answer, nothing comes from here.

The language of a page is in its address. Who is led to another than that of an address
without a prefix is not answered from here, however often others were.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from core.languages import led_to
from core.remembering import forget
from core.view_counts import count_view_of

POLL_SECONDS = 0.5
# without a poll for so long, what is kept may be old
TRUSTED_SECONDS = 0.95
LIFE_SECONDS = 60.0
BYTES_AT_MOST = 64 * 1024 * 1024
# besides the session: a waiting message is one person's own
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages", settings.CSRF_COOKIE_NAME)

logger = logging.getLogger(__name__)
Response = TypeVar("Response", bound=HttpResponse)
Key = tuple[str, str]


@dataclass(frozen=True)
class Page:
    size: int
    # the attributes of a whole response, and of the one that says "not modified"
    whole: dict[str, Any]
    unmodified: dict[str, Any]
    etag: str
    keys: frozenset[str]
    until: float
    viewed: tuple[type[Model], int] | None


def keep(response: Response, *keys: str, viewed: Model | None = None) -> Response:
    """Mark a visitor's page as worth keeping until one of the keys changes.

    Keys are those of `PAGE_CHANGES`: `kb`, `kb.article`, `kb.article:7`, `brand`, or a
    verb. `viewed` is the thing whose views count each time the page is answered.
    """
    marked: Any = response
    marked.page_keys = keys
    marked.page_viewed = (type(viewed), viewed.pk) if viewed else None
    return response


class PageStore:
    """The kept pages of one process; the longest unread one goes first."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.hits = self.misses = 0
        self.clear()

    def clear(self) -> None:
        self.pages: OrderedDict[Key, Page] = OrderedDict()
        self.bytes = 0
        # how often something changed: a page that was made meanwhile is not kept
        self.changes = 0

    def get(self, key: Key) -> Page | None:
        """Takes no lock, for which all threads would queue; a hit may go uncounted."""
        page = self.pages.get(key)
        if page is None or page.until < time.monotonic():
            return None
        with suppress(KeyError):  # forgotten just now
            self.pages.move_to_end(key)
        self.hits += 1
        return page

    def put(self, key: Key, page: Page, *, changes_before: int) -> None:
        with self.lock:
            self.misses += 1
            if self.changes != changes_before:
                return
            self._drop(key)
            self.pages[key] = page
            self.bytes += page.size
            while self.bytes > BYTES_AT_MOST:
                self._drop(next(iter(self.pages)))

    def forget(self, changed: set[str]) -> None:
        with self.lock:
            self.changes += 1
            for key in [k for k, p in self.pages.items() if p.keys & changed]:
                self._drop(key)

    def _drop(self, key: Key) -> None:
        if page := self.pages.pop(key, None):
            self.bytes -= page.size


class Poller:
    """The thread that asks what changed; started by the first page of a process."""

    def __init__(self, store: PageStore) -> None:
        self.store = store
        self.polled_at = 0.0
        self.thread: threading.Thread | None = None
        self.lock = threading.Lock()
        self.mark: Any = None

    def is_trusted(self) -> bool:
        return time.monotonic() - self.polled_at < TRUSTED_SECONDS

    def keep_polling(self) -> None:
        if self.thread is not None and self.thread.is_alive():
            return
        with self.lock:
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(
                    target=self._poll_for_ever, name="page-changes", daemon=True
                )
                self.thread.start()

    def poll(self) -> None:
        """Forget what changed since the last poll."""
        began = time.monotonic()
        changes_since = import_string(settings.PAGE_CHANGES)
        self.mark, changed = changes_since(self.mark)
        if changed:
            forget()  # a page that is made of what was remembered would be kept
            self.store.forget(changed)
        self.polled_at = began

    def _poll_for_ever(self) -> None:
        pause = threading.Event()
        while True:
            try:
                self.poll()
            except DatabaseError:
                logger.warning("Cannot see what changed: no kept pages", exc_info=True)
                connection.close()
            pause.wait(POLL_SECONDS)


store = PageStore()
poller = Poller(store)


class PageCacheMiddleware:
    """Stands first: a kept page costs no session, no routing, no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_anonymous_read(request) or led_to(request):
            return self.get_response(request)
        key = (request.META.get("HTTP_HOST", ""), request.path_info)
        if poller.is_trusted() and (page := store.get(key)):
            return _answer(request, page)
        poller.keep_polling()
        changes_before = store.changes
        response = self.get_response(request)
        if request.method == "GET" and _is_worth_keeping(response):
            page = _page(response)
            if poller.is_trusted():
                store.put(key, page, changes_before=changes_before)
        return response


def _is_anonymous_read(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and not request.META.get("QUERY_STRING")
        and "HTTP_HX_REQUEST" not in request.META
        and not (
            "HTTP_COOKIE" in request.META
            and any(name in request.COOKIES for name in PERSONAL_COOKIES)
        )
    )


def _is_worth_keeping(response: HttpResponse) -> bool:
    return (
        hasattr(response, "page_keys")
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
    )


def _page(response: Any) -> Page:
    digest = hashlib.blake2b(response.content, digest_size=16).hexdigest()
    response.setdefault("Cache-Control", "no-cache")
    response["ETag"] = etag = f'"{digest}"'
    same = ("Cache-Control", "ETag", "Vary", "Content-Security-Policy")
    unchanged = {name: response[name] for name in same if name in response}
    return Page(
        size=len(response.content),
        whole=vars(HttpResponse(response.content, headers=dict(response.items()))),
        unmodified=vars(HttpResponse(status=304, headers=unchanged)),
        etag=etag,
        keys=frozenset(response.page_keys),
        until=time.monotonic() + LIFE_SECONDS,
        viewed=response.page_viewed,
    )


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    if page.viewed:
        count_view_of(page.viewed, request)
    is_known = page.etag in request.META.get("HTTP_IF_NONE_MATCH", "")
    # Made without __init__, which takes a tenth of the time of all: only the closers
    # are written to by whoever stands before us, the rest is shared.
    response = HttpResponse.__new__(HttpResponse)
    vars(response).update(page.unmodified if is_known else page.whole)
    response._resource_closers = []  # type: ignore[attr-defined]
    return response
