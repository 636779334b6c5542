"""How a request is answered when something is refused or fails: in words, with nothing lost."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from flask import Flask, Response, current_app, flash, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.exceptions import ClientDisconnected, HTTPException, InternalServerError

from sello.core import faults, saying
from sello.core.db import reading, take_back
from sello.core.faults import MachineFault
from sello.core.labels import N_
from sello.core.refusal import Forbidden, NotFound, Refusal
from sello.web import cookie
from sello.web.addresses import came_from
from sello.web.interrupted_form import sent_in_vain

T = TypeVar("T")

spoken = saying.spoken
"""Pages say a refusal as mails do."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
TOO_MANY = HTTPStatus.TOO_MANY_REQUESTS
SHOWN_AGAIN = frozenset({HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT})
"""How a form is answered that is shown again: something in it will not do, or is no longer so."""


def install(app: Flask) -> None:
    """Hang the error pages on an application."""
    app.register_error_handler(Refusal, _answer_refusal)
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(Exception, _answer_failure)
    app.after_request(_say_the_true_status)


def accepted(form: FlaskForm, act: Callable[[], T]) -> T | None:
    """Run the act of a valid form; a refusal becomes an error on its field, with nothing written.

    Returns what the act returned (never None), or None when the form has to be shown again with status 422.
    A bad day of the machine is a refusal too: what was typed stays on the page.
    """
    if not form.validate_on_submit():
        return None
    try:
        return act()
    except (NotFound, Forbidden):
        raise
    except Refusal as refusal:
        _undo()
        show_refusal(form, refusal)
    except Exception as error:
        fault = faults.of(error)
        if fault is None:
            raise
        _note(error, fault)
        show_refusal(form, fault)
    return None


def show_refusal(form: FlaskForm, refusal: Refusal) -> None:
    """Put a refusal beside the field that it belongs to, or at the head of the form."""
    text = refused(refusal)
    if refusal.field and refusal.field in form:
        field = form[refusal.field]
        field.errors = [*field.errors, text]
    else:
        form.form_errors = [*form.form_errors, text]


def refused(refusal: Refusal) -> str:
    """Say a refusal on a page that is shown again; what is no fault of the form gives the page its status."""
    if _is_no_fault_of_the_form(refusal):
        g.refused = refusal
    return spoken(refusal)


def was_refused() -> bool:
    """Tell whether this request was refused, whatever page says so."""
    return "refused" in g


def _is_no_fault_of_the_form(refusal: Refusal) -> bool:
    return refusal.status == TOO_MANY or refusal.status >= 500


def _say_the_true_status(response: Response) -> Response:
    """A form that is shown again because of a limit or a bad day is not one with a fault of its own."""
    refusal: Refusal | None = g.get("refused")
    if refusal is not None and response.status_code in SHOWN_AGAIN:
        response.status_code = refusal.status
        _say_when_to_come_back(response, refusal)
    return response


def _say_when_to_come_back(response: Response, refusal: Refusal) -> None:
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)


def _undo() -> None:
    """Take back what was begun, and what the cookie was already told of it.

    The page that says so only reads, so it waits for nobody's lock.
    """
    take_back()
    cookie.put_back()
    reading.set(True)


def _answer_refusal(refusal: Refusal) -> ResponseReturnValue:
    _undo()
    if isinstance(refusal, MachineFault):
        return _answer_fault(refusal)
    if wants_json():
        return {"error": spoken(refusal)}, refusal.status
    if (
        request.method in SAFE_METHODS
        or isinstance(refusal, NotFound | Forbidden)
        or _is_no_fault_of_the_form(refusal)
    ):
        response = make_response(error_page(refusal.status, spoken(refusal)))
        _say_when_to_come_back(response, refusal)
        return response
    g.refused = refusal
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
    408: N_(
        "El envío se cortó o llegó demasiado lento. No se guardó este envío; lo anterior sigue intacto. "
        "Revise su conexión e inténtelo de nuevo."
    ),
    413: N_("Lo enviado supera el tamaño permitido. No se guardó este envío; lo anterior sigue intacto."),
    429: N_("Demasiados intentos seguidos. Espere unos minutos y vuelva a intentarlo."),
    500: N_(
        "Ocurrió un error nuestro. Lo ya guardado no se perdió; lo último que envió no se guardó. "
        "Inténtelo de nuevo en un momento."
    ),
}


def answer_http(error: HTTPException) -> ResponseReturnValue:
    """The page of an HTTP error, in words."""
    if isinstance(error, InternalServerError) and error.original_exception is not None:
        return _answer_failure(error.original_exception)
    _undo()
    code = 408 if isinstance(error, ClientDisconnected) else error.code or 500
    if 300 <= code < 400 or error.response is not None:
        return error
    text = gettext(MESSAGES.get(code, MESSAGES[400 if code < 500 else 500]))
    if wants_json():
        return {"error": text}, code
    return error_page(code, text)


def _answer_failure(error: BaseException) -> ResponseReturnValue:
    fault = faults.of(error)
    if fault is not None:
        _note(error, fault)
        return _answer_fault(fault)
    _undo()
    if current_app.testing:
        raise error
    current_app.logger.error("unhandled error", exc_info=error)
    return answer_http(InternalServerError())


def _note(error: BaseException, fault: MachineFault) -> None:
    """What really happened is for whoever runs the instance."""
    current_app.logger.error("bad day: %s", type(fault).__name__, exc_info=error)
    _undo()


def _answer_fault(fault: MachineFault) -> ResponseReturnValue:
    """Say that it cannot be done now; a form that was sent in vain is offered again as it was typed."""
    text = spoken(fault)
    typed = None if wants_json() or request.method in SAFE_METHODS else sent_in_vain()
    if wants_json():
        response = make_response({"error": text})
    elif typed is not None:
        response = make_response(render_template("accounts/interrupted_form.html", typed=typed, why=text))
    else:
        response = make_response(error_page(fault.status, text))
    response.status_code = fault.status
    _say_when_to_come_back(response, fault)
    return response


def error_page(status: int, text: str) -> tuple[str, int]:
    """The page of an error: what happened, that nothing was lost, where to go."""
    return render_template("error.html", status=status, text=text), status


def wants_json() -> bool:
    """Tell whether a script (the upload, for one) asks, rather than a person's browser."""
    return request.accept_mimetypes.best == "application/json"
