"""Questions to the database that are written once and asked again and again.

Django takes longer to write the SQL of a page's question than the database to answer.
"""

from __future__ import annotations

from copy import copy
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BigIntegerField, Expression, Model, QuerySet
from django.db.models.query import ModelIterable
from django.http import Http404

Row = TypeVar("Row", bound=Model)


class Given(Expression):
    """Stands in a queryset for a number that each question names anew."""

    def __init__(self, name: str) -> None:
        super().__init__(output_field=BigIntegerField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


class Prepared(Generic[Row]):
    """The SQL of a queryset, whose rows Django reads as it reads those of any other."""

    def __init__(self, rows: QuerySet[Row]) -> None:
        self.compiler: Any = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, self.parameters = self.compiler.as_sql()
        columns = [column for column, *_ in self.compiler.select]
        self.converters = self.compiler.get_converters(columns)

    def ask(self, **given: int) -> list[Row]:
        values = [
            given[each.name] if isinstance(each, Given) else each
            for each in self.parameters
        ]
        compiler = copy(self.compiler)  # others may be asking at the same time
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # each thread has its own
        compiler.as_sql = lambda: (self.sql, values)
        compiler.get_converters = lambda columns: self.converters
        rows: Any = SimpleNamespace(
            db=DEFAULT_DB_ALIAS,
            query=SimpleNamespace(get_compiler=lambda using: compiler),
            _known_related_objects={},
        )
        return list(ModelIterable(rows))

    def one_or_404(self, **given: int) -> Row:
        try:
            found = self.ask(**given)
        except OverflowError:  # SQLite, of a number that no row can have
            found = []
        if not found:
            raise Http404
        return found[0]
