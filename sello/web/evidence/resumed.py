"""Files that go on after a break: the tus protocol (https://tus.io, 1.0.0) in a few views.

Whoever sends a file says first how long it is and gets an address for it; to that address its bytes are
sent, in one piece or in many, each from where the last one ended. What is whole enters like any other file.
"""

import binascii
from base64 import b64decode
from collections.abc import Callable, Mapping
from functools import wraps
from typing import ParamSpec
from urllib.parse import quote

from flask import Response, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.http import http_date

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action
from sello.core.faults import MachineFault
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.files import begun
from sello.files.queries import BegunFile
from sello.files.scanning.clamd import scanner_of
from sello.files.store.growing import ALGORITHMS, Checksum, OffsetMoved
from sello.web import once
from sello.web.answers import SAFE_METHODS, spoken
from sello.web.evidence import bp
from sello.web.evidence.batch import context
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.moment import moment
from sello.web.uploads import accepted_kinds, let_go_of_the_database, store

P = ParamSpec("P")

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,expiration,checksum"
PIECES = "application/offset+octet-stream"
LONGEST_NUMBER = 15
"""Digits of a length in bytes; more are no length of any file."""


class OtherVersion(Refusal):
    """A sender that speaks another version of the protocol, or another one."""

    message = N_("Este envío no sigue la versión 1.0.0 del protocolo «tus».")
    status = 412


class NotSaid(Refusal):
    """A sender that leaves out what the protocol asks for."""

    message = N_("El envío no dice «%(header)s», o no como corresponde.")
    status = 400


class OtherContent(Refusal):
    """A piece that does not say that it is one."""

    message = N_("Las partes de un archivo se envían como «%(kind)s».")
    status = 415


class BeyondTheEnd(Refusal):
    """More bytes than the file has."""

    message = N_("El envío trae más de lo que mide el archivo. No se guardó nada de esta parte.")
    status = 413


def tus(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Answer as the protocol asks, refusals of the view too, and refuse whoever speaks another version."""

    @wraps(view)
    def answer(*args: P.args, **values: P.kwargs) -> ResponseReturnValue:
        try:
            if request.method not in SAFE_METHODS and request.headers.get("Tus-Resumable") != VERSION:
                raise OtherVersion
            response = make_response(view(*args, **values))
        except MachineFault:
            raise
        except Refusal as refusal:
            response = make_response({"error": spoken(refusal)}, refusal.status)
            response.headers["Tus-Version"] = VERSION
        response.headers["Tus-Resumable"] = VERSION
        return response

    return answer


@bp.route("/evidencia/envios", methods=["OPTIONS"], provide_automatic_options=False)
@permits(Action.EVIDENCE_SUBMIT)
@tus
def sending_options() -> ResponseReturnValue:
    """Tell a sender what is understood here."""
    return Response(
        status=204,
        headers={
            "Tus-Version": VERSION,
            "Tus-Extension": EXTENSIONS,
            "Tus-Max-Size": str(config().upload_limit),
            "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
        },
    )


@bp.route("/evidencia/envios", methods=["POST"], provide_automatic_options=False)
@permits(Action.EVIDENCE_SUBMIT)
@tus
def begin_sending() -> ResponseReturnValue:
    """Give a file of an announced length an address; the same file is led to the address that it has."""
    actor, said = current_actor(), _metadata(request.headers.get("Upload-Metadata", ""))
    file = begun.begin(
        actor,
        name=said.get("filename", ""),
        size=_number("Upload-Length"),
        mark=said.get("mark", "")[:64],
        store=store(),
        limit=config().upload_limit,
        now=moment().now,
    )
    length = file.size if file.upload_id is not None else store().growing.length(file.ticket)
    response = _told(Response(status=201), file, length or 0)
    response.headers["Location"] = url_for("evidence.sending_state", ticket=file.ticket)
    return response


@bp.route("/evidencia/envios/<ticket>", methods=["GET"], provide_automatic_options=False)
@permits(Action.EVIDENCE_SUBMIT)
@tus
def sending_state(ticket: str) -> ResponseReturnValue:
    """Tell how much of a file has come, and what it became when it is whole (a HEAD asks the same)."""
    file, length = begun.find(current_actor(), ticket, store=store(), now=moment().now)
    said = {"id": file.upload_id, "name": file.filename, "offset": length}
    return _told(make_response(said), file, length)


@bp.route("/evidencia/envios/<ticket>", methods=["PATCH"], provide_automatic_options=False)
@permits(Action.EVIDENCE_SUBMIT)
@tus
def go_on_sending(ticket: str) -> ResponseReturnValue:
    """Take the next bytes of a file; with the last ones it is looked at and waits like any other."""
    actor = current_actor()
    file, length = begun.find(actor, ticket, store=store(), now=moment().now)
    offset = _number("Upload-Offset")
    if request.mimetype != PIECES:
        raise OtherContent(kind=PIECES)
    if offset != length:
        raise OffsetMoved
    if offset + (request.content_length or 0) > file.size:
        raise BeyondTheEnd
    if file.upload_id is None:
        length, file = _gone_on(actor, file, offset)
    return _told(Response(status=204), file, length)


def _gone_on(actor: Actor, file: BegunFile, offset: int) -> tuple[int, BegunFile]:
    let_go_of_the_database()
    length = offset
    if offset < file.size:
        length = store().growing.append(
            file.ticket, request.stream, offset=offset, size=file.size, checksum=_checksum()
        )
    if length < file.size:
        return length, file
    whole = begun.look(
        file,
        store=store(),
        allowed=accepted_kinds(),
        patience=config().examine_seconds,
        scanner=scanner_of(config()),
    )
    return length, begun.take(actor, file, whole, now=moment().now)


@bp.route("/evidencia/envios/<ticket>", methods=["DELETE"], provide_automatic_options=False)
@permits(Action.EVIDENCE_SUBMIT)
@tus
def end_sending(ticket: str) -> ResponseReturnValue:
    """Forget a file that its sender gave up."""
    begun.drop(current_actor(), ticket, store=store())
    return Response(status=204)


@bp.post("/evidencia/envios/<ticket>/descartar")
@permits(Action.EVIDENCE_SUBMIT)
@once.takes_back
def give_up_sending(ticket: str) -> ResponseReturnValue:
    """Forget a file of which a part has come, from the page that tells of it."""
    begun.drop(current_actor(), ticket, store=store())
    return redirect(url_for("evidence.upload", **context()), 303)


def _told(response: Response, file: BegunFile, length: int) -> Response:
    """What every answer about a file says of it."""
    headers = response.headers
    headers["Upload-Offset"] = str(length)
    headers["Upload-Length"] = str(file.size)
    headers["Upload-Expires"] = http_date(begun.ends_at(file))
    headers["X-File-Name"] = quote(file.filename)
    if file.upload_id is not None:
        headers["X-Upload-Id"] = str(file.upload_id)
    return response


def _number(header: str) -> int:
    said = request.headers.get(header, "")
    if not (said.isascii() and said.isdigit() and len(said) <= LONGEST_NUMBER):
        raise NotSaid(header=header)
    return int(said)


def _metadata(header: str) -> Mapping[str, str]:
    """What a sender says of a file: words, each with its value in Base64."""
    said = {}
    for part in filter(None, header.split(",")):
        key, _, value = part.strip().partition(" ")
        said[key] = _decoded(value, "Upload-Metadata").decode("utf-8", "replace")
    return said


def _checksum() -> Checksum | None:
    said = request.headers.get("Upload-Checksum")
    if said is None:
        return None
    algorithm, _, value = said.partition(" ")
    if algorithm not in ALGORITHMS:
        raise NotSaid(header="Upload-Checksum")
    return Checksum(algorithm, _decoded(value, "Upload-Checksum"))


def _decoded(text: str, header: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotSaid(header=header) from error
