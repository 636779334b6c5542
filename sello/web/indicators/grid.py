"""The values of a period of an indicator, written in its table."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.counting import ngettext
from sello.core.refusal import Refusal
from sello.indicators.domain.indicators import NoCell
from sello.indicators.domain.numbers import typed_figure
from sello.indicators.domain.periods import Period, latest, read_period
from sello.indicators.domain.tables import Shape
from sello.indicators.queries import rows as queries
from sello.indicators.queries import tables
from sello.indicators.queries.rows import IndicatorRow
from sello.indicators.queries.rules import rules
from sello.indicators.service import values
from sello.indicators.service.values import Grid
from sello.web import once
from sello.web.answers import accepted, spoken
from sello.web.fields import version_of
from sello.web.guard import current_actor, permits
from sello.web.indicators import bp
from sello.web.indicators.forms import GridForm, signature
from sello.web.indicators.words import place_words
from sello.web.moment import moment
from sello.web.phrases import period_words
from sello.web.stale_form import Row, caught_up

NOTHING_NEW = -1
"""Stands for «there was nothing to change»: an act that returned nothing was refused."""


@bp.get("/<int:indicator_id>/valores")
@permits(Action.REGISTER_MANAGE)
def write(indicator_id: int) -> ResponseReturnValue:
    """Show the values of a period as they are saved; a period that makes no sense is asked again."""
    row = queries.indicator(indicator_id, current_actor().visibility)
    try:
        period = _asked(row)
    except Refusal as refusal:
        return render_template("indicators/period.html", row=row, why=spoken(refusal)), 422
    shape = tables.shape(row, rules())
    return _page(_saved(row, shape, period), row, shape, period)


@bp.post("/<int:indicator_id>/valores")
@permits(Action.REGISTER_MANAGE)
@once.sets
def save_values(indicator_id: int) -> ResponseReturnValue:
    """Save the values of a period; over another person's change, show both versions."""
    row = queries.indicator(indicator_id, current_actor().visibility)
    period, shape, form = _asked(row), tables.shape(row, rules()), GridForm()
    form.measure = row.measure
    changed = accepted(form, lambda: _write(row, shape, period, form))
    if changed is None:
        saved = _saved(row, shape, period)
        compared = _compared(form, saved, shape)
        return _page(form, row, shape, period, compared), 409 if compared else 422
    flash(_told(changed), "success")
    return redirect(url_for("indicators.show", indicator_id=indicator_id, periodo=str(period)), 303)


def _asked(row: IndicatorRow) -> Period:
    """The period that the address names, or the last one that is over; raises what is refused of periods."""
    today = moment().today
    typed = request.args.get("periodo", "").strip()
    return read_period(typed, row.periodicity, today=today) if typed else latest(row.periodicity, today)


def _write(row: IndicatorRow, shape: Shape, period: Period, form: GridForm) -> int:
    if form.cuts.data != signature(shape.inner) or len(form.cells) != len(shape.inner):
        raise NoCell
    said = Grid(period, form.written(shape.inner), form.source.data or "", bool(form.provisional.data))
    version = version_of(form.version)
    changed = values.write(current_actor(), row.id, (said,), version=version, at=moment())
    return changed or NOTHING_NEW


def _saved(row: IndicatorRow, shape: Shape, period: Period) -> GridForm:
    held = tables.written(row, period)
    one = next(iter(held.values()), None)
    typed = [typed_figure(held[cut].value, row.measure) if cut in held else "" for cut in shape.inner]
    return GridForm(
        formdata=None,
        cells=typed,
        source=one.source if one else "",
        provisional=one.provisional if one else False,
        cuts=signature(shape.inner),
        version=str(row.version),
    )


def _compared(form: GridForm, saved: GridForm, shape: Shape) -> tuple[Row, ...]:
    """What is saved beside what was typed, cell by cell, where somebody else saved meanwhile."""
    beside = caught_up(form, saved, ("source", "provisional"))
    if not beside or len(form.cells) != len(saved.cells):
        return beside
    cells = zip(shape.inner, saved.cells, form.cells, strict=True)
    rows = [
        (place_words(shape, cut), str(kept.data or ""), str(said.data or ""))
        for cut, kept, said in cells
        if (kept.data or "") != (said.data or "")
    ]
    return (*rows, *beside)


def _told(changed: int) -> str:
    if changed == NOTHING_NEW:
        return str(gettext("No había nada que cambiar."))
    return ngettext("Quedó guardado %(num)s valor.", "Quedaron guardados %(num)s valores.", changed)


def _page(
    form: GridForm, row: IndicatorRow, shape: Shape, period: Period, compared: tuple[Row, ...] = ()
) -> str:
    fields = dict(zip(shape.inner, form.cells, strict=False))
    form.cuts.data = signature(shape.inner)
    return render_template(
        "indicators/write.html",
        form=form,
        row=row,
        shape=shape,
        period=period,
        period_words=period_words(period),
        place_words=place_words,
        fields=fields,
        compared=compared,
    )
