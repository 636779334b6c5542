"""The dashboard: which level today, what is missing, who has to act, how many days are left."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from sello.accounts.permissions import Action
from sello.level.state import Reading
from sello.progress.board import board
from sello.web.dashboard import bp, todo
from sello.web.guard import current_actor, permits
from sello.web.moment import moment


@bp.get("/")
@permits(Action.DASHBOARD_VIEW)
def home() -> ResponseReturnValue:
    """Show the dashboard of whoever asks, in the reading that the address names (validated by default)."""
    reading = _reading(request.args.get("lectura"))
    actor = current_actor()
    found = board(actor.visibility, reading, at=moment())
    waiting = todo.lines(actor, found.today) if found else ()
    return render_template("dashboard/home.html", board=found, todo=waiting)


def _reading(raw: str | None) -> Reading:
    return next((reading for reading in Reading if reading.value == raw), Reading.VALIDATED)
