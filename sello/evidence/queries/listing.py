"""The list of evidence: filters that an address can carry, pages that cost the same at any depth and size.

Pages go from newest to oldest by id and continue from the last one seen, so that no page skips through
the others; the total is counted only up to a bound.
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
from sello.evidence.queries.rows import Row, base, rows
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
    """The page of pieces with ids below `before` (or above `after`), newest first; at most four statements.

    Up to BOUND pieces are found by whatever index fits the filters best; when there are more, they lie so
    dense that walking from the newest (or from the page before) finds a page at once.
    """
    found = _any(filters, visibility, today)
    if len(found) > BOUND:
        ids = _walked(filters, visibility, today, before=before, after=after, size=size)
    else:
        ids = _cut(sorted(found, reverse=after is None), before, after)[: size + 1]
    more, kept = len(ids) > size, sorted(ids[:size], reverse=True)
    newer = more if after is not None else before is not None
    older = after is not None or more
    results = db.session.execute(base().where(Evidence.id.in_(kept)).order_by(Evidence.id.desc()))
    return Page(
        rows=rows(results, today=today),
        newer=kept[0] if kept and newer else None,
        older=kept[-1] if kept and older else None,
        total=min(len(found), BOUND),
        more_than=len(found) > BOUND,
    )


def _any(filters: Filters, visibility: Visibility, today: date) -> list[int]:
    conditions = [seen_by(visibility), *_conditions(filters, today)]
    return list(db.session.scalars(select(Evidence.id).where(*conditions).limit(BOUND + 1)))


def _cut(ids: list[int], before: int | None, after: int | None) -> list[int]:
    if after is not None:
        return [one for one in ids if one > after]
    return [one for one in ids if before is None or one < before]


def _walked(
    filters: Filters,
    visibility: Visibility,
    today: date,
    *,
    before: int | None,
    after: int | None,
    size: int,
) -> list[int]:
    """Ids of one page and one more, in walking order."""
    query = select(Evidence.id).where(seen_by(visibility), *_conditions(filters, today, walking=True))
    query = query.order_by(Evidence.id if after is not None else Evidence.id.desc()).limit(size + 1)
    if after is not None:
        query = query.where(Evidence.id > after)
    elif before is not None:
        query = query.where(Evidence.id < before)
    return list(db.session.scalars(query))


def _conditions(filters: Filters, today: date, *, walking: bool = False) -> list[ColumnElement[bool]]:
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
        conditions.append(_serves(filters.requirement_id, walking=walking))
    if filters.validity is not None:
        conditions.append(in_validity(filters.validity, today, by_index=not walking))
    return conditions


def _serves(requirement_id: int, *, walking: bool) -> ColumnElement[bool]:
    links = select(EvidenceLink.evidence_id).where(EvidenceLink.requirement_id == requirement_id)
    return (
        links.where(EvidenceLink.evidence_id == Evidence.id).exists() if walking else Evidence.id.in_(links)
    )


def in_validity(standing: Validity, today: date, *, by_index: bool = True) -> ColumnElement[bool]:
    """The condition that `domain.details.validity` gives a word to.

    Without `by_index` it is written so that no planner sorts all of them by their last day first.
    """
    replaced = Evidence.superseded_on.is_not(None) & (Evidence.superseded_on <= today)
    if standing is Validity.REPLACED:
        return replaced
    last = Evidence.valid_until if by_index else func.coalesce(Evidence.valid_until, date.max)
    ends = {
        Validity.EXPIRED: last < today,
        Validity.EXPIRING: last.between(today, today + SOON),
        Validity.IN_FORCE: Evidence.valid_until.is_(None) | (last > today + SOON),
    }[standing]
    return ends & (Evidence.superseded_on.is_(None) | (Evidence.superseded_on > today))
