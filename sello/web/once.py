"""A form is acted on once: whoever sends the same page again is led to where the first sending led.

Browsers send again when a page is reloaded, when one goes back and presses the button once more, or when the
connection broke before the answer came. The token of a form bears the second in which its page was made: the
same token with the same content, sent in a later second, can only come from the same page.

What was sent is remembered in the cookie, and for minutes in the database: of two equal sendings that are
on their way at once (two tabs, a button pressed twice, whose first answer the browser drops) neither cookie
knows of the other. The database lets one be noted, in the transaction of what it did; the other is taken back
and led to where the first one led, also where it was refused because of what the first one had just done.
"""

import hashlib
from collections.abc import Callable
from io import RawIOBase
from typing import ParamSpec, TypeVar, cast

from flask import Flask, Response, current_app, flash, g, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import FileStorage

from sello.accounts.queries import sendings as queries
from sello.accounts.service import sendings as service
from sello.core.db import db, scope_to, take_back
from sello.core.faults import Busy
from sello.web import cookie, form_token
from sello.web.addresses import came_from
from sello.web.answers import was_refused
from sello.web.guard import current_actor, maybe_actor
from sello.web.identity import current_session
from sello.web.moment import moment

P = ParamSpec("P")
R = TypeVar("R")

TAKES_BACK = "_sello_takes_back"

SETS = "_sello_sets"

SENT = "sent"
"""Where the cookie keeps the last sendings, each with where it led."""

MOST = 8
"""How many are remembered; a cookie is small."""

CROSSED = frozenset({404, 409, 422})
"""How a sending may be refused because an equal one was acted on just before it; nothing of it is kept."""

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
        if led_to is None and g.sending:
            led_to = _noted(g.sending)
        if led_to is None:
            return None
        del g.sending
        return _again(led_to)

    @app.after_request
    def decide(response: Response) -> Response:
        """Before the guard commits: note what was acted on, or give way to an equal sending that was."""
        sending = g.get("sending")
        return response if sending is None else _decided(sending, response)


def _decided(sending: str, response: Response) -> Response:
    is_done = response.status_code == 303 and not was_refused()
    if is_done:
        _forget_what_it_takes_back(sending)
    if not sending or (is_done and _claimed(sending, response)):
        return response
    return _crossed(sending, response, is_done=is_done)


def _crossed(sending: str, response: Response, *, is_done: bool) -> Response:
    """Give way to an equal sending, where there was one; raises Busy for one that is gone meanwhile."""
    if not is_done and response.status_code not in CROSSED:
        return response
    take_back()
    scope_to(db.session(), current_actor().institution_id)
    led_to = _noted(sending)
    if led_to is None:
        if is_done:
            raise Busy  # it was taken back for one that is not there any more: nothing was done
        return response
    del g.sending
    cookie.put_back()
    return current_app.make_response(_again(led_to))


def _again(led_to: str) -> ResponseReturnValue:
    """Lead to where the first sending led, and say why."""
    flash(
        gettext(
            "Este envío ya se había recibido; no se hizo dos veces. "
            "Si quiere hacerlo de nuevo, hágalo desde esta página."
        ),
        "info",
    )
    return redirect(led_to or came_from(), 303)


def _noted(sending: str) -> str | None:
    """Where an equal sending led that the database knows of."""
    return queries.led_to(current_session().sign_in_id, sending, now=moment().now)


def _forget_what_it_takes_back(sending: str) -> None:
    """Let what this one takes back, or stands in the place of, be sent again."""
    session_id = current_session().sign_in_id
    view = current_app.view_functions.get(request.endpoint or "")
    if hasattr(view, TAKES_BACK):
        service.forget(session_id, but=sending)
    if hasattr(view, SETS):
        service.forget(session_id, place=_place(), but=sending)


def _claimed(sending: str, response: Response) -> bool:
    """Note the sending beside what it did; False when an equal one was first."""
    session_id = current_session().sign_in_id
    return service.claim(current_actor(), session_id, sending, _kept_address(response), now=moment().now)


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
        kept = (sending, _kept_address(response))
        session[SENT] = [*session.get(SENT, ()), kept][-MOST:]


def _kept_address(response: Response) -> str:
    led_to = response.location or ""
    return led_to if len(led_to) <= LONGEST else ""


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
