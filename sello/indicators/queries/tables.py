"""The values of indicators as whoever looks may see them: the one place where they are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.rows import rows_as
from sello.indicators.domain.periods import Period
from sello.indicators.domain.suppression import Cut
from sello.indicators.domain.tables import Shape, Table, shape_of, table
from sello.indicators.models import Measurement
from sello.indicators.queries.rows import IndicatorRow
from sello.indicators.queries.rules import Rules


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it is kept."""

    indicator_id: int
    period_on: date
    first_cut: str
    second_cut: str
    value: int | None
    source: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """A period of an indicator: its table as it may be seen, where it comes from, and whether it is final."""

    period: Period
    table: Table
    source: str
    provisional: bool


def shape(row: IndicatorRow, rules: Rules) -> Shape:
    """How an indicator's tables look."""
    return shape_of(row.measure, row.axes, rules.lists)


def measured(row: IndicatorRow, rules: Rules, actor: Actor) -> tuple[Measured, ...]:
    """The periods of an indicator, the oldest first (one statement)."""
    found = _values(Measurement.indicator_id == row.id)
    return _periods(row, found.get(row.id, ()), rules, rules.threshold_for(actor))


def for_strangers(row: IndicatorRow, rules: Rules) -> tuple[Measured, ...]:
    """The same periods for whoever may see no small figure, whoever asks (one statement)."""
    found = _values(Measurement.indicator_id == row.id)
    return _periods(row, found.get(row.id, ()), rules, rules.threshold)


def all_measured(
    rows: Sequence[IndicatorRow], rules: Rules, actor: Actor
) -> Mapping[int, tuple[Measured, ...]]:
    """The periods of several indicators (one statement)."""
    found = _values(Measurement.indicator_id.in_([row.id for row in rows]))
    return _all_of(rows, found, rules, rules.threshold_for(actor))


def latest(rows: Sequence[IndicatorRow], rules: Rules, actor: Actor) -> dict[int, Measured]:
    """The last period of each indicator that has one (one statement)."""
    other = aliased(Measurement)
    last = (
        select(func.max(other.period_on))
        .where(other.indicator_id == Measurement.indicator_id)
        .correlate(Measurement)
        .scalar_subquery()
    )
    found = _values(Measurement.indicator_id.in_([row.id for row in rows]), Measurement.period_on == last)
    told = _all_of(rows, found, rules, rules.threshold_for(actor))
    return {key: periods[-1] for key, periods in told.items() if periods}


def written(row: IndicatorRow, period: Period) -> Mapping[Cut, Value]:
    """What is kept of a period, for whoever writes it: nothing of it is hidden (one statement)."""
    found = _values(Measurement.indicator_id == row.id, Measurement.period_on == period.starts)
    return {(one.first_cut, one.second_cut): one for one in found.get(row.id, ())}


def every_written(row: IndicatorRow) -> Mapping[tuple[date, Cut], Value]:
    """The same of all its periods, by their first day (one statement)."""
    found = _values(Measurement.indicator_id == row.id)
    return {(one.period_on, (one.first_cut, one.second_cut)): one for one in found.get(row.id, ())}


def has_values(indicator_ids: Collection[int]) -> bool:
    """Whether any of them has a value (one statement)."""
    statement = select(Measurement.id).where(Measurement.indicator_id.in_(indicator_ids)).limit(1)
    return db.session.scalar(statement) is not None


def _values(*where: ColumnElement[bool]) -> dict[int, tuple[Value, ...]]:
    statement = (
        select(
            Measurement.indicator_id,
            Measurement.period_on,
            Measurement.first_cut,
            Measurement.second_cut,
            Measurement.value,
            Measurement.source,
            Measurement.provisional,
        )
        .where(*where)
        .order_by(Measurement.indicator_id, Measurement.period_on, Measurement.id)
    )
    grouped: dict[int, list[Value]] = defaultdict(list)
    for one in rows_as(Value, db.session.execute(statement)):
        grouped[one.indicator_id].append(one)
    return {key: tuple(values) for key, values in grouped.items()}


def _all_of(
    rows: Sequence[IndicatorRow],
    found: Mapping[int, Sequence[Value]],
    rules: Rules,
    threshold: int | None,
) -> dict[int, tuple[Measured, ...]]:
    return {row.id: _periods(row, found.get(row.id, ()), rules, threshold) for row in rows}


def _periods(
    row: IndicatorRow, values: Sequence[Value], rules: Rules, threshold: int | None
) -> tuple[Measured, ...]:
    form = shape(row, rules)
    by_period: dict[date, list[Value]] = defaultdict(list)
    for one in values:
        by_period[one.period_on].append(one)
    return tuple(
        Measured(
            period=Period(starts, row.periodicity),
            table=table(form, {(one.first_cut, one.second_cut): one.value for one in found}, threshold),
            source="; ".join(dict.fromkeys(one.source for one in found if one.source)),
            provisional=any(one.provisional for one in found),
        )
        for starts, found in sorted(by_period.items())
    )
