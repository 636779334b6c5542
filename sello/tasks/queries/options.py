"""What the forms of tasks offer: units in force, people of a branch, requirements of the current cycle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from sello.accounts.domain.actor import Role
from sello.accounts.models import Person, Unit
from sello.accounts.queries.units import in_force
from sello.catalogue.models import Dimension, Requirement
from sello.core.changes import grounded
from sello.core.db import db
from sello.core.rows import Found, row_as, rows_as
from sello.cycles.models import Answer
from sello.cycles.queries.cycles import EDITION_OF_CURRENT, CycleRow
from sello.level.state import NOT_APPLICABLE
from sello.tasks.domain.drafts import Candidate
from sello.tasks.domain.states import OPEN_STATES, TaskKind
from sello.tasks.models import Task, TaskRequirement


@dataclass(frozen=True, slots=True)
class UnitOption:
    """A unit in the order of its tree, with its depth and everything that hangs from it."""

    id: int
    name: str
    depth: int
    branch: frozenset[int]
    short: str
    """What it is called where there is little room; its name where it has no other."""


@dataclass(frozen=True, slots=True)
class PersonOption:
    """Somebody to whom a task can be given."""

    id: int
    name: str
    post: str
    unit_id: int | None


@dataclass(frozen=True, slots=True)
class RequirementOption:
    """A requirement of the current cycle's edition."""

    id: int
    code: str
    title: str
    dimension_id: int
    dimension_code: str
    dimension_name: str

    @property
    def dimension(self) -> str:
        """Its code and its name."""
        return f"{self.dimension_code}. {self.dimension_name}"


def units(*, today: date, keep: Iterable[int | None] = ()) -> tuple[UnitOption, ...]:
    """The units that exist today, and those to keep, as a tree by name (one statement, kept)."""
    also = frozenset(unit_id for unit_id in keep if unit_id is not None)
    return grounded(lambda: _units(today, also), "units", today, also)


def _units(today: date, also: frozenset[int]) -> tuple[UnitOption, ...]:
    statement = (
        select(Unit.id, Unit.parent_id, Unit.name, Unit.short_name)
        .where(or_(in_force(today), Unit.id.in_(also)))
        .order_by(Unit.name, Unit.id)
    )
    found = db.session.execute(statement).all()
    known = {unit.id for unit in found}
    children: dict[int | None, list[Found]] = defaultdict(list)
    for unit in found:
        children[unit.parent_id if unit.parent_id in known else None].append(unit)
    return tuple(_walk(children, None, 0))


def short_names(options: Iterable[UnitOption]) -> dict[int, str]:
    """What units are called where there is little room."""
    return {one.id: one.short for one in options}


def _walk(children: dict[int | None, list[Found]], parent: int | None, depth: int) -> Iterator[UnitOption]:
    for unit in children.get(parent, ()):
        below = tuple(_walk(children, unit.id, depth + 1))
        branch = frozenset({unit.id}.union(*(one.branch for one in below)))
        yield UnitOption(unit.id, unit.name, depth, branch, short=unit.short_name or unit.name)
        yield from below


def branch_of(options: Iterable[UnitOption], unit_id: int) -> frozenset[int]:
    """A unit with everything that hangs from it; just the unit when it is not among the options."""
    return next((one.branch for one in options if one.id == unit_id), frozenset({unit_id}))


def meant_by(
    options: Iterable[UnitOption], unit_id: int | None, *, alone: bool = False
) -> frozenset[int] | None:
    """The units that an address means by one: it stands for what hangs from it too, unless it is alone."""
    if unit_id is None:
        return None
    return frozenset({unit_id}) if alone else branch_of(options, unit_id)


def people(
    unit_ids: Iterable[int] | None = None, keep: Iterable[int | None] = ()
) -> tuple[PersonOption, ...]:
    """The active staff of some units (None: of all), and those to keep, by name (one statement, kept)."""
    among = None if unit_ids is None else frozenset(unit_ids)
    also = frozenset(person_id for person_id in keep if person_id is not None)
    return grounded(lambda: _people(among, also), "people", among, also)


def _people(among: frozenset[int] | None, also: frozenset[int]) -> tuple[PersonOption, ...]:
    wanted = Person.active & (Person.role != Role.AUDITOR)
    if among is not None:
        wanted = wanted & Person.unit_id.in_(sorted(among))
    statement = (
        select(Person.id, Person.name, Person.post, Person.unit_id)
        .where(or_(wanted, Person.id.in_(sorted(also))))
        .order_by(Person.name, Person.id)
    )
    return rows_as(PersonOption, db.session.execute(statement))


def requirements(edition_id: int | None = None) -> tuple[RequirementOption, ...]:
    """The requirements of an edition (None: of the current cycle's), in its order (one statement, kept)."""
    return grounded(lambda: _requirements(edition_id), "requirements", edition_id)


def _requirements(edition_id: int | None) -> tuple[RequirementOption, ...]:
    statement = (
        select(
            Requirement.id,
            Requirement.code,
            Requirement.title,
            Dimension.id.label("dimension_id"),
            Dimension.code.label("dimension_code"),
            Dimension.name.label("dimension_name"),
        )
        .join(Dimension, Dimension.id == Requirement.dimension_id)
        .where(Requirement.edition_id == (EDITION_OF_CURRENT if edition_id is None else edition_id))
        .order_by(Requirement.position, Requirement.id)
    )
    return rows_as(RequirementOption, db.session.execute(statement))


def candidates(
    cycle: CycleRow, dimension_id: int | None, only: Collection[int] = ()
) -> tuple[Candidate, ...]:
    """The requirements of a dimension, or those in ``only``, with owner and open tasks (one statement)."""
    wanted = (
        Requirement.dimension_id == dimension_id
        if dimension_id is not None
        else Requirement.id.in_(sorted(only))
    )
    asked = (
        select(TaskRequirement.requirement_id, func.count().label("open_tasks"))
        .join(Task, Task.id == TaskRequirement.task_id)
        .where(Task.cycle_id == cycle.id, Task.state.in_(sorted(OPEN_STATES)), Task.kind == TaskKind.WORK)
        .group_by(TaskRequirement.requirement_id)
        .subquery()
    )
    statement = (
        select(
            Requirement.id.label("requirement_id"),
            Requirement.code,
            Requirement.title.label("name"),
            Answer.unit_id.label("owner_unit_id"),
            func.coalesce(asked.c.open_tasks, 0).label("open_tasks"),
            Answer.validated,
        )
        .outerjoin(Answer, (Answer.requirement_id == Requirement.id) & (Answer.cycle_id == cycle.id))
        .outerjoin(asked, asked.c.requirement_id == Requirement.id)
        .where(Requirement.edition_id == cycle.edition_id, wanted)
        .order_by(Requirement.position, Requirement.id)
    )
    return tuple(
        row_as(Candidate, row, settled=row.validated is not None and _settles(cycle, row.validated))
        for row in db.session.execute(statement)
    )


def _settles(cycle: CycleRow, validated: str) -> bool:
    """Whether a validation leaves nothing to ask for."""
    return validated == NOT_APPLICABLE or cycle.known.rules.scale.meets(validated)
