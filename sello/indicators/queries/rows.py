"""Indicators as pages list them, for whoever may see their initiative."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.core.paging import Page, page_of
from sello.core.refusal import NotFound
from sello.core.rows import rows_as
from sello.core.trail import history as trail
from sello.core.trail.history import HistoryEvent
from sello.indicators.domain.cuts import Axis
from sello.indicators.domain.indicators import Direction
from sello.indicators.domain.numbers import Measure
from sello.indicators.domain.periods import Periodicity
from sello.indicators.models import Indicator
from sello.register.models import Initiative, InitiativeTask
from sello.register.queries.rows import visible

MOST_EVENTS = 50


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator without its values; figures are thousandths of its unit."""

    id: int
    initiative_id: int
    initiative: str
    name: str
    measure: Measure
    formula: str
    direction: Direction
    periodicity: Periodicity
    first_axis: Axis | None
    second_axis: Axis | None
    baseline: int | None
    baseline_on: date | None
    target: int | None
    target_on: date | None
    version: int

    @property
    def axes(self) -> tuple[Axis, ...]:
        """By what its values are cut."""
        return tuple(axis for axis in (self.first_axis, self.second_axis) if axis is not None)


def indicators(visibility: Visibility) -> tuple[IndicatorRow, ...]:
    """Indicators that somebody may see, by initiative and name (one statement)."""
    return _rows(visible(visibility))


def page(
    visibility: Visibility, initiative_id: int | None = None, *, number: int = 1, size: int = 50
) -> Page[IndicatorRow]:
    """A page of the same, or of those of one initiative (one statement)."""
    where = [visible(visibility)]
    if initiative_id is not None:
        where.append(Indicator.initiative_id == initiative_id)
    return page_of(_selected(*where), partial(rows_as, IndicatorRow), number, size)


def of_initiative(initiative_id: int, visibility: Visibility) -> tuple[IndicatorRow, ...]:
    """What is measured of an initiative (one statement)."""
    return _rows(visible(visibility), Indicator.initiative_id == initiative_id)


def called(ids: Collection[int], visibility: Visibility) -> dict[int, str]:
    """What indicators are called that the reader may see, by id (one statement, or none)."""
    found = _rows(visible(visibility), Indicator.id.in_(ids)) if ids else ()
    return {one.id: one.name for one in found}


def for_task(task_id: int, visibility: Visibility) -> tuple[IndicatorRow, ...]:
    """What is measured of the initiatives that owe what a task asks, and might answer it (one statement).

    Neither a renewal nor what a register lacks is answered by figures.
    """
    asked = select(InitiativeTask.initiative_id).where(
        InitiativeTask.task_id == task_id, InitiativeTask.purpose.is_(None)
    )
    return _rows(visible(visibility), Indicator.initiative_id.in_(asked))


def indicator(indicator_id: int, visibility: Visibility) -> IndicatorRow:
    """An indicator (one statement); raises NotFound for one that the reader may not see."""
    found = _rows(visible(visibility), Indicator.id == indicator_id)
    if not found:
        raise NotFound
    return found[0]


def _rows(*where: ColumnElement[bool]) -> tuple[IndicatorRow, ...]:
    return rows_as(IndicatorRow, db.session.execute(_selected(*where)))


def _selected(*where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Indicator.id,
            Indicator.initiative_id,
            Initiative.name.label("initiative"),
            Indicator.name,
            Indicator.measure,
            Indicator.formula,
            Indicator.direction,
            Indicator.periodicity,
            Indicator.first_axis,
            Indicator.second_axis,
            Indicator.baseline,
            Indicator.baseline_on,
            Indicator.target,
            Indicator.target_on,
            Indicator.version,
        )
        .join(Initiative, Initiative.id == Indicator.initiative_id)
        .where(*where)
        .order_by(Initiative.name, Indicator.name, Indicator.id)
    )


def history(indicator_id: int) -> tuple[HistoryEvent, ...]:
    """What was done to an indicator, the latest first (one statement)."""
    return trail.history("indicator", indicator_id, limit=MOST_EVENTS)
