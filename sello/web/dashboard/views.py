"""The dashboard: which level today, what is missing, who has to act, how many days are left."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from sello.accounts.permissions import Action
from sello.core import clock
from sello.cycles.domain.state import Reading
from sello.web.base import config, current_actor, permits
from sello.web.dashboard import todo
from sello.web.dashboard.board import board

bp = Blueprint("dashboard", __name__)


@bp.get("/")
@permits(Action.DASHBOARD_VIEW)
def home() -> ResponseReturnValue:
    """Show the dashboard of whoever asks, in the reading that the address names (validated by default)."""
    reading = _reading(request.args.get("lectura"))
    actor = current_actor()
    found = board(actor.visibility, reading, today=clock.today(config().zone))
    waiting = todo.lines(actor, found.today) if found else ()
    return render_template("dashboard/home.html", board=found, todo=waiting)


def _reading(raw: str | None) -> Reading:
    return next((reading for reading in Reading if reading.value == raw), Reading.VALIDATED)
