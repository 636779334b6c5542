"""Units and people from a spreadsheet: looked at first, row by row, and kept when they are as wanted."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.catalogue.exchange.pasted import Pasted
from sello.core.counting import ngettext
from sello.core.refusal import Refusal
from sello.transfers.import_town import service, table
from sello.transfers.import_town.outcome import Effect, Line
from sello.transfers.import_town.service import Kind
from sello.transfers.import_town.table import PersonColumn, UnitColumn
from sello.web import paging
from sello.web.answers import accepted, refused
from sello.web.fields import labels
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.pasted_tables import shown_again, tell_sheet, unread_words
from sello.web.start import bp
from sello.web.start.forms import MOST_LETTERS, BringForm

COLUMNS = {Kind.UNITS: UnitColumn, Kind.PEOPLE: PersonColumn}


@bp.get("/comenzar/unidades")
@permits(Action.UNIT_MANAGE)
def units() -> ResponseReturnValue:
    """Ask for the table of units."""
    return _page(Kind.UNITS, BringForm())


@bp.post("/comenzar/unidades")
@permits(Action.UNIT_MANAGE)
def bring_units() -> ResponseReturnValue:
    """Look at a table of units, or keep the one that was looked at."""
    return _answer(Kind.UNITS)


@bp.get("/comenzar/personas")
@permits(Action.PERSON_MANAGE)
def people() -> ResponseReturnValue:
    """Ask for the table of people."""
    return _page(Kind.PEOPLE, BringForm())


@bp.post("/comenzar/personas")
@permits(Action.PERSON_MANAGE)
def bring_people() -> ResponseReturnValue:
    """Look at a table of people, or keep the one that was looked at."""
    return _answer(Kind.PEOPLE)


def _answer(kind: Kind) -> ResponseReturnValue:
    form = BringForm()
    if "keep" not in request.form:
        return _look(kind, form)
    kept = accepted(form, lambda: _keep(kind, form))
    if kept is None:
        return _page(kind, form, _lines(kind, form)), 422
    told = ngettext(
        "Guardó %(num)s fila.",
        "Guardó %(num)s filas.",
        len(kept),
        none=gettext("No había nada que cambiar: ya estaba guardado."),
    )
    flash(told, "success")
    return redirect(url_for("start.steps"), 303)


def _look(kind: Kind, form: BringForm) -> ResponseReturnValue:
    """Show what would come of the table; a file takes the place of what was pasted."""
    pasted = _text(form)
    lines = accepted(form, lambda: _looked_at(kind, form))
    if lines is None:
        form.pasted.data = shown_again(pasted, _text(form), MOST_LETTERS)
        return _page(kind, form), 422
    wrong = any(line.effect is Effect.REFUSED for line in lines)
    return _page(kind, form, lines), 422 if wrong else 200


def _looked_at(kind: Kind, form: BringForm) -> tuple[Line, ...]:
    file, before = form.sheet.data, ""
    taken: Pasted | None = None
    if file and file.filename:
        taken = table.pasted_from(file.read(), file.filename, service.COLUMNS[kind])
        before, form.pasted.data = _text(form), taken.text
    lines = service.look(current_actor(), kind, _text(form), at=moment())
    if taken is not None:
        tell_sheet(taken, before)
    form.seen.data = service.seal(_text(form), lines)
    return lines


def _keep(kind: Kind, form: BringForm) -> tuple[int, ...]:
    return service.bring(current_actor(), kind, _text(form), seen=form.seen.data or "", at=moment())


def _lines(kind: Kind, form: BringForm) -> tuple[Line, ...]:
    """What would come of what was typed, if it can be told; why it was not kept is said already."""
    try:
        lines = service.look(current_actor(), kind, _text(form), at=moment())
    except Refusal as refusal:
        refused(refusal)
        return ()
    form.seen.data = service.seal(_text(form), lines)
    return lines


def _text(form: BringForm) -> str:
    return str(form.pasted.data or "")


def _page(kind: Kind, form: BringForm, lines: tuple[Line, ...] = ()) -> str:
    pages = len(lines) > paging.SIZE
    return render_template(
        "start/bring.html",
        kind=kind.value,
        form=form,
        lines=sorted(lines, key=lambda line: line.effect is not Effect.REFUSED) if pages else lines,
        unread=unread_words(table.unread(_text(form), COLUMNS[kind]) if lines else ()),
        columns=labels(COLUMNS[kind]),
        wrong=sum(line.effect is Effect.REFUSED for line in lines),
        titles="\t".join(gettext(column.label) for column in COLUMNS[kind]),
    )
