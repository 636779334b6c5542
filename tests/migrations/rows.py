"""Reads and writes any schema as it is found, without the models, which only know the newest."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Column, Connection, Engine, MetaData, Table, inspect, select
from sqlalchemy import types as kinds

from sello.core.fulltext import is_index
from tests.migrations.case import Row

Contents = dict[str, list[dict[str, Any]]]

FILLERS: tuple[tuple[type, Any], ...] = (
    (kinds.Boolean, False),
    (kinds.Integer, 1),
    (kinds.String, "-"),
    (kinds.DateTime, datetime(2026, 11, 23, 15, 0, tzinfo=UTC)),
    (kinds.Date, date(2026, 11, 23)),
    (kinds.Time, time(9, 30)),
    (kinds.LargeBinary, b""),
    (kinds.JSON, {}),
)
"""What a column gets that may not be empty; numbers are 1, so that a key points to the first row."""


def tables(connection: Connection) -> dict[str, Table]:
    """The tables of the schema as it is now: what it takes to read their rows, in the order of their keys."""
    look = inspect(connection)
    keys = look.get_multi_pk_constraint()
    found: dict[str, Table] = {}
    for (schema, name), columns in look.get_multi_columns().items():
        if name == "alembic_version" or is_index(name):
            continue
        key = keys[schema, name]["constrained_columns"]
        made = (Column(each["name"], each["type"], primary_key=each["name"] in key) for each in columns)
        found[name] = Table(name, MetaData(), *made)
    return found


def contents(engine: Engine) -> Contents:
    """Every row of every table."""
    with engine.connect() as connection:
        return {name: _rows(connection, table) for name, table in tables(connection).items()}


def _rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    found = connection.execute(select(table).order_by(*table.primary_key.columns)).mappings()
    return [{name: _aware(value) for name, value in row.items()} for row in found]


def _aware(value: Any) -> Any:
    """SQLite gives instants back without their zone."""
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value


def write(connection: Connection, name: str, rows: Iterable[Row]) -> None:
    """Put rows into a table, with what may not be empty filled in."""
    table = Table(name, MetaData(), autoload_with=connection, resolve_fks=False)
    for row in rows:
        connection.execute(table.insert().values(filled(table, row)))


def filled(table: Table, row: Row) -> dict[str, Any]:
    """A whole row: what is said of it, and something in every other column that may not be empty."""
    silent = [column for column in table.columns if not column.nullable and column.name not in row]
    return {column.name: _filler(column) for column in silent} | dict(row)


def _filler(column: "Column[Any]") -> Any:
    return next(value for kind, value in FILLERS if isinstance(column.type, kind))


def shape(engine: Engine) -> dict[str, set[str]]:
    """Each table with its columns, keys, constraints and indexes in words, so that none is lost unseen."""
    look = inspect(engine)
    found: dict[str, set[str]] = {}
    for name in look.get_table_names():
        if name == "alembic_version" or is_index(name):
            continue
        parts = [
            *look.get_columns(name),
            look.get_pk_constraint(name),
            *look.get_foreign_keys(name),
            *look.get_unique_constraints(name),
            *look.get_check_constraints(name),
            *look.get_indexes(name),
        ]
        found[name] = {", ".join(f"{key}={_words(part[key])}" for key in sorted(part)) for part in parts}
    return found


def _words(value: Any) -> str:
    """A dialect's options hold expressions, whose `repr` is an address in memory."""
    return str({key: str(each) for key, each in value.items()}) if isinstance(value, dict) else str(value)


def constraints(engine: Engine, name: str) -> set[str]:
    """The names of a table's checks and of all that is unique in it beside its key."""
    look = inspect(engine)
    checks = [each["name"] for each in look.get_check_constraints(name)]
    unique = [each["name"] for each in look.get_unique_constraints(name)]
    indexes = [each["name"] for each in look.get_indexes(name) if each["unique"]]
    return {str(each) for each in (*checks, *unique, *indexes)}
