"""The register as a list, and what the other features ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select

from sello.accounts.domain.actor import Visibility
from sello.core.days import SOON
from sello.core.db import db
from sello.core.ordering import Order
from sello.core.paging import Page
from sello.core.rows import rows_as
from sello.core.searching import speaks_of
from sello.register.domain import InitiativeKind, PartialDate, Validity
from sello.register.models import Initiative, InitiativeRequirement, InitiativeTask, InitiativeUnit
from sello.register.queries import orders
from sello.register.queries.rows import UNITS, InitiativeRow, read_rows, visible

PAGE_SIZE = 50
NAMES = 5000
"""So many are compared with a search that found nothing."""


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What the register is narrowed to; nothing given means all of it."""

    kind: InitiativeKind | None = None
    unit_ids: frozenset[int] | None = None
    requirement_id: int | None = None
    validity: Validity | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class InitiativeRef:
    """An initiative as another page names it."""

    id: int
    name: str
    kind: InitiativeKind
    opens: bool
    """Whether the reader may open its page."""


@dataclass(frozen=True, slots=True)
class EndingInitiative:
    """An initiative that ends on a day, as far as that is known."""

    id: int
    name: str
    kind: InitiativeKind
    ends: PartialDate
    unit_name: str | None


@dataclass(frozen=True, slots=True)
class FeedingInitiative:
    """An initiative as a requirement that it feeds names it."""

    id: int
    name: str
    kind: InitiativeKind
    contribution: str


def page(
    chosen: RegisterFilter,
    visibility: Visibility,
    *,
    number: int,
    today: date,
    size: int = PAGE_SIZE,
    order: Order = orders.USUAL,
) -> Page[InitiativeRow]:
    """One page of the register, by kind and name unless another order is asked (four statements)."""
    where = _conditions(chosen, visibility, today)
    total = db.session.scalar(select(func.count()).select_from(Initiative).where(*where)) or 0
    number = min(max(1, number), max(1, -(-total // size)))
    by = orders.ordering(order)
    ids = select(Initiative.id).where(*where).order_by(*by).limit(size).offset((number - 1) * size)
    return Page(read_rows(ids, today=today, order=by), total, number, size)


def names(visibility: Visibility) -> tuple[str, ...]:
    """What the initiatives that the reader may see are called (one statement)."""
    return tuple(db.session.scalars(select(Initiative.name).where(visible(visibility)).limit(NAMES)))


def ending_between(
    first: date, last: date, visibility: Visibility, unit_ids: frozenset[int] | None
) -> tuple[EndingInitiative, ...]:
    """The initiatives of some units (or all) that end on one of these days (one statement)."""
    where = [visible(visibility), Initiative.ends_on.between(first, last)]
    if unit_ids is not None:
        theirs = select(InitiativeUnit.initiative_id).where(InitiativeUnit.unit_id.in_(sorted(unit_ids)))
        where.append(Initiative.id.in_(theirs))
    found = db.session.execute(
        select(
            Initiative.id,
            Initiative.name,
            Initiative.kind,
            Initiative.ends_on,
            Initiative.ends_precision,
            UNITS.label("units"),
        )
        .where(*where)
        .order_by(Initiative.ends_on, Initiative.id)
    )
    return tuple(
        EndingInitiative(row.id, row.name, row.kind, ends, next((name for _, name, _ in row.units), None))
        for row in found
        if (ends := PartialDate.holding(row.ends_on, row.ends_precision)) is not None
    )


def for_requirement(requirement_id: int, visibility: Visibility) -> tuple[FeedingInitiative, ...]:
    """The initiatives that feed a requirement, and how (one statement)."""
    statement = (
        select(Initiative.id, Initiative.name, Initiative.kind, InitiativeRequirement.contribution)
        .join(InitiativeRequirement, InitiativeRequirement.initiative_id == Initiative.id)
        .where(InitiativeRequirement.requirement_id == requirement_id, visible(visibility))
        .order_by(Initiative.name, Initiative.id)
    )
    return rows_as(FeedingInitiative, db.session.execute(statement))


def for_task(task_id: int, visibility: Visibility) -> tuple[InitiativeRef, ...]:
    """The initiatives that a task belongs to, for whoever may see the task (one statement)."""
    statement = (
        select(Initiative.id, Initiative.name, Initiative.kind, visible(visibility).label("opens"))
        .join(InitiativeTask, InitiativeTask.initiative_id == Initiative.id)
        .where(InitiativeTask.task_id == task_id)
        .order_by(Initiative.name, Initiative.id)
    )
    return rows_as(InitiativeRef, db.session.execute(statement))


def _conditions(chosen: RegisterFilter, visibility: Visibility, today: date) -> list[ColumnElement[bool]]:
    where = [visible(visibility)]
    if chosen.kind is not None:
        where.append(Initiative.kind == chosen.kind)
    if chosen.unit_ids is not None:
        theirs = InitiativeUnit.unit_id.in_(sorted(chosen.unit_ids))
        where.append(Initiative.id.in_(select(InitiativeUnit.initiative_id).where(theirs)))
    if chosen.requirement_id is not None:
        fed = InitiativeRequirement.requirement_id == chosen.requirement_id
        where.append(Initiative.id.in_(select(InitiativeRequirement.initiative_id).where(fed)))
    if chosen.validity is not None:
        where.append(in_state(chosen.validity, today))
    return where + speaks_of(Initiative.folded, chosen.text)


def in_state(state: Validity, today: date) -> ColumnElement[bool]:
    """The rule of validity as a condition; what is about to end is in force too."""
    ended = and_(Initiative.ends_on.is_not(None), Initiative.ends_on < today)
    not_ended = or_(Initiative.ends_on.is_(None), Initiative.ends_on >= today)
    begun = Initiative.starts_on <= today
    return {
        Validity.ENDED: ended,
        Validity.UNKNOWN: and_(not_ended, Initiative.starts_on.is_(None)),
        Validity.UPCOMING: and_(not_ended, Initiative.starts_on > today),
        Validity.ENDING: and_(begun, not_ended, Initiative.ends_on <= today + SOON),
        Validity.IN_FORCE: and_(begun, not_ended),
    }[state]
