"""The one way out for files: everything that is saved on somebody's disk leaves through here."""

import io
from collections.abc import Callable
from typing import BinaryIO

from flask import Response, current_app, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wsgi import wrap_file

from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.files.serving import Outgoing, one_range
from sello.web.uploads import store

_PIECE = 256 * 1024
_WHOLE, _PART = 200, 206


class FileGone(Refusal):
    """A stored file is not where it should be: a matter for whoever keeps the server."""

    message = N_(
        "El archivo no está disponible en este momento. Su registro y su historia siguen intactos. "
        "Avise a la Secretaría Ejecutiva para que lo recupere del respaldo."
    )
    status = 503


class Purged(Refusal):
    """An acta took it away, or is about to."""

    message = N_(
        "Este archivo se eliminó según el acta N° %(number)s. Queda su registro: que existió, su huella y su "
        "historia."
    )
    status = 410


def refuse_purged(number: int | None) -> None:
    """Refuse a file that an acta takes away, whether its bytes are still there or not."""
    if number is not None:
        raise Purged(number=str(number))


def give_stored(file: Outgoing, note: Callable[[bool], None]) -> Response:
    """A file of the store, whole or by ranges; `note` is told whether what is taken begins at the beginning.

    Nothing is noted when no byte goes out: of a HEAD, of what the browser has already, of a range beyond
    the end. Raises FileGone.
    """
    if file.sha256 is None:
        raise ValueError("a stored file is known by its hash")
    try:
        content = store().open(file.sha256)
    except FileNotFoundError:
        current_app.logger.exception("stored file missing", extra={"sha256": file.sha256})
        raise FileGone from None
    response = _response(file, content)
    if request.method == "GET" and response.status_code in {_WHOLE, _PART}:
        note(not response.content_range.start)
    return response


def give_made(content: bytes | io.BytesIO, name: str, media_type: str) -> Response:
    """A file that was made for this request."""
    data = content.getvalue() if isinstance(content, io.BytesIO) else content
    return _response(Outgoing(name, media_type, len(data)), io.BytesIO(data))


def _response(file: Outgoing, content: BinaryIO) -> Response:
    response = Response(
        wrap_file(request.environ, content, _PIECE),
        mimetype=file.media_type,
        headers=file.headers,
        direct_passthrough=True,
    )
    response.content_length = file.size
    if file.sha256:
        response.set_etag(file.sha256)
    environ = dict(request.environ)
    asked = one_range(environ.pop("HTTP_RANGE", None), file.size)
    if asked is not None:
        environ["HTTP_RANGE"] = asked
    try:
        response.make_conditional(environ, accept_ranges=True, complete_length=file.size)
    except RequestedRangeNotSatisfiable:
        content.close()
        return Response(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    return response
