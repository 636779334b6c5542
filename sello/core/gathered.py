"""What hangs from each row of a list, in one column of it: a list and its details are one statement."""

import json
from typing import Any, cast

from sqlalchemy import Dialect, Select, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.expression import select
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

Gathered = tuple[tuple[Any, ...], ...]
"""Of each row its values, in the order of the statement."""


class _Rows(TypeDecorator[Gathered]):
    """Rows that came as JSON; none come as nothing."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> Gathered:
        """Tuples of numbers, words and nothing."""
        del dialect
        return tuple(map(tuple, json.loads(value))) if value else ()


class _as_json(FunctionElement[Gathered]):  # noqa: N801 - a function of SQL
    """All rows of a statement as JSON."""

    type = _Rows()
    inherit_cache = True


@compiles(_as_json)
def _sqlite(element: _as_json, compiler: SQLCompiler, **asked: Any) -> str:
    return f"json_group_array(json_array({compiler.process(element.clauses, **asked)}))"


@compiles(_as_json, "postgresql")
def _postgresql(element: _as_json, compiler: SQLCompiler, **asked: Any) -> str:
    return f"CAST(json_agg(json_build_array({compiler.process(element.clauses, **asked)})) AS TEXT)"


def gathered(rows: Select[*tuple[Any, ...]]) -> ColumnElement[Gathered]:
    """All rows of an ordered statement as one value, `()` where there are none; it names what it belongs to.

    Numbers and words only: a date would come back as words.
    Both databases keep the order of what they gather.
    """
    few = rows.subquery()
    return cast(ColumnElement[Gathered], select(_as_json(*few.c)).scalar_subquery())
