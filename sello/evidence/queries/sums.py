"""The evidence of a cycle as one day needs it: added up by the database, whatever its amount.

The level on one day asks of each requirement only whether something backs it until when, and what waits. So a
handful of facts stands for all the pieces of a requirement: on that day they give the same verdict and the
same state. For other days, timelines and explanations that name a piece, read `facts_for_cycle`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, ColumnElement, Date, Row, bindparam, case, func, select

from sello.core import clock
from sello.core.db import UTCDateTime, db
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink
from sello.level.state import EvidenceFact, ReviewState
from sello.level.status import EvidenceCount


@dataclass(frozen=True, slots=True)
class Brief:
    """What stands for the pieces of a requirement on a day, and how many they are."""

    facts: tuple[EvidenceFact, ...]
    count: EvidenceCount


DAY: BindParameter[date] = bindparam("day", type_=Date())
NEXT_DAY: BindParameter[datetime] = bindparam("next_day", type_=UTCDateTime())
CONFIRMED = (Evidence.state == EvidenceState.ACCEPTED) & EvidenceLink.to_confirm.is_(False)
BEGUN = Evidence.accepted_at.is_(None) | (Evidence.accepted_at < NEXT_DAY)
FRESH = (Evidence.valid_until.is_(None) | (Evidence.valid_until >= DAY)) & (
    Evidence.superseded_on.is_(None) | (Evidence.superseded_on > DAY)
)
OVER = (Evidence.valid_until.is_not(None) & (Evidence.valid_until < DAY)) | (
    Evidence.superseded_on.is_not(None) & (Evidence.superseded_on <= DAY)
)
BACKING = CONFIRMED & BEGUN & FRESH


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


SUMS = (
    select(
        EvidenceLink.requirement_id,
        func.count().label("total"),
        _how_many(BACKING).label("backing"),
        _how_many(BACKING & Evidence.superseded_on.is_not(None)).label("leaving"),
        func.max(case((BACKING, func.coalesce(Evidence.valid_until, date.max)))).label("until"),
        _how_many(OVER).label("over"),
        _how_many(CONFIRMED & OVER).label("ended"),
        _how_many(CONFIRMED & (Evidence.accepted_at >= NEXT_DAY)).label("coming"),
        _how_many(EvidenceLink.to_confirm.is_(True)).label("to_confirm"),
        _how_many(Evidence.state == EvidenceState.SUBMITTED).label("submitted"),
        _how_many(Evidence.state == EvidenceState.RETURNED).label("returned"),
    )
    .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
    .where(EvidenceLink.cycle_id == bindparam("cycle_id"))
    .group_by(EvidenceLink.requirement_id)
)


def brief(cycle_id: int, *, today: date, zone: str = clock.DEFAULT_ZONE) -> dict[int, Brief] | None:
    """Each requirement's evidence as of a day, by requirement id (one statement, a row per requirement).

    None when a piece already bears the day on which another will replace it: then only all facts tell.
    """
    next_day = datetime.combine(today + timedelta(days=1), time.min, ZoneInfo(zone))
    found = db.session.execute(SUMS, {"cycle_id": cycle_id, "day": today, "next_day": next_day}).all()
    if any(row.leaving for row in found):
        return None
    return {row.requirement_id: _brief(row, today) for row in found}


def _brief(row: Row[*tuple[Any, ...]], today: date) -> Brief:
    count = EvidenceCount(total=row.total, accepted=row.backing, returned=row.returned, expired=row.over)
    return Brief(tuple(_facts(row, today)), count)


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
