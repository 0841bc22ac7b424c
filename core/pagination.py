"""Keyset paging: a page costs the same wherever it lies."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import F, Model, Q, QuerySet
from django.db.models.fields.tuple_lookups import (
    Tuple,
    TupleGreaterThan,
    TupleLessThan,
)
from django.db.models.lookups import GreaterThan, LessThan
from django.http import HttpRequest
from django.utils.timezone import is_naive

PAGE_SIZE = 25
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class KeysetPage:
    """One page of rows and the addresses of its neighbours ("" where there is none)."""

    rows: list[Any]
    next_url: str
    previous_url: str

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def paginate(
    request: HttpRequest,
    queryset: QuerySet[Any],
    *,
    order: Sequence[str],
    size: int = PAGE_SIZE,
) -> KeysetPage:
    """The page that `?after=` or `?before=` names; a key that says nothing is page 1.

    `order` names non-null columns, the last one unique, each maybe with a minus.
    """
    before = _decode(request.GET.get("before"), queryset.model, order)
    after = None if before else _decode(request.GET.get("after"), queryset.model, order)
    if before:
        rows = list(_from(queryset, _turned(order), before)[: size + 1])
        has_more, rows = len(rows) > size, rows[:size][::-1]
        return _page(request, rows, order, has_next=True, has_previous=has_more)
    rows = list(_from(queryset, order, after)[: size + 1])
    has_more, rows = len(rows) > size, rows[:size]
    has_previous = after is not None
    return _page(request, rows, order, has_next=has_more, has_previous=has_previous)


def is_first_page(request: HttpRequest) -> bool:
    return not ("after" in request.GET or "before" in request.GET)


def first_rows(
    queryset: QuerySet[Row], *, order: Sequence[str], size: int = PAGE_SIZE
) -> QuerySet[Row]:
    """What `first_page` takes, for a prepared question: one more than it shows."""
    return queryset.order_by(*order)[: size + 1]


def first_page(
    request: HttpRequest,
    rows: list[Any],
    *,
    order: Sequence[str],
    size: int = PAGE_SIZE,
) -> KeysetPage:
    """Of what `first_rows` found in the same order, at the same size."""
    has_more = len(rows) > size
    return _page(request, rows[:size], order, has_next=has_more, has_previous=False)


def _page(
    request: HttpRequest,
    rows: list[Any],
    order: Sequence[str],
    *,
    has_next: bool,
    has_previous: bool,
) -> KeysetPage:
    return KeysetPage(
        rows,
        _url(request, "after", rows[-1], order) if rows and has_next else "",
        _url(request, "before", rows[0], order) if rows and has_previous else "",
    )


def nearest(
    asked: Mapping[str, str], queryset: QuerySet[Any], *, order: Sequence[str]
) -> Any:
    """The row beside the key that `after` or `before` names, without one the first."""
    if before := _decode(asked.get("before"), queryset.model, order):
        return _from(queryset, _turned(order), before).first()
    after = _decode(asked.get("after"), queryset.model, order)
    return _from(queryset, order, after).first()


def key_of(row: Model, *, order: Sequence[str]) -> str:
    """What `?after=` and `?before=` take to name the place of a row."""
    return _encode([getattr(row, name.lstrip("-")) for name in order])


def _from(
    queryset: QuerySet[Any], order: Sequence[str], key: list[Any] | None
) -> QuerySet[Any]:
    queryset = queryset.order_by(*order)
    return queryset.filter(_beyond(order, key)) if key else queryset


def _beyond(order: Sequence[str], key: list[Any]) -> Q:
    """What comes after the key. Where all columns run one way, as a comparison of rows:
    an index of these columns then leads to the place, however many begin alike.
    """
    columns = [name.lstrip("-") for name in order]
    falling = {name.startswith("-") for name in order}
    if len(falling) == 1:
        lookup: Any = _RowBefore if falling.pop() else _RowAfter
        compared = Q(lookup(Tuple(*map(F, columns)), tuple(key)))
        # SQLite 3.40 took the key's own row in as well where a column before these in
        # the index was asked for by IN; spelled out besides, it does not
        return compared & _beyond_by_turns(order, key)
    return _beyond_by_turns(order, key)


class _RowBefore(TupleLessThan):
    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Django spells it out for SQLite, which has compared rows since 3.15."""
        return LessThan.as_sql(self, compiler, connection)


class _RowAfter(TupleGreaterThan):
    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return GreaterThan.as_sql(self, compiler, connection)


def _beyond_by_turns(order: Sequence[str], key: list[Any]) -> Q:
    """The same spelled out, for columns that run either way."""
    condition, equal = Q(), Q()
    for name, value in zip(order, key, strict=True):
        column, lookup = name.lstrip("-"), "lt" if name.startswith("-") else "gt"
        condition |= equal & Q(**{f"{column}__{lookup}": value})
        equal &= Q(**{column: value})
    # The first column alone bounds the range, which is what the index can use.
    first = order[0].lstrip("-")
    bound = "lte" if order[0].startswith("-") else "gte"
    return Q(**{f"{first}__{bound}": key[0]}) & condition


def _turned(order: Sequence[str]) -> list[str]:
    return [name[1:] if name.startswith("-") else f"-{name}" for name in order]


def _url(request: HttpRequest, way: str, row: Model, order: Sequence[str]) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    query.pop("before", None)
    query[way] = key_of(row, order=order)
    return f"{request.path}?{query.urlencode()}"


def _encode(values: list[Any]) -> str:
    plain = [v.isoformat() if isinstance(v, datetime) else v for v in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _decode(
    token: str | None, model: type[Model], order: Sequence[str]
) -> list[Any] | None:
    if not token or len(token) > 500:
        return None
    try:
        padded = token + "=" * (-len(token) % 4)
        values = json.loads(base64.urlsafe_b64decode(padded))
        names = [name.lstrip("-") for name in order]
        if not isinstance(values, list) or len(values) != len(names):
            return None
        return [
            _comparable(_field(model, name).clean(value, None))
            for name, value in zip(names, values, strict=True)
        ]
    except (ValueError, TypeError, OverflowError, RecursionError, ValidationError):
        return None


def _comparable(value: Any) -> Any:
    """The value as a database takes it; ValueError or OverflowError for others."""
    if value is None or (isinstance(value, datetime) and is_naive(value)):
        raise ValueError
    if isinstance(value, str) and "\x00" in value:
        raise ValueError
    if isinstance(value, str):
        value.encode()
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _field(model: type[Model], name: str) -> Any:
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    # a generated column cleans nothing by itself
    return getattr(field, "output_field", field)
