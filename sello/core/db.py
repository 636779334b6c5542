"""Database ground: base class, column types, one institution's scope, SQLite manners, units of work."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import Enum as PyEnum
from functools import cache
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ClauseElement, DateTime, Engine, Enum, Executable, ForeignKey, MetaData, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, CursorResult, Dialect, Result
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    ORMExecuteState,
    Session,
    declared_attr,
    mapped_column,
    registry,
    with_loader_criteria,
)
from sqlalchemy.sql import visitors
from sqlalchemy.sql.base import ExecutableOption
from sqlalchemy.types import TypeDecorator

from sello.core.owner import Owner

T = TypeVar("T")

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

reading: ContextVar[bool] = ContextVar("reading", default=False)
"""True while the current work only reads, so that SQLite need not take its write lock."""


PATIENCE = 10
"""Seconds that one waits for another who writes, before it is told that the database is busy."""


class NoScope(RuntimeError):
    """Rows of an institution were asked for, or written, before it was said which institution is at work."""


class UTCDateTime(TypeDecorator[datetime]):
    """An instant: refuses naive values, stores UTC, gives aware UTC back on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware instant into UTC, or refuse a naive one."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime is not an instant")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the stored instant back, aware."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of every table: named constraints, and datetimes that are instants."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING), type_annotation_map={datetime: UTCDateTime}
    )


def enum_column(kind: type[PyEnum], length: int = 40) -> Enum:
    """Make the portable column type of an enumeration: its stored values in a plain text column."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=length,
        values_callable=lambda members: [str(member.value) for member in members],
    )


NEVER_AGAIN = {"sqlite_autoincrement": True}
"""For tables whose rows can go while the trail tells of them: SQLite would give the last id once more."""


class Scoped:
    """A row that belongs to one institution; reads and writes are held to the institution at work.

    The institution has no index of its own: nearly every row belongs to the same one, and a planner without
    statistics would rather read them all than use the index that narrows. Tables that are read by institution
    begin a composite index with it.
    """

    @declared_attr
    def institution_id(cls) -> Mapped[int]:
        """The institution that owns the row."""
        return mapped_column(Owner, ForeignKey("institution.id"))


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

SCOPE = "institution_id"
EVERYWHERE = "everywhere"


def scope_to(session: Session | Any, institution_id: int | None) -> None:
    """Say which institution the session works for; None takes the scope away."""
    if institution_id is None:
        session.info.pop(SCOPE, None)
    else:
        session.info[SCOPE] = institution_id


def scope_of(session: Session | Any) -> int | None:
    """Tell which institution the session works for."""
    return cast("int | None", session.info.get(SCOPE))


@contextmanager
def everywhere(session: Session | Any | None = None) -> Iterator[None]:
    """Lift the scope for work that crosses institutions: sign-in, and the sweeps of the scheduler."""
    held = db.session() if session is None else session
    before = held.info.get(EVERYWHERE, False)
    held.info[EVERYWHERE] = True
    try:
        yield
    finally:
        held.info[EVERYWHERE] = before


@event.listens_for(Session, "do_orm_execute")
def _hold_to_scope(state: ORMExecuteState) -> None:
    """Add the institution to every ORM read, update and delete of scoped tables."""
    if not (state.is_select or state.is_update or state.is_delete):
        return
    if state.is_column_load or state.is_relationship_load or state.session.info.get(EVERYWHERE):
        return
    institution_id = scope_of(state.session)
    if institution_id is None:
        if _reads_scoped(state.statement):
            raise NoScope("say scope_to(session, institution_id) first, or everywhere()")
        return
    state.statement = _held_to(state.statement, institution_id)


_held: WeakKeyDictionary[Executable, dict[int, Executable]] = WeakKeyDictionary()
"""Statements that live on (constants of a module), already held to an institution; others do not stay.

A statement works its cache key out once; held anew at every call, it would work it out at every call.
"""


def _held_to(statement: Executable, institution_id: int) -> Executable:
    """A statement that reads and writes nothing but one institution's rows."""
    by_institution = _held.setdefault(statement, {})
    found = by_institution.get(institution_id)
    if found is None:
        found = by_institution[institution_id] = statement.options(_only(institution_id))
    return found


@cache
def _only(institution_id: int) -> ExecutableOption:
    """What holds any statement to one institution."""
    return with_loader_criteria(
        Scoped,
        lambda cls: cls.institution_id == institution_id,
        include_aliases=True,
    )


def _reads_scoped(statement: Executable) -> bool:
    """Tell whether a statement reads a scoped table anywhere: also one that only counts, or in a subquery."""
    scoped = {mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, Scoped)}
    return any(element in scoped for element in visitors.iterate(cast("ClauseElement", statement)))


@event.listens_for(Session, "before_flush")
def _fill_scope(session: Session, _context: object, _instances: object) -> None:
    """Give new rows their institution, and refuse rows of another one."""
    institution_id = scope_of(session)
    for row in session.new:
        if not isinstance(row, Scoped):
            continue
        if row.institution_id is None:
            if institution_id is None:
                raise NoScope(f"a new {type(row).__name__} has no institution")
            row.institution_id = institution_id
        elif not session.info.get(EVERYWHERE) and institution_id not in (None, row.institution_id):
            raise NoScope(f"a new {type(row).__name__} belongs to another institution")


def affected(result: Result[*tuple[Any, ...]]) -> int:
    """Tell how many rows an UPDATE or DELETE touched."""
    return cast("CursorResult[*tuple[Any, ...]]", result).rowcount


def insert_into(table: type[Base] | Table) -> postgresql.Insert:
    """An INSERT that can say what becomes of a row that is there already, in the dialect of our database.

    Both databases write `on_conflict_do_nothing` and `on_conflict_do_update` alike; only the classes differ.
    """
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    return cast(postgresql.Insert, insert(table))


@contextmanager
def apart(institution_id: int) -> Iterator[Session]:
    """A transaction of its own beside the request's, committed at its end.

    For the one thing that a reading request writes: who took what.
    """
    token = reading.set(False)
    try:
        with Session(db.engine) as session:
            scope_to(session, institution_id)
            yield session
            session.commit()
    finally:
        reading.reset(token)


@contextmanager
def unit_of_work(institution_id: int | None = None) -> Iterator[Session]:
    """Do the work of a job or a command in one transaction: commit at its end, roll back on any error."""
    session = db.session()
    before = scope_of(session)
    if institution_id is not None:
        scope_to(session, institution_id)
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        scope_to(session, before)


def take_back() -> None:
    """Roll back what was begun; where the connection is gone there is nothing to take back."""
    try:
        db.session.rollback()
    except SQLAlchemyError:
        db.session().invalidate()


def in_turns(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Give so many items at a time and commit in between, so that others write meanwhile.

    What was done is kept, also when a later turn fails: whoever asks for turns has checked all items before.
    """
    for start in range(0, len(items), size):
        if start:
            db.session.commit()
        yield items[start : start + size]


def after_each_commit(act: Callable[[], object]) -> Callable[[], object]:
    """Let a function run whenever the work at hand was committed."""

    def whole(session: Session) -> None:
        if not session.in_nested_transaction():
            act()

    event.listen(db.session, "after_commit", whole)
    return act


LATER = "later"


def once_committed(act: Callable[[], object]) -> None:
    """Do what cannot be taken back (removing a file) when the work at hand is committed; else not at all."""
    db.session().info.setdefault(LATER, []).append(act)


@event.listens_for(Session, "after_commit")
def _do_what_was_put_off(session: Session) -> None:
    if session.in_nested_transaction():  # a savepoint's end: all of it may still be taken back
        return
    for act in session.info.pop(LATER, ()):
        act()


@event.listens_for(Session, "after_soft_rollback")
def _forget_what_was_put_off(session: Session, _previous: object) -> None:
    session.info.pop(LATER, None)


def tune(engine: Engine) -> None:
    """Teach an engine the manners of its database: how long to wait; SQLite also WAL and immediate writes."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_connect)
        event.listen(engine, "begin", _sqlite_begin)
    else:
        event.listen(engine, "connect", _postgresql_connect)


def _postgresql_connect(connection: Any, _record: object) -> None:
    connection.execute(f"set lock_timeout = '{PATIENCE}s'")
    connection.commit()


def _sqlite_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we send BEGIN ourselves
    for pragma in (f"busy_timeout={PATIENCE * 1000}", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    _write_ahead(connection)


def _write_ahead(connection: Any) -> None:
    """Turn the write-ahead log on; SQLite does not wait for it by itself when two processes start at once."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _sqlite_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN" if reading.get() else "BEGIN IMMEDIATE")
