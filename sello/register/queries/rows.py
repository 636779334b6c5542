"""The row that every list of initiatives shows, and the one way to read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, exists, false, func, or_, select, true

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Unit
from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.core.gathered import Gathered, gathered
from sello.core.lights import Light
from sello.register.domain import InitiativeKind, PartialDate, Validity, light, validity
from sello.register.models import (
    Initiative,
    InitiativeEvidence,
    InitiativeRequirement,
    InitiativeTask,
    InitiativeUnit,
)
from sello.register.parts.domain.columns import Part
from sello.register.parts.domain.kinds import Ask, missing
from sello.register.parts.models import MODELS
from sello.tasks.domain.states import OPEN_STATES
from sello.tasks.models import Task


@dataclass(frozen=True, slots=True)
class UnitRef:
    """A responsible unit, and its part of the whole in percent where the units have shared it out."""

    id: int
    name: str
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A requirement that an initiative feeds, and how."""

    requirement_id: int
    code: str
    title: str
    contribution: str


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """An initiative as a list shows it, as of a day."""

    id: int
    name: str
    kind: InitiativeKind
    aim: str
    starts: PartialDate | None
    ends: PartialDate | None
    validity: Validity
    units: tuple[UnitRef, ...]
    feeds: tuple[Feed, ...]
    evidence_count: int
    open_tasks: int
    missing: tuple[Ask, ...]
    """What its kind is asked for and nobody has said."""

    @property
    def light(self) -> Light:
        """The shape and colour of its validity."""
        return light(self.kind, self.validity)


def visible(visibility: Visibility) -> ColumnElement[bool]:
    """The initiatives somebody may see: those for which a unit of hers is responsible, alone or not."""
    if visibility.released_only:
        return false()
    if visibility.units is None:
        return true()
    hers = select(InitiativeUnit.initiative_id).where(InitiativeUnit.unit_id.in_(sorted(visibility.units)))
    return Initiative.id.in_(hers)


EVIDENCE_COUNT = (
    select(func.count())
    .where(InitiativeEvidence.initiative_id == Initiative.id)
    .correlate(Initiative)
    .scalar_subquery()
)
OPEN_TASKS = (
    select(func.count())
    .select_from(InitiativeTask)
    .join(Task, Task.id == InitiativeTask.task_id)
    .where(InitiativeTask.initiative_id == Initiative.id, Task.state.in_(sorted(OPEN_STATES)))
    .correlate(Initiative)
    .scalar_subquery()
)


def _said(ask: Ask) -> ColumnElement[bool]:
    """Whether somebody has said it."""
    if ask.value in set(Part):
        return exists().where(MODELS[Part(ask.value)].initiative_id == Initiative.id).correlate(Initiative)
    return FIELDS[ask]


UNITS = gathered(
    select(Unit.id, Unit.name, InitiativeUnit.share)
    .join(InitiativeUnit, InitiativeUnit.unit_id == Unit.id)
    .where(InitiativeUnit.initiative_id == Initiative.id)
    .correlate(Initiative)
    .order_by(Unit.name, Unit.id)
)
"""The responsible units of an initiative, by name."""

FEEDS = gathered(
    select(Requirement.id, Requirement.code, Requirement.title, InitiativeRequirement.contribution)
    .join(InitiativeRequirement, InitiativeRequirement.requirement_id == Requirement.id)
    .where(InitiativeRequirement.initiative_id == Initiative.id)
    .correlate(Initiative)
    .order_by(Requirement.position, Requirement.id)
)
"""The requirements that an initiative feeds, in the order of the edition."""

FIELDS: dict[Ask, ColumnElement[bool]] = {
    Ask.AIM: Initiative.aim != "",
    Ask.STARTS: Initiative.starts_on.is_not(None),
    Ask.ENDS: or_(Initiative.ends_on.is_not(None), Initiative.open_ended),
    Ask.STAGE: Initiative.stage.is_not(None),
    Ask.TERRITORY: Initiative.territory != "",
    Ask.BASIS: Initiative.basis.is_not(None),
    Ask.ACT: Initiative.act_kind.is_not(None),
    Ask.ACT_PIECE: exists()
    .where(InitiativeEvidence.initiative_id == Initiative.id, InitiativeEvidence.is_act)
    .correlate(Initiative),
    Ask.SOURCE: Initiative.source != "",
}
SAID = {ask: f"said_{number}" for number, ask in enumerate(Ask)}
COLUMNS: tuple[Any, ...] = (
    *(_said(ask).label(name) for ask, name in SAID.items()),
    Initiative.id,
    Initiative.name,
    Initiative.kind,
    Initiative.aim,
    Initiative.starts_on,
    Initiative.starts_precision,
    Initiative.ends_on,
    Initiative.ends_precision,
    EVIDENCE_COUNT.label("evidence_count"),
    OPEN_TASKS.label("open_tasks"),
    UNITS.label("units"),
    FEEDS.label("feeds"),
)


BY_KIND: tuple[Any, ...] = (
    case({kind: number for number, kind in enumerate(InitiativeKind)}, value=Initiative.kind),
    Initiative.name,
    Initiative.id,
)


def read_rows(
    ids: Select[Any], *, today: date, order: tuple[Any, ...] = BY_KIND
) -> tuple[InitiativeRow, ...]:
    """The rows of the initiatives that `ids` selects, by kind and name or otherwise (one statement)."""
    few = ids.subquery()
    chosen = select(*COLUMNS).join(few, few.c.id == Initiative.id).order_by(*order)
    return _dress(db.session.execute(chosen), today)


def _dress(found: Iterable[Row[Any]], today: date) -> tuple[InitiativeRow, ...]:
    return tuple(
        InitiativeRow(
            id=row.id,
            name=row.name,
            kind=row.kind,
            aim=row.aim,
            starts=(starts := PartialDate.holding(row.starts_on, row.starts_precision)),
            ends=(ends := PartialDate.holding(row.ends_on, row.ends_precision)),
            validity=validity(starts, ends, today=today),
            units=tuple(UnitRef(id=key, name=name, share=share) for key, name, share in row.units),
            feeds=_feeds(row.feeds),
            evidence_count=row.evidence_count,
            open_tasks=row.open_tasks,
            missing=missing(row.kind, {ask.value for ask, name in SAID.items() if getattr(row, name)}),
        )
        for row in found
    )


def feeds_of(initiative_id: int) -> tuple[Feed, ...]:
    """The requirements that an initiative feeds, in the order of the edition (one statement)."""
    found = db.session.scalar(select(FEEDS).select_from(Initiative).where(Initiative.id == initiative_id))
    return _feeds(found or ())


def _feeds(found: Gathered) -> tuple[Feed, ...]:
    return tuple(
        Feed(requirement_id=key, code=code, title=title, contribution=how) for key, code, title, how in found
    )


def units_of(initiative_id: int) -> tuple[UnitRef, ...]:
    """The responsible units of an initiative, by name (one statement)."""
    found = db.session.scalar(select(UNITS).select_from(Initiative).where(Initiative.id == initiative_id))
    return tuple(UnitRef(id=key, name=name, share=share) for key, name, share in found or ())
