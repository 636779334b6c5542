"""One requirement's page: what it asks, its answer whole, its neighbours and its history."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, literal, or_, select, union_all

from sello.accounts.domain import Visibility
from sello.accounts.models import Person
from sello.catalogue.domain import Requirement as RequirementValue
from sello.catalogue.models import Requirement
from sello.core.audit import AuditEvent
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.cycles.domain.answers import Declaration
from sello.cycles.models import Answer, Cycle
from sello.cycles.queries.answers import AnswerRow, columns
from sello.cycles.queries.cycles import CycleRow

ENTITY = "answer"
HISTORY = 50
"""How many events the page shows; an auditor finds the rest in the audit trail."""


@dataclass(frozen=True, slots=True)
class AnswerDetail:
    """An answer with its texts."""

    row: AnswerRow
    narrative: str
    validation_note: str
    external_note: str
    position: int

    @property
    def declaration(self) -> Declaration:
        """What the unit said."""
        return Declaration(
            self.row.declared, self.narrative, self.row.not_applicable, self.row.not_applicable_reason
        )


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The requirement before or after, in the edition's order."""

    requirement_id: int
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an answer."""

    at: datetime
    who: str | None
    action: str
    detail: dict[str, Any]


def cycle_of(requirement_id: int) -> int:
    """The cycle in which a requirement is read when none was named: the current one, else the latest."""
    found = db.session.execute(
        select(Answer.cycle_id)
        .join(Cycle, Cycle.id == Answer.cycle_id)
        .where(Answer.requirement_id == requirement_id)
        .order_by(Cycle.is_current.desc(), Cycle.starts_on.desc(), Cycle.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


def answer_detail(
    cycle: CycleRow, requirement_id: int, visibility: Visibility, also: Collection[int] = ()
) -> AnswerDetail:
    """The answer to a requirement in a cycle (one statement); NotFound for what may not be seen."""
    statement = columns().add_columns(
        Answer.narrative, Answer.validation_note, Answer.external_note, Requirement.position
    )
    found = db.session.execute(
        statement.where(Answer.cycle_id == cycle.id, Answer.requirement_id == requirement_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    detail = AnswerDetail(AnswerRow(*found[:-4]), *found[-4:])
    if not visibility.sees_unit(detail.row.unit_id) and requirement_id not in also:
        raise NotFound
    return detail


def neighbours(
    cycle: CycleRow, position: int, visibility: Visibility, also: Collection[int] = ()
) -> tuple[Neighbour | None, Neighbour | None]:
    """The visible requirements before and after a position (one statement)."""
    where: list[ColumnElement[bool]] = [Answer.cycle_id == cycle.id]
    if visibility.units is not None:
        where.append(or_(Answer.unit_id.in_(visibility.units), Answer.requirement_id.in_(also)))
    base = (
        select(Requirement.id, Requirement.code, Requirement.title, Requirement.position)
        .join(Answer, Answer.requirement_id == Requirement.id)
        .where(*where)
    )
    before = base.where(Requirement.position < position).order_by(Requirement.position.desc()).limit(1)
    after = base.where(Requirement.position > position).order_by(Requirement.position).limit(1)
    parts = [
        select(literal(side).label("side"), part.subquery())
        for side, part in (("before", before), ("after", after))
    ]
    found = {
        side: Neighbour(requirement_id, code, title)
        for side, requirement_id, code, title, _ in db.session.execute(union_all(*parts))
    }
    return found.get("before"), found.get("after")


def history(answer_id: int) -> tuple[Event, ...]:
    """What happened to an answer, the latest first (one statement)."""
    statement = (
        select(AuditEvent.at, Person.name, AuditEvent.action, AuditEvent.detail)
        .outerjoin(Person, Person.id == AuditEvent.person_id)
        .where(AuditEvent.entity == ENTITY, AuditEvent.entity_id == answer_id)
        .order_by(AuditEvent.id.desc())
        .limit(HISTORY)
    )
    return tuple(Event(*row) for row in db.session.execute(statement))


def asked(cycle: CycleRow, code: str) -> RequirementValue:
    """What a requirement asks, from its edition; NotFound where the edition no longer has it."""
    try:
        return cycle.known.requirements[code]
    except KeyError as error:
        raise NotFound from error
