"""The release to auditors: one piece, or all that is accepted, looked at first."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.counting import ngettext
from sello.core.refusal import NotFound
from sello.cycles.queries import cycles
from sello.evidence.queries import facts
from sello.evidence.service import releasing as releasing_service
from sello.web import once
from sello.web.evidence import bp
from sello.web.guard import current_actor, permits
from sello.web.moment import moment


@bp.post("/evidencia/<int:evidence_id>/liberar")
@permits(Action.EVIDENCE_RELEASE)
def release(evidence_id: int) -> ResponseReturnValue:
    """Let external auditors see a piece."""
    actor = current_actor()
    said = gettext("Liberada: la auditoría externa puede verla.")
    back = url_for("evidence.piece", evidence_id=evidence_id)
    releasing_service.release(actor, evidence_id, now=moment().now)
    flash(said, "success")
    return redirect(back, 303)


@bp.post("/evidencia/<int:evidence_id>/retirar")
@permits(Action.EVIDENCE_RELEASE)
@once.takes_back
def withdraw(evidence_id: int) -> ResponseReturnValue:
    """Take a piece back from the auditors' sight."""
    actor = current_actor()
    said = gettext("Retirada: la auditoría externa ya no la ve.")
    back = url_for("evidence.piece", evidence_id=evidence_id)
    releasing_service.withdraw(actor, evidence_id, now=moment().now)
    flash(said, "success")
    return redirect(back, 303)


@bp.get("/evidencia/liberar-aceptadas")
@permits(Action.EVIDENCE_RELEASE)
def releasing() -> ResponseReturnValue:
    """Show what external auditors would see in addition, before it is released."""
    cycle_id = cycles.current_id()
    day = moment().today
    rows = facts.releasable(cycle_id, today=day) if cycle_id else ()
    return render_template("evidence/releasing.html", rows=rows)


@bp.post("/evidencia/liberar-aceptadas")
@permits(Action.EVIDENCE_RELEASE)
def release_accepted() -> ResponseReturnValue:
    """Release every accepted piece of the current cycle."""
    actor, cycle_id = current_actor(), cycles.current_id()
    if cycle_id is None:
        raise NotFound
    count = releasing_service.release_accepted(actor, cycle_id, now=moment().now)
    text = ngettext(
        "Se liberó %(num)s evidencia aceptada.",
        "Se liberaron %(num)s evidencias aceptadas.",
        count,
        none=gettext("No quedaban evidencias aceptadas por liberar."),
    )
    flash(text, "success")
    return redirect(url_for("evidence.index", estado="accepted"), 303)
