"""Recalling a task now, from its conversation or from a list of what is late."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.reminders.service import by_hand
from sello.web import undoing
from sello.web.addresses import came_from
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.moment import moment
from sello.web.tasks import bp


@bp.post("/tareas/<int:task_id>/recordar")
@permits(Action.TASK_MANAGE)
def remind(task_id: int) -> ResponseReturnValue:
    """Recall a task to whoever has the turn, and return to where one was."""
    name, done = by_hand.remind_now(current_actor(), task_id, base_url=config().base_url, at=moment())
    undoing.offer(done.id)
    flash(
        gettext("Recordó la tarea a %(name)s. El correo sale cuando ya no pueda deshacerse.", name=name),
        "success",
    )
    return redirect(came_from(), 303)
