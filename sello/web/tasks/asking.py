"""Asking and answering in the conversation of a task."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm

from sello.accounts.permissions import Action
from sello.core.undo import Done
from sello.tasks.domain.turn import Turn
from sello.tasks.service import asking, loading
from sello.web import undoing
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.tasks import bp
from sello.web.tasks.forms import AnswerForm, GrantForm, TimeForm
from sello.web.tasks.task import Returned, ask_form, task_page


@bp.post("/tareas/<int:task_id>/preguntar")
@permits(Action.TASK_WORK)
def ask(task_id: int) -> ResponseReturnValue:
    """Ask the other side something."""
    actor = current_actor()
    form = ask_form(loading.sides(actor), sent=True)
    return _said(
        task_id,
        form,
        lambda: asking.ask(actor, task_id, form.text.data or "", to=Turn(form.to.data), at=moment()),
        Returned(ask=form),
        _asked_words(form.to.data),
    )


def _asked_words(asked: str | None) -> str:
    """Where a question is seen: the evaluation does not enter the tasks."""
    if asked == Turn.EVALUATION:
        return str(
            gettext(
                "Su pregunta quedó en la conversación. La evaluación externa no ve las tareas: hágale llegar "
                "la pregunta y anote aquí su respuesta."
            )
        )
    return str(gettext("Su pregunta quedó en la conversación; la otra parte la verá en su cola."))


@bp.post("/tareas/<int:task_id>/responder")
@permits(Action.TASK_WORK)
def answer(task_id: int) -> ResponseReturnValue:
    """Answer the question that waits."""
    form = AnswerForm()
    return _said(
        task_id,
        form,
        lambda: asking.answer(current_actor(), task_id, form.text.data or "", at=moment()),
        Returned(answer=form),
        gettext("Su respuesta quedó en la conversación."),
    )


@bp.post("/tareas/<int:task_id>/pedir-plazo")
@permits(Action.TASK_WORK)
def ask_for_time(task_id: int) -> ResponseReturnValue:
    """Ask for a later due date."""
    form = TimeForm()
    return _said(
        task_id,
        form,
        lambda: asking.ask_for_time(
            current_actor(), task_id, form.text.data or "", form.until.data, at=moment()
        ),
        Returned(time=form),
        gettext("La solicitud espera a la Secretaría Ejecutiva; mientras tanto la tarea no se atrasa."),
    )


@bp.post("/tareas/<int:task_id>/decidir-plazo")
@permits(Action.TASK_MANAGE)
def decide_time(task_id: int) -> ResponseReturnValue:
    """Grant more time, or not."""
    form = GrantForm()
    grants = form.decision.data == "conceder"
    return _said(
        task_id,
        form,
        lambda: asking.decide_time(
            current_actor(),
            task_id,
            form.until.data if grants else None,
            form.text.data or "",
            at=moment(),
        ),
        Returned(grant=form),
        gettext("El nuevo plazo quedó concedido.") if grants else gettext("El plazo se mantiene."),
    )


def _said(
    task_id: int, form: FlaskForm, act: Callable[[], Done], returned: Returned, words: str
) -> ResponseReturnValue:
    done = accepted(form, act)
    if done is None:
        return task_page(task_id, returned)
    undoing.offer(done.id)
    flash(words, "success")
    return redirect(url_for("tasks.show", task_id=task_id), 303)
