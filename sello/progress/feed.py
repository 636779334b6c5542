"""What a calendar feed holds: deadlines in its reader's hands, ends of evidence, duties, stages.

It leaves the house without a session, so it names nothing whose name is to stay inside.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select, union_all

from sello.accounts.domain.actor import Actor, Role
from sello.accounts.models import Person
from sello.accounts.permissions import Action, allows
from sello.core.days import SOON
from sello.core.db import db
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.trail.history import LastAct, last_acts_on
from sello.evidence.queries.by_cycle import restricted_among
from sello.level.phrase import Phrase
from sello.progress.calendar import Mark, MarkKind, marks
from sello.tasks.domain.turn import Turn
from sello.tasks.models import TaskAbout, TaskEvidence
from sello.tasks.queries import options
from sello.tasks.queries.lists import TaskFilter, between
from sello.tasks.queries.rows import TaskRow

BACK, AHEAD = SOON, timedelta(days=400)
MOST = 1000
"""Deadlines of a feed; the nearest to its beginning."""

TOLD = frozenset({MarkKind.EXPIRY, MarkKind.DUTY, MarkKind.TERM, MarkKind.STAGE, MarkKind.EVALUATION})
ENTITIES = {
    MarkKind.TASK: "task",
    MarkKind.EXPIRY: "evidence",
    MarkKind.DUTY: "duty",
    MarkKind.TERM: "initiative",
    MarkKind.STAGE: "cycle",
    MarkKind.EVALUATION: "cycle",
}
"""What the trail calls the thing that an entry of a kind tells of."""

TITLES = {
    MarkKind.TASK: N_("Plazo: %(title)s"),
    MarkKind.EXPIRY: N_("Vence: %(title)s"),
    MarkKind.DUTY: N_("Obligación: %(title)s"),
    MarkKind.TERM: N_("Termina: %(title)s"),
}
NEUTRAL = {
    MarkKind.TASK: N_("Plazo de una tarea con evidencia reservada"),
    MarkKind.EXPIRY: N_("Vence una evidencia reservada"),
}
"""What is said instead of a title that names a piece whose name stays inside."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """Something on a day, and how it is known again."""

    key: str
    """The same for as long as it is the same thing, wherever it is moved."""
    on: date
    kind: MarkKind
    about: int
    title: Phrase
    unit_name: str | None
    number: int
    """Of the last act on it: it only grows."""
    changed_at: datetime


def entries_of(actor: Actor, unit_id: int | None, *, since: datetime, at: Moment) -> tuple[FeedEntry, ...]:
    """What the calendar of a person, or of a unit as she sees it, holds (some twenty statements at most).

    `since` dates what nobody ever acted on. Raises NotFound for a unit that is none of hers today.
    """
    first, last = at.today - BACK, at.today + AHEAD
    units = None if unit_id is None else _branch(unit_id, actor, at)
    seen = actor.visibility if units is None else replace(actor.visibility, units=units)
    tasks = _in_hand(actor, units, first, last, at)
    found = [_of_task(row) for row in tasks]
    inside = _restricted([row.id for row in tasks])
    found += [_of_mark(mark) for mark in marks(seen, units, TOLD, first=first, last=last, at=at)]
    dated = _last_acts(found)
    entries = [_entry(one, inside, dated.get((one.kind, one.about)), since) for one in found]
    return tuple(sorted(entries, key=lambda one: (one.on, one.key)))


@dataclass(frozen=True, slots=True)
class _Found:
    key: str
    on: date
    kind: MarkKind
    about: int
    title: Phrase
    unit_name: str | None
    restricted: bool = False


def _branch(unit_id: int, actor: Actor, at: Moment) -> frozenset[int]:
    """A unit that exists today and whose file the reader may open, with all that hangs from it."""
    offered = options.units(today=at.today)
    known = any(one.id == unit_id for one in offered)
    if not known or not actor.visibility.sees_unit(unit_id) or not allows(actor, Action.UNIT_FILE):
        raise NotFound
    return options.branch_of(offered, unit_id)


def _in_hand(
    actor: Actor, units: frozenset[int] | None, first: date, last: date, at: Moment
) -> tuple[TaskRow, ...]:
    """The tasks whose turn it is the reader's, or the unit's."""
    if units is None and actor.role not in {Role.SECRETARIAT, Role.UNIT_HEAD, Role.CONTRIBUTOR}:
        return ()
    turn = Turn.SECRETARIAT if units is None and actor.is_secretariat else Turn.UNIT
    chosen = TaskFilter(unit_ids=units, turn=turn, due_from=first, due_until=last)
    rows = between(chosen, actor.visibility, actor.person_id, at=at, most=MOST)
    if units is not None or actor.role is not Role.CONTRIBUTOR:
        return rows
    names = _names(actor.person_id, at.today)
    return tuple(row for row in rows if row.person_id is None or row.person_id in names)


def _names(person_id: int, today: date) -> frozenset[int]:
    """Herself, and whom she acts for."""
    absent = select(Person.id).where(
        Person.substitute_id == person_id, Person.substitute_from <= today, Person.substitute_until >= today
    )
    return frozenset({person_id, *db.session.scalars(absent)})


def _restricted(task_ids: Collection[int]) -> frozenset[int]:
    """Those of some tasks that tell of a piece whose name stays inside (two statements)."""
    pairs = union_all(
        *(
            select(table.task_id.label("task_id"), table.evidence_id.label("evidence_id")).where(
                table.task_id.in_(sorted(task_ids))
            )
            for table in (TaskAbout, TaskEvidence)
        )
    ).subquery()
    told = db.session.execute(select(pairs.c.task_id, pairs.c.evidence_id)).all()
    inside = restricted_among(row.evidence_id for row in told)
    return frozenset(row.task_id for row in told if row.evidence_id in inside)


def _of_task(row: TaskRow) -> _Found:
    title = Phrase(TITLES[MarkKind.TASK], {"title": row.title})
    return _Found(f"task-{row.id}", row.due_on, MarkKind.TASK, row.id, title, row.unit_name)


def _of_mark(mark: Mark) -> _Found:
    key = "-".join(filter(None, (mark.kind.name.lower(), str(mark.about), mark.key)))
    said = Phrase(TITLES.get(mark.kind, mark.title.template), mark.title.values)
    return _Found(key, mark.on, mark.kind, mark.about, said, mark.unit_name, mark.restricted)


def _last_acts(found: Iterable[_Found]) -> dict[tuple[MarkKind, int], LastAct]:
    ids: dict[str, set[int]] = {}
    things = list(found)
    for one in things:
        ids.setdefault(ENTITIES[one.kind], set()).add(one.about)
    acts = {entity: last_acts_on(entity, about) for entity, about in ids.items()}
    return dict(_dated(things, acts))


def _dated(
    found: Iterable[_Found], acts: dict[str, dict[int, LastAct]]
) -> Iterator[tuple[tuple[MarkKind, int], LastAct]]:
    for one in found:
        last = acts[ENTITIES[one.kind]].get(one.about)
        if last is not None:
            yield (one.kind, one.about), last


def _entry(one: _Found, inside: frozenset[int], last: LastAct | None, since: datetime) -> FeedEntry:
    hidden = one.restricted or (one.kind is MarkKind.TASK and one.about in inside)
    return FeedEntry(
        one.key,
        one.on,
        one.kind,
        one.about,
        Phrase(NEUTRAL[one.kind]) if hidden else one.title,
        one.unit_name,
        0 if last is None else last.id,
        since if last is None else last.at,
    )
