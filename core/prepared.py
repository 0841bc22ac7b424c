"""Questions to the database that are written once and asked again and again.

Django takes longer to write the SQL of a page's question than the database to answer.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any, Generic, TypeAlias, TypeVar, cast

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import (
    BigIntegerField,
    Expression,
    Field,
    Model,
    QuerySet,
    prefetch_related_objects,
)
from django.http import Http404

from core.access import Viewer

Row = TypeVar("Row")
Value: TypeAlias = int | str | datetime | None


class Given(Expression):
    """Stands in a queryset for a value that each question names anew."""

    def __init__(self, name: str, field: Field[Any, Any] | None = None) -> None:
        super().__init__(output_field=field or BigIntegerField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


@dataclass(frozen=True)
class GivenViewer:
    """Stands in a queryset for all viewers of a kind, who differ in what is their own.

    What `visible_to` asks of a viewer and this does not bear is an error, and what it
    asks by `getattr` is denied.
    """

    is_agent: bool
    is_admin: bool
    is_helper: bool
    is_writer: bool
    is_reviewer: bool
    has_organization: bool
    is_authenticated = True
    pk = Given("viewer")

    @property
    def organization_id(self) -> Given | None:
        return Given("organization") if self.has_organization else None


def is_preparable(model: type[Model]) -> bool:
    """May a `GivenViewer` ask its `visible_to`? Its queryset says so where that looks
    at nothing that would be kept with the SQL: at no clock, and at no row, as the one
    of a content type.
    """
    return getattr(model._default_manager.all(), "is_preparable", False)


def given_like(viewer: Viewer) -> Viewer:
    """Stands for her in a prepared question, which is asked by `values_of(viewer)`."""
    if not viewer.is_authenticated:
        return AnonymousUser()
    alike = GivenViewer(
        is_agent=viewer.is_agent,
        is_admin=viewer.is_admin,
        is_helper=viewer.is_helper,
        is_writer=viewer.is_writer,
        is_reviewer=viewer.is_reviewer,
        has_organization=viewer.organization_id is not None,
    )
    return cast(Viewer, alike)


def values_of(viewer: Viewer) -> dict[str, Value]:
    organization = getattr(viewer, "organization_id", None)
    return {"viewer": viewer.pk, "organization": organization}


class Prepared(Generic[Row]):
    """The SQL of a queryset, whose rows Django reads as it reads those of any other:
    models, or tuples of `values_list`.
    """

    def __init__(self, rows: QuerySet[Any, Row]) -> None:
        self.rows: Any = rows
        query = rows.query
        self.columns: dict[str, Any] = {
            name: getattr(query, name)
            for name in ("extra_select", "values_select", "annotation_select")
        }
        compiler: Any = query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            self.sql, self.parameters = compiler.as_sql()
        except EmptyResultSet:  # as of `none()`
            self.sql = ""
            return
        columns = [column for column, *_ in compiler.select]
        self.converters = compiler.get_converters(columns)
        # its thread may end, and should take the connection along
        compiler.connection = None
        self.compiler = compiler

    def ask(self, **given: Value) -> list[Row]:
        if not self.sql:
            return []
        connection: Any = connections[DEFAULT_DB_ALIAS]  # each thread has its own
        values = [
            _adapted(given[each.name], connection) if isinstance(each, Given) else each
            for each in self.parameters
        ]
        compiler = copy(self.compiler)  # others may be asking at the same time
        compiler.connection = connection
        compiler.as_sql = lambda: (self.sql, values)
        compiler.get_converters = lambda columns: self.converters
        query = SimpleNamespace(get_compiler=lambda using: compiler, **self.columns)
        rows = SimpleNamespace(
            db=DEFAULT_DB_ALIAS,
            query=query,
            _fields=self.rows._fields,
            _known_related_objects={},
        )
        found: list[Row] = list(self.rows._iterable_class(rows))
        if lookups := self.rows._prefetch_related_lookups:
            prefetch_related_objects(cast(Any, found), *lookups)
        return found

    def one_or_404(self, **given: Value) -> Row:
        try:
            found = self.ask(**given)
        except OverflowError:  # SQLite, of a number that no row can have
            found = []
        if not found:
            raise Http404
        return found[0]


def _adapted(value: Value, connection: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
