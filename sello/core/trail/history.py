"""Reading events: the one place that asks the trail, for the pages that tell what happened."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, column, func, select, table

from sello.core.db import db
from sello.core.gathered import Gathered, gathered
from sello.core.rows import row_as
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.core.trail.via import Via, door

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

    @property
    def via(self) -> Via | None:
        """By which door it was done; None for what was done by somebody signed in."""
        return door(self.detail)


SILENT = (Act.EVIDENCE_DOWNLOADED, Act.EVIDENCE_READ)
"""What happens to a thing without anybody acting on it."""


TAKEN_BACK = (Act.ANSWER_UNDONE, Act.EVIDENCE_UNDONE, Act.TASK_UNDONE)
"""What tells of a thing that the last act on it was taken back."""


def acted_since(entity: str, entity_id: int, event_id: int, but: Collection[Act] = ()) -> bool:
    """Whether anybody acted on a thing after an event, ``but`` for some acts (one statement)."""
    later = select(Event.id).where(
        Event.entity == entity,
        Event.entity_id == entity_id,
        Event.id > event_id,
        Event.act.not_in({*SILENT, *but}),
    )
    return db.session.execute(later.limit(1)).first() is not None


@dataclass(frozen=True, slots=True)
class LastAct:
    """The last thing that was done with something: its number, which only grows, and when."""

    id: int
    at: datetime


def last_acts_on(entity: str, ids: Collection[int]) -> dict[int, LastAct]:
    """The last act on each of some things of a kind that anybody acted on (one statement)."""
    last = (
        select(func.max(Event.id))
        .where(Event.entity == entity, Event.entity_id.in_(sorted(ids)), Event.act.not_in(SILENT))
        .group_by(Event.entity_id)
    )
    found = db.session.execute(select(Event.id, Event.entity_id, Event.at).where(Event.id.in_(last)))
    return {row.entity_id: LastAct(row.id, row.at) for row in found}


def acted_between(
    things: Collection[tuple[str, int]], first: int, last: int, *, but: Collection[int]
) -> bool:
    """Whether anybody acted on one of some things between two events, but for some (one statement)."""
    between = select(Event.id, Event.entity, Event.entity_id).where(
        Event.id > first, Event.id < last, Event.act.not_in(SILENT)
    )
    ours, about = set(but), set(things)
    return any(
        row.id not in ours and (row.entity, row.entity_id) in about for row in db.session.execute(between)
    )


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


def standing_events_of(
    acts: Collection[Act],
    about: Collection[int] | None = None,
    *,
    after: datetime | None = None,
    until: datetime | None = None,
) -> tuple[HistoryEvent, ...]:
    """The same without those that were taken back until the end of the time (one statement)."""
    entities = {act.entity for act in acts}
    every = [act for act in Act if act.entity in entities and act not in SILENT]
    standing: dict[tuple[str, int], list[HistoryEvent]] = {}
    for event in events_of(every, about, after=after, until=until):
        mine = standing.setdefault((event.act.entity, event.entity_id), [])
        if event.act in TAKEN_BACK:
            _take_back(mine)
        else:
            mine.append(event)
    found = (event for mine in standing.values() for event in mine if event.act in acts)
    return tuple(sorted(found, key=lambda event: event.at))


def _take_back(events: list[HistoryEvent]) -> None:
    """Drop the last act: nobody acted after it, and all of its events are of one person and instant."""
    last = events[-1:]
    while events and (events[-1].at, events[-1].person_id) == (last[0].at, last[0].person_id):
        events.pop()


Named = tuple[HistoryEvent, Gathered]
"""An event with the row that names what it was done to; none where no statement names that."""


def acts_by(
    person_ids: Collection[int], names: Mapping[str, Select[*tuple[Any, ...]]], *, limit: int
) -> tuple[Named, ...]:
    """The last acts of some people on some kinds of things, the latest first; not what they read.

    `names` has for each kind what names its things: their id in the trail first, and what is told of them.
    One statement.
    """
    if not person_ids:
        return ()
    last = (
        select(Event.id)
        .where(
            Event.person_id.in_(sorted(person_ids)),
            Event.entity.in_(sorted(names)),
            Event.act.not_in(SILENT),
        )
        .order_by(Event.id.desc())
        .limit(limit)
        .subquery()
    )
    told = case(*((Event.entity == entity, _naming(each)) for entity, each in names.items()))
    statement = (
        _events()
        .add_columns(told.label("name"))
        .join(last, last.c.id == Event.id)  # named are the last ones alone
        .order_by(Event.id.desc())
    )
    return tuple((row_as(HistoryEvent, row), row.name) for row in db.session.execute(statement))


def _naming(names: Select[*tuple[Any, ...]]) -> ColumnElement[Gathered]:
    thing_id, *told = names.subquery().c
    return gathered(select(*told).where(thing_id == Event.entity_id).correlate(Event))


def instants_by(person_ids: Collection[int], since: datetime) -> dict[int, list[datetime]]:
    """When each of some people did something since an instant, in order (one statement)."""
    statement = (
        select(Event.person_id, Event.at)
        .where(Event.person_id.in_(sorted(person_ids)), Event.at >= since)
        .order_by(Event.at)
    )
    found: dict[int, list[datetime]] = {}
    for row in db.session.execute(statement):
        found.setdefault(row.person_id, []).append(row.at)
    return found


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


def how_many_by(person_ids: Collection[int]) -> dict[int, int]:
    """How many acts each of some persons did (one statement)."""
    counted = select(Event.person_id, func.count().label("acts")).where(Event.person_id.in_(person_ids))
    found = db.session.execute(counted.group_by(Event.person_id))
    return {row.person_id: row.acts for row in found if row.person_id is not None}
