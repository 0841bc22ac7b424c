"""Changing what a page showed: only what was changed there, and over nobody's head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.db import transaction

from tickets.actions.rows import lock
from tickets.models import Ticket

Values = Mapping[str, str]


class Stale(Exception):  # noqa: N818 - it is an answer, not a fault
    """Others changed what has these `names` since it was shown, and so it is `now`."""

    def __init__(self, names: list[str], now: Values) -> None:
        super().__init__(f"changed meanwhile: {', '.join(names)}")
        self.names = names
        self.now = now


class Shown(Protocol):
    """Values by name: as they were shown (None: nobody says), chosen, and are now."""

    def was_shown(self) -> Values | None: ...

    def chosen(self) -> Values: ...

    def standing(self) -> Values: ...


@transaction.atomic
def change_shown(ticket: Ticket, form: Shown, act: Callable[[Values], Any]) -> bool:
    """Act on what is to stand: what was chosen, and of the rest what stands already.

    Says whether that is anything new.
    """
    lock(ticket)
    now = form.standing()
    was = form.was_shown()
    result = merged(now if was is None else was, form.chosen(), now)
    if result == now:
        return False
    act(result)
    return True


def merged(was: Values, chosen: Values, now: Values) -> dict[str, str]:
    """Stale where a value was changed on both sides, to two different ones."""
    changed = [name for name in {**was, **chosen} if chosen.get(name) != was.get(name)]
    stale = [
        name
        for name in changed
        if now.get(name) not in (was.get(name), chosen.get(name))
    ]
    if stale:
        raise Stale(stale, now)
    result = {**now, **{name: chosen.get(name) for name in changed}}
    return {name: value for name, value in result.items() if value is not None}
