"""One duty: its dates, its end, and a date that was fulfilled before anybody asked."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.labels import N_
from sello.duties.domain.duties import DateState
from sello.duties.domain.patterns import said
from sello.duties.queries import duty as duties
from sello.duties.service import writing
from sello.web.answers import accepted
from sello.web.duties import bp
from sello.web.duties.forms import EndForm, FulfilForm
from sello.web.guard import current_actor, permits
from sello.web.moment import moment

FIELDS = {
    "title": N_("qué se debe"),
    "rule": N_("cada cuánto"),
    "starts_on": N_("desde cuándo"),
    "shift": N_("días inhábiles"),
    "lead_days": N_("aviso"),
    "unit_id": N_("unidad"),
    "evidence_type": N_("tipo de evidencia"),
    "origin": N_("qué obliga"),
    "source": N_("fuente"),
    "requirements": N_("requerimientos"),
}
"""How the history says which fields changed."""


@bp.get("/<int:duty_id>")
@permits(Action.REGISTER_VIEW)
def show(duty_id: int) -> ResponseReturnValue:
    """Show a duty with its dates."""
    return _page(duty_id, FulfilForm(formdata=None))


@bp.post("/<int:duty_id>/cumplida")
@permits(Action.REGISTER_MANAGE)
def fulfil(duty_id: int) -> ResponseReturnValue:
    """Say that an accepted piece proves a date."""
    actor = current_actor()
    form = FulfilForm()
    row = duties.duty(duty_id, actor.visibility)
    form.offer(duties.proofs(row.initiative_id, actor))
    done = accepted(form, lambda: _fulfil(duty_id, form))
    if done is None:
        return _page(duty_id, form), 422
    flash(gettext("La fecha quedó cumplida con esa evidencia."), "success")
    return redirect(url_for("duties.show", duty_id=duty_id), 303)


@bp.post("/<int:duty_id>/terminar")
@permits(Action.REGISTER_MANAGE)
def end(duty_id: int) -> ResponseReturnValue:
    """Say that it is owed no longer."""
    ended = writing.end(current_actor(), duty_id, at=moment())
    flash(
        gettext("La obligación terminó hoy. Lo que ya se pidió sigue su curso.")
        if ended
        else gettext("No había nada que cambiar."),
        "success",
    )
    return redirect(url_for("duties.show", duty_id=duty_id), 303)


def _fulfil(duty_id: int, form: FulfilForm) -> bool:
    assert form.fell_on.data is not None  # required
    writing.fulfil(current_actor(), duty_id, form.fell_on.data, form.evidence_id.data or 0, at=moment())
    return True


def _page(duty_id: int, form: FulfilForm) -> str:
    actor = current_actor()
    row = duties.duty(duty_id, actor.visibility)
    lines = duties.dates(row, at=moment(), reader=current_actor().visibility)
    form.offer(duties.proofs(row.initiative_id, actor))
    unproved = (DateState.NOT_ASKED, DateState.FORESEEN)
    return render_template(
        "duties/show.html",
        row=row,
        said=said(row.timing.rule, gettext),
        lines=lines,
        unproved=[line for line in lines if line.state in unproved],
        form=form,
        ending=EndForm(formdata=None),
        events=duties.history(duty_id),
        fields=FIELDS,
        today=moment().today,
    )
