"""One requirement's page: what it asks, its answer whole, its neighbours and its history."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Select, bindparam, literal, select, union_all

from sello.accounts.domain.actor import Visibility
from sello.catalogue.models import Edition, Requirement
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.core.rows import row_as
from sello.core.trail import history as trail
from sello.core.trail.history import HistoryEvent
from sello.cycles.domain.answers import Declaration
from sello.cycles.models import Answer, Cycle
from sello.cycles.queries.answers import COLUMNS, AnswerRow, joined
from sello.cycles.queries.cycles import COLUMNS as CYCLE_COLUMNS
from sello.cycles.queries.cycles import PREFERRED, CycleRow, sees_unreleased

TEXTS = (Answer.narrative, Answer.validation_note, Answer.external_note, Requirement.position)
CYCLE_PART = tuple(column.label(f"cycle_{column.key}") for column in CYCLE_COLUMNS)
HISTORY = 50
"""How many events the page shows; an auditor finds the rest in the trail."""

TEXTS = (Answer.narrative, Answer.validation_note, Answer.external_note, Requirement.position)


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


@lru_cache
def _answer_of(named: bool, released: bool) -> Select[*tuple[Any, ...]]:
    """The statement of an answer, built once: in a named cycle or the preferred one, released or any."""
    statement = (
        joined(select(*COLUMNS, *TEXTS, *CYCLE_PART))
        .join(Cycle, Cycle.id == Answer.cycle_id)
        .join(Edition, Edition.id == Cycle.edition_id)
        .where(Answer.requirement_id == bindparam("requirement_id"))
        .order_by(*PREFERRED)
        .limit(1)
    )
    if named:
        statement = statement.where(Answer.cycle_id == bindparam("cycle_id"))
    if released:
        statement = statement.where(Cycle.released_at.is_not(None))
    return statement


def find_answer(
    requirement_id: int, cycle_id: int | None, visibility: Visibility, also: Collection[int] = ()
) -> tuple[CycleRow, AnswerDetail]:
    """The answer to a requirement with its cycle (one statement); NotFound for what may not be seen.

    Without a cycle it is read in the current one, else in the latest that has it. ``also`` are requirements
    that the reader may see whoever owns them.
    """
    statement = _answer_of(cycle_id is not None, not sees_unreleased(visibility))
    asked = {"requirement_id": requirement_id} | ({} if cycle_id is None else {"cycle_id": cycle_id})
    found = db.session.execute(statement, asked).one_or_none()
    if found is None:
        raise NotFound
    row = row_as(AnswerRow, found)
    if not visibility.sees_unit(row.unit_id) and requirement_id not in also:
        raise NotFound
    # Why the secretariat validated is its own business, until it says so in what it releases.
    told = {"validation_note": ""} if visibility.released_only else {}
    return row_as(CycleRow, found, prefix="cycle_"), row_as(AnswerDetail, found, row=row, **told)


@lru_cache
def _sides(limited: bool) -> CompoundSelect[*tuple[Any, ...]]:
    """The statement of the two neighbours, built once: among all requirements or those of some units."""
    here = (Requirement.id.label("requirement_id"), Requirement.code, Requirement.title)
    place = Requirement.position
    base = (
        select(*here)
        .join(Answer, Answer.requirement_id == Requirement.id)
        .where(Answer.cycle_id == bindparam("cycle_id"))
    )
    if limited:
        base = base.where(Answer.unit_id.in_(bindparam("units", expanding=True)))
    position: BindParameter[int] = bindparam("position")
    before = base.where(place < position).order_by(place.desc()).limit(1).subquery()
    after = base.where(place > position).order_by(place).limit(1).subquery()
    return union_all(
        select(literal("before").label("side"), before), select(literal("after").label("side"), after)
    )


def neighbours(
    cycle: CycleRow, position: int, visibility: Visibility
) -> tuple[Neighbour | None, Neighbour | None]:
    """The visible requirements before and after a position in the edition's order (one statement)."""
    asked: dict[str, object] = {"cycle_id": cycle.id, "position": position}
    if visibility.units is not None:
        asked["units"] = sorted(visibility.units)
    rows = db.session.execute(_sides(visibility.units is not None), asked)
    found = {row.side: row_as(Neighbour, row) for row in rows}
    return found.get("before"), found.get("after")


def history(answer_id: int) -> tuple[HistoryEvent, ...]:
    """What happened to an answer, the latest first (one statement)."""
    return trail.history("answer", answer_id, limit=HISTORY)
