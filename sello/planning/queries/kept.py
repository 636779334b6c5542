"""What is kept of planning: scenarios, efforts, hours, and the pace on record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    DateTime,
    Select,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Person, Unit
from sello.accounts.queries.units import in_force
from sello.catalogue.models import Requirement
from sello.core.changes import grounded
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.paging import Page, page_of
from sello.core.refusal import NotFound
from sello.core.rows import rows_as
from sello.cycles.models import Answer
from sello.cycles.queries.cycles import CycleRow
from sello.evidence.domain.review import Decision
from sello.evidence.models import Evidence, EvidenceLink, Review
from sello.evidence.queries.sums import accepted_by_requirement, is_changing
from sello.planning.domain.suppose import Supposition
from sello.planning.models import Effort, Scenario, UnitHours
from sello.tasks.domain.states import OPEN_STATES, TaskState
from sello.tasks.models import Task, TaskEvent, TaskRequirement
from sello.tasks.queries.turns import WORK

WEEK = timedelta(days=7)
MOST_WEEKS = 52
"""How far back the record of the pace goes: older weeks say little of the next ones."""


@dataclass(frozen=True)
class ScenarioRow:
    """A scenario, with whose it is."""

    id: int
    cycle_id: int
    name: str
    owner_id: int
    owner: str
    shared: bool
    changed_at: datetime
    suppositions: tuple[Supposition, ...]
    version: int


@dataclass(frozen=True, slots=True)
class EffortRow:
    """The effort of one requirement: the edition's hours, and ours where they differ."""

    requirement_id: int
    code: str
    title: str
    usual: int
    own: int | None

    @property
    def hours(self) -> int:
        """The hours that count."""
        return self.usual if self.own is None else self.own


@dataclass(frozen=True, slots=True)
class UnitHoursRow:
    """The weekly hours of a unit, where a limit was set."""

    unit_id: int
    name: str
    weekly: int | None


@dataclass(frozen=True)
class Pace:
    """The acts concluded per unit and week, the oldest first, and the acts done per requirement."""

    history: dict[int, tuple[int, ...]]
    by_requirement: dict[int, int]


AT_ONCE = 20
"""Scenarios of one page."""


def scenarios(actor: Actor, cycle_id: int, number: int = 1) -> Page[ScenarioRow]:
    """A page of one's own scenarios of a cycle and of the shared, the last changed first (one statement)."""
    own = _scenarios(actor).where(Scenario.cycle_id == cycle_id)
    newest = own.order_by(Scenario.changed_at.desc(), Scenario.id)
    return page_of(newest, lambda found: tuple(map(_scenario, found)), number, AT_ONCE)


def scenario(actor: Actor, scenario_id: int) -> ScenarioRow:
    """A scenario of one's own or a shared one (one statement). Raises NotFound."""
    row = db.session.execute(_scenarios(actor).where(Scenario.id == scenario_id)).one_or_none()
    if row is None:
        raise NotFound
    return _scenario(row)


def _scenarios(actor: Actor) -> Any:
    return (
        select(Scenario, Person.name)
        .join(Person, Person.id == Scenario.person_id)
        .where(or_(Scenario.person_id == actor.person_id, Scenario.shared))
    )


def _scenario(row: Any) -> ScenarioRow:
    kept: Scenario = row.Scenario
    return ScenarioRow(
        id=kept.id,
        cycle_id=kept.cycle_id,
        name=kept.name,
        owner_id=kept.person_id,
        owner=row.name,
        shared=kept.shared,
        changed_at=kept.changed_at,
        suppositions=tuple(Supposition.from_value(value) for value in kept.suppositions),
        version=kept.version,
    )


def efforts(cycle_id: int) -> tuple[EffortRow, ...]:
    """The effort of every requirement of a cycle, in the edition's order (one statement)."""
    found = db.session.execute(
        select(
            Requirement.id.label("requirement_id"),
            Requirement.code,
            Requirement.title,
            Requirement.effort_hours.label("usual"),
            Effort.hours.label("own"),
        )
        .select_from(Answer)
        .join(Requirement, Requirement.id == Answer.requirement_id)
        .outerjoin(
            Effort, (Effort.requirement_id == Answer.requirement_id) & (Effort.cycle_id == Answer.cycle_id)
        )
        .where(Answer.cycle_id == cycle_id)
        .order_by(Requirement.position)
    )
    return rows_as(EffortRow, found)


def unit_hours(today: date) -> tuple[UnitHoursRow, ...]:
    """Every unit in force with its weekly hours, by name (one statement, kept)."""
    return grounded(lambda: _unit_hours(today), "unit_hours", today)


def _unit_hours(today: date) -> tuple[UnitHoursRow, ...]:
    found = db.session.execute(
        select(Unit.id.label("unit_id"), Unit.name, UnitHours.weekly)
        .outerjoin(UnitHours, UnitHours.unit_id == Unit.id)
        .where(in_force(today))
        .order_by(Unit.name)
    )
    return rows_as(UnitHoursRow, found)


def load_by_unit(cycle_id: int) -> dict[int, int]:
    """How many open tasks of the cycle every unit has (one statement)."""
    unit = Task.unit_id + 0  # so that SQLite begins at the open tasks, and not at all in the order of units
    found = db.session.execute(
        select(unit, func.count())
        .where(Task.cycle_id == cycle_id, Task.state.in_(sorted(OPEN_STATES)), WORK)
        .group_by(unit)
    )
    return {row[0]: row[1] for row in found}


def pace(cycle: CycleRow, units: Iterable[int], *, at: Moment) -> Pace:
    """The cycle's own pace: tasks closed and reviews that accepted, per unit and week (one statement).

    Weeks are counted back from today, from the first day of the cycle on and at most MOST_WEEKS; the
    unfinished week before the cycle began does not count. Of ``units`` a week without acts is told as well.
    """
    weeks = min(MOST_WEEKS, max(0, (at.today - cycle.starts_on).days // 7))
    first = at.today - weeks * WEEK
    since = at.start_of(first)
    history = {unit: [0] * weeks for unit in units}
    by_requirement: dict[int, int] = {}
    acts = db.session.execute(_acts(cycle.id, since, changing=is_changing(db.session()))).all()
    for whose, done_at, count in acts:
        if done_at is None:
            by_requirement[whose] = by_requirement.get(whose, 0) + count
            continue
        week = (at.day_of(done_at) - first).days // 7
        if 0 <= week < weeks:
            history.setdefault(whose, [0] * weeks)[week] += 1
    return Pace({unit: tuple(counts) for unit, counts in sorted(history.items())}, by_requirement)


@lru_cache(maxsize=64)
def _acts(cycle_id: int, since: datetime, *, changing: bool) -> CompoundSelect[*tuple[Any, ...]]:
    """The statement of the pace, built once a day for each cycle: it stands on the dashboard."""
    done = _done(cycle_id, changing=changing)
    return union_all(_closed_tasks(cycle_id, since), _accepted_reviews(cycle_id, since), *done)


def _closed_tasks(cycle_id: int, since: datetime) -> Select[*tuple[Any, ...]]:
    """A row for each task that was closed: its unit, when, and that it is one."""
    return (
        select(Task.unit_id, TaskEvent.at, literal(1))
        .join(Task, Task.id == TaskEvent.task_id)
        .where(
            Task.cycle_id == cycle_id,
            TaskEvent.to_state == TaskState.CLOSED,
            TaskEvent.from_state.is_not(None),
            TaskEvent.from_state != TaskState.CLOSED,
            TaskEvent.at >= since,
            WORK,
        )
    )


def _accepted_reviews(cycle_id: int, since: datetime) -> Select[*tuple[Any, ...]]:
    """The same of each review that accepted a piece."""
    serves = exists().where(EvidenceLink.evidence_id == Review.evidence_id, EvidenceLink.cycle_id == cycle_id)
    unit_id = select(Evidence.unit_id).where(Evidence.id == Review.evidence_id).scalar_subquery()
    return select(unit_id, Review.decided_at, literal(1)).where(
        Review.decision == Decision.ACCEPTED, Review.decided_at >= since, serves
    )


def _done(cycle_id: int, *, changing: bool) -> Iterator[Select[*tuple[Any, ...]]]:
    """Rows without an instant: a requirement of the cycle, and how many tasks or pieces are done for it."""
    never = cast(null(), DateTime(timezone=True))
    yield (
        select(TaskRequirement.requirement_id, never, func.count())
        .join(Task, Task.id == TaskRequirement.task_id)
        .where(Task.cycle_id == cycle_id, Task.state == TaskState.CLOSED, WORK)
        .group_by(TaskRequirement.requirement_id)
    )
    backed = accepted_by_requirement(cycle_id, changing=changing).subquery()
    requirement, count = backed.c
    yield select(requirement, never, count)
