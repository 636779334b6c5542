"""What is measured: the list of all, one indicator with its chart and tables, and the long form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.labels import N_
from sello.duties.queries import duty as duties
from sello.indicators.domain.chart import NARROW, WIDE, Drawing, Series, draw
from sello.indicators.domain.cuts import Axis
from sello.indicators.domain.indicators import Progress, progress
from sello.indicators.domain.tables import Cell, Seen, Shape, gap
from sello.indicators.queries import rows as queries
from sello.indicators.queries import tables
from sello.indicators.queries.rows import IndicatorRow
from sello.indicators.queries.rules import rules
from sello.indicators.queries.tables import Measured
from sello.reports import figures
from sello.web.guard import current_actor, permits
from sello.web.indicators import bp
from sello.web.indicators.words import cell_words, gap_words
from sello.web.list_files import FORMS, give_list
from sello.web.moment import moment
from sello.web.paging import SIZE, asked_page
from sello.web.phrases import period_words
from sello.web.request_values import asked_id

FIELDS = {
    "name": N_("nombre"),
    "measure": N_("qué se cuenta"),
    "periodicity": N_("período"),
    "direction": N_("hacia dónde mejora"),
    "formula": N_("fórmula"),
    "first_axis": N_("primer corte"),
    "second_axis": N_("segundo corte"),
    "baseline": N_("línea de base"),
    "baseline_on": N_("fecha de la línea de base"),
    "target": N_("meta"),
    "target_on": N_("fecha de la meta"),
}
"""How the history says which fields changed."""


WIDTHS = {"wide": WIDE, "narrow": NARROW}
"""The drawing in both widths, of which the page shows the one that it has room for."""


@dataclass(frozen=True, slots=True)
class Column:
    """A series of an indicator: all of it, or one sex."""

    name: str
    cells: tuple[Cell, ...]


@bp.get("/")
@permits(Action.REGISTER_VIEW)
def index() -> ResponseReturnValue:
    """Show every indicator with its latest figure."""
    actor, today = current_actor(), moment().today
    held, wanted = rules(), asked_id("iniciativa")
    page = queries.page(actor.visibility, wanted, number=asked_page(), size=SIZE)
    latest = tables.latest(page.rows, held, actor)
    return render_template(
        "indicators/index.html",
        page=page,
        latest=latest,
        states={row.id: _progress(row, latest.get(row.id)) for row in page.rows},
        initiative_id=wanted,
        today=today,
        period_words=period_words,
    )


@bp.get(f"/lista.{FORMS}")
@permits(Action.REGISTER_VIEW)
def file(form: str) -> ResponseReturnValue:
    """Every value in the long form, as whoever takes it may see them."""
    rows, held = _asked_rows(), rules()
    found = tables.all_measured(rows, held, current_actor())
    return give_list(figures.long_form(rows, found, gettext), "indicadores", form)


@bp.get("/<int:indicator_id>")
@permits(Action.REGISTER_VIEW)
def show(indicator_id: int) -> ResponseReturnValue:
    """Show an indicator: its chart with its table, the gap between the sexes, a period in whole."""
    actor = current_actor()
    row, held = queries.indicator(indicator_id, actor.visibility), rules()
    periods = tables.measured(row, held, actor)
    shape = tables.shape(row, held)
    asked = request.args.get("periodo", "")
    shown = next((one for one in periods if str(one.period) == asked), periods[-1] if periods else None)
    return render_template(
        "indicators/show.html",
        row=row,
        shape=shape,
        periods=periods,
        shown=shown,
        columns=(columns := _columns(shape, periods)),
        drawings=_drawings(row, columns, periods),
        gaps=[found and gap_words(found) for found in (gap(one.table) for one in periods)],
        state=_progress(row, periods[-1] if periods else None),
        threshold=held.threshold,
        hides=any(one.table.hides for one in periods),
        waiting=duties.open_tasks(row.initiative_id, actor) if periods else (),
        events=queries.history(indicator_id),
        fields=FIELDS,
        period_words=period_words,
        seen=Seen,
    )


def _asked_rows() -> tuple[IndicatorRow, ...]:
    visibility, wanted = current_actor().visibility, asked_id("iniciativa")
    return queries.indicators(visibility) if wanted is None else queries.of_initiative(wanted, visibility)


def _progress(row: IndicatorRow, last: Measured | None) -> Progress:
    return progress(
        row.direction,
        None if last is None else last.table.whole.value,
        baseline=row.baseline,
        target=row.target,
        target_on=row.target_on,
        today=moment().today,
    )


def _columns(shape: Shape, periods: Sequence[Measured]) -> tuple[Column, ...]:
    """The series of an indicator: the whole and, where it is cut by it, each sex."""
    whole = Column(str(gettext("Total")), tuple(one.table.whole for one in periods))
    if Axis.SEX not in shape.axes:
        return (whole,)
    options = shape.first if shape.axes[0] is Axis.SEX else shape.second
    sexes = [
        Column(each.name, tuple(cell for one in periods if (cell := one.table.of(Axis.SEX, each.code))))
        for each in options
    ]
    written = [one for one in sexes if any(cell.seen is not Seen.EMPTY for cell in one.cells)]
    return (*written, whole)


def _drawings(
    row: IndicatorRow, columns: Sequence[Column], periods: Sequence[Measured]
) -> list[tuple[str, Drawing]]:
    names = [period_words(one.period) for one in periods]
    series = [Series(one.name, tuple(cell.value for cell in one.cells)) for one in columns]
    words = [
        [
            f"{one.name}, {name}: {cell_words(cell, row.measure)}"
            for name, cell in zip(names, one.cells, strict=True)
        ]
        for one in columns
    ]
    marks = [str(one.period) for one in periods]
    drawn = [(kind, draw(marks, series, words, row.target, width)) for kind, width in WIDTHS.items()]
    return [(kind, drawing) for kind, drawing in drawn if drawing is not None]
