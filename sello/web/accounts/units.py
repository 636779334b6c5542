"""The organisation chart: see it as of a day, add, rename, move, merge and end units."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.units import UnitSpan
from sello.accounts.permissions import Action, allows
from sello.accounts.queries import face
from sello.accounts.queries import units as units_queries
from sello.accounts.service import units as units_service
from sello.core.dates import written
from sello.core.refusal import NotFound
from sello.files.kinds import PDF
from sello.progress.unit_file import unit_file
from sello.reminders.queries.outbox import last_to
from sello.web import once
from sello.web.accounts import bp
from sello.web.accounts.forms import EndUnitForm, NewUnitForm, UnitForm
from sello.web.answers import accepted
from sello.web.downloads import give_made
from sello.web.fields import version_of
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.request_values import asked_day, asked_id, not_the_day
from sello.web.revisits import revisited
from sello.web.stale_form import Row, caught_up

COMPARED = ("name", "short_name", "parent_id", "day")
"""The fields in which two versions of a unit may differ."""


@bp.get("/unidades")
@permits(Action.UNIT_VIEW)
@revisited
def units() -> ResponseReturnValue:
    """Show the organisation chart of a day (today, unless asked otherwise)."""
    today = moment().today
    day = asked_day("fecha") or today
    if day > today:
        not_the_day(gettext("El %(day)s todavía no llega; se muestra hoy.", day=written(day)))
        day = today
    return render_template("accounts/units.html", lines=units_queries.unit_lines(day), day=day, today=today)


@bp.get("/unidades/nueva")
@permits(Action.UNIT_MANAGE)
def new_unit() -> ResponseReturnValue:
    """Show the form for a new unit."""
    form = NewUnitForm(day=moment().today, parent_id=asked_id("en"))
    return _new_page(form)


@bp.post("/unidades/nueva")
@permits(Action.UNIT_MANAGE)
def add_unit() -> ResponseReturnValue:
    """Add a unit."""
    form = NewUnitForm()
    form.offer_units(units_queries.unit_choices(moment().today))
    if accepted(form, lambda: _add(form)) is None:
        return _new_page(form), 422
    flash(gettext("Agregó la unidad «%(name)s».", name=form.name.data), "success")
    return redirect(url_for("accounts.units"), 303)


@bp.get("/unidades/<int:unit_id>")
@permits(Action.UNIT_FILE)
def unit(unit_id: int) -> ResponseReturnValue:
    """Show the file of a unit: what is hers, what waits for whom, who works there."""
    actor, at = current_actor(), moment()
    found = unit_file(unit_id, actor, at=at)
    told = [row.id for row in found.people] if allows(actor, Action.REMINDER_MANAGE) else []
    return render_template("accounts/unit.html", file=found, mails=last_to(told), today=at.today)


@bp.get("/mi-unidad")
@permits(Action.UNIT_FILE)
@revisited
def own_unit() -> ResponseReturnValue:
    """Lead whoever works in a unit to its file."""
    unit_id = current_actor().home_unit_id
    if unit_id is None:
        raise NotFound
    return redirect(url_for("accounts.unit", unit_id=unit_id), 303)


@bp.get("/unidades/<int:unit_id>/reunion.pdf")
@permits(Action.UNIT_FILE)
def agenda(unit_id: int) -> ResponseReturnValue:
    """The agenda of a meeting with a unit, as a PDF to be written on."""
    from sello.reports.agenda.paper import as_pdf, file_name

    actor, at = current_actor(), moment()
    found = unit_file(unit_id, actor, at=at)
    data = as_pdf(found, actor.institution_name, at, gettext, logo=face.shown_logo())
    return give_made(data, file_name(found, at), PDF.media_type)


@bp.get("/unidades/<int:unit_id>/editar")
@permits(Action.UNIT_MANAGE)
def edit_unit(unit_id: int) -> ResponseReturnValue:
    """Show the form to rename or move a unit, and to end it."""
    span = _span(unit_id)
    return _unit_page(span, _saved_form(span), _ending_form(span))


@bp.post("/unidades/<int:unit_id>/editar")
@permits(Action.UNIT_MANAGE)
@once.sets
def change_unit(unit_id: int) -> ResponseReturnValue:
    """Rename or move a unit from a day on; over another person's change, show both versions."""
    span = _span(unit_id)
    form = UnitForm()
    form.offer_units(_other_units(span))
    if accepted(form, lambda: _change(span, form)) is None:
        span = _span(unit_id)
        compared = caught_up(form, _saved_form(span), COMPARED)
        return _unit_page(span, form, _ending_form(span), compared), 409 if compared else 422
    flash(gettext("Guardó la unidad «%(name)s».", name=form.name.data), "success")
    return redirect(url_for("accounts.unit", unit_id=unit_id), 303)


@bp.post("/unidades/<int:unit_id>/termino")
@permits(Action.UNIT_MANAGE)
def end_unit(unit_id: int) -> ResponseReturnValue:
    """End a unit, or merge it into the one that continues it."""
    span = _span(unit_id)
    form = EndUnitForm(span.name)
    form.offer_units(_other_units(span))
    if accepted(form, lambda: _end(span, form)) is None:
        span = _span(unit_id)
        compared = caught_up(form, _ending_form(span), ("successor_id", "day"))
        return _unit_page(span, _saved_form(span), form, compared), 409 if compared else 422
    flash(gettext("La unidad «%(name)s» terminó. Lo suyo se sigue viendo.", name=span.name), "success")
    return redirect(url_for("accounts.units"), 303)


def _saved_form(span: UnitSpan) -> UnitForm:
    """The form of a unit as its page shows it."""
    form = UnitForm(
        formdata=None,
        name=span.name,
        short_name=span.short_name,
        parent_id=span.parent_id,
        day=moment().today,
        version=str(units_queries.version(span.unit_id)),
    )
    form.offer_units(_other_units(span))
    return form


def _ending_form(span: UnitSpan) -> EndUnitForm:
    version = str(units_queries.version(span.unit_id))
    form = EndUnitForm(span.name, formdata=None, day=moment().today, version=version)
    form.offer_units(_other_units(span))
    return form


def _span(unit_id: int) -> UnitSpan:
    span = units_queries.tree().in_force(moment().today).get(unit_id)
    if span is None:
        raise NotFound
    return span


def _other_units(span: UnitSpan) -> list[tuple[int, str]]:
    return [choice for choice in units_queries.unit_choices(moment().today) if choice[0] != span.unit_id]


def _add(form: NewUnitForm) -> int:
    return units_service.add_unit(
        current_actor(),
        name=str(form.name.data),
        short_name=str(form.short_name.data or ""),
        parent_id=form.parent_id.data,
        is_corporation=bool(form.is_corporation.data),
        day=form.day.data or moment().today,
        at=moment(),
    )


def _change(span: UnitSpan, form: UnitForm) -> bool:
    units_service.change_unit(
        current_actor(),
        span.unit_id,
        name=str(form.name.data),
        short_name=str(form.short_name.data or ""),
        parent_id=form.parent_id.data,
        day=form.day.data or moment().today,
        version=version_of(form.version),
        at=moment(),
    )
    return True


def _end(span: UnitSpan, form: EndUnitForm) -> bool:
    units_service.end_unit(
        current_actor(),
        span.unit_id,
        successor_id=form.successor_id.data,
        day=form.day.data or moment().today,
        version=version_of(form.version),
        at=moment(),
    )
    return True


def _new_page(form: NewUnitForm) -> str:
    form.offer_units(units_queries.unit_choices(moment().today))
    return render_template("accounts/new_unit.html", form=form)


def _unit_page(span: UnitSpan, form: UnitForm, ending: EndUnitForm, compared: tuple[Row, ...] = ()) -> str:
    return render_template(
        "accounts/edit_unit.html",
        span=span,
        past=units_queries.tree().past(span.unit_id),
        names=units_queries.unit_names(),
        form=form,
        ending=ending,
        compared=compared,
    )
