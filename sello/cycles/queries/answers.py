"""Reads of answers: what the level engine and the checklist need of each requirement, and no more."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select

from sello.accounts.models import Person, Unit
from sello.catalogue.models import Dimension, Requirement
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.rows import rows_as
from sello.cycles.models import Answer
from sello.level.state import EvidenceFact, RequirementState


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """The answer to one requirement, with who owns it and its last movement."""

    id: int
    requirement_id: int
    code: str
    title: str
    dimension: str
    unit_id: int | None
    unit_name: str | None
    declared: str | None
    not_applicable: bool
    not_applicable_reason: str
    validated: str | None
    validated_at: datetime | None
    external: str | None
    external_at: datetime | None
    version: int
    moved_at: datetime | None
    moved_by: str | None

    def state(self, at: Moment, evidence: tuple[EvidenceFact, ...] = ()) -> RequirementState:
        """What the level engine is told of it; a decision counts from its day at the place of ``at``."""
        return RequirementState(
            code=self.code,
            declared=self.declared,
            not_applicable=self.not_applicable,
            not_applicable_reason=self.not_applicable_reason,
            validated=self.validated,
            validated_on=at.day_of(self.validated_at),
            external=self.external,
            external_on=at.day_of(self.external_at),
            evidence=evidence,
        )


COLUMNS = (
    Answer.id,
    Answer.requirement_id,
    Requirement.code,
    Requirement.title,
    Dimension.code.label("dimension"),
    Answer.unit_id,
    Unit.name.label("unit_name"),
    Answer.declared,
    Answer.not_applicable,
    Answer.not_applicable_reason,
    Answer.validated,
    Answer.validated_at,
    Answer.external,
    Answer.external_at,
    Answer.version,
    Answer.moved_at,
    Person.name.label("moved_by"),
)
"""The columns of an AnswerRow."""


def joined(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """A selection of these columns with the tables that they come from."""
    return (
        statement.select_from(Answer)
        .join(Requirement, Requirement.id == Answer.requirement_id)
        .join(Dimension, Dimension.id == Requirement.dimension_id)
        .outerjoin(Unit, Unit.id == Answer.unit_id)
        .outerjoin(Person, Person.id == Answer.moved_by)
    )


OF_CYCLE = (
    joined(select(*COLUMNS))
    .where(Answer.cycle_id == bindparam("cycle_id"))
    .order_by(Requirement.position, Answer.id)
)


def answers(cycle_id: int) -> tuple[AnswerRow, ...]:
    """Every answer of a cycle, in the edition's order (one statement)."""
    return rows_as(AnswerRow, db.session.execute(OF_CYCLE, {"cycle_id": cycle_id}))


def narratives(cycle_id: int) -> dict[str, str]:
    """What the units tell of each requirement of a cycle, by its code (one statement)."""
    found = db.session.execute(
        select(Requirement.code, Answer.narrative)
        .join(Requirement, Requirement.id == Answer.requirement_id)
        .where(Answer.cycle_id == cycle_id)
    )
    return {row.code: row.narrative for row in found}
