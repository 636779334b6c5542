"""The evidence of a cycle as one day needs it: a handful of sums for each requirement, whatever its amount.

The level on one day asks of each requirement only whether something backs it until when, and what waits. So a
handful of facts stands for all the pieces of a requirement: on that day they give the same verdict and the
same state, and on the days to come the same verdict while nothing is added. Explanations that name a piece
and past days read `facts_for_cycle`.

The sums lie in a table that every change of evidence keeps true (`evidence.service.summing`). Each says from
which day until which it stays the same; where that is over and nobody has renewed it yet, just that
requirement's pieces are judged. So what is read never depends on the renewal, only how fast it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Select, bindparam, func, literal, not_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.core.moment import Moment
from sello.evidence.models import Evidence, EvidenceLink, RequirementSum
from sello.evidence.queries import conditions
from sello.evidence.queries.judged import FIGURES, SUMS, SUMS_OF, Figures
from sello.level.state import EvidenceFact, ReviewState
from sello.level.status import EvidenceCount

TOUCHED: Final = "sums_touched"
"""Where a session keeps whose sums it has to renew before it commits."""


@dataclass(frozen=True, slots=True)
class EvidenceSum:
    """What stands for the pieces of a requirement on a day, and how many they are."""

    facts: tuple[EvidenceFact, ...]
    count: EvidenceCount


KEPT = select(
    RequirementSum.requirement_id,
    *(getattr(RequirementSum, name) for name in FIGURES),
    literal(0).label("coming"),
    RequirementSum.holds_from,
    RequirementSum.holds_until,
    RequirementSum.accepted_at,
).where(RequirementSum.cycle_id == bindparam("cycle_id"), RequirementSum.total > 0)


def is_changing(session: Session) -> bool:
    """Whether the transaction at work has changed evidence whose sums it only renews when it commits."""
    session.flush()
    return TOUCHED in session.info


def sums_by_requirement(cycle_id: int, *, at: Moment) -> dict[int, EvidenceSum] | None:
    """Each requirement's evidence as of today, by requirement id (two statements at most).

    None when a piece already bears the day on which another will replace it: then only all facts tell.
    """
    found = _figures(cycle_id, at)
    if any(row.leaving for row in found):
        return None
    return {row.requirement_id: _summed_up(row, at.today) for row in found}


def counts_seen(cycle_id: int, visibility: Visibility) -> dict[int, int]:
    """How many pieces that are open to the reader back each requirement of a cycle (one statement)."""
    kept = RequirementSum.shown if visibility.released_only else RequirementSum.confirmed
    return _counted(cycle_id, visibility, kept, not_(EvidenceLink.to_confirm))


def accepted_seen(cycle_id: int, visibility: Visibility) -> dict[int, int]:
    """How many accepted pieces that are open to the reader serve each requirement (one statement)."""
    kept = RequirementSum.released if visibility.released_only else RequirementSum.accepted
    return _counted(cycle_id, visibility, kept, conditions.accepted())


def accepted_by_requirement(cycle_id: int, *, changing: bool) -> Select[int, int]:
    """The statement of how many accepted pieces serve each requirement, for whoever asks for more with it.

    `changing` is what `is_changing` says: what was kept is of before then.
    """
    if changing:
        return (
            select(EvidenceLink.requirement_id, func.count())
            .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
            .where(EvidenceLink.cycle_id == cycle_id, conditions.accepted())
            .group_by(EvidenceLink.requirement_id)
        )
    kept = RequirementSum.accepted
    return select(RequirementSum.requirement_id, kept).where(RequirementSum.cycle_id == cycle_id, kept > 0)


def _counted(
    cycle_id: int, visibility: Visibility, kept: InstrumentedAttribute[int], condition: ColumnElement[bool]
) -> dict[int, int]:
    """What was kept, but for what is closed to the reader; else from all the pieces."""
    if visibility.units is not None or is_changing(db.session()):
        return _seen(cycle_id, visibility, condition)
    closed = _closed(cycle_id, visibility, condition).subquery()
    statement = (
        select(RequirementSum.requirement_id, (kept - func.coalesce(closed.c.pieces, 0)).label("pieces"))
        .outerjoin(closed, closed.c.requirement_id == RequirementSum.requirement_id)
        .where(RequirementSum.cycle_id == cycle_id, kept > 0)
    )
    return {row.requirement_id: row.pieces for row in db.session.execute(statement) if row.pieces}


def _closed(cycle_id: int, visibility: Visibility, condition: ColumnElement[bool]) -> Select[int, int]:
    """How many pieces of each requirement the kept figure counts that are closed to the reader."""
    # Written so that every planner begins at these, and not at all that serves the cycle.
    return (
        select(EvidenceLink.requirement_id, func.count().label("pieces"))
        .select_from(Evidence)
        .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
        .where(EvidenceLink.cycle_id + 0 == cycle_id, conditions.closed_to(visibility), condition)
        .group_by(EvidenceLink.requirement_id)
    )


def _seen(cycle_id: int, visibility: Visibility, condition: ColumnElement[bool]) -> dict[int, int]:
    found = db.session.execute(
        select(EvidenceLink.requirement_id, func.count().label("pieces"))
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .where(EvidenceLink.cycle_id == cycle_id, condition, conditions.seen_by(visibility))
        .group_by(EvidenceLink.requirement_id)
    )
    return {row.requirement_id: row.pieces for row in found}


def _figures(cycle_id: int, at: Moment) -> list[Figures]:
    """The sums as they were kept, but for those that stand for other days: these are added up."""
    next_day = at.end_of(at.today)
    asked = {"cycle_id": cycle_id, "day": at.today, "next_day": next_day}
    if is_changing(db.session()):
        return list(db.session.execute(SUMS, asked))
    kept = db.session.execute(KEPT, {"cycle_id": cycle_id}).all()
    found = [row for row in kept if _holds(row, at.today, next_day)]
    if len(found) < len(kept):
        stale = {row.requirement_id for row in kept}.difference(row.requirement_id for row in found)
        found += db.session.execute(SUMS_OF, asked | {"requirement_ids": sorted(stale)}).all()
    return found


def _holds(row: Figures, today: date, next_day: datetime) -> bool:
    if row.accepted_at is not None and row.accepted_at >= next_day:
        return False  # looked at with an earlier clock than the one that accepted
    return bool(row.holds_from <= today <= row.holds_until)


def _summed_up(row: Figures, today: date) -> EvidenceSum:
    count = EvidenceCount(total=row.total, accepted=row.backing, returned=row.returned, expired=row.over)
    return EvidenceSum(tuple(_facts(row, today)), count)


_TO_CONFIRM: Final = EvidenceFact(0, "", ReviewState.ACCEPTED, to_confirm=True)
_SUBMITTED: Final = EvidenceFact(0, "", ReviewState.SUBMITTED)
_RETURNED: Final = EvidenceFact(0, "", ReviewState.RETURNED)


def _facts(row: Figures, today: date) -> Iterator[EvidenceFact]:
    accepted, one_day = ReviewState.ACCEPTED, timedelta(days=1)
    if row.backing:
        yield EvidenceFact(0, "", accepted, valid_until=None if row.until == date.max else row.until)
    if row.ended:
        yield EvidenceFact(0, "", accepted, valid_until=today - one_day)
    if row.coming:
        yield EvidenceFact(0, "", accepted, accepted_on=today + one_day)
    if row.to_confirm:
        yield _TO_CONFIRM
    if row.submitted:
        yield _SUBMITTED
    if row.returned:
        yield _RETURNED
