"""How the tables of this package are written and read.

A row says who gets what answer from which routes about which things:

    L L x x x x x x  - . - - - . | GET desk:ticket mail:mail | private-ticket

One letter for each of PEOPLE whom the table's first line names: `.` 200, `>` a
redirect, `L` the way to the login page, `u` 401, `x` 403, `-` 404, `m` 405, `?` 422,
`_` is not asked. A method that no row names answers 405.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from django.conf import settings
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver, get_resolver

from tests.matrix.world import LIKE, PEOPLE, World

Fields = dict[str, Any]

LETTERS = {200: ".", 201: ".", 401: "u", 403: "x", 404: "-", 405: "m", 422: "?"}


@dataclass(frozen=True)
class Form:
    """All that a POST takes, and somebody who may send it about something."""

    by: str = "admin"
    thing: str = "-"
    fields: Callable[[World], Fields] = lambda world: {}


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str
    takes: frozenset[str]
    view: Callable[..., Any]


def routes() -> Iterator[Route]:
    """Every address that the site answers."""
    yield from _below(get_resolver(), "", "", frozenset())


def _below(
    resolver: URLResolver, prefix: str, space: str, above: frozenset[str]
) -> Iterator[Route]:
    for each in resolver.url_patterns:
        pattern = prefix + str(each.pattern)
        takes = above | set(each.pattern.regex.groupindex)
        if isinstance(each, URLPattern):
            yield Route(f"{space}{each.name}", pattern, takes, each.callback)
        else:
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _below(each, pattern, inner, takes)


def letter(response: HttpResponseBase) -> str:
    """The class of an answer: L is the way to the login page, > any other way."""
    status = response.status_code
    if status in (301, 302, 303):
        to_login = response["Location"].split("?")[0] == resolve_url(settings.LOGIN_URL)
        return "L" if to_login else ">"
    return LETTERS.get(status, str(status))


@dataclass(frozen=True)
class Cell:
    """What one person should get from one method of a route about one thing."""

    person: str
    method: str
    route: str
    thing: str
    letter: str


def cells(table: str) -> Iterator[Cell]:
    people, *rows = re.sub(r"\n +", " ", table.strip()).splitlines()
    asked = [PEOPLE[each] for each in people.split()]
    for row in rows:
        letters, what, things = (part.split() for part in row.split("|"))
        method, *names = what
        for name, thing in product(names, things):
            for person, letter in zip(asked, letters, strict=True):
                if letter != "_":
                    yield Cell(person, method, name, thing, letter)


def worth_asking(cells: Iterable[Cell]) -> list[Cell]:
    """All but the success of somebody whose like succeeds as well."""
    every = list(cells)
    taken = {cell for cell in every if cell.letter in ".>"}
    return [
        cell
        for cell in every
        if cell not in taken
        or replace(cell, person=LIKE.get(cell.person, "")) not in taken
    ]
