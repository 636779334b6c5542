"""The year as a map: duties by month, with how each month stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sello.accounts.domain.actor import Visibility
from sello.core.moment import Moment
from sello.duties.domain.duties import DateState, worst
from sello.duties.models import Duty
from sello.duties.queries.rows import DateLine, DutyRow, by_month, dates_of, read_rows, visible


@dataclass(frozen=True, slots=True)
class Cell:
    """A duty's month: its dates, and the state that asks most loudly among them."""

    state: DateState
    lines: tuple[DateLine, ...]


@dataclass(frozen=True, slots=True)
class YearRow:
    """A duty with the months of a year in which it falls."""

    duty: DutyRow
    cells: Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Year:
    """The duties of a year, and how many of its dates stand how."""

    number: int
    rows: tuple[YearRow, ...]
    counts: Mapping[DateState, int]


def year(visibility: Visibility, unit_ids: frozenset[int] | None, number: int, *, at: Moment) -> Year:
    """The duties that somebody sees and that fall in a year, of some units or of all (three statements)."""
    where = [visible(visibility)]
    if unit_ids is not None:
        where.append(Duty.unit_id.in_(sorted(unit_ids)))
    duties = read_rows(*where)
    first, last = date(number, 1, 1), date(number, 12, 31)
    dates = dates_of(duties, first=first, last=last, at=at, reader=visibility)
    rows = tuple(YearRow(duty, _cells(dates[duty.id])) for duty in duties if dates[duty.id])
    every = [line.state for row in rows for cell in row.cells.values() for line in cell.lines]
    return Year(number, rows, {state: every.count(state) for state in DateState if state in every})


def _cells(lines: tuple[DateLine, ...]) -> dict[int, Cell]:
    return {
        month: Cell(worst([line.state for line in found]), found) for month, found in by_month(lines).items()
    }
