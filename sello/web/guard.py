"""Who may: the permission on each view, the one commit of a request, and the actor at work."""

from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar, cast

from flask import Flask, Response, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action, check
from sello.core import house
from sello.core.changes import read_under
from sello.core.db import db, reading, scope_to, take_back
from sello.core.refusal import Forbidden
from sello.web import answers, cookie
from sello.web.addresses import came_from
from sello.web.answers import SAFE_METHODS
from sello.web.interrupted_form import Typed, files_in_vain, sent_in_vain
from sello.web.moment import begin

P = ParamSpec("P")
R = TypeVar("R")

ACTION = "_sello_action"
PUBLIC = "_sello_public"
SIGN_IN = "sello_sign_in_again"


class Loader(Protocol):
    """Finds the actor of the current request, or None when nobody is signed in."""

    def __call__(self) -> Actor | None:
        """Find the actor."""


def permits(action: Action) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Record on a view the permission that it needs; the guard of every request enforces it."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        setattr(view, ACTION, action)
        return view

    return mark


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Record on a view that it is open to anybody."""
    setattr(view, PUBLIC, True)
    return view


def permission_of(view: Callable[..., object]) -> Action | None:
    """Tell the permission recorded on a view."""
    return cast("Action | None", getattr(view, ACTION, None))


def is_public(view: Callable[..., object]) -> bool:
    """Tell whether a view is open to anybody."""
    return bool(getattr(view, PUBLIC, False))


def current_actor() -> Actor:
    """The person at work in this request; only views with a permission may ask."""
    actor = maybe_actor()
    if actor is None:
        raise Forbidden
    return actor


def maybe_actor() -> Actor | None:
    """The person at work in this request, or None when nobody is signed in."""
    return cast("Actor | None", g.get("actor"))


def install(
    app: Flask,
    load_actor: Loader,
    sign_in_again: Callable[[Typed], ResponseReturnValue],
    before_body: Callable[[Actor | None], None],
) -> None:
    """Hang guard, commit and error pages on an application; `before_body` is asked before a body is read."""

    @app.before_request
    def guard() -> ResponseReturnValue | None:
        begin()
        reading.set(request.method in SAFE_METHODS)
        scope_to(db.session(), None)
        read_under(None)
        view = app.view_functions.get(request.endpoint or "")
        if request.endpoint == "static":
            return None
        cookie.hold()
        if view is None:
            g.actor = load_actor()  # an address that does not exist keeps the menu of whoever asks
            return None
        g.actor = None if getattr(view, "_sello_no_actor", False) else load_actor()
        if g.actor is not None:
            scope_to(db.session(), g.actor.institution_id)
        before_body(g.actor)
        if is_public(view):
            return None
        return _enforce(view)

    @app.after_request
    def commit(response: Response) -> Response:
        if request.method not in SAFE_METHODS and response.status_code < 400:
            db.session.commit()
        return response

    app.teardown_request(_forget)
    app.teardown_appcontext(_end)
    app.extensions[SIGN_IN] = sign_in_again
    answers.install(app)
    app.register_error_handler(CSRFError, _answer_other_session)


def _forget(_error: BaseException | None) -> None:
    reading.set(False)
    house.settle(None)


def _end(_error: BaseException | None) -> None:
    take_back()  # whose connection is gone would fail at its very end otherwise


def without_actor(view: Callable[P, R]) -> Callable[P, R]:
    """Record on a public view that it needs no look at who is asking (health probes)."""
    setattr(view, "_sello_no_actor", True)  # noqa: B010 - functions have no declared attribute for it
    return public(view)


def _enforce(view: Callable[..., object]) -> ResponseReturnValue | None:
    actor = maybe_actor()
    if actor is None:
        ended = gettext("Su sesión terminó. No se perdió lo ya guardado; inicie sesión y repita la acción.")
        if answers.wants_json():
            return {"error": ended}, 401
        if request.method not in SAFE_METHODS:
            typed = sent_in_vain()
            if typed is not None:
                return _sign_in_again(typed)
            if files_in_vain():
                return _sign_in_for_files()
            flash(ended, "warning")
            return redirect(url_for("accounts.sign_in"), 303)
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), 303)
    check(actor, permission_of(view), writes=request.method not in SAFE_METHODS)
    return None


def _sign_in_for_files() -> ResponseReturnValue:
    """Files alone went with the form: they are chosen anew, on the page to which signing in leads back."""
    text = gettext(
        "Su sesión terminó y los archivos que envió no se recibieron. No se perdió lo ya guardado. Inicie "
        "sesión: volverá a la página, donde debe elegirlos otra vez."
    )
    flash(text, "warning")
    return redirect(url_for("accounts.sign_in", next=came_from()), 303)


def _sign_in_again(typed: Typed) -> ResponseReturnValue:
    ask = cast("Callable[[Typed], ResponseReturnValue]", current_app.extensions[SIGN_IN])
    return ask(typed)


def _answer_other_session(error: CSRFError) -> ResponseReturnValue:
    """A form of an earlier session, sent in another one: it is shown again, to be sent from this one."""
    actor = maybe_actor()
    typed = None if actor is None or answers.wants_json() else sent_in_vain()
    if actor is None or typed is None or not typed.is_for(actor.person_id):
        return answers.answer_http(error)
    take_back()
    return render_template("accounts/interrupted_form.html", typed=typed), 400
