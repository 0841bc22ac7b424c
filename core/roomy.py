"""Room on the interpreter's stack for everything that one call leads to.

CPython keeps the frames of Python functions in pieces of 16 KB that it maps when one
is full and unmaps when it is empty again. A loop just at the end of a piece, as in the
drawing of a page, does so at each turn: up to a fifth of a request. A frame larger than
a piece gets one of its own, the next power of two, and what is left over there serves
the calls below it. Memory that is never touched costs nothing.
"""

from collections.abc import Callable
from types import FunctionType
from typing import TypeVar, cast

from django.http import HttpRequest, HttpResponse

# Slots of eight bytes: 560 KB, which leave 464 KB of one megabyte for other frames.
SLOTS = 70_000
Called = TypeVar("Called", bound=Callable[..., object])


def roomy(function: Called) -> Called:
    """The same function, with a frame of `SLOTS`; no generator."""
    plain = cast(FunctionType, function)
    plain.__code__ = plain.__code__.replace(co_stacksize=SLOTS)
    return function


class RoomyMiddleware:
    """Stands behind the kept pages, which need no room."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    @roomy
    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
