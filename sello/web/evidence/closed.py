"""Closed evidence: the reason to open it, its class between two persons, and what is only attested."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.refusal import NotFound
from sello.evidence.domain.classing import Step
from sello.evidence.domain.details import Classification, is_restricted
from sello.evidence.queries import closed as queries
from sello.evidence.queries.piece import Piece
from sello.evidence.service import classing
from sello.evidence.service import opening as service
from sello.web.addresses import path_of_ours
from sello.web.answers import accepted
from sello.web.evidence import bp
from sello.web.evidence.closed_forms import OpeningForm, ProposalForm
from sello.web.evidence.listing import load
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.request_values import asked_id


@bp.get("/evidencia/<int:evidence_id>/abrir")
@permits(Action.EVIDENCE_VIEW)
def opening(evidence_id: int) -> ResponseReturnValue:
    """Ask why a restricted piece is opened."""
    piece = load(current_actor(), evidence_id)
    if not is_restricted(piece.details.classification, piece.details.personal_data):
        return redirect(url_for("evidence.read", evidence_id=evidence_id), 303)
    return _opening_page(piece, OpeningForm(formdata=None, back=request.args.get("volver", "")))


@bp.post("/evidencia/<int:evidence_id>/abrir")
@permits(Action.EVIDENCE_VIEW)
def open_piece(evidence_id: int) -> ResponseReturnValue:
    """Keep the reason, and go on to what was to be opened."""
    actor, form = current_actor(), OpeningForm()
    piece = load(actor, evidence_id)

    def act() -> bool:
        service.open_piece(actor, evidence_id, form.purpose.data, form.reason.data or "", now=moment().now)
        return True

    if accepted(form, act) is None:
        return _opening_page(piece, form), 422
    usual = url_for("evidence.read", evidence_id=evidence_id)
    return redirect(path_of_ours(form.back.data) or usual, 303)


def _opening_page(piece: Piece, form: OpeningForm) -> str:
    return render_template("evidence/opening.html", piece=piece, form=form)


@bp.get("/evidencia/<int:evidence_id>/clasificacion")
@permits(Action.EVIDENCE_SUBMIT)
def classification(evidence_id: int) -> ResponseReturnValue:
    """Show what is proposed of the class of a piece, or let it be proposed."""
    return _class_page(load(current_actor(), evidence_id), ProposalForm(formdata=None))


@bp.post("/evidencia/<int:evidence_id>/clasificacion")
@permits(Action.EVIDENCE_SUBMIT)
def propose_class(evidence_id: int) -> ResponseReturnValue:
    """Propose that a piece be secret, or no longer be: whichever it is not."""
    actor, form = current_actor(), ProposalForm()
    piece = load(actor, evidence_id)

    def act() -> bool:
        classing.propose(actor, evidence_id, _step(piece), form.reason.data or "", now=moment().now)
        return True

    if accepted(form, act) is None:
        return _class_page(piece, form), 422
    flash(gettext("La propuesta quedó hecha: la decide una segunda persona."), "success")
    return redirect(url_for("evidence.piece", evidence_id=evidence_id), 303)


@bp.post("/evidencia/<int:evidence_id>/clasificacion/decidir/<any(si, no):answer>")
@permits(Action.EVIDENCE_CLASS)
def decide_class(evidence_id: int, answer: str) -> ResponseReturnValue:
    """Agree with what another person proposed of a class, or not."""
    now = classing.decide(current_actor(), evidence_id, agreed=answer == "si", now=moment().now)
    flash(gettext("Decidido. La evidencia queda como: %(word)s.", word=gettext(now.label)), "success")
    return redirect(url_for("evidence.piece", evidence_id=evidence_id), 303)


def _step(piece: Piece) -> Step:
    return Step.OPEN if piece.details.classification is Classification.SECRET else Step.CLOSE


def _class_page(piece: Piece, form: ProposalForm) -> str:
    change = queries.open_change(piece.row.id)
    return render_template(
        "evidence/classification.html", piece=piece, form=form, change=change, step=_step(piece)
    )


@bp.get("/evidencia/acreditadas")
@permits(Action.EVIDENCE_VIEW)
def attested() -> ResponseReturnValue:
    """List what the reader may know of and not open: that it exists, its hash, its day, its reviewer."""
    visibility = current_actor().visibility
    if not visibility.withheld:
        raise NotFound
    rows = queries.attested(visibility, asked_id("requerimiento"))
    return render_template("evidence/attested.html", rows=rows)


@bp.post("/evidencia/<int:evidence_id>/pedir-sesion")
@permits(Action.EVIDENCE_SESSION)
def ask_session(evidence_id: int) -> ResponseReturnValue:
    """Ask to see in person what is only attested."""
    service.ask_session(current_actor(), evidence_id, now=moment().now)
    flash(
        gettext("La Secretaría Ejecutiva recibe su pedido y le propondrá cuándo verla en persona."), "success"
    )
    return redirect(url_for("evidence.attested"), 303)
