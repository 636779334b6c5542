"""Which of the tasks on a page were recalled by hand today: what is done once a day is not offered again."""

from collections.abc import Iterable, Mapping

from flask import Flask

from sello.accounts.permissions import Action, allows
from sello.reminders.queries.by_hand import recalled_on
from sello.tasks.domain.turn import Turn
from sello.tasks.queries.rows import TaskRow
from sello.web.guard import current_actor
from sello.web.moment import moment


def install(app: Flask) -> None:
    """Let templates ask."""
    app.jinja_env.globals["recalled"] = recalled


def recalled(tasks: Iterable[TaskRow]) -> Mapping[int, str]:
    """At what o'clock each was recalled today, by its id; nothing for whoever does not recall."""
    if not allows(current_actor(), Action.TASK_MANAGE):
        return {}
    at = moment()
    waiting = [task.id for task in tasks if task.turn is Turn.UNIT]
    return {task_id: f"{at.local(when):%H:%M}" for task_id, when in recalled_on(waiting, at.today).items()}
