"""A form is acted on once: whoever sends the same page again is led to where the first sending led.

Browsers send again when a page is reloaded, when one goes back and presses the button once more, or when the
connection broke before the answer came. The token of a form bears the second in which its page was made: the
same token with the same content, sent in a later second, can only come from the same page.

What was sent is remembered in the cookie. Of two tabs that send in the same instant the later answer's cookie
stays: the other's message is not shown, and its sending is forgotten. It can be acted on twice then only if
that very page is sent again; forms that save over something bear a version and are refused all the same.
"""

import hashlib
from collections.abc import Callable
from io import RawIOBase
from typing import ParamSpec, TypeVar, cast

from flask import Flask, Response, current_app, flash, g, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import FileStorage

from sello.web import form_token
from sello.web.addresses import came_from
from sello.web.answers import was_refused
from sello.web.guard import maybe_actor
from sello.web.moment import moment

P = ParamSpec("P")
R = TypeVar("R")

TAKES_BACK = "_sello_takes_back"

SETS = "_sello_sets"

SENT = "sent"
"""Where the cookie keeps the last sendings, each with where it led."""

MOST = 8
"""How many are remembered; a cookie is small."""

LONGEST = 200
"""Characters of an address that is remembered. A longer one is a filtered list's: its form returns there."""


def install(app: Flask) -> None:
    """Hang the answer to what was sent before on an application, after the check of the forms' tokens."""

    @app.before_request
    def answer_again() -> ResponseReturnValue | None:
        if request.method != "POST" or maybe_actor() is None:
            return None
        g.sending = _sending()
        led_to = dict(session.get(SENT, ())).get(g.sending)
        if led_to is None:
            return None
        del g.sending
        flash(
            gettext(
                "Este envío ya se había recibido; no se hizo dos veces. "
                "Si quiere hacerlo de nuevo, hágalo desde esta página."
            ),
            "info",
        )
        return redirect(led_to or came_from(), 303)


def install_memory(app: Flask) -> None:
    """Hang the memory of what was sent on an application, before the guard: answers pass the other way round.

    So only what the guard has committed is remembered, and what failed can be sent again.
    """

    @app.after_request
    def remember(response: Response) -> Response:
        sending = g.pop("sending", None)
        if sending is not None and response.status_code < 400 and not was_refused():
            _keep(sending, response)
        return response


def takes_back(view: Callable[P, R]) -> Callable[P, R]:
    """Record on a view that it takes back what another sending did: that one may then be sent again."""
    setattr(view, TAKES_BACK, True)
    return view


def sets(view: Callable[P, R]) -> Callable[P, R]:
    """Record on a view that what is sent stands in the place of what was sent there before: that one may be
    sent again, as whoever goes back to it wants it to stand once more.
    """
    setattr(view, SETS, True)
    return view


def _keep(sending: str, response: Response) -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if hasattr(view, TAKES_BACK):
        session.pop(SENT, None)
    if hasattr(view, SETS):
        session[SENT] = [kept for kept in session.get(SENT, ()) if not kept[0].startswith(_place())]
    if sending and response.status_code == 303:
        led_to = response.location or ""
        kept = (sending, led_to if len(led_to) <= LONGEST else "")
        session[SENT] = [*session.get(SENT, ()), kept][-MOST:]


def _sending() -> str:
    """What tells this sending of a form from every other; empty for anything else."""
    tokens = [value for name, value in request.form.items() if name.endswith("csrf_token")]
    if not tokens or not _is_of_before(tokens[0]):
        return ""
    said = sorted((name, value) for name, values in request.form.lists() for value in values)
    files = sorted((file.filename or "", _digest(file)) for _, file in request.files.items(multi=True))
    whole = repr((request.full_path, said, files))
    return _place() + hashlib.blake2b(whole.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _place() -> str:
    """What tells the sendings to one address from all others."""
    return hashlib.blake2b(request.path.encode(), digest_size=4).hexdigest()


def _is_of_before(token: str) -> bool:
    """Tell whether a page is older than this second: a later one cannot have the same token."""
    found = form_token.read(token)
    return found is not None and found[1] < moment().now.replace(microsecond=0)


def _digest(file: FileStorage) -> str:
    """What tells a file from one that was corrected since and is as long; it is read piece by piece."""
    digest = hashlib.file_digest(cast(RawIOBase, file.stream), "blake2b").hexdigest()
    file.stream.seek(0)
    return digest
