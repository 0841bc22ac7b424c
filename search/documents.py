"""What an app's `searchable.py` is written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils.functional import Promise

registry: dict[type[models.Model], Searchable] = {}


@dataclass(frozen=True)
class Kind:
    """What results are called, filtered by and drawn with."""

    name: str
    singular: str | Promise
    plural: str | Promise
    icon: str
    # may somebody who is not signed in find any?
    for_visitors: bool = True


@dataclass(frozen=True)
class Document:
    """One row as the index holds it: plain text, and the thread that it belongs to."""

    title: str
    body: str
    # "": of none, found whatever language the reader has
    language: str = ""
    # results of one thread are folded into the best of them; None: it is its own
    thread: models.Model | None = None


class Searchable:
    """How the rows of one model are found. Subclassing registers it.

    Who finds them is said by the model's `visible_to` and by nothing else.
    """

    model: ClassVar[type[models.Model]]
    kind: ClassVar[Kind]
    # the name of the address where a row stands, by `pk`; "" where that is no page
    route: ClassVar[str] = ""
    # do its pages belong to what somebody read before she asked?
    is_read: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        registry[cls.model] = cls()

    def is_document(self, row: Any) -> bool:
        """False where `for_index` leaves it out anyway: that saves asking."""
        return True

    def document(self, row: Any) -> Document | None:
        """What to index of a row; None where it must not be found at all."""
        raise NotImplementedError

    def translated(self, language: str) -> models.QuerySet[Any] | None:
        """The rows whose words stand in another document in that language.

        In it that one is found instead; None where a model has no languages.
        """
        return None

    def status(self, row: Any) -> tuple[str, str | Promise] | None:
        """How it stands with a row, and what that is called."""
        return None

    def for_index(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """The rows with what `document` reads."""
        return rows

    def for_results(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """The rows with what their address takes."""
        return self.for_index(rows)


def kinds() -> dict[str, Kind]:
    """The kinds of results by name."""
    return {searchable.kind.name: searchable.kind for searchable in registry.values()}


def models_of(kind: str) -> list[type[models.Model]]:
    """Those whose rows are of the kind; "" is any."""
    return [model for model, each in registry.items() if kind in ("", each.kind.name)]
