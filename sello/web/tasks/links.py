"""Revoking a link that opens a task without a session."""

from __future__ import annotations

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.tasks.service import doors
from sello.web.addresses import came_from
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.tasks import bp


@bp.post("/enlaces/<int:link_id>/revocar")
@permits(Action.TASK_WORK)
def revoke_link(link_id: int) -> ResponseReturnValue:
    """Let a link open nothing any more, and return to the list on which it stood."""
    doors.revoke(current_actor(), link_id, now=moment().now)
    flash(gettext("El enlace quedó revocado: quien lo abra verá que ya no sirve."), "success")
    return redirect(came_from(), 303)
