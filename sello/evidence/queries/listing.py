"""The list of evidence: filters that an address can carry, pages that cost the same at any depth and size.

Pages go from newest to oldest by id and continue from the last one seen, so that no page counts or skips the
others; the total is counted only up to a bound.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select

from sello.accounts.domain import Visibility
from sello.core.db import db
from sello.core.text import like
from sello.evidence.domain.details import SOON, EvidenceType, Validity
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries.rows import Query, Row, base, rows
from sello.evidence.queries.seen import seen_by

PAGE = 50
BOUND = 1000
"""Above this many the list says «más de 1.000» instead of counting on."""


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; None or empty means everything."""

    text: str = ""
    unit_id: int | None = None
    requirement_id: int | None = None
    state: EvidenceState | None = None
    type: EvidenceType | None = None
    validity: Validity | None = None

    @property
    def active(self) -> bool:
        """Whether anything is narrowed."""
        return self != Filters()


@dataclass(frozen=True)
class Page:
    """One page of the list: its rows, the ids from which its neighbours continue, and a bounded total."""

    rows: tuple[Row, ...]
    newer: int | None
    older: int | None
    total: int
    more_than: bool
    """Whether there are more than `total`."""


def evidence_page(
    filters: Filters,
    visibility: Visibility,
    *,
    today: date,
    before: int | None = None,
    after: int | None = None,
    size: int = PAGE,
) -> Page:
    """The page of pieces with ids below `before` (or above `after`), newest first; three statements."""
    where = [seen_by(visibility), *_conditions(filters, today)]
    found = db.session.execute(_window(base().where(*where), before, after, size)).all()
    more = len(found) > size
    kept = found[:size]
    if after is not None:
        kept = kept[::-1]
    first = kept[0].Evidence.id if kept else None
    last = kept[-1].Evidence.id if kept else None
    total = _count(where)
    return Page(
        rows=rows(kept, today=today),
        newer=first if (more if after is not None else before is not None) else None,
        older=last if more or after is not None else None,
        total=min(total, BOUND),
        more_than=total > BOUND,
    )


def _window(query: Query, before: int | None, after: int | None, size: int) -> Query:
    if after is not None:
        return query.where(Evidence.id > after).order_by(Evidence.id).limit(size + 1)
    if before is not None:
        query = query.where(Evidence.id < before)
    return query.order_by(Evidence.id.desc()).limit(size + 1)


def _count(where: list[ColumnElement[bool]]) -> int:
    bounded = select(Evidence.id).where(*where).limit(BOUND + 1).subquery()
    return db.session.execute(select(func.count()).select_from(bounded)).scalar_one()


def _conditions(filters: Filters, today: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.text.strip():
        conditions.append(Evidence.folded.like(like(filters.text), escape="\\"))
    if filters.unit_id is not None:
        conditions.append(Evidence.unit_id == filters.unit_id)
    if filters.state is not None:
        conditions.append(Evidence.state == filters.state)
    if filters.type is not None:
        conditions.append(Evidence.type == filters.type)
    if filters.requirement_id is not None:
        serving = select(EvidenceLink.evidence_id).where(
            EvidenceLink.requirement_id == filters.requirement_id
        )
        conditions.append(Evidence.id.in_(serving))
    if filters.validity is not None:
        conditions.append(in_validity(filters.validity, today))
    return conditions


def in_validity(standing: Validity, today: date) -> ColumnElement[bool]:
    """The condition that `domain.details.validity` gives a word to."""
    replaced = Evidence.superseded_on.is_not(None) & (Evidence.superseded_on <= today)
    if standing is Validity.REPLACED:
        return replaced
    ends = {
        Validity.EXPIRED: Evidence.valid_until < today,
        Validity.EXPIRING: Evidence.valid_until.between(today, today + SOON),
        Validity.IN_FORCE: Evidence.valid_until.is_(None) | (Evidence.valid_until > today + SOON),
    }[standing]
    return ends & (Evidence.superseded_on.is_(None) | (Evidence.superseded_on > today))
