"""Values of an indicator from a spreadsheet: looked at cell by cell, and kept when they are as wanted."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from sello.accounts.permissions import Action
from sello.catalogue.exchange.pasted import Pasted
from sello.core.counting import ngettext
from sello.core.refusal import Refusal
from sello.indicators.domain.sheet import columns_of
from sello.indicators.queries import rows as queries
from sello.indicators.queries import tables
from sello.indicators.queries.rules import rules
from sello.indicators.service import bringing
from sello.indicators.service.bringing import Look
from sello.web.answers import accepted, refused
from sello.web.guard import current_actor, permits
from sello.web.indicators import bp
from sello.web.indicators.words import place_words
from sello.web.moment import moment
from sello.web.pasted_tables import shown_again, tell_sheet, unread_words
from sello.web.phrases import period_words

MOST_LETTERS = 400_000
NOTHING_NEW = -1
"""Stands for «there was nothing to change»: an act that returned nothing was refused."""


class BringForm(FlaskForm):
    """A table, pasted or as a file; `seen` says which table was looked at."""

    seen = HiddenField()
    pasted = TextAreaField(
        _l("Tabla pegada desde la planilla"),
        validators=[Length(max=MOST_LETTERS)],
        description=_l("Cópiela con sus títulos. También puede escribir aquí, una fila por línea."),
        render_kw={"rows": 12, "spellcheck": "false", "wrap": "off"},
    )
    sheet = FileField(
        _l("O la planilla"),
        description=_l("XLSX, ODS o CSV; se lee la primera hoja visible con estos títulos."),
        render_kw={"accept": ".xlsx,.ods,.csv,.tsv,.txt"},
    )


@bp.get("/<int:indicator_id>/planilla")
@permits(Action.REGISTER_MANAGE)
def bring(indicator_id: int) -> ResponseReturnValue:
    """Ask for the table of values."""
    return _page(indicator_id, BringForm())


@bp.post("/<int:indicator_id>/planilla")
@permits(Action.REGISTER_MANAGE)
def bring_values(indicator_id: int) -> ResponseReturnValue:
    """Look at a table of values, or keep the one that was looked at."""
    form = BringForm()
    if "keep" not in request.form:
        return _look(indicator_id, form)
    kept = accepted(form, lambda: _keep(indicator_id, form))
    if kept is None:
        return _page(indicator_id, form, _again(indicator_id, form)), 422
    flash(_told(kept), "success")
    return redirect(url_for("indicators.show", indicator_id=indicator_id), 303)


def _look(indicator_id: int, form: BringForm) -> ResponseReturnValue:
    """Show what the table says; a file takes the place of what was pasted."""
    pasted = _text(form)
    found = accepted(form, lambda: _looked_at(indicator_id, form))
    if found is None:
        form.pasted.data = shown_again(pasted, _text(form), MOST_LETTERS)
        return _page(indicator_id, form), 422
    return _page(indicator_id, form, found), 422 if found.problems else 200


def _looked_at(indicator_id: int, form: BringForm) -> Look:
    file, before = form.sheet.data, ""
    taken: Pasted | None = None
    if file and file.filename:
        taken = bringing.pasted_from(current_actor(), indicator_id, file.read(), file.filename)
        before, form.pasted.data = _text(form), taken.text
    found = bringing.look(current_actor(), indicator_id, _text(form), at=moment())
    if taken is not None:
        tell_sheet(taken, before)
    form.seen.data = found.seal
    return found


def _keep(indicator_id: int, form: BringForm) -> int:
    actor, seen = current_actor(), form.seen.data or ""
    return bringing.bring(actor, indicator_id, _text(form), seen=seen, at=moment()) or NOTHING_NEW


def _again(indicator_id: int, form: BringForm) -> Look | None:
    """What was typed as it would be taken now, if it can be told; why it was not kept is said already."""
    try:
        found = bringing.look(current_actor(), indicator_id, _text(form), at=moment())
    except Refusal as refusal:
        refused(refusal)
        return None
    form.seen.data = found.seal
    return found


def _text(form: BringForm) -> str:
    return str(form.pasted.data or "")


def _told(kept: int) -> str:
    if kept == NOTHING_NEW:
        return str(gettext("No había nada que cambiar: ya estaba guardado."))
    return ngettext("Quedó guardado %(num)s valor.", "Quedaron guardados %(num)s valores.", kept)


def _page(indicator_id: int, form: BringForm, found: Look | None = None) -> str:
    row = queries.indicator(indicator_id, current_actor().visibility)
    shape = tables.shape(row, rules())
    return render_template(
        "indicators/bring.html",
        form=form,
        row=row,
        found=found,
        unread=unread_words(found.unread if found else ()),
        columns=columns_of(shape),
        period_words=period_words,
        place_words=place_words,
    )
