"""The requests of the tables, to be sent as they are or with something wrong."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.matrix.apps import FORMS
from tests.matrix.tables import Fields, routes
from tests.matrix.world import World

# those of the API take tokens: tests/matrix/test_api.py
ROUTES = {route.name: route for route in routes() if not route.name.startswith("api:")}


def address(world: World, name: str, thing: str, person: str) -> str:
    given = world.thing(thing, person)
    return reverse(name, kwargs={key: given[key] for key in ROUTES[name].takes})


def send(world: World, name: str, fields: Fields, **extra: Any) -> Any:
    """The form of a route, as somebody who may send it."""
    form = FORMS[name]
    for value in fields.values():
        if hasattr(value, "seek"):
            value.seek(0)
    path = address(world, name, form.thing, form.by)
    return world.ask(form.by, "POST", path, fields, **extra)
