"""How a request is answered when something is refused or fails: in words, with nothing lost."""

from collections.abc import Callable
from typing import TypeVar, cast

from flask import Flask, current_app, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.exceptions import HTTPException

from sello.core.db import db
from sello.core.labels import N_
from sello.core.refusal import Forbidden, NotFound, Refusal
from sello.web.addresses import came_from

T = TypeVar("T")

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def install(app: Flask) -> None:
    """Hang the error pages on an application."""
    app.register_error_handler(Refusal, _answer_refusal)
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(Exception, _answer_fault)


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


def answer_http(error: HTTPException) -> ResponseReturnValue:
    """The page of an HTTP error, in words."""
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
    return answer_http(cast(HTTPException, _Fault()))


class _Fault(HTTPException):
    code = 500


def error_page(status: int, text: str) -> tuple[str, int]:
    """The page of an error: what happened, that nothing was lost, where to go."""
    return render_template("error.html", status=status, text=text), status


def wants_json() -> bool:
    """Tell whether a script (the upload, for one) asks, rather than a person's browser."""
    return request.accept_mimetypes.best == "application/json"
