"""What is nobody's: so that the secretariat sees it before it is late, each with the act that mends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Date,
    Select,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    union_all,
)

from sello.accounts.domain.actor import ANSWERING, Role
from sello.accounts.models import Absence, Person, SignIn, Unit
from sello.accounts.queries.units import in_force
from sello.catalogue.models import Requirement
from sello.core.changes import grounded, kept
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.rows import rows_as
from sello.cycles.models import Answer, Cycle
from sello.duties.queries.whom import Unasked, unasked
from sello.register.domain import InitiativeKind
from sello.register.models import Initiative, InitiativeUnit
from sello.register.parts.models import CommitteeMember
from sello.tasks.domain.states import OPEN_STATES
from sello.tasks.models import Task

OF_CYCLE, ASKED = "requirement", "task"
"""The two parts of one statement."""

LATELY = timedelta(days=30)
"""How long a mail that came back is a reason to look at its address."""


@dataclass(frozen=True, slots=True)
class OwnerlessRequirement:
    """A requirement of the current cycle for which no unit answers."""

    id: int
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class HeadlessUnit:
    """A unit that has work, and nobody of its own who answers for it."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Somebody on leave, now or from a coming day, for whom nobody acts."""

    person_id: int
    name: str
    unit: str | None
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class StrandedTasks:
    """The open tasks of somebody who cannot sign in."""

    person_id: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class OfEndedUnit:
    """A requirement of the current cycle, or an open task, of a unit that is none any more."""

    id: int
    code: str
    title: str
    unit: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Orphan:
    """An initiative that goes on without a unit of today, or a committee that nobody sits on."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class LapsedSubstitute:
    """Somebody whose substitute acted until a day that passed, and who has not been here since."""

    person_id: int
    name: str
    unit: str
    last_day: date


@dataclass(frozen=True, slots=True)
class IdleEvaluator:
    """Somebody of the external evaluation who may enter, and to whom no cycle was released."""

    person_id: int
    name: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Unreached:
    """Somebody whose mails came back lately: she is told of nothing."""

    person_id: int
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Nobodys:
    """All that is nobody's on a day."""

    requirements: tuple[OwnerlessRequirement, ...]
    units: tuple[HeadlessUnit, ...]
    away: tuple[Uncovered, ...]
    tasks: tuple[StrandedTasks, ...]
    ended_requirements: tuple[OfEndedUnit, ...]
    ended_tasks: tuple[OfEndedUnit, ...]
    duties: tuple[Unasked, ...]
    lapsed: tuple[LapsedSubstitute, ...]
    evaluators: tuple[IdleEvaluator, ...]
    unreached: tuple[Unreached, ...] = ()
    initiatives: tuple[Orphan, ...] = ()
    committees: tuple[Orphan, ...] = ()

    @property
    def total(self) -> int:
        """How many lines there are: everything is somebody's when there are none."""
        return sum(len(getattr(self, part.name)) for part in fields(self))


def nobodys(*, at: Moment) -> Nobodys:
    """What is nobody's in the institution at work (ten statements, all but who signed in lately kept).

    Units, people and the register change on few days: who among them may be meant outlives the work of the
    day, and work is asked of these.
    """
    today = at.today
    requirements, ended, tasks = kept(lambda: _without_unit(today), "without unit", today)
    initiatives, committees = grounded(lambda: _orphans(today), "orphans", today)
    return Nobodys(
        requirements=requirements,
        units=kept(lambda: _units(today), "units without head", today),
        away=grounded(lambda: _away(today), "away", today),
        tasks=kept(_tasks, "stranded tasks"),
        ended_requirements=ended,
        ended_tasks=tasks,
        duties=grounded(lambda: unasked(at=at), "unasked", today),
        lapsed=tuple(_lapsed(at)),
        evaluators=grounded(lambda: _evaluators(today), "evaluators", today),
        unreached=tuple(each for each in grounded(_bounced, "bounced") if each.since >= at.now - LATELY),
        initiatives=initiatives,
        committees=committees,
    )


def _without_unit(
    today: date,
) -> tuple[tuple[OwnerlessRequirement, ...], tuple[OfEndedUnit, ...], tuple[OfEndedUnit, ...]]:
    """Requirements of no unit, requirements and open tasks of units that ended (one statement)."""
    ownerless: list[OwnerlessRequirement] = []
    ended: dict[str, list[OfEndedUnit]] = {OF_CYCLE: [], ASKED: []}
    for row in db.session.execute(_of_no_unit(today)):
        if row.unit is None:
            ownerless.append(OwnerlessRequirement(row.id, row.code, row.title))
        else:
            ended[row.part].append(OfEndedUnit(row.id, row.code, row.title, row.unit, row.ended_on))
    return tuple(ownerless), tuple(ended[OF_CYCLE]), tuple(ended[ASKED])


@lru_cache(maxsize=8)
def _of_no_unit(today: date) -> CompoundSelect[*tuple[Any, ...]]:
    """The statement of that, built once a day: it stands on the dashboard."""
    all_of_them = union_all(_requirements(today), _tasks_of_ended(today))
    return all_of_them.order_by("part", "place", "due_on", "id")


def _requirements(today: date) -> Select[*tuple[Any, ...]]:
    return (
        select(
            literal(OF_CYCLE).label("part"),
            Requirement.id.label("id"),
            Requirement.code,
            Requirement.title,
            Unit.name.label("unit"),
            Unit.valid_until.label("ended_on"),
            Requirement.position.label("place"),
            cast(null(), Date).label("due_on"),
        )
        .join(Answer, Answer.requirement_id == Requirement.id)
        .join(Cycle, Cycle.id == Answer.cycle_id)
        .outerjoin(Unit, Unit.id == Answer.unit_id)
        .where(Cycle.is_current, or_(Unit.id.is_(None), not_(in_force(today))))
    )


def _tasks_of_ended(today: date) -> Select[*tuple[Any, ...]]:
    return (
        select(
            literal(ASKED),
            Task.id,
            literal(""),
            Task.title,
            Unit.name,
            Unit.valid_until,
            literal(0),
            Task.due_on,
        )
        .join(Unit, Unit.id == Task.unit_id)
        .where(Task.state.in_(sorted(OPEN_STATES)), not_(in_force(today)))
    )


@dataclass(frozen=True, slots=True)
class _Substituted:
    """Somebody whose substitute acted until a day that passed."""

    person_id: int
    name: str
    unit: str
    last_day: date


def _lapsed(at: Moment) -> Iterator[LapsedSubstitute]:
    """A session from before that still writes counts as being here; whoever looks only, signs in some day."""
    substituted = grounded(lambda: _substituted(at.today), "substituted", at.today)
    seen = _seen_at([each.person_id for each in substituted]) if substituted else {}
    for each in substituted:
        last = seen.get(each.person_id)
        if last is None or at.day_of(last) <= each.last_day:
            yield LapsedSubstitute(each.person_id, each.name, each.unit, each.last_day)


def _substituted(today: date) -> tuple[_Substituted, ...]:
    statement = (
        select(
            Person.id.label("person_id"),
            Person.name,
            Unit.name.label("unit"),
            Person.substitute_until.label("last_day"),
        )
        .join(Unit, Unit.id == Person.unit_id)
        .where(Person.active, Person.role.in_(ANSWERING), Person.substitute_until < today)
        .order_by(Person.substitute_until, Person.name, Person.id)
    )
    return rows_as(_Substituted, db.session.execute(statement))


def _seen_at(person_ids: list[int]) -> dict[int, datetime]:
    """When some people were here last, where they ever were."""
    here = case((SignIn.last_change_at > SignIn.created_at, SignIn.last_change_at), else_=SignIn.created_at)
    statement = select(SignIn.person_id, func.max(here)).where(SignIn.person_id.in_(person_ids))
    return dict(db.session.execute(statement.group_by(SignIn.person_id)).all())


def _evaluators(today: date) -> tuple[IdleEvaluator, ...]:
    released = select(Cycle.id).where(Cycle.released_at.is_not(None)).exists()
    statement = (
        select(Person.id.label("person_id"), Person.name, Person.access_until.label("until"))
        .where(
            Person.active,
            Person.role == Role.AUDITOR,
            or_(Person.access_until.is_(None), Person.access_until >= today),
            ~released,
        )
        .order_by(Person.name, Person.id)
    )
    return rows_as(IdleEvaluator, db.session.execute(statement))


def _bounced() -> tuple[Unreached, ...]:
    """Everybody whose mails came back, whenever that was."""
    statement = (
        select(Person.id.label("person_id"), Person.name, Person.bounced_at.label("since"))
        .where(Person.active, Person.bounced_at.is_not(None))
        .order_by(Person.name, Person.id)
    )
    return rows_as(Unreached, db.session.execute(statement))


def _orphans(today: date) -> tuple[tuple[Orphan, ...], tuple[Orphan, ...]]:
    """Initiatives without a unit of today and committees without a seat, while they go on (one statement)."""
    answers = (
        select(InitiativeUnit.id)
        .join(Unit, Unit.id == InitiativeUnit.unit_id)
        .where(InitiativeUnit.initiative_id == Initiative.id, in_force(today))
        .correlate(Initiative)
        .exists()
    )
    sits = (
        select(CommitteeMember.id)
        .where(CommitteeMember.initiative_id == Initiative.id)
        .correlate(Initiative)
        .exists()
    )
    empty = and_(Initiative.kind == InitiativeKind.COMMITTEE, ~sits)
    statement = (
        select(Initiative.id, Initiative.name, (~answers).label("unheld"), empty.label("empty"))
        .where(or_(Initiative.ends_on.is_(None), Initiative.ends_on >= today), or_(~answers, empty))
        .order_by(Initiative.name, Initiative.id)
    )
    found = db.session.execute(statement).all()
    return (
        tuple(Orphan(row.id, row.name) for row in found if row.unheld),
        tuple(Orphan(row.id, row.name) for row in found if row.empty),
    )


def _units(today: date) -> tuple[HeadlessUnit, ...]:
    headless = grounded(lambda: _headless(today), "headless", today)
    if not headless:
        return ()
    ids = [each.id for each in headless]
    working = set(db.session.execute(WORKING, {"unit_ids": ids}).scalars())
    return tuple(each for each in headless if each.id in working)


_AMONG: BindParameter[list[int]] = bindparam("unit_ids", expanding=True)

WORKING = (
    select(Answer.unit_id)
    .join(Cycle, Cycle.id == Answer.cycle_id)
    .where(Cycle.is_current, Answer.unit_id.in_(_AMONG))
    .union(select(Task.unit_id).where(Task.unit_id.in_(_AMONG), Task.state.in_(sorted(OPEN_STATES))))
)
"""Which of some units have a requirement of the current cycle, or an open task."""


def _headless(today: date) -> tuple[HeadlessUnit, ...]:
    """The units for which nobody of their own answers, with work or without."""
    answers = (
        select(Person.id)
        .where(Person.unit_id == Unit.id, Person.active, Person.role.in_(ANSWERING))
        .correlate(Unit)
        .exists()
    )
    statement = select(Unit.id, Unit.name).where(in_force(today), ~answers).order_by(Unit.name, Unit.id)
    return rows_as(HeadlessUnit, db.session.execute(statement))


def _away(today: date) -> tuple[Uncovered, ...]:
    statement = (
        select(
            Person.id.label("person_id"),
            Person.name,
            Unit.name.label("unit"),
            Absence.first_day,
            Absence.last_day,
        )
        .join(Absence, Absence.person_id == Person.id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(
            Person.active,
            Person.substitute_id.is_(None),
            Absence.last_day >= today,
        )
        .order_by(Absence.first_day, Person.name, Person.id)
    )
    return rows_as(Uncovered, db.session.execute(statement))


def _tasks() -> tuple[StrandedTasks, ...]:
    names = dict(grounded(_shut_out, "shut out"))
    if not names:
        return ()
    statement = (
        select(Task.person_id, func.count().label("many"))
        .where(Task.person_id.in_(names), Task.state.in_(sorted(OPEN_STATES)))
        .group_by(Task.person_id)
    )
    found = (
        StrandedTasks(row.person_id, names[row.person_id], row.many) for row in db.session.execute(statement)
    )
    return tuple(sorted(found, key=lambda each: (-each.count, each.name, each.person_id)))


def _shut_out() -> tuple[tuple[int, str], ...]:
    """Who cannot sign in, by id and name."""
    statement = select(Person.id, Person.name).where(or_(Person.active.is_(False), Person.password.is_(None)))
    return tuple((row.id, row.name) for row in db.session.execute(statement))
