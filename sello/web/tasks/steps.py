"""Working on a task: its steps, its comments, and the person to whom it is given."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.progress import service as progress
from sello.tasks.domain.states import Step
from sello.tasks.queries import options, task
from sello.tasks.service import assigning, steps
from sello.web import once, undoing
from sello.web.answers import accepted
from sello.web.fields import version_of
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.remaining import say_what_is_left
from sello.web.tasks import bp
from sello.web.tasks.forms import AssignForm, AttachForm, CommentForm, StepForm
from sello.web.tasks.task import Returned, task_page


@bp.post("/tareas/<int:task_id>/paso")
@permits(Action.TASK_WORK)
def step(task_id: int) -> ResponseReturnValue:
    """Take one step of the task's life."""
    form = StepForm()
    taken = accepted(
        form,
        lambda: progress.take_step(
            current_actor(),
            task_id,
            Step(form.step.data),
            why=form.why.data or "",
            shown=form.carries.data or "",
            at=moment(),
        ),
    )
    if taken is None:
        return task_page(task_id, Returned(step=form))
    after, done = taken
    undoing.offer(done.id)
    flash(gettext("La tarea quedó «%(state)s».", state=gettext(after.label)), "success")
    return redirect(url_for("tasks.show", task_id=task_id), 303)


@bp.post("/tareas/<int:task_id>/comentar")
@permits(Action.TASK_WORK)
def comment(task_id: int) -> ResponseReturnValue:
    """Say something about the task."""
    form = CommentForm()
    made = accepted(
        form, lambda: steps.comment(current_actor(), task_id, form.text.data or "", now=moment().now)
    )
    if made is None:
        return task_page(task_id, Returned(comment=form))
    flash(gettext("Su comentario quedó en la tarea."), "success")
    return redirect(url_for("tasks.show", task_id=task_id, _anchor=f"comentario-{made}"), 303)


@bp.post("/tareas/<int:task_id>/adjuntar")
@permits(Action.TASK_WORK)
def attach(task_id: int) -> ResponseReturnValue:
    """Attach a piece of evidence that was handed in before."""
    actor = current_actor()
    form = AttachForm()
    form.offer(task.evidence_to_attach(task_id, actor))
    attached = accepted(
        form,
        lambda: steps.attach(
            actor, task_id, form.evidence_id.data or 0, moment().now, complete=form.complete.data
        ),
    )
    if attached is None:
        return task_page(task_id, Returned(attach=form))
    flash(
        gettext("La tarea quedó entregada con esa evidencia.")
        if form.complete.data
        else gettext("La evidencia quedó adjunta. Cuando esté todo, entregue la tarea."),
        "success",
    )
    say_what_is_left(task_id, actor.visibility)
    return redirect(url_for("tasks.show", task_id=task_id), 303)


@bp.post("/tareas/<int:task_id>/asignar")
@permits(Action.TASK_ASSIGN)
@once.sets
def assign(task_id: int) -> ResponseReturnValue:
    """Give the task to a person, or back to its unit."""
    form = AssignForm()
    form.offer(options.people())
    given = accepted(
        form,
        lambda: assigning.assign(
            current_actor(), task_id, form.person_id.data, version=version_of(form.version), at=moment()
        ),
    )
    if given is None:
        return task_page(task_id, Returned(assign=form))
    flash(gettext("La tarea quedó asignada."), "success")
    return redirect(url_for("tasks.show", task_id=task_id), 303)
