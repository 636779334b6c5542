"""What a document's text proposes, taken over with one press by whoever confirms it."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.labels import N_
from sello.core.refusal import NotFound, Refusal
from sello.cycles.queries import cycles
from sello.evidence.service.links import link
from sello.tasks.service import hand_in
from sello.web import undoing
from sello.web.evidence import bp
from sello.web.evidence.destination import NoCycle
from sello.web.evidence.listing import load
from sello.web.evidence.proposing import completing, suggestions
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.request_values import read_id
from sello.web.uploads import store


class NothingToTake(Refusal):
    """The text tells nothing that is missing, any more."""

    message = N_("El documento ya no propone nada que falte. Revise los datos tal como están.")
    status = 409


@bp.post("/evidencia/<int:evidence_id>/propuesto/datos")
@permits(Action.EVIDENCE_SUBMIT)
def take_details(evidence_id: int) -> ResponseReturnValue:
    """Complete a piece with what its text tells."""
    actor = current_actor()
    piece = load(actor, evidence_id)
    full = completing(actor, piece, suggestions(actor, piece))
    if full is None:
        raise NothingToTake
    version = read_id(request.form.get("version")) or 0
    _, done = hand_in.correct(actor, evidence_id, full, None, version=version, store=store(), at=moment())
    undoing.offer(done.id)
    flash(gettext("Los datos quedaron completados con lo que dice el documento."), "success")
    return redirect(url_for("evidence.piece", evidence_id=evidence_id), 303)


@bp.post("/evidencia/<int:evidence_id>/propuesto/requerimiento")
@permits(Action.EVIDENCE_SUBMIT)
def take_requirement(evidence_id: int) -> ResponseReturnValue:
    """Let a piece serve a requirement that its text speaks for."""
    actor = current_actor()
    cycle_id = cycles.current_id()
    if cycle_id is None:
        raise NoCycle
    requirement_id = read_id(request.form.get("requerimiento"))
    if requirement_id is None:
        raise NotFound
    link(actor, evidence_id, cycle_id, (requirement_id,), now=moment().now)
    flash(gettext("La evidencia sirve ahora también a este requerimiento."), "success")
    return redirect(url_for("evidence.piece", evidence_id=evidence_id), 303)
