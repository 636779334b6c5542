"""The evidence of a cycle as one day needs it: added up by the database, whatever its amount.

The level on one day asks of each requirement only whether something backs it until when, and what waits. So a
handful of facts stands for all the pieces of a requirement: on that day they give the same verdict and the
same state, and on the days to come the same verdict while nothing is added. Explanations that name a piece
and past days read `facts_for_cycle`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Date, Row, bindparam, case, func, not_, select

from sello.core.db import UTCDateTime, db
from sello.core.moment import Moment
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries import conditions
from sello.level.state import EvidenceFact, ReviewState
from sello.level.status import EvidenceCount


@dataclass(frozen=True, slots=True)
class EvidenceSum:
    """What stands for the pieces of a requirement on a day, and how many they are."""

    facts: tuple[EvidenceFact, ...]
    count: EvidenceCount


DAY: BindParameter[date] = bindparam("day", type_=Date())
NEXT_DAY: BindParameter[datetime] = bindparam("next_day", type_=UTCDateTime())
CONFIRMED = conditions.accepted() & EvidenceLink.to_confirm.is_(False)
BEGUN = conditions.accepted_before(NEXT_DAY)
FRESH = conditions.unexpired(DAY)
BACKING = CONFIRMED & BEGUN & FRESH


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


SUMS = (
    select(
        EvidenceLink.requirement_id,
        func.count().label("total"),
        _how_many(BACKING).label("backing"),
        _how_many(BACKING & conditions.has_successor()).label("leaving"),
        func.max(case((BACKING, func.coalesce(Evidence.valid_until, date.max)))).label("until"),
        _how_many(not_(FRESH)).label("over"),
        _how_many(CONFIRMED & not_(FRESH)).label("ended"),
        _how_many(CONFIRMED & not_(BEGUN)).label("coming"),
        _how_many(EvidenceLink.to_confirm.is_(True)).label("to_confirm"),
        _how_many(conditions.waiting()).label("submitted"),
        _how_many(conditions.returned()).label("returned"),
    )
    .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
    .where(EvidenceLink.cycle_id == bindparam("cycle_id"))
    .group_by(EvidenceLink.requirement_id)
)


def sums_by_requirement(cycle_id: int, *, at: Moment) -> dict[int, EvidenceSum] | None:
    """Each requirement's evidence as of today, by requirement id (one statement, a row per requirement).

    None when a piece already bears the day on which another will replace it: then only all facts tell.
    """
    asked = {"cycle_id": cycle_id, "day": at.today, "next_day": at.end_of(at.today)}
    found = db.session.execute(SUMS, asked).all()
    if any(row.leaving for row in found):
        return None
    return {row.requirement_id: _summed_up(row, at.today) for row in found}


def _summed_up(row: Row[*tuple[Any, ...]], today: date) -> EvidenceSum:
    count = EvidenceCount(total=row.total, accepted=row.backing, returned=row.returned, expired=row.over)
    return EvidenceSum(tuple(_facts(row, today)), count)


def _facts(row: Row[*tuple[Any, ...]], today: date) -> Iterator[EvidenceFact]:
    accepted, one_day = ReviewState.ACCEPTED, timedelta(days=1)
    if row.backing:
        yield EvidenceFact(0, "", accepted, valid_until=None if row.until == date.max else row.until)
    if row.ended:
        yield EvidenceFact(0, "", accepted, valid_until=today - one_day)
    if row.coming:
        yield EvidenceFact(0, "", accepted, accepted_on=today + one_day)
    if row.to_confirm:
        yield EvidenceFact(0, "", accepted, to_confirm=True)
    if row.submitted:
        yield EvidenceFact(0, "", ReviewState.SUBMITTED)
    if row.returned:
        yield EvidenceFact(0, "", ReviewState.RETURNED)
