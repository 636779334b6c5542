"""Files in and out: the streamed PUT of the upload page, and downloads with ranges."""

import unicodedata
from datetime import datetime
from urllib.parse import quote, unquote

from flask import Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wsgi import wrap_file

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action
from sello.core.labels import N_
from sello.core.refusal import NotFound, Refusal
from sello.evidence import downloads
from sello.evidence.queries import piece
from sello.evidence.queries.piece import StoredFile
from sello.files import names, service
from sello.files.store.disk import FileTooLarge, human_size
from sello.web.answers import accepted, spoken
from sello.web.evidence import bp
from sello.web.evidence.forms import ActForm
from sello.web.evidence.hand_in import context
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.moment import moment
from sello.web.uploads import accepted_kinds, let_go_of_the_database, store

_PIECE = 256 * 1024


class LengthMissing(Refusal):
    """Without its length nobody could tell a whole file from a cut one."""

    message = N_("No se recibió «%(name)s»: el envío no dice cuánto mide. Vuelva a subirlo desde la página.")
    status = 411


class FileGone(Refusal):
    """A stored file is not where it should be: a matter for whoever keeps the server."""

    message = N_(
        "El archivo no está disponible en este momento. Su registro y su historia siguen intactos. "
        "Avise a la Secretaría Ejecutiva para que lo recupere del respaldo."
    )
    status = 503


@bp.put("/evidencia/archivo")
@permits(Action.EVIDENCE_SUBMIT)
def put_file() -> ResponseReturnValue:
    """Receive one file as the body of the request; its name comes percent-encoded in X-File-Name."""
    actor = current_actor()
    try:
        upload_id, filename, kind = _receive(actor, moment().now)
    except Refusal as refusal:
        return {"error": spoken(refusal)}, refusal.status
    return {"id": upload_id, "name": filename, "kind": gettext(kind)}, 201


def _receive(actor: Actor, now: datetime) -> tuple[int, str, str]:
    name = names.clean(unquote(request.headers.get("X-File-Name", "")))
    limit, expected = config().upload_limit, request.content_length
    if expected is None:
        raise LengthMissing(name=name)
    if expected > limit:
        raise FileTooLarge(name=name, limit=human_size(limit))
    let_go_of_the_database()
    file = service.take_in(
        store(), request.stream, name=name, limit=limit, allowed=accepted_kinds(), expected=expected
    )
    return service.remember(actor, file, now=now), file.filename, file.kind.label


@bp.post("/evidencia/archivo/<int:upload_id>/descartar")
@permits(Action.EVIDENCE_SUBMIT)
def discard(upload_id: int) -> ResponseReturnValue:
    """Forget a received file."""
    actor = current_actor()

    def act() -> bool:
        service.discard(actor, upload_id, store=store())
        return True

    accepted(ActForm(), act)
    return redirect(url_for("evidence.upload", **context()), 303)


@bp.get("/evidencia/<int:evidence_id>/v/<int:number>/archivo")
@permits(Action.EVIDENCE_VIEW)
def download(evidence_id: int, number: int) -> ResponseReturnValue:
    """Hand out one version, always as a download, whole or by ranges; it is noted who took it."""
    actor = current_actor()
    file = piece.stored_file(evidence_id, number, actor.visibility)
    if file is None:
        raise NotFound
    response = _file_response(file)
    if _begins_at_zero() and request.method == "GET":
        downloads.log_download(actor, evidence_id, number, now=moment().now)
    return response


def _file_response(file: StoredFile) -> Response:
    try:
        content = store().open(file.sha256)
    except FileNotFoundError:
        current_app.logger.exception("stored file missing", extra={"sha256": file.sha256})
        raise FileGone from None
    response = Response(
        wrap_file(request.environ, content, _PIECE), mimetype=file.media_type, direct_passthrough=True
    )
    response.content_length = file.size
    response.set_etag(file.sha256)
    response.headers["Content-Disposition"] = disposition(file.filename)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    try:
        response.make_conditional(request.environ, accept_ranges=True, complete_length=file.size)
    except RequestedRangeNotSatisfiable:
        content.close()
        return Response(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    return response


def disposition(filename: str) -> str:
    """The header that makes a browser save a file under its name (RFC 6266, RFC 5987)."""
    plain = unicodedata.normalize("NFKD", filename).encode("ascii", "ignore").decode()
    plain = plain.replace("\\", "_").replace('"', "_") or "archivo"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"


def _begins_at_zero() -> bool:
    """Whether this is a download's first request and not the continuation of one."""
    ranges = request.range.ranges if request.range else []
    return not ranges or ranges[0][0] == 0
