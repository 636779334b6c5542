"""Where evidence comes from: requirements that nothing feeds, initiatives that feed or owe nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Unit
from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.core.rows import rows_as
from sello.cycles.models import Answer, Cycle
from sello.duties.models import Duty, DutyRequirement
from sello.register.domain import InitiativeKind
from sello.register.models import Initiative, InitiativeRequirement
from sello.register.queries.rows import visible


@dataclass(frozen=True, slots=True)
class Source:
    """A requirement of the current cycle, who answers for it, and how much feeds it."""

    id: int
    code: str
    title: str
    unit_name: str | None
    initiatives: int
    duties: int

    @property
    def fed(self) -> bool:
        """Whether evidence for it comes from somewhere."""
        return bool(self.initiatives or self.duties)


@dataclass(frozen=True, slots=True)
class Idle:
    """An initiative that feeds no requirement, or owes nothing on any day."""

    id: int
    name: str
    kind: InitiativeKind
    feeds: int
    duties: int


INITIATIVES = (
    select(func.count())
    .select_from(InitiativeRequirement)
    .join(Initiative, Initiative.id == InitiativeRequirement.initiative_id)
    # The certification gathers every requirement: it asks for evidence, and brings none.
    .where(
        InitiativeRequirement.requirement_id == Requirement.id,
        Initiative.kind != InitiativeKind.CERTIFICATION,
    )
    .correlate(Requirement)
    .scalar_subquery()
)
DUTIES = (
    select(func.count())
    .select_from(DutyRequirement)
    .join(Duty, Duty.id == DutyRequirement.duty_id)
    .where(DutyRequirement.requirement_id == Requirement.id, Duty.ended_on.is_(None))
    .correlate(Requirement)
    .scalar_subquery()
)
FEEDS = (
    select(func.count())
    .where(InitiativeRequirement.initiative_id == Initiative.id)
    .correlate(Initiative)
    .scalar_subquery()
)
OWES = (
    select(func.count())
    .where(Duty.initiative_id == Initiative.id, Duty.ended_on.is_(None))
    .correlate(Initiative)
    .scalar_subquery()
)


def sources() -> tuple[Source, ...]:
    """Every requirement of the current cycle with what feeds it, in its order (one statement)."""
    statement = (
        select(
            Requirement.id,
            Requirement.code,
            Requirement.title,
            Unit.name.label("unit_name"),
            INITIATIVES.label("initiatives"),
            DUTIES.label("duties"),
        )
        .join(Cycle, Cycle.edition_id == Requirement.edition_id)
        .outerjoin(Answer, (Answer.requirement_id == Requirement.id) & (Answer.cycle_id == Cycle.id))
        .outerjoin(Unit, Unit.id == Answer.unit_id)
        .where(Cycle.is_current)
        .order_by(Requirement.position, Requirement.id)
    )
    return rows_as(Source, db.session.execute(statement))


def idle(visibility: Visibility) -> tuple[Idle, ...]:
    """The initiatives seen by somebody that feed no requirement or owe nothing, by name (one statement)."""
    statement = (
        select(
            Initiative.id,
            Initiative.name,
            Initiative.kind,
            FEEDS.label("feeds"),
            OWES.label("duties"),
        )
        .where(visible(visibility), (FEEDS == 0) | (OWES == 0))
        .order_by(Initiative.name, Initiative.id)
    )
    return rows_as(Idle, db.session.execute(statement))
