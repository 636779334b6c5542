"""Files in and out: the streamed PUT of the upload page, and downloads with ranges."""

from datetime import datetime
from urllib.parse import unquote

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action
from sello.core.faults import MachineFault
from sello.core.figures import filesize
from sello.core.labels import N_
from sello.core.refusal import NotFound, Refusal
from sello.evidence import access_log
from sello.evidence.queries import piece
from sello.files import names, service
from sello.files.scanning.clamd import scanner_of
from sello.files.serving import Outgoing
from sello.files.store.disk import FileTooLarge
from sello.web import once, opening
from sello.web.answers import spoken
from sello.web.downloads import give_stored, refuse_purged
from sello.web.evidence import bp
from sello.web.evidence.batch import context
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.moment import moment
from sello.web.uploads import accepted_kinds, let_go_of_the_database, store


class LengthMissing(Refusal):
    """Without its length nobody could tell a whole file from a cut one."""

    message = N_("No se recibió «%(name)s»: el envío no dice cuánto mide. Vuelva a subirlo desde la página.")
    status = 411


@bp.put("/evidencia/archivo")
@permits(Action.EVIDENCE_SUBMIT)
def put_file() -> ResponseReturnValue:
    """Receive one file as the body of the request; its name comes percent-encoded in X-File-Name."""
    actor = current_actor()
    try:
        upload_id, filename, kind = _receive(actor, moment().now)
    except MachineFault:
        raise
    except Refusal as refusal:
        return {"error": spoken(refusal)}, refusal.status
    return {"id": upload_id, "name": filename, "kind": gettext(kind)}, 201


def _receive(actor: Actor, now: datetime) -> tuple[int, str, str]:
    name = names.clean(unquote(request.headers.get("X-File-Name", "")))
    limit, expected = config().upload_limit, request.content_length
    if expected is None:
        raise LengthMissing(name=name)
    if expected > limit:
        raise FileTooLarge(name=name, limit=filesize(limit))
    service.check_room(actor, name=name, size=expected, limit=limit)
    let_go_of_the_database()
    file = service.take_in(
        store(),
        request.stream,
        name=name,
        limit=limit,
        allowed=accepted_kinds(),
        expected=expected,
        patience=config().examine_seconds,
        scanner=scanner_of(config()),
    )
    return service.remember(actor, file, now=now), file.filename, file.kind.label


@bp.post("/evidencia/archivo/<int:upload_id>/descartar")
@permits(Action.EVIDENCE_SUBMIT)
@once.takes_back
def discard(upload_id: int) -> ResponseReturnValue:
    """Forget a received file."""
    service.discard(current_actor(), upload_id, store=store())
    return redirect(url_for("evidence.upload", **context()), 303)


@bp.get("/evidencia/<int:evidence_id>/v/<int:number>/archivo")
@permits(Action.EVIDENCE_VIEW)
def download(evidence_id: int, number: int) -> ResponseReturnValue:
    """Hand out one version, always as a download, whole or by ranges; it is noted who took it."""
    actor = current_actor()
    file = piece.stored_file(evidence_id, number, actor.visibility)
    if file is None:
        raise NotFound
    refuse_purged(file.purge_number)
    opening.require(actor, file)

    def note(from_start: bool) -> None:
        access_log.log_download(actor, evidence_id, number, from_start=from_start, now=moment().now)

    return give_stored(Outgoing(file.filename, file.media_type, file.size, file.sha256), note)
