"""The institution's own cuts, and below which count figures stay hidden."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.indicators.domain.cuts import Axis
from sello.indicators.queries import rules as queries
from sello.indicators.service import rules as service
from sello.web import once
from sello.web.answers import accepted
from sello.web.fields import version_of
from sello.web.guard import current_actor, permits
from sello.web.indicators import bp
from sello.web.indicators.forms import RulesForm, saved_rules
from sello.web.moment import moment
from sello.web.stale_form import Row, caught_up

COMPARED = ("threshold", *(axis.value for axis in Axis))


@bp.get("/ajustes")
@permits(Action.INSTITUTION_MANAGE)
def rules() -> ResponseReturnValue:
    """Show the lists of cuts and the threshold as they hold now."""
    return _page(saved_rules(queries.rules()))


@bp.post("/ajustes")
@permits(Action.INSTITUTION_MANAGE)
@once.sets
def save_rules() -> ResponseReturnValue:
    """Keep them; over another person's change, show both versions."""
    form = RulesForm()
    changed = accepted(form, lambda: _set(form))
    if changed is None:
        compared = caught_up(form, saved_rules(queries.rules()), COMPARED)
        return _page(form, compared), 409 if compared else 422
    flash(
        gettext("Los cortes y el umbral quedaron guardados.")
        if changed
        else gettext("No había nada que cambiar."),
        "success",
    )
    return redirect(url_for("indicators.rules"), 303)


def _set(form: RulesForm) -> bool:
    version = version_of(form.version)
    return service.set_rules(
        current_actor(), form.threshold.data or 0, form.lists(), version=version, at=moment()
    )


def _page(form: RulesForm, compared: tuple[Row, ...] = ()) -> str:
    return render_template("indicators/rules.html", form=form, axes=Axis, compared=compared)
