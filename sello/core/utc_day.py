"""The day of an instant in a statement, as UTC's calendar has it, whatever the database's own clock shows."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class utc_day(GenericFunction[date]):  # noqa: N801 - functions of a statement are called like functions
    """The day of one instant."""

    type = Date()
    inherit_cache = True


@compiles(utc_day)
def _plain(element: utc_day, compiler: Any, **kw: Any) -> str:
    return f"date({compiler.process(element.clauses, **kw)})"


@compiles(utc_day, "postgresql")
def _with_a_zone(element: utc_day, compiler: Any, **kw: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **kw)} AT TIME ZONE 'UTC' AS DATE)"
