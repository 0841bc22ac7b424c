"""Values of many rows as one text, which each database does by another name."""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, TextField


class JoinedByCommas(Aggregate):
    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = "STRING_AGG(%(expressions)s, ',')"
        return self.as_sql(compiler, connection, template=template, **more)


class JoinedByLines(Aggregate):
    """For words: they may hold commas, but are of one line."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, CHAR(10))"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = "STRING_AGG(%(expressions)s, CHR(10))"
        return self.as_sql(compiler, connection, template=template, **more)
