"""Taking back what one did last."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.trail.acts import Act
from sello.core.undo import Undone
from sello.progress import service
from sello.web import once, undoing
from sello.web.addresses import came_from
from sello.web.dashboard import bp
from sello.web.guard import current_actor, permits
from sello.web.moment import moment

JUDGED = frozenset({Act.EVIDENCE_ACCEPTED, Act.EVIDENCE_RETURNED})


@bp.post("/deshacer/<int:undo_id>")
@permits(Action.DASHBOARD_VIEW)
@once.takes_back
def undo(undo_id: int) -> ResponseReturnValue:
    """Take an act of one's own back, and return to where one was."""
    done = service.undo(current_actor(), undo_id, at=moment())
    undone = done.act
    undoing.taken_back(undo_id)
    flash(gettext("Deshecho: «%(act)s». Todo quedó como antes.", act=gettext(undone.act.sentence)), "success")
    for name in done.ends:
        flash(gettext("«%(name)s» volvió también al término que tenía en el registro.", name=name), "info")
    if undone.act is Act.EVIDENCE_SUBMITTED:
        flash(gettext("Sus archivos no se perdieron: esperan aquí que los entregue o los descarte."), "info")
    return redirect(_back(undone), 303)


def _back(undone: Undone) -> str:
    """Where one was; receipts, new pieces and minutes are gone, and their pages with them."""
    first = dict(reversed(undone.things))
    if undone.act is Act.EVIDENCE_SUBMITTED:
        return url_for("evidence.describe", tarea=first.get("task"))
    if undone.act is Act.EVIDENCE_CORRECTED:
        return url_for("evidence.piece", evidence_id=first["evidence"])
    if undone.act is Act.PERSON_RELIEVED:
        return url_for("accounts.people")
    back = came_from()
    if undone.act in JUDGED and back.startswith(url_for("evidence.desk")):
        return url_for(
            "evidence.review", evidence_id=first["evidence"]
        )  # the desk had gone on to the next one
    return back
