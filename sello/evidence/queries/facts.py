"""What other rooms ask of evidence: facts for the level, counts for the checklist, rows for others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Unit
from sello.core.days import SOON
from sello.core.db import db
from sello.core.moment import Moment
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries import conditions
from sello.evidence.queries.conditions import seen_by
from sello.evidence.queries.rows import BASE, SERVES, Found, Query, Row, rows, served_in
from sello.level.state import EvidenceFact, ReviewState

MOST_RELEASABLE = 500
"""So many pieces are looked at, and released, at once."""


@dataclass(frozen=True)
class Expiry:
    """An accepted piece whose last day has passed or is near."""

    id: int
    title: str
    unit_id: int
    unit: str
    valid_until: date
    codes: tuple[str, ...]


def for_requirement(
    cycle_id: int, requirement_id: int, visibility: Visibility, *, today: date
) -> tuple[Row, ...]:
    """The pieces that serve a requirement in a cycle, newest first."""
    query = BASE.join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id).where(
        EvidenceLink.cycle_id == cycle_id, EvidenceLink.requirement_id == requirement_id
    )
    return _listed(query, visibility, today)


def releasable(cycle_id: int, *, today: date, limit: int = MOST_RELEASABLE) -> tuple[Row, ...]:
    """The accepted pieces of a cycle that external auditors do not see yet, newest first."""
    linked = select(EvidenceLink.evidence_id).where(
        EvidenceLink.cycle_id == cycle_id, EvidenceLink.to_confirm.is_(False)
    )
    found = db.session.execute(
        BASE.where(
            Evidence.id.in_(linked),
            conditions.releasable(),
        )
        .order_by(Evidence.id.desc())
        .limit(limit)
    )
    return rows(found, today=today)


def _listed(query: Query, visibility: Visibility, today: date) -> tuple[Row, ...]:
    found = db.session.execute(query.where(seen_by(visibility)).order_by(Evidence.id.desc()))
    return rows(found, today=today)


FACTS = (
    select(
        EvidenceLink.requirement_id,
        EvidenceLink.to_confirm,
        Evidence.id,
        Evidence.title,
        Evidence.state,
        Evidence.accepted_at,
        Evidence.valid_until,
        Evidence.superseded_on,
    )
    .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
    .where(EvidenceLink.cycle_id == bindparam("cycle_id"))
    .order_by(EvidenceLink.requirement_id, Evidence.id)
)


def facts_for_cycle(cycle_id: int, *, at: Moment) -> dict[int, tuple[EvidenceFact, ...]]:
    """What the level engine is told of the evidence of a cycle, by requirement id. One statement.

    A piece counts from the day on which it was accepted, at the place of ``at``.
    """
    return as_facts(db.session.execute(FACTS, {"cycle_id": cycle_id}), at)


def as_facts(found: Iterable[Found], at: Moment) -> dict[int, tuple[EvidenceFact, ...]]:
    """Rows of the columns of `FACTS` as facts, by requirement id."""
    facts: dict[int, list[EvidenceFact]] = {}
    for row in found:
        facts.setdefault(row.requirement_id, []).append(
            EvidenceFact(
                id=row.id,
                title=row.title,
                review=ReviewState[row.state.name],
                accepted_on=at.day_of(row.accepted_at),
                valid_until=row.valid_until,
                superseded_on=row.superseded_on,
                to_confirm=row.to_confirm,
            )
        )
    return {requirement_id: tuple(each) for requirement_id, each in facts.items()}


def expired(visibility: Visibility, *, today: date, limit: int = 500) -> tuple[Expiry, ...]:
    """Accepted pieces whose last day has passed and that nothing replaced, the longest ago first."""
    return _by_end(conditions.past(today), visibility, today, limit)


def expiring(
    visibility: Visibility, *, today: date, within_days: int = SOON.days, limit: int = 500
) -> tuple[Expiry, ...]:
    """Accepted pieces whose last day is today or in the coming days, the nearest first."""
    near = conditions.ends_between(today, today + timedelta(days=within_days))
    return _by_end(near, visibility, today, limit)


def endings(visibility: Visibility, *, today: date, within_days: int = SOON.days) -> tuple[int, int]:
    """How many accepted pieces have expired, and how many will within the days; one statement, no rows."""
    expired, expiring = db.session.execute(_endings(visibility, today, within_days)).one()
    return expired, expiring


def endings_beside(count: Select[int], visibility: Visibility, *, today: date) -> tuple[int, int, int]:
    """The same and one more count, in one statement: both stand on the dashboard."""
    row = db.session.execute(_endings_beside(count, visibility, today)).one()
    return row.expired, row.expiring, row.counted


@lru_cache(maxsize=256)
def _endings_beside(count: Select[int], visibility: Visibility, today: date) -> Select[int, int, int]:
    ends = _endings(visibility, today, SOON.days).subquery()
    return select(*ends.c, count.scalar_subquery().label("counted"))


@lru_cache(maxsize=256)
def _endings(visibility: Visibility, today: date, within_days: int) -> Select[int, int]:
    """The statement of the endings, built once a day for each circle of units: it stands on the dashboard."""
    last = today + timedelta(days=within_days)
    return select(
        func.count(case((conditions.past(today), 1))).label("expired"),
        func.count(case((conditions.ends_between(today, last), 1))).label("expiring"),
    ).where(conditions.ends_by(last), *_counting(today), seen_by(visibility))


def _counting(today: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Accepted and not replaced: what is announced when its last day comes near, and when it has passed."""
    return conditions.accepted(), conditions.unreplaced(today)


def _by_end(ends: ColumnElement[bool], visibility: Visibility, today: date, limit: int) -> tuple[Expiry, ...]:
    found = db.session.execute(
        select(
            Evidence.id,
            Evidence.title,
            Evidence.unit_id,
            Unit.name.label("unit"),
            Evidence.valid_until,
            SERVES.label("serves"),
        )
        .join(Unit, Unit.id == Evidence.unit_id)
        .where(
            ends,
            *_counting(today),
            seen_by(visibility),
        )
        .order_by(Evidence.valid_until, Evidence.id)
        .limit(limit)
    )
    return tuple(
        Expiry(
            row.id,
            row.title,
            row.unit_id,
            row.unit,
            row.valid_until or today,
            tuple(one.code for one in served_in(row.serves)),
        )
        for row in found
    )
