"""A form is acted on once: whoever sends the same page again is led to where the first sending led.

Browsers send again when a page is reloaded, when one goes back and presses the button once more, or when the
connection broke before the answer came. The token of a form bears the second in which its page was made: the
same token with the same content, sent in a later second, can only come from the same page.
"""

import hashlib
import os

from flask import Flask, Response, current_app, flash, g, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage

from sello.web.guard import maybe_actor
from sello.web.moment import moment

SENT = "sent"
"""Where the cookie keeps the last sendings, each with where it led."""

MOST = 8
"""How many are remembered; a cookie is small."""

LONGEST = 120
"""Characters of an address that is remembered."""


def install(app: Flask) -> None:
    """Hang the memory of what was sent on an application, after the check of the forms' tokens."""

    @app.before_request
    def answer_again() -> ResponseReturnValue | None:
        if request.method != "POST" or maybe_actor() is None:
            return None
        g.sending = _sending()
        led_to = dict(session.get(SENT, ())).get(g.sending)
        if led_to is None:
            return None
        flash(gettext("Este envío ya se había recibido; no se hizo dos veces."), "info")
        return redirect(led_to, 303)

    @app.after_request
    def remember(response: Response) -> Response:
        sending = g.get("sending")
        if sending and response.status_code == 303 and not _refused():
            before = [each for each in session.get(SENT, ()) if each[0] != sending]
            session[SENT] = [*before, (sending, (response.location or "/")[:LONGEST])][-MOST:]
        return response


def _sending() -> str:
    """What tells this sending of a form from every other; empty for anything else."""
    tokens = [value for name, value in request.form.items() if name.endswith("csrf_token")]
    if not tokens or not _is_of_before(tokens[0]):
        return ""
    said = sorted((name, value) for name, values in request.form.lists() for value in values)
    files = sorted((file.filename or "", _size(file)) for _, file in request.files.items(multi=True))
    whole = repr((request.full_path, said, files))
    return hashlib.blake2b(whole.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _is_of_before(token: str) -> bool:
    """Tell whether a page is older than this second: a later one cannot have the same token."""
    reader = URLSafeTimedSerializer(current_app.secret_key or "", salt="wtf-csrf-token")
    try:
        _, made = reader.loads(token, return_timestamp=True)
    except BadData:
        return False
    return bool(made < moment().now.replace(microsecond=0))


def _size(file: FileStorage) -> int:
    size = file.stream.seek(0, os.SEEK_END)
    file.stream.seek(0)
    return size


def _refused() -> bool:
    return any(kind == "error" for kind, _ in session.get("_flashes", ()))
