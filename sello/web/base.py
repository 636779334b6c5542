"""What every screen shares: permission on the view, the one commit, refusals shown, the actor at work."""

from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar, cast
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.exceptions import HTTPException

from sello.accounts.domain import Actor
from sello.accounts.permissions import Action, allows
from sello.config import Config
from sello.core.db import db, reading, scope_to
from sello.core.labels import N_
from sello.core.refusal import Forbidden, NotFound, Refusal

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
ACTION = "_sello_action"
PUBLIC = "_sello_public"


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


def config() -> Config:
    """The settings of this instance."""
    return cast(Config, current_app.extensions["sello"])


def current_actor() -> Actor:
    """The person at work in this request; only views with a permission may ask."""
    actor = maybe_actor()
    if actor is None:
        raise Forbidden
    return actor


def maybe_actor() -> Actor | None:
    """The person at work in this request, or None when nobody is signed in."""
    return cast("Actor | None", g.get("actor"))


def accepted(form: FlaskForm, act: Callable[[], T]) -> T | None:
    """Run the act of a valid form; a refusal becomes an error on its field, with nothing written.

    Returns what the act returned (never None), or None when the form has to be shown again with status 422.
    """
    if not form.validate_on_submit():
        return None
    try:
        return act()
    except (NotFound, Forbidden):
        raise
    except Refusal as refusal:
        db.session.rollback()
        show_refusal(form, refusal)
        return None


def show_refusal(form: FlaskForm, refusal: Refusal) -> None:
    """Put a refusal beside the field that it belongs to, or at the head of the form."""
    text = spoken(refusal)
    if refusal.field and refusal.field in form:
        field = form[refusal.field]
        field.errors = [*field.errors, text]
    else:
        form.form_errors = [*form.form_errors, text]


def spoken(refusal: Refusal) -> str:
    """Say a refusal in the reader's language."""
    text: str = gettext(refusal.message)
    return text % refusal.values if refusal.values else text


def install(app: Flask, load_actor: Loader) -> None:
    """Hang the guard, the commit and the error pages on an application."""

    @app.before_request
    def guard() -> ResponseReturnValue | None:
        reading.set(request.method in SAFE_METHODS)
        scope_to(db.session(), None)
        view = app.view_functions.get(request.endpoint or "")
        if request.endpoint == "static":
            return None
        if view is None:
            g.actor = load_actor()  # an address that does not exist keeps the menu of whoever asks
            return None
        g.actor = None if getattr(view, "_sello_no_actor", False) else load_actor()
        if g.actor is not None:
            scope_to(db.session(), g.actor.institution_id)
        if is_public(view):
            return None
        return _enforce(view)

    @app.after_request
    def commit(response: Response) -> Response:
        if request.method not in SAFE_METHODS and response.status_code < 400:
            db.session.commit()
        return response

    @app.teardown_request
    def forget(_error: BaseException | None) -> None:
        reading.set(False)

    app.register_error_handler(Refusal, _answer_refusal)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_fault)


def without_actor(view: Callable[P, R]) -> Callable[P, R]:
    """Record on a public view that it needs no look at who is asking (health probes)."""
    setattr(view, "_sello_no_actor", True)  # noqa: B010 - functions have no declared attribute for it
    return public(view)


def _enforce(view: Callable[..., object]) -> ResponseReturnValue | None:
    actor = maybe_actor()
    if actor is None:
        ended = gettext("Su sesión terminó. No se perdió lo ya guardado; inicie sesión y repita la acción.")
        if wants_json():
            return {"error": ended}, 401
        if request.method not in SAFE_METHODS:
            flash(ended, "warning")
            return redirect(url_for("accounts.sign_in"), 303)
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), 303)
    action = permission_of(view)
    if action is None or not allows(actor, action):
        raise Forbidden
    return None


def _answer_refusal(refusal: Refusal) -> ResponseReturnValue:
    db.session.rollback()
    if wants_json():
        return {"error": spoken(refusal)}, refusal.status
    if request.method in SAFE_METHODS or isinstance(refusal, NotFound | Forbidden):
        return error_page(refusal.status, spoken(refusal))
    flash(spoken(refusal), "error")
    return redirect(came_from(), 303)


MESSAGES = {
    400: N_(
        "La solicitud llegó incompleta o su formulario venció. No se perdió nada guardado: "
        "vuelva atrás, recargue la página e inténtelo de nuevo."
    ),
    403: Forbidden.message,
    404: NotFound.message,
    405: N_("Esa dirección no admite esta acción. Vuelva a la página anterior y use sus botones."),
    413: N_("Lo enviado supera el tamaño permitido. No se guardó este envío; lo anterior sigue intacto."),
    429: N_("Demasiados intentos seguidos. Espere unos minutos y vuelva a intentarlo."),
    500: N_(
        "Ocurrió un error nuestro. Lo ya guardado no se perdió; lo último que envió no se guardó. "
        "Inténtelo de nuevo en un momento."
    ),
}


def _answer_http(error: HTTPException) -> ResponseReturnValue:
    db.session.rollback()
    code = error.code or 500
    if 300 <= code < 400 or error.response is not None:
        return error
    text = gettext(MESSAGES.get(code, MESSAGES[400 if code < 500 else 500]))
    if wants_json():
        return {"error": text}, code
    return error_page(code, text)


def _answer_fault(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    if current_app.testing:
        raise error
    current_app.logger.exception("unhandled error")
    return _answer_http(cast(HTTPException, _Fault()))


class _Fault(HTTPException):
    code = 500


def error_page(status: int, text: str) -> tuple[str, int]:
    """The page of an error: what happened, that nothing was lost, where to go."""
    return render_template("error.html", status=status, text=text), status


def wants_json() -> bool:
    """Tell whether a script (the upload, for one) asks, rather than a person's browser."""
    return request.accept_mimetypes.best == "application/json"


def came_from() -> str:
    """The page of ours from which a form was sent, or the dashboard."""
    back = urlsplit(request.referrer or "")
    if back.netloc == request.host and _is_path_of_ours(back.path):
        return back.path + (f"?{back.query}" if back.query else "")
    return url_for("dashboard.home")


def next_target(raw: str | None) -> str:
    """A safe place to go on to after signing in: a path of ours, or the dashboard."""
    parts = urlsplit(raw or "")
    if raw and not parts.scheme and not parts.netloc and _is_path_of_ours(raw):
        return raw
    return url_for("dashboard.home")


def _is_path_of_ours(path: str) -> bool:
    """A browser reads two strokes (or a stroke and a backslash) as the beginning of somebody else's host."""
    return path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
