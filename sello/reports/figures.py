"""Figures in the long form: a row for each value, with the option of every cut in a column of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from sello.core.labels import N_
from sello.core.workbook import Number, Sheet, Value
from sello.indicators.domain.cuts import Axis, Option
from sello.indicators.domain.numbers import STEP, Measure
from sello.indicators.domain.tables import Cell, Seen, Shape
from sello.indicators.queries.rows import IndicatorRow
from sello.indicators.queries.tables import Measured
from sello.reports.document.wording import Translate

TITLES = (N_("Iniciativa"), N_("Indicador"), N_("Unidad de medida"), N_("Período"), N_("Desde"), N_("Hasta"))
AFTER = (N_("Valor"), N_("Qué se sabe"), N_("Fuente"), N_("Estado"))
KNOWN = {
    Seen.KNOWN: N_("valor"),
    Seen.UNKNOWN: N_("sin información"),
    Seen.HIDDEN: N_("oculta: con ella se podría reconocer a alguien"),
}
PROVISIONAL, FINAL = N_("Provisoria"), N_("Definitiva")


def long_form(
    rows: Sequence[IndicatorRow], found: Mapping[int, Sequence[Measured]], translate: Translate
) -> Sheet:
    """Every value that was written, none of the sums; what is hidden from its reader says so."""
    return Sheet(
        name=translate(N_("Indicadores")),
        titles=tuple(translate(title) for title in (*TITLES, *(axis.label for axis in Axis), *AFTER)),
        rows=[line for row in rows for one in found.get(row.id, ()) for line in _lines(row, one, translate)],
    )


def _lines(row: IndicatorRow, one: Measured, translate: Translate) -> Iterable[Sequence[Value]]:
    shape, period = one.table.shape, one.period
    for cut in shape.inner:
        cell = one.table.cells[cut]
        if cell.seen is Seen.EMPTY:
            continue
        yield (
            row.initiative,
            row.name,
            translate(row.measure.label),
            str(period),
            period.starts,
            period.ends,
            *(_option(shape, axis, cell) for axis in Axis),
            number(cell, row.measure),
            translate(KNOWN[cell.seen]),
            one.source,
            translate(PROVISIONAL if one.provisional else FINAL),
        )


def _option(shape: Shape, axis: Axis, cell: Cell) -> str | None:
    if axis not in shape.axes:
        return None
    place = shape.axes.index(axis)
    options: tuple[Option, ...] = (shape.first, shape.second)[place]
    return next((one.name for one in options if one.code == cell.cut[place]), None)


def number(cell: Cell, measure: Measure) -> Value:
    """A figure as a spreadsheet reckons with it; nothing where it is not known or not seen."""
    if cell.value is None:
        return None
    value = Fraction(cell.value, STEP)
    return (
        int(value)
        if value.denominator == 1 and measure is not Measure.PERCENT
        else Number(float(value), "#,##0.0##")
    )
