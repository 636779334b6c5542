"""What the forms and filters of evidence offer to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from sello.accounts.models import Unit
from sello.accounts.queries.units import in_force
from sello.catalogue.models import Dimension, Requirement
from sello.core.changes import grounded
from sello.core.db import db
from sello.cycles.models import Cycle


@dataclass(frozen=True)
class Choice:
    """Something to choose, by its id and its name."""

    id: int
    name: str


@dataclass(frozen=True)
class RequirementChoice:
    """A requirement of the current cycle's edition."""

    id: int
    code: str
    title: str
    dimension: str
    """Its code and its name."""


OF_CYCLE = (
    select(
        Requirement.id,
        Requirement.code,
        Requirement.title,
        Dimension.code.label("dimension"),
        Dimension.name,
    )
    .join(Cycle, Cycle.edition_id == Requirement.edition_id)
    .join(Dimension, Dimension.id == Requirement.dimension_id)
    .where(Cycle.id == bindparam("cycle_id"))
    .order_by(Requirement.position)
)
UNITS = select(Unit.id, Unit.name).where(in_force(bindparam("today"))).order_by(Unit.name, Unit.id)
UNITS_AMONG = UNITS.where(Unit.id.in_(bindparam("ids", expanding=True)))


def requirement_choices(cycle_id: int) -> tuple[RequirementChoice, ...]:
    """The requirements of a cycle's edition, in its order; kept."""
    return grounded(lambda: _requirement_choices(cycle_id), "requirement_choices", cycle_id)


def _requirement_choices(cycle_id: int) -> tuple[RequirementChoice, ...]:
    found = db.session.execute(OF_CYCLE, {"cycle_id": cycle_id})
    return tuple(
        RequirementChoice(row.id, row.code, row.title, f"{row.dimension}. {row.name}") for row in found
    )


def unit_choices(among: Iterable[int] | None, *, today: date) -> tuple[Choice, ...]:
    """Units that exist today, by name; only `among` them when it is given; kept."""
    ids = None if among is None else frozenset(among)
    return grounded(lambda: _unit_choices(ids, today), "unit_choices", ids, today)


def _unit_choices(among: frozenset[int] | None, today: date) -> tuple[Choice, ...]:
    if among is None:
        found = db.session.execute(UNITS, {"today": today})
    else:
        found = db.session.execute(UNITS_AMONG, {"ids": sorted(among), "today": today})
    return tuple(Choice(**row._mapping) for row in found)
