"""Beside the conversation of a task: its checklist, and the pause of its reminders."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.tasks.queries.belongings import checks
from sello.tasks.service import pausing, ticking
from sello.web import undoing
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.tasks import bp
from sello.web.tasks.side_forms import ChecksForm, PauseForm
from sello.web.tasks.task import Returned, task_page


@bp.post("/tareas/<int:task_id>/lista")
@permits(Action.TASK_WORK)
def tick(task_id: int) -> ResponseReturnValue:
    """Say which items of the checklist are done."""
    form = ChecksForm()
    form.offer(checks(task_id))
    done = accepted(form, lambda: ticking.tick(current_actor(), task_id, form.done.data or (), at=moment()))
    if done is None:
        return task_page(task_id, Returned(checks=form))
    undoing.offer(done.id)
    flash(gettext("La lista quedó guardada."), "success")
    return redirect(url_for("tasks.show", task_id=task_id, _anchor="lista"), 303)


@bp.post("/tareas/<int:task_id>/pausar")
@permits(Action.TASK_MANAGE)
def pause(task_id: int) -> ResponseReturnValue:
    """Send no reminders of the task for some time."""
    form = PauseForm()
    done = accepted(
        form,
        lambda: pausing.pause(current_actor(), task_id, form.until.data, form.text.data or "", at=moment()),
    )
    if done is None:
        return task_page(task_id, Returned(pause=form))
    undoing.offer(done.id)
    flash(gettext("Los recordatorios de esta tarea quedaron pausados."), "success")
    return redirect(url_for("tasks.show", task_id=task_id), 303)


@bp.post("/tareas/<int:task_id>/reanudar")
@permits(Action.TASK_MANAGE)
def go_on(task_id: int) -> ResponseReturnValue:
    """Send reminders of the task again."""
    done = pausing.go_on(current_actor(), task_id, at=moment())
    undoing.offer(done.id)
    flash(gettext("Los recordatorios de esta tarea siguen."), "success")
    return redirect(url_for("tasks.show", task_id=task_id), 303)
