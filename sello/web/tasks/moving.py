"""Moving a task on the board: by its form, and by whatever sends that form."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.progress.carried import NOTHING
from sello.progress.carrying import with_closing
from sello.progress.service_moving import move as move_task
from sello.tasks.domain.moves import moves
from sello.tasks.domain.states import Step
from sello.tasks.domain.turn import Turn
from sello.tasks.queries import queue
from sello.tasks.service import loading
from sello.web import undoing
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.tasks import bp
from sello.web.tasks.side_forms import MoveForm


@bp.get("/tareas/<int:task_id>/mover")
@permits(Action.TASK_WORK)
def moving(task_id: int) -> ResponseReturnValue:
    """Show where a task can be moved to."""
    return _page(task_id, MoveForm(formdata=None, to=request.args.get("a", "")))


@bp.post("/tareas/<int:task_id>/mover")
@permits(Action.TASK_WORK)
def move(task_id: int) -> ResponseReturnValue:
    """Move it, and go back to the board; what is missing or refused is said on the form's own page."""
    form = MoveForm()
    done = accepted(
        form,
        lambda: move_task(
            current_actor(),
            task_id,
            Turn(form.to.data),
            why=form.why.data or "",
            shown=form.carries.data or "",
            at=moment(),
        ),
    )
    if done is None:
        return _page(task_id, form), 422
    undoing.offer(done.id)
    flash(gettext("La tarea pasó a «%(column)s».", column=gettext(Turn(form.to.data).label)), "success")
    return redirect(url_for("tasks.board"), 303)


def _page(task_id: int, form: MoveForm) -> str:
    actor = current_actor()
    row = queue.card(task_id, actor, at=moment()).task
    found = moves(row.turn, row.state, loading.sides(actor), row.kind)
    accepting = with_closing(task_id, at=moment()) if Step.ACCEPT in found.values() else NOTHING
    form.carries.raw_data, form.carries.data = None, accepting.mark
    form.offer(found)
    return render_template("tasks/moving.html", task=row, form=form, found=found, accepting=accepting)
