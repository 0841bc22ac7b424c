"""Questions that may never be answered, asked beside the request."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

from django.db import connections

Answer = TypeVar("Answer")


class Bounded(Generic[Answer]):
    """Asks in a thread of its own; who waits too long gets a TimeoutError.

    A question that hangs is asked once: whoever comes meanwhile waits for the same.
    """

    def __init__(self, ask: Callable[[], Answer], *, seconds: float) -> None:
        self.ask = ask
        self.seconds = seconds
        self.lock = threading.Lock()
        self.asked: Future[Answer] | None = None

    def __call__(self) -> Answer:
        with self.lock:
            asked = self.asked
            if asked is None or asked.done():
                asked = self.asked = Future()
                thread = threading.Thread(target=self._run, args=(asked,), daemon=True)
                thread.start()
        return asked.result(self.seconds)

    def _run(self, asked: Future[Answer]) -> None:
        try:
            answer = self.ask()
        except BaseException as error:  # noqa: BLE001 - it is raised where it was asked
            asked.set_exception(error)
        else:
            asked.set_result(answer)
        finally:
            connections.close_all()
