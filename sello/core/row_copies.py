"""Copies of rows as JSON keeps them: taken while the row is held, compared, and put back.

They belong to `sello.core.undo`, which keeps them before and after an act.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import date, datetime
from enum import Enum
from typing import Any

import sqlalchemy
from sqlalchemy import Date, Table, delete, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from sello.core import changes
from sello.core.db import Base, UTCDateTime, scope_of

AT_ONCE = 500
"""Rows that one statement names: every database takes as many."""

Key = tuple[str, int]
"""A row: the name of its table, and its id."""

Values = dict[str, Any]
"""What a row holds, by the names of its columns."""


def put_back(session: Session, rows: list[dict[str, Any]]) -> None:
    """What was made goes, what changed is as it was, what was dropped comes again.

    Of a row that changed only the columns that differ are written: others may have been saved since. The
    count of saves goes on instead of back: a form that saw the undone state must not match a later one.
    """
    changes.note(session, scope_of(session))
    connection = session.connection()
    order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    rows = sorted(rows, key=lambda row: order[row["table"]])
    for row in reversed(rows):
        if row["before"] is None:
            table = _table(row["table"])
            connection.execute(delete(table).where(table.c.id == row["id"]))
    for row in rows:
        if row["before"] is None:
            continue
        table, values = _table(row["table"]), _lively(_table(row["table"]), row["before"])
        if row["after"] is None:
            connection.execute(insert(table).values(values))
            continue
        told: dict[str, Any] = {name: values[name] for name in differing(row["before"], row["after"])}
        if "version" in values:
            told["version"] = table.c.version + 1
        connection.execute(update(table).where(table.c.id == row["id"]).values(told))


def differing(before: Values, after: Values) -> frozenset[str]:
    """The columns in which two copies of a row differ, the count of saves aside."""
    return frozenset(name for name in before if before[name] != after[name]) - {"version"}


def stands(after: Values | None, held: Values | None, before: Values | None) -> bool:
    """Whether a row still says what an act made it say, in every column that the act changed."""
    if after is None or held is None or before is None:
        return held == after
    return all(held[name] == after[name] for name in differing(before, after))


def hold(session: Session, keys: Set[Key]) -> dict[Key, Values]:
    """The rows as they stand, held until the commit, in the order in which acts hold them: nobody gets stuck.

    That order is the one of the tables (a piece, its tasks, its answers), and within a table the ids'.
    """
    found: dict[Key, Values] = {}
    for table in Base.metadata.sorted_tables:
        ids = sorted(row_id for name, row_id in keys if name == table.name)
        for start in range(0, len(ids), AT_ONCE):
            some = table.c.id.in_(ids[start : start + AT_ONCE])
            found |= {(table.name, row["id"]): row for row in held_rows(session, table, some)}
    return found


def is_built_upon(session: Session, made: Set[Key], own: Set[Key]) -> bool:
    """Whether a row that is not an act's own refers to one that the act made: that one cannot go any more."""
    for table in Base.metadata.sorted_tables:
        mine = [row_id for name, row_id in own if name == table.name]
        for key in table.foreign_keys:
            ids = [row_id for name, row_id in made if name == key.column.table.name]
            if not ids or "id" not in table.c:
                continue
            others = select(table.c.id).where(key.parent.in_(ids), table.c.id.not_in(mine)).limit(1)
            if session.connection().execute(others).first() is not None:
                return True
    return False


def drop(session: Session, keys: Set[Key]) -> None:
    """Remove rows."""
    for name, row_id in sorted(keys):
        session.connection().execute(delete(_table(name)).where(_table(name).c.id == row_id))


def held_rows(session: Session, table: Table, where: Any) -> Iterator[Values]:
    """Rows as JSON keeps them, held until the commit: what is kept of them stands until they are written."""
    statement = select(table).where(where).order_by(table.c.id).with_for_update()
    for row in session.connection().execute(statement).mappings():
        yield {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _lively(table: Table, values: Values) -> Values:
    """The values of a row as its columns take them."""
    return {name: _alive(table.c[name].type, value) for name, value in values.items()}


def _alive(kind: TypeEngine[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, UTCDateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, sqlalchemy.Enum) and kind.enum_class is not None:
        return kind.enum_class(value)
    return value


def _table(name: str) -> Table:
    return Base.metadata.tables[name]
