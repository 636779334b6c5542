"""Writing the values of a period of an indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.indicators.domain.indicators import NoCell, NothingMeasured
from sello.indicators.domain.periods import Period
from sello.indicators.domain.suppression import Cut
from sello.indicators.domain.tables import shape_of
from sello.indicators.models import Indicator, Measurement
from sello.indicators.queries.rules import rules
from sello.indicators.service.writing import load


@dataclass(frozen=True, slots=True)
class Grid:
    """What somebody wrote of a period: each value at its cut (None: no information)."""

    period: Period
    cells: Mapping[Cut, int | None]
    source: str = ""
    provisional: bool = False
    rest_stays: bool = False
    """Whether values of the period that are not among the cells stay as they are."""


def write(actor: Actor, indicator_id: int, grids: tuple[Grid, ...], *, version: int, at: Moment) -> int:
    """Let each period say what was written, and nothing else; tells how many values that changed.

    The trail keeps which period and how many values, never the values. Raises Stale, NothingMeasured where a
    period would begin empty, or NoCell for a cut that the indicator does not have.
    """
    row = load(indicator_id, actor)
    if row.version != version:
        raise Stale
    shape = shape_of(row.measure, (row.first_axis, row.second_axis), rules().lists)
    changed = 0
    for grid in grids:
        if not grid.cells.keys() <= set(shape.inner):
            raise NoCell
        count = _write(row, grid)
        if count:
            told = {"period": str(grid.period), "count": count}
            record(actor, Act.INDICATOR_MEASURED, indicator_id, now=at.now, **told)
        changed += count
    row.version += bool(changed)
    db.session.flush()
    return changed


def _write(row: Indicator, grid: Grid) -> int:
    """One period: rows that were not written go, others say what was written."""
    where = (Measurement.indicator_id == row.id, Measurement.period_on == grid.period.starts)
    held = {
        (one.first_cut, one.second_cut): one for one in db.session.scalars(select(Measurement).where(*where))
    }
    if not held and not grid.cells:
        raise NothingMeasured
    changed = 0
    for cut in () if grid.rest_stays else held.keys() - grid.cells.keys():
        db.session.delete(held[cut])
        changed += 1
    for cut, value in grid.cells.items():
        changed += _say(row, grid, cut, value, held.get(cut))
    return changed


def _say(row: Indicator, grid: Grid, cut: Cut, value: int | None, found: Measurement | None) -> int:
    said = (value, grid.source, grid.provisional)
    if found is not None and (found.value, found.source, found.provisional) == said:
        return 0
    if found is None:
        found = Measurement(
            indicator_id=row.id, period_on=grid.period.starts, first_cut=cut[0], second_cut=cut[1]
        )
        db.session.add(found)
    found.value, found.source, found.provisional = said
    return 1
