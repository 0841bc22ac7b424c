"""Questions to the database that are written once and asked again and again.

Django takes longer to write the SQL of a page's question than the database to answer.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from django.db.models import BigIntegerField, Expression, Model, QuerySet
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
    """The SQL of a queryset of whole rows, joined to no others."""

    def __init__(self, rows: QuerySet[Row]) -> None:
        self.model = rows.model
        self.sql, self.parameters = rows.query.sql_with_params()

    def ask(self, **given: int) -> list[Row]:
        values = [
            given[each.name] if isinstance(each, Given) else each
            for each in self.parameters
        ]
        return list(self.model._default_manager.raw(self.sql, values))

    def one_or_404(self, **given: int) -> Row:
        try:
            found = self.ask(**given)
        except OverflowError:  # SQLite, of a number that no row can have
            found = []
        if not found:
            raise Http404
        return found[0]
