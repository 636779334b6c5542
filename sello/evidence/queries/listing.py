"""The list of evidence: filters that an address can carry, pages that cost the same at any depth and size.

Pages go from newest to oldest by id and continue from the last one seen, so that no page skips through
the others; the total is counted only up to a bound.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, func, select

from sello.accounts.domain.actor import Visibility
from sello.core.changes import kept
from sello.core.db import db
from sello.core.ordering import Order
from sello.core.paging import Page as Numbered
from sello.core.searching import speaks_of
from sello.evidence.domain.details import EvidenceType, Validity
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries import orders
from sello.evidence.queries.conditions import in_state, in_validity, seen_by
from sello.evidence.queries.rows import BASE, Query, Row, rows

PAGE = 50
BOUND = 1000
"""Above this many the list says «más de 1.000» instead of counting on."""
TITLES = 5000
"""So many of the newest are compared with a search that found nothing."""


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; None or empty means everything."""

    text: str = ""
    unit_ids: frozenset[int] | None = None
    requirement_id: int | None = None
    state: EvidenceState | None = None
    type: EvidenceType | None = None
    validity: Validity | None = None
    alone: bool = False
    """Only what no open task holds."""

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
    alone: ColumnElement[bool],
    today: date,
    before: int | None = None,
    after: int | None = None,
    size: int = PAGE,
) -> Page:
    """The page of pieces with ids below `before` (or above `after`), newest first; two statements.

    `alone` is the condition that a filter of that name means; only the room of tasks can say it.

    Up to BOUND pieces are found by whatever index fits the filters best; when there are more, they lie so
    dense that walking from the newest (or from the page before) finds a page at once. It is kept.
    """
    asked = (filters, visibility, alone, today, before, after, size)
    return kept(
        lambda: _page(filters, visibility, alone, today, before=before, after=after, size=size),
        "evidence",
        *asked,
    )


def _page(
    filters: Filters,
    visibility: Visibility,
    alone: ColumnElement[bool],
    today: date,
    *,
    before: int | None,
    after: int | None,
    size: int,
) -> Page:
    total = db.session.execute(_count(filters, visibility, alone, today)).scalar_one()
    many = total > BOUND
    asked = _rows(filters, visibility, alone, today, many=many, before=before, after=after, size=size)
    found = rows(db.session.execute(asked), today=today)
    more, shown = len(found) > size, found[:size]
    newer = more if after is not None else before is not None
    older = after is not None or more
    if after is not None:
        shown = shown[::-1]
    return Page(
        rows=shown,
        newer=shown[0].id if shown and newer else None,
        older=shown[-1].id if shown and older else None,
        total=min(total, BOUND),
        more_than=total > BOUND,
    )


def ordered_page(
    filters: Filters,
    visibility: Visibility,
    *,
    alone: ColumnElement[bool],
    today: date,
    order: Order,
    number: int = 1,
    size: int = PAGE,
) -> Numbered[Row]:
    """The same pieces in another order, a page by its number; two statements.

    No index holds such an order, so that it costs more the more pieces there are.
    """
    where = [seen_by(visibility), *_conditions(filters, alone, today)]
    total = db.session.scalar(select(func.count()).select_from(Evidence).where(*where)) or 0
    number = min(max(1, number), max(1, -(-total // size)))
    by = orders.ordering(order)
    page = select(Evidence.id).where(*where).order_by(*by).limit(size).offset((number - 1) * size)
    few = page.subquery()
    found = db.session.execute(BASE.join(few, few.c.id == Evidence.id).order_by(*by))
    return Numbered(rows(found, today=today), total, number, size)


def of_ids(ids: Collection[int], visibility: Visibility, *, today: date) -> tuple[Row, ...]:
    """Those of some pieces that the reader may see, newest first; one statement."""
    wanted = BASE.where(Evidence.id.in_(ids), seen_by(visibility)).order_by(Evidence.id.desc())
    return rows(db.session.execute(wanted), today=today)


def versions(ids: Collection[int], visibility: Visibility) -> dict[int, int]:
    """The present version of each of some pieces that the reader may see (one statement)."""
    wanted = select(Evidence.id, Evidence.version).where(Evidence.id.in_(ids), seen_by(visibility))
    return {row.id: row.version for row in db.session.execute(wanted)}


def served(ids: Collection[int], cycle_id: int, visibility: Visibility) -> tuple[int, ...]:
    """The requirements of a cycle that some pieces serve, as far as the reader sees them (one statement)."""
    wanted = (
        select(EvidenceLink.requirement_id)
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .where(Evidence.id.in_(ids), EvidenceLink.cycle_id == cycle_id, seen_by(visibility))
        .distinct()
        .order_by(EvidenceLink.requirement_id)
    )
    return tuple(db.session.scalars(wanted))


def titles(visibility: Visibility) -> tuple[str, ...]:
    """What the newest pieces that the reader may see are called (one statement)."""
    newest = select(Evidence.title).where(seen_by(visibility)).order_by(Evidence.id.desc()).limit(TITLES)
    return tuple(db.session.scalars(newest))


@lru_cache(maxsize=256)
def _count(filters: Filters, visibility: Visibility, alone: ColumnElement[bool], today: date) -> Select[int]:
    """The statement of the bounded total; the usual lists are asked for again and again."""
    return select(func.count()).select_from(_few(filters, visibility, alone, today).subquery())


@lru_cache(maxsize=256)
def _rows(
    filters: Filters,
    visibility: Visibility,
    alone: ColumnElement[bool],
    today: date,
    *,
    many: bool,
    before: int | None,
    after: int | None,
    size: int,
) -> Query:
    """The statement of a page's rows, by the way that finds them soonest: from the edge that it begins at."""
    way = _walk if many else _few
    few = _window(way(filters, visibility, alone, today), before, after, size).subquery()
    order = few.c.id.desc() if after is None else few.c.id
    return BASE.join(few, few.c.id == Evidence.id).order_by(order)


def _few(filters: Filters, visibility: Visibility, alone: ColumnElement[bool], today: date) -> Select[int]:
    """Ids in whatever order their index gives them, up to one over the bound."""
    conditions = [seen_by(visibility), *_conditions(filters, alone, today)]
    return select(Evidence.id).where(*conditions).limit(BOUND + 1)


def _walk(filters: Filters, visibility: Visibility, alone: ColumnElement[bool], today: date) -> Select[int]:
    """Ids to be taken in the order of their making, one after the other until a page is full."""
    return select(Evidence.id).where(seen_by(visibility), *_conditions(filters, alone, today, walking=True))


def _window(ids: Select[int], before: int | None, after: int | None, size: int) -> Select[int]:
    """One page of ids and one more, from the newest or from the edge of the page before."""
    found = ids.subquery().c.id
    if after is not None:
        return select(found).where(found > after).order_by(found).limit(size + 1)
    page = select(found).order_by(found.desc()).limit(size + 1)
    return page if before is None else page.where(found < before)


def _conditions(
    filters: Filters, alone: ColumnElement[bool], today: date, *, walking: bool = False
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [alone] if filters.alone else []
    conditions += speaks_of(Evidence.folded, filters.text)
    if filters.unit_ids is not None:
        conditions.append(Evidence.unit_id.in_(sorted(filters.unit_ids)))
    if filters.state is not None:
        conditions.append(in_state(filters.state))
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
