"""The evidence of one requirement: what the level engine is told of it, what its page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, bindparam, func, select, true

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Unit
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.paging import Page
from sello.evidence.domain.conditions import seen_by, validity
from sello.evidence.domain.details import Details, Validity
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink, RequirementSum
from sello.evidence.queries import conditions
from sello.evidence.queries.rows import Found
from sello.evidence.queries.speaking import stands
from sello.evidence.queries.sums import is_changing
from sello.level.state import HIDDEN_TITLE, EvidenceFact, ReviewState

IN_SIGHT: Final = 20
"""Pieces that the page of a requirement shows by itself."""

AT_ONCE: Final = 100
"""Pieces of a page for whoever asks for all of them."""

SERVES = (
    EvidenceLink.cycle_id == bindparam("cycle_id"),
    EvidenceLink.requirement_id == bindparam("requirement_id"),
)
_FACT = select(
    Evidence.id,
    Evidence.title,
    Evidence.state,
    Evidence.accepted_at,
    Evidence.valid_until,
    Evidence.superseded_on,
    Evidence.released_at,
    Evidence.unit_id,
    Evidence.classification,
    Evidence.created_by,
    Evidence.blocked_at,
    EvidenceLink.to_confirm,
).join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
FACTS = _FACT.where(*SERVES).order_by(EvidenceLink.evidence_id)
"""What the level engine is told of a requirement's pieces, and what tells who sees them."""

NAMED = _FACT.where(*SERVES, EvidenceLink.evidence_id.in_(bindparam("ids", expanding=True))).order_by(
    EvidenceLink.evidence_id
)
"""The same of some of them."""

KEPT = select(
    RequirementSum.total,
    RequirementSum.released,
    RequirementSum.by_unit,
    RequirementSum.speaking,
    RequirementSum.accepted_at,
).where(
    RequirementSum.cycle_id == bindparam("cycle_id"),
    RequirementSum.requirement_id == bindparam("requirement_id"),
)

LINES = (
    select(
        Evidence.id,
        Evidence.details,
        Evidence.state,
        Evidence.superseded_on,
        Evidence.current.label("number"),
        Unit.name.label("unit"),
    )
    .join(Unit, Unit.id == Evidence.unit_id)
    .order_by(Evidence.id.desc())
)
LATEST = select(EvidenceLink.evidence_id).where(*SERVES).order_by(EvidenceLink.evidence_id.desc())


@dataclass(frozen=True, slots=True)
class PieceLine:
    """A piece as the page of a requirement names it."""

    id: int
    details: Details
    state: EvidenceState
    validity: Validity
    unit: str
    number: int


@dataclass(frozen=True, slots=True)
class RequirementEvidence:
    """What of it speaks for the score today, and those pieces in sight that the reader may know of."""

    facts: tuple[EvidenceFact, ...]
    pieces: Page[PieceLine]
    unseen: int
    """How many pieces it has that the reader may not know of."""


@dataclass(frozen=True, slots=True)
class _Told:
    """The facts that speak today, how many pieces there are, and how many of them the reader sees."""

    facts: tuple[EvidenceFact, ...]
    total: int
    seen: int


def facts_of(
    cycle_id: int, requirement_id: int, visibility: Visibility, *, at: Moment
) -> tuple[EvidenceFact, ...]:
    """Every fact of a requirement (one statement); titles of unseen pieces are not told."""
    asked = {"cycle_id": cycle_id, "requirement_id": requirement_id}
    return _facts(db.session.execute(FACTS, asked), visibility, at)


def of_requirement(
    cycle_id: int, requirement_id: int, visibility: Visibility, *, number: int | None = None, at: Moment
) -> RequirementEvidence:
    """The evidence of a requirement in a cycle (three statements at most), the newest pieces in sight.

    With a ``number`` it is that page of all of them; one after the last is the last one.
    """
    asked = {"cycle_id": cycle_id, "requirement_id": requirement_id}
    told = _kept(asked, visibility, at) or _counted(asked, visibility, at)
    size = IN_SIGHT if number is None else AT_ONCE
    number = min(max(1, number or 1), max(1, -(-told.seen // size)))
    lines = _lines(asked, visibility, (number - 1) * size, size, at) if told.seen else ()
    return RequirementEvidence(told.facts, Page(lines, told.seen, number, size), told.total - told.seen)


def _kept(asked: dict[str, int], visibility: Visibility, at: Moment) -> _Told | None:
    """What was kept of a requirement, at the same cost whatever its evidence; None where it does not tell."""
    if is_changing(db.session()):
        return None
    row = db.session.execute(KEPT.add_columns(_closed(visibility)), asked).one_or_none()
    if row is None:
        return _Told((), 0, 0)
    known = _known(row, visibility)
    if known is None or not stands(row, at):
        return None
    seen = known - row.closed
    found = db.session.execute(NAMED, {**asked, "ids": row.speaking}).all() if row.speaking else ()
    return _Told(_facts(found, visibility, at), row.total, seen)


def _closed(visibility: Visibility) -> ColumnElement[int]:
    """How many of the pieces that the reader knows of are not open to her."""
    # Written so that every planner begins at what is closed, and not at all that serves the requirement.
    return (
        select(func.count())
        .select_from(Evidence)
        .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
        .where(
            conditions.closed_to(visibility),
            EvidenceLink.cycle_id + 0 == bindparam("cycle_id"),
            EvidenceLink.requirement_id + 0 == bindparam("requirement_id"),
        )
        .scalar_subquery()
        .label("closed")
    )


def _known(row: Found, visibility: Visibility) -> int | None:
    if visibility.units is None:
        return int(row.released if visibility.released_only else row.total)
    if visibility.released_only or row.by_unit is None:
        return None
    return sum(int(row.by_unit.get(str(unit_id), 0)) for unit_id in visibility.units)


def _counted(asked: dict[str, int], visibility: Visibility, at: Moment) -> _Told:
    """The same from all the pieces, one by one."""
    found = db.session.execute(FACTS, asked).all()
    seen = sum(_sees(visibility, row) for row in found)
    return _Told(_facts(found, visibility, at), len(found), seen)


def _facts(found: Iterable[Found], visibility: Visibility, at: Moment) -> tuple[EvidenceFact, ...]:
    return tuple(
        EvidenceFact(
            id=row.id,
            title=row.title if _sees(visibility, row) else HIDDEN_TITLE,
            review=ReviewState[row.state.name],
            accepted_on=at.day_of(row.accepted_at),
            valid_until=row.valid_until,
            superseded_on=row.superseded_on,
            to_confirm=row.to_confirm,
        )
        for row in found
    )


def _sees(visibility: Visibility, row: Found) -> bool:
    return seen_by(
        visibility,
        row.unit_id,
        row.released_at,
        row.classification,
        row.created_by,
        blocked=row.blocked_at is not None,
    )


def _lines(
    asked: dict[str, int], visibility: Visibility, start: int, size: int, at: Moment
) -> tuple[PieceLine, ...]:
    page = LATEST.where(_may_see(visibility)).offset(start).limit(size)
    return tuple(
        PieceLine(
            id=row.id,
            details=row.details,
            state=row.state,
            validity=validity(row.details.valid_until, row.superseded_on, today=at.today),
            unit=row.unit,
            number=row.number,
        )
        for row in db.session.execute(LINES.where(Evidence.id.in_(page)), asked)
    )


def _may_see(visibility: Visibility) -> ColumnElement[bool]:
    """A linked piece is seen: looked up by its id, so that no planner begins at the newest of the town."""
    if visibility.is_whole:
        return true()
    piece = select(Evidence.id).where(Evidence.id == EvidenceLink.evidence_id, conditions.seen_by(visibility))
    return piece.correlate(EvidenceLink).scalar_subquery().is_not(None)
