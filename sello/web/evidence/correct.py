"""Correcting a piece: what is open of it, with the remark on top; a returned one is handed in again."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action
from sello.cycles.queries import cycles
from sello.evidence.domain.details import FIELDS, Classification, Details
from sello.evidence.domain.review import EvidenceState, Part, open_parts
from sello.evidence.queries import choices
from sello.evidence.queries.piece import Piece
from sello.files import kinds, service
from sello.tasks.queries.task import open_holding
from sello.tasks.service import hand_in
from sello.web import undoing
from sello.web.answers import accepted
from sello.web.evidence import bp
from sello.web.evidence.forms import CorrectForm
from sello.web.evidence.listing import load
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.receiving import file_rules, take
from sello.web.remaining import say_what_is_left
from sello.web.request_values import read_id
from sello.web.uploads import store


@dataclass(frozen=True)
class Corrected:
    """What came of a correction: the receipt of what was handed in again, None for a mere change."""

    receipt_id: int | None


@bp.get("/evidencia/<int:evidence_id>/corregir")
@permits(Action.EVIDENCE_SUBMIT)
def correct(evidence_id: int) -> ResponseReturnValue:
    """Show what is open of a piece, with the remark on top."""
    actor = current_actor()
    piece = load(actor, evidence_id)
    opened = _opened(actor, piece)
    if not opened:
        return redirect(url_for("evidence.piece", evidence_id=evidence_id), 303)
    return _correct_page(piece, _correct_form(piece, opened, fill=True), opened), 200


@bp.post("/evidencia/<int:evidence_id>/corregir")
@permits(Action.EVIDENCE_SUBMIT)
def correct_post(evidence_id: int) -> ResponseReturnValue:
    """Save what was corrected; a returned piece is handed in again with it."""
    actor = current_actor()
    piece = load(actor, evidence_id)
    opened = _opened(actor, piece)
    form = _correct_form(piece, opened)
    done = accepted(form, lambda: _correct(actor, piece, form))
    if done is None:
        current = load(actor, evidence_id)
        stale = str(form.version.data) != str(current.version)
        form.version.data = str(current.version)
        return _correct_page(current, form, opened, stale=stale), 409 if stale else 422
    return redirect(_after(actor, evidence_id, done), 303)


def _after(actor: Actor, evidence_id: int, done: Corrected) -> str:
    """Where a correction leads: to its receipt; a mere change, to its task or back to the piece."""
    tasks = open_holding(evidence_id)
    if done.receipt_id is None:
        flash(gettext("Los cambios quedaron guardados. La Secretaría Ejecutiva los revisará."), "success")
    if len(tasks) == 1:
        say_what_is_left(tasks[0].id, actor.visibility)
    if done.receipt_id is not None:
        return url_for("evidence.receipt", receipt_id=done.receipt_id)
    if len(tasks) == 1:
        return url_for("tasks.show", task_id=tasks[0].id)
    return url_for("evidence.piece", evidence_id=evidence_id)


def _opened(actor: Actor, piece: Piece) -> frozenset[Part]:
    return open_parts(piece.position, secretariat=actor.is_secretariat)


def _correct_form(piece: Piece, opened: frozenset[Part], *, fill: bool = False) -> CorrectForm:
    cycle_id = cycles.current_id()
    offered = choices.requirement_choices(cycle_id) if cycle_id else ()
    form = CorrectForm(offered, **(_filled(piece, cycle_id) if fill else {}))
    for part, fields in FIELDS.items():
        if part not in opened:
            for name in fields:
                del form[name]
    if Part.REQUIREMENTS not in opened or not offered:
        del form.requirements
    if Part.FILE not in opened:
        del form.upload
    _leave_out_of_return(form, piece)
    return form


def _leave_out_of_return(form: CorrectForm, piece: Piece) -> None:
    """What only answers a remark: words, and whether all of a task is in with it."""
    returned = piece.position.state is EvidenceState.RETURNED
    if not returned:
        del form.reply
    if not returned or not open_holding(piece.row.id):
        del form.complete


def _filled(piece: Piece, cycle_id: int | None) -> dict[str, Any]:
    return {
        **asdict(piece.details),
        "requirements": [link.requirement_id for link in piece.links if link.cycle_id == cycle_id],
        "version": piece.version,
    }


def _correct_page(piece: Piece, form: CorrectForm, opened: frozenset[Part], *, stale: bool = False) -> str:
    return render_template(
        "evidence/correct.html",
        piece=piece,
        form=form,
        opened=opened,
        stale=stale,
        rules=file_rules(),
        kinds=kinds.BY_MEDIA_TYPE,
    )


def _correct(actor: Actor, piece: Piece, form: CorrectForm) -> Corrected:
    upload_id = _sent_file(actor, form) if "upload" in form else None
    receipt_id, done = hand_in.correct(
        actor,
        piece.row.id,
        _said(piece, form),
        tuple(form.requirements.data or ()) if "requirements" in form else None,
        version=read_id(form.version.data) or 0,
        reply=(form.reply.data or "") if "reply" in form else "",
        upload_id=upload_id,
        cycle_id=cycles.current_id(),
        complete=form.complete.data if "complete" in form else True,
        store=store(),
        at=moment(),
    )
    undoing.offer(done.id)
    return Corrected(receipt_id)


def _sent_file(actor: Actor, form: CorrectForm) -> int | None:
    """The new file: sent before by script, or with the form itself."""
    file = request.files.get("files")
    if file is None or not file.filename:
        return read_id(form.upload.data)
    return service.remember(actor, take(actor, file), now=moment().now)


def _said(piece: Piece, form: CorrectForm) -> Details:
    """The stored details with those of the form's open fields in their place."""
    opened = (name for names in FIELDS.values() for name in names if name in form)
    said = replace(piece.details, **{name: form[name].data for name in opened})
    public = said.personal_data and said.classification is Classification.PUBLIC
    return replace(said, classification=Classification.RESERVED) if public else said
