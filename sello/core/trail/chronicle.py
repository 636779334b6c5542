"""All that happened in an institution, narrowed and a page at a time: the trail read as a book."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from sello.core.db import db
from sello.core.rows import rows_as
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.core.trail.history import PERSON, SILENT
from sello.core.trail.ledger.models import LedgerLeaf

PAGE = 50


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which events are asked for; None means all. `since` is the first instant, `until` the first after."""

    since: datetime | None = None
    until: datetime | None = None
    people: Set[int | None] | None = None
    """Who acted, None being the system."""
    entity: str | None = None
    reads: bool = False
    """With what was only read or taken away."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its place in the ledger (None: from before there was one)."""

    id: int
    at: datetime
    act: Act
    entity: str
    entity_id: int
    who: str | None
    before: Any
    after: Any
    detail: dict[str, Any]
    request_id: str | None
    position: int | None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the book, the newest first, and from which events its neighbours go on."""

    rows: tuple[Entry, ...]
    newer: int | None
    older: int | None


def page(asked: Narrowing, *, before: int | None = None, after: int | None = None) -> Leaf:
    """The events below one (`before`), above one (`after`), or the newest; two statements at most."""
    if after is not None:
        upward = _entries(asked).where(Event.id > after).order_by(Event.id)
        found = _read(upward.limit(PAGE + 1))
        rows = tuple(reversed(found[:PAGE]))
        return Leaf(rows, rows[0].id if len(found) > PAGE else None, rows[-1].id if rows else None)
    downward = _entries(asked).order_by(Event.id.desc())
    if before is not None:
        downward = downward.where(Event.id < before)
    found = _read(downward.limit(PAGE + 1))
    rows = found[:PAGE]
    newer = rows[0].id if rows and before is not None else None
    return Leaf(rows, newer, rows[-1].id if len(found) > PAGE else None)


def entries(asked: Narrowing, most: int) -> tuple[Entry, ...]:
    """All events asked for, the newest first, and one more than `most` if there are more."""
    return _read(_entries(asked).order_by(Event.id.desc()).limit(most + 1))


def _entries(asked: Narrowing) -> Select[*tuple[Any, ...]]:
    statement = (
        select(
            Event.id,
            Event.at,
            Event.act,
            Event.entity,
            Event.entity_id,
            PERSON.c.name.label("who"),
            Event.before,
            Event.after,
            Event.detail,
            Event.request_id,
            LedgerLeaf.position,
        )
        .outerjoin(PERSON, PERSON.c.id == Event.person_id)
        .outerjoin(LedgerLeaf, LedgerLeaf.event_id == Event.id)
    )
    if asked.since is not None:
        statement = statement.where(Event.at >= asked.since)
    if asked.until is not None:
        statement = statement.where(Event.at < asked.until)
    if asked.people is not None:
        statement = statement.where(_by(asked.people))
    if asked.entity is not None:
        statement = statement.where(Event.entity == asked.entity)
    if not asked.reads:
        statement = statement.where(Event.act.not_in(SILENT))
    return statement


def _by(people: Set[int | None]) -> ColumnElement[bool]:
    persons = Event.person_id.in_(sorted(each for each in people if each is not None))
    return or_(persons, Event.person_id.is_(None)) if None in people else persons


def _read(statement: Select[*tuple[Any, ...]]) -> tuple[Entry, ...]:
    return rows_as(Entry, db.session.execute(statement))
