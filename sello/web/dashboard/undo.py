"""Taking back what one did last."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.trail.acts import Act
from sello.progress import service
from sello.web import once, undoing
from sello.web.addresses import came_from
from sello.web.dashboard import bp
from sello.web.guard import current_actor, permits
from sello.web.moment import moment


@bp.post("/deshacer/<int:undo_id>")
@permits(Action.TASK_WORK)
@once.takes_back
def undo(undo_id: int) -> ResponseReturnValue:
    """Take an act of one's own back, and return to where one was."""
    undone = service.undo(current_actor(), undo_id, at=moment())
    undoing.taken_back(undo_id)
    flash(gettext("Deshecho: «%(act)s». Todo quedó como antes.", act=gettext(undone.act.sentence)), "success")
    if undone.act is Act.EVIDENCE_SUBMITTED:  # the page of the piece is gone with it
        flash(gettext("Sus archivos no se perdieron: esperan aquí que los entregue o los descarte."), "info")
        task_id = next((entity_id for entity, entity_id in undone.things if entity == "task"), None)
        return redirect(url_for("evidence.describe", tarea=task_id), 303)
    return redirect(came_from(), 303)
