"""Reads of cuts."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import Select, bindparam, select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Person, Unit
from sello.core.changes import grounded
from sello.core.db import db
from sello.core.paging import Page, page_of
from sello.core.refusal import NotFound
from sello.core.rows import row_as, rows_as
from sello.cycles.models import Cut
from sello.level.outside import frozen_outside
from sello.level.snapshot import Figures, figures
from sello.level.state import Reading


@dataclass(frozen=True, slots=True)
class CutRow:
    """A cut with the figures of its three readings."""

    id: int
    cycle_id: int
    name: str
    as_of: date
    is_baseline: bool
    made_at: datetime
    made_by: str | None
    snapshot: dict[str, Any]

    def figures(self, reading: Reading) -> Figures:
        """The level of one reading in this cut."""
        return figures(self.snapshot, reading)


@dataclass(frozen=True, slots=True)
class CutLevel:
    """Where a cut found the level of one reading: the code of then, and the share where there is one."""

    name: str
    as_of: date
    level: str | None
    share: Fraction | None


@lru_cache(maxsize=len(Reading))
def _levels(reading: Reading) -> Select[Any]:
    """The statement of the levels, which takes of each snapshot only what is shown of it."""
    figures = ("readings", reading.value)
    return (
        select(
            Cut.name,
            Cut.as_of,
            Cut.snapshot[*figures, "level"].as_string().label("level"),
            Cut.snapshot[*figures, "share"].as_string().label("share"),
        )
        .where(Cut.cycle_id == bindparam("cycle_id"), Cut.as_of <= bindparam("last"))
        .order_by(Cut.as_of, Cut.id)
    )


_COLUMNS = (
    Cut.id,
    Cut.cycle_id,
    Cut.name,
    Cut.as_of,
    Cut.is_baseline,
    Cut.made_at,
    Person.name.label("made_by"),
    Cut.snapshot,
)


@dataclass(frozen=True, slots=True)
class CutRef:
    """A cut as other pages name it."""

    id: int
    name: str
    as_of: date
    is_baseline: bool


_NEWEST = (Cut.as_of.desc(), Cut.id.desc())


def cuts(cycle_id: int, *, number: int = 1, size: int = 50) -> Page[CutRow]:
    """A page of the cuts of a cycle, the latest first (one statement)."""
    rows = select(*_COLUMNS).outerjoin(Person, Person.id == Cut.made_by).where(Cut.cycle_id == cycle_id)
    return page_of(rows.order_by(*_NEWEST), partial(rows_as, CutRow), number, size)


def refs(cycle_id: int, *, number: int, size: int) -> Page[CutRef]:
    """The same by their names, without what they froze (one statement)."""
    rows = select(Cut.id, Cut.name, Cut.as_of, Cut.is_baseline).where(Cut.cycle_id == cycle_id)
    return page_of(rows.order_by(*_NEWEST), partial(rows_as, CutRef), number, size)


def between(cycle_id: int, first: date, last: date) -> tuple[CutRef, ...]:
    """The cuts of a cycle that stand between two days (one statement)."""
    rows = select(Cut.id, Cut.name, Cut.as_of, Cut.is_baseline).where(Cut.cycle_id == cycle_id)
    return rows_as(CutRef, db.session.execute(rows.where(Cut.as_of.between(first, last)).order_by(*_NEWEST)))


def earliest(cycle_id: int, page: Page[CutRow] | Page[CutRef]) -> int | None:
    """The first cut of a cycle, from which one compares (one statement where the page does not hold it)."""
    if page.number == page.last:
        return page.rows[-1].id if page.rows else None
    first = select(Cut.id).where(Cut.cycle_id == cycle_id).order_by(Cut.as_of, Cut.id).limit(1)
    return db.session.scalar(first)


def find_cut(cycle_id: int, cut_id: int, visibility: Visibility | None = None) -> CutRow:
    """A cut of a cycle as its reader may know it (one statement), or NotFound."""
    row = db.session.execute(
        select(*_COLUMNS)
        .outerjoin(Person, Person.id == Cut.made_by)
        .where(Cut.cycle_id == cycle_id, Cut.id == cut_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    if visibility is None or not visibility.released_only:
        return row_as(CutRow, row)
    return row_as(CutRow, row, snapshot=frozen_outside(row.snapshot))


def levels_until(cycle_id: int, reading: Reading, last: date) -> tuple[CutLevel, ...]:
    """What each cut of a cycle until a day found in a reading, the earliest first (one statement, kept)."""
    return grounded(lambda: _levels_until(cycle_id, reading, last), "levels_until", cycle_id, reading, last)


def _levels_until(cycle_id: int, reading: Reading, last: date) -> tuple[CutLevel, ...]:
    found = db.session.execute(_levels(reading), {"cycle_id": cycle_id, "last": last})
    return tuple(
        CutLevel(row.name, row.as_of, row.level, None if row.share is None else Fraction(row.share))
        for row in found
    )


def unit_names() -> dict[int, str]:
    """The names of all units, to say whose work moved something (one statement)."""
    return dict(db.session.execute(select(Unit.id, Unit.name)).all())
