"""Reading events: the one place that asks the trail, for the pages that tell what happened."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, column, select, table

from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.events import Event

PERSON = table("person", column("id"), column("name"), column("unit_id"))
UNIT = table("unit", column("id"), column("name"))
"""All that the trail reads of either: accounts stand above it, and the event holds the institution."""


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """An event as it is told: who is None for the system, and unit is where she works today."""

    at: datetime
    act: Act
    entity_id: int
    person_id: int | None
    who: str | None
    unit: str | None
    before: Any
    after: Any
    detail: dict[str, Any]


SILENT = (Act.EVIDENCE_DOWNLOADED,)
"""What happens to a thing without anybody acting on it."""


def acted_since(entity: str, entity_id: int, event_id: int) -> bool:
    """Whether anybody acted on a thing after an event (one statement)."""
    later = select(Event.id).where(
        Event.entity == entity,
        Event.entity_id == entity_id,
        Event.id > event_id,
        Event.act.not_in(SILENT),
    )
    return db.session.execute(later.limit(1)).first() is not None


def history(entity: str, entity_id: int, *, limit: int) -> tuple[HistoryEvent, ...]:
    """What happened to a thing, the latest first (one statement)."""
    return _read(_history(limit), {"entity": entity, "entity_id": entity_id})


def events_of(
    acts: Collection[Act],
    about: Collection[int] | None = None,
    *,
    after: datetime | None = None,
    until: datetime | None = None,
) -> tuple[HistoryEvent, ...]:
    """The events of some acts, the earliest first (one statement).

    ``about`` narrows them to things by their ids, ``after`` (without it) and ``until`` (with it) to a time.
    """
    statement = _events().where(Event.act.in_(acts)).order_by(Event.id)
    statement = statement.where(Event.entity.in_({act.entity for act in acts}))
    if about is not None:
        statement = statement.where(Event.entity_id.in_(about))
    if after is not None:
        statement = statement.where(Event.at > after)
    if until is not None:
        statement = statement.where(Event.at <= until)
    return _read(statement, {})


def acts_by(
    person_ids: Collection[int], entities: Collection[str], *, limit: int
) -> tuple[HistoryEvent, ...]:
    """The last acts of some people on some kinds of things, the latest first; not what they read."""
    if not person_ids:
        return ()
    statement = (
        _events()
        .where(
            Event.person_id.in_(sorted(person_ids)),
            Event.entity.in_(sorted(entities)),
            Event.act.not_in(SILENT),
        )
        .order_by(Event.id.desc())
        .limit(limit)
    )
    return _read(statement, {})


def who_did(act: Act) -> dict[int, tuple[str, ...]]:
    """Who did one act to each thing, by the things' ids, the names in order (one statement)."""
    statement = (
        select(Event.entity_id, PERSON.c.name)
        .join(PERSON, PERSON.c.id == Event.person_id)
        .where(Event.entity == act.entity, Event.act == act)
        .distinct()
        .order_by(Event.entity_id, PERSON.c.name)
    )
    found: dict[int, tuple[str, ...]] = {}
    for row in db.session.execute(statement):
        found[row.entity_id] = (*found.get(row.entity_id, ()), row.name)
    return found


@lru_cache
def _history(limit: int) -> Select[*tuple[Any, ...]]:
    """The statement of a thing's history, built once for each length."""
    return (
        _events()
        .where(Event.entity == bindparam("entity"), Event.entity_id == bindparam("entity_id"))
        .order_by(Event.id.desc())
        .limit(limit)
    )


def _events() -> Select[*tuple[Any, ...]]:
    told = select(
        Event.at,
        Event.act,
        Event.entity_id,
        Event.person_id,
        PERSON.c.name.label("who"),
        UNIT.c.name.label("unit"),
        Event.before,
        Event.after,
        Event.detail,
    )
    return told.outerjoin(PERSON, PERSON.c.id == Event.person_id).outerjoin(
        UNIT, UNIT.c.id == PERSON.c.unit_id
    )


def _read(statement: Select[*tuple[Any, ...]], asked: dict[str, Any]) -> tuple[HistoryEvent, ...]:
    return tuple(HistoryEvent(**row._mapping) for row in db.session.execute(statement, asked))
