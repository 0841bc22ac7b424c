"""What every page asks for and hardly ever changes, kept in the process for a moment.

A change is seen a second later at the latest. Rows that are given out are shared by
requests: read them, never save them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from functools import wraps
from typing import ParamSpec, TypeVar

SECONDS = 1.0

P = ParamSpec("P")
R = TypeVar("R")
_kept: dict[Hashable, tuple[float, object]] = {}


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Asks once a second for each set of arguments, which must be few."""

    @wraps(function)
    def ask(*args: P.args, **kwargs: P.kwargs) -> R:
        key = (function, args, *kwargs.items())
        found = _kept.get(key)
        if found is None or time.monotonic() - found[0] >= SECONDS:
            found = _kept[key] = (time.monotonic(), function(*args, **kwargs))
        return found[1]  # type: ignore[return-value]

    return ask


def forget() -> None:
    """Here and now; other processes follow within a second."""
    _kept.clear()
