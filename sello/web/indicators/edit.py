"""Declaring an indicator of an initiative, and changing it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.refusal import NotFound
from sello.indicators.domain.cuts import Axis
from sello.indicators.queries import rows as queries
from sello.indicators.service import writing
from sello.register.queries import initiative
from sello.register.queries.rows import InitiativeRow
from sello.web import once
from sello.web.answers import accepted
from sello.web.fields import version_of
from sello.web.guard import current_actor, permits
from sello.web.indicators import bp
from sello.web.indicators.forms import IndicatorForm, saved_form
from sello.web.moment import moment
from sello.web.request_values import asked_id
from sello.web.stale_form import Row, caught_up

COMPARED = (
    "name", "measure", "formula", "direction", "periodicity", "first_axis", "second_axis", "baseline",
    "baseline_on", "target", "target_on",
)  # fmt: skip


@bp.get("/nuevo")
@permits(Action.REGISTER_MANAGE)
def new() -> ResponseReturnValue:
    """Show the form of a new indicator of an initiative."""
    form = IndicatorForm(formdata=None, first_axis=Axis.SEX.value)
    return _page(form, _owner(asked_id("iniciativa")))


@bp.post("/nuevo")
@permits(Action.REGISTER_MANAGE)
def create() -> ResponseReturnValue:
    """Add an indicator."""
    owner = _owner(asked_id("iniciativa"))
    form = IndicatorForm()
    made = accepted(form, lambda: writing.create(current_actor(), owner.id, form.draft(), at=moment()))
    if made is None:
        return _page(form, owner), 422
    flash(gettext("El indicador quedó creado. Anote sus primeros valores."), "success")
    return redirect(url_for("indicators.show", indicator_id=made), 303)


@bp.get("/<int:indicator_id>/editar")
@permits(Action.REGISTER_MANAGE)
def edit(indicator_id: int) -> ResponseReturnValue:
    """Show the form of an indicator as it is saved."""
    row = queries.indicator(indicator_id, current_actor().visibility)
    return _page(saved_form(row), _owner(row.initiative_id), indicator_id=indicator_id)


@bp.post("/<int:indicator_id>/editar")
@permits(Action.REGISTER_MANAGE)
@once.sets
def save(indicator_id: int) -> ResponseReturnValue:
    """Save an indicator; over another person's change, show both versions."""
    actor, form = current_actor(), IndicatorForm()
    row = queries.indicator(indicator_id, actor.visibility)
    version = version_of(form.version)
    changed = accepted(
        form, lambda: writing.edit(actor, indicator_id, form.draft(), version=version, at=moment())
    )
    if changed is None:
        compared = caught_up(form, saved_form(row), COMPARED)
        page = _page(form, _owner(row.initiative_id), indicator_id=indicator_id, compared=compared)
        return page, 409 if compared else 422
    flash(
        gettext("Los cambios quedaron guardados.") if changed else gettext("No había nada que cambiar."),
        "success",
    )
    return redirect(url_for("indicators.show", indicator_id=indicator_id), 303)


def _owner(initiative_id: int | None) -> InitiativeRow:
    if initiative_id is None:
        raise NotFound
    return initiative.detail(initiative_id, current_actor(), today=moment().today).row


def _page(
    form: IndicatorForm,
    owner: InitiativeRow,
    *,
    indicator_id: int | None = None,
    compared: tuple[Row, ...] = (),
) -> str:
    return render_template(
        "indicators/form.html", form=form, owner=owner, indicator_id=indicator_id, compared=compared
    )
