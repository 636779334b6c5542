"""What the forms and filters of evidence offer to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from sello.accounts.models import Unit
from sello.catalogue.models import Dimension, Requirement
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


def current_cycle_id() -> int | None:
    """The cycle that the institution works on now."""
    return db.session.scalars(select(Cycle.id).where(Cycle.is_current)).first()


def requirement_choices(cycle_id: int) -> tuple[RequirementChoice, ...]:
    """The requirements of a cycle's edition, in its order."""
    found = db.session.execute(
        select(Requirement.id, Requirement.code, Requirement.title, Dimension.code, Dimension.name)
        .join(Cycle, Cycle.edition_id == Requirement.edition_id)
        .join(Dimension, Dimension.id == Requirement.dimension_id)
        .where(Cycle.id == cycle_id)
        .order_by(Requirement.position)
    )
    return tuple(
        RequirementChoice(requirement_id, code, title, f"{dimension}. {name}")
        for requirement_id, code, title, dimension, name in found
    )


def unit_choices(among: Iterable[int] | None) -> tuple[Choice, ...]:
    """Units that exist today, by name; only `among` them when it is given."""
    query = select(Unit.id, Unit.name).where(Unit.valid_until.is_(None)).order_by(Unit.name, Unit.id)
    if among is not None:
        query = query.where(Unit.id.in_(sorted(among)))
    return tuple(Choice(*row) for row in db.session.execute(query))
