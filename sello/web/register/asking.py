"""Asking a unit for what its initiative lacks, its renewal, or what was agreed on; and renewing it."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.dates import day_or_none
from sello.core.refusal import NotFound
from sello.cycles.queries import cycles
from sello.register.domain import Purpose
from sello.register.service import asking, renewing
from sello.web import undoing
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.register import bp
from sello.web.request_values import read_id


@bp.post("/<int:initiative_id>/pedir")
@permits(Action.TASK_MANAGE)
def ask_unit(initiative_id: int) -> ResponseReturnValue:
    """Open the conversation with the unit that answers most for the initiative."""
    asked = request.form.get("purpose", "")
    if asked not in set(Purpose):
        raise NotFound
    asking.ask_unit(
        current_actor(),
        initiative_id,
        Purpose(asked),
        cycle_id=cycles.current_id(),
        at=moment(),
        translate=gettext,
    )
    flash(gettext("Se pidió a la unidad; la conversación quedó abierta."), "success")
    return redirect(url_for("register.show", initiative_id=initiative_id), 303)


@bp.post("/<int:initiative_id>/renovar")
@permits(Action.REGISTER_MANAGE)
def renew(initiative_id: int) -> ResponseReturnValue:
    """Write down the end that an accepted piece gives."""
    evidence_id, until = read_id(request.form.get("evidence_id")), day_or_none(request.form.get("until", ""))
    if evidence_id is None or until is None:
        raise NotFound
    done = renewing.renew(current_actor(), initiative_id, evidence_id, until, at=moment())
    undoing.offer(done.id)
    flash(gettext("El nuevo término quedó anotado, con la evidencia que lo dice."), "success")
    return redirect(url_for("register.show", initiative_id=initiative_id), 303)


@bp.post("/<int:initiative_id>/acuerdos/<int:row_id>/pedir")
@permits(Action.TASK_MANAGE)
def open_thread(initiative_id: int, row_id: int) -> ResponseReturnValue:
    """Open the conversation that sees to what a committee agreed on."""
    task_id = asking.open_thread(
        current_actor(), initiative_id, row_id, cycle_id=cycles.current_id(), at=moment(), translate=gettext
    )
    flash(gettext("Se pidió a la unidad; la conversación quedó abierta."), "success")
    return redirect(url_for("tasks.show", task_id=task_id), 303)
