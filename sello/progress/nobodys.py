"""What is nobody's: so that the secretariat sees it before it is late, each with the act that mends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from sello.accounts.domain.actor import Role
from sello.accounts.models import Absence, Person, Unit
from sello.accounts.queries.units import in_force
from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.core.rows import rows_as
from sello.cycles.models import Answer, Cycle
from sello.tasks.domain.states import OPEN_STATES
from sello.tasks.models import Task

ANSWERING = (Role.UNIT_HEAD, Role.SECRETARIAT)
"""Who answers for the unit that she works in."""


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
class UncoveredHead:
    """A head on leave, now or from a coming day, for whom nobody acts."""

    person_id: int
    name: str
    unit: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class StrandedTasks:
    """The open tasks of somebody who cannot sign in."""

    person_id: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Nobodys:
    """All that is nobody's on a day."""

    requirements: tuple[OwnerlessRequirement, ...]
    units: tuple[HeadlessUnit, ...]
    heads: tuple[UncoveredHead, ...]
    tasks: tuple[StrandedTasks, ...]

    @property
    def total(self) -> int:
        """How many lines there are: everything is somebody's when there are none."""
        return len(self.requirements) + len(self.units) + len(self.heads) + len(self.tasks)


def nobodys(*, today: date) -> Nobodys:
    """What is nobody's in the institution at work (four statements)."""
    return Nobodys(_requirements(), _units(today), _heads(today), _tasks())


def _requirements() -> tuple[OwnerlessRequirement, ...]:
    statement = (
        select(Requirement.id, Requirement.code, Requirement.title)
        .join(Answer, Answer.requirement_id == Requirement.id)
        .join(Cycle, Cycle.id == Answer.cycle_id)
        .where(Cycle.is_current, Answer.unit_id.is_(None))
        .order_by(Requirement.position, Requirement.id)
    )
    return rows_as(OwnerlessRequirement, db.session.execute(statement))


def _units(today: date) -> tuple[HeadlessUnit, ...]:
    answers = (
        select(Person.id)
        .where(Person.unit_id == Unit.id, Person.active, Person.role.in_(ANSWERING))
        .correlate(Unit)
        .exists()
    )
    owns = (
        select(Answer.id)
        .join(Cycle, Cycle.id == Answer.cycle_id)
        .where(Cycle.is_current, Answer.unit_id == Unit.id)
        .correlate(Unit)
        .exists()
    )
    asked = (
        select(Task.id)
        .where(Task.unit_id == Unit.id, Task.state.in_(sorted(OPEN_STATES)))
        .correlate(Unit)
        .exists()
    )
    statement = (
        select(Unit.id, Unit.name)
        .where(in_force(today), ~answers, or_(owns, asked))
        .order_by(Unit.name, Unit.id)
    )
    return rows_as(HeadlessUnit, db.session.execute(statement))


def _heads(today: date) -> tuple[UncoveredHead, ...]:
    statement = (
        select(
            Person.id.label("person_id"),
            Person.name,
            Unit.name.label("unit"),
            Absence.first_day,
            Absence.last_day,
        )
        .join(Absence, Absence.person_id == Person.id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(
            Person.active,
            Person.role == Role.UNIT_HEAD,
            Person.substitute_id.is_(None),
            Absence.last_day >= today,
        )
        .order_by(Absence.first_day, Person.name, Person.id)
    )
    return rows_as(UncoveredHead, db.session.execute(statement))


def _tasks() -> tuple[StrandedTasks, ...]:
    statement = (
        select(Person.id.label("person_id"), Person.name, func.count().label("count"))
        .join(Task, Task.person_id == Person.id)
        .where(
            Task.state.in_(sorted(OPEN_STATES)),
            or_(Person.active.is_(False), Person.password.is_(None)),
        )
        .group_by(Person.id, Person.name)
        .order_by(func.count().desc(), Person.name, Person.id)
    )
    return rows_as(StrandedTasks, db.session.execute(statement))
