"""Asking about a piece or a requirement: where a task is open in its conversation, else in one of its own."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.refusal import NotFound
from sello.cycles.queries.requirement import find_answer
from sello.evidence.queries.piece import piece
from sello.tasks.queries.consulting import asks_about, asks_for
from sello.tasks.queries.summaries import first_open
from sello.tasks.queries.task import TaskRef, open_holding
from sello.tasks.service import consulting
from sello.tasks.service.consulting import Consulted
from sello.web import undoing
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.request_values import asked_id
from sello.web.tasks import bp
from sello.web.tasks.forms import ConsultForm


@bp.get("/tareas/consultar/evidencia/<int:evidence_id>")
@permits(Action.TASK_WORK)
def consulting_on_piece(evidence_id: int) -> ResponseReturnValue:
    """Ask about a piece; where a question or a task is open already, go there."""
    title = _piece(evidence_id)
    held = open_holding(evidence_id)
    there = asks_about(evidence_id, current_actor()) or held
    return _there(there) if there else _page(ConsultForm(formdata=None), title)


@bp.post("/tareas/consultar/evidencia/<int:evidence_id>")
@permits(Action.TASK_WORK)
def consult_on_piece(evidence_id: int) -> ResponseReturnValue:
    """Begin the conversation."""
    form, actor = ConsultForm(), current_actor()
    title = _piece(evidence_id)
    return _asked(
        form,
        title,
        lambda: consulting.consult_on_piece(actor, evidence_id, form.text.data or "", at=moment()),
    )


@bp.get("/tareas/consultar/requerimiento/<int:requirement_id>")
@permits(Action.TASK_WORK)
def consulting_on_requirement(requirement_id: int) -> ResponseReturnValue:
    """Ask about a requirement; where a question or a task is open already, go there."""
    actor = current_actor()
    cycle, found = find_answer(requirement_id, asked_id("ciclo"), actor.visibility)
    there = asks_for(cycle.id, requirement_id, actor)
    first = first_open(cycle.id, [requirement_id], actor.visibility, today=moment().today).get(requirement_id)
    if not there and first is not None:
        there = (TaskRef(first, ""),)
    title = f"{found.row.code} {found.row.title}"
    return _there(there) if there else _page(ConsultForm(formdata=None), title)


@bp.post("/tareas/consultar/requerimiento/<int:requirement_id>")
@permits(Action.TASK_WORK)
def consult_on_requirement(requirement_id: int) -> ResponseReturnValue:
    """Begin the conversation."""
    form, actor = ConsultForm(), current_actor()
    cycle, found = find_answer(requirement_id, asked_id("ciclo"), actor.visibility)
    return _asked(
        form,
        f"{found.row.code} {found.row.title}",
        lambda: consulting.consult_on_requirement(
            actor, requirement_id, form.text.data or "", cycle_id=cycle.id, at=moment()
        ),
    )


def _piece(evidence_id: int) -> str:
    """What the piece is called to somebody who may know of it."""
    found = piece(evidence_id, current_actor().visibility, today=moment().today)
    if found is None:
        raise NotFound
    return found.row.details.title


def _there(tasks: tuple[TaskRef, ...]) -> ResponseReturnValue:
    return redirect(url_for("tasks.show", task_id=tasks[0].id, _anchor="preguntar"), 303)


def _asked(form: ConsultForm, title: str, act: Callable[[], Consulted]) -> ResponseReturnValue:
    done = accepted(form, act)
    if done is None:
        return _page(form, title), 422
    undoing.offer(done.undo_id)
    flash(gettext("Su pregunta abrió una consulta; la otra parte la verá en su cola."), "success")
    return redirect(url_for("tasks.show", task_id=done.task_id), 303)


def _page(form: ConsultForm, title: str) -> str:
    at = moment()
    until = at.calendar.add_business_days(at.today, consulting.TERM)
    return render_template("tasks/consult.html", form=form, about=title, until=until)
