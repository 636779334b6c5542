"""The dashboard: which level today, what is missing, who has to act, how many days are left."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from sello.accounts.permissions import Action, allows
from sello.level.state import Reading
from sello.planning.queries.path import path_page
from sello.progress.beginning import Beginning, beginning
from sello.progress.board import Board, board
from sello.progress.nobodys import nobodys
from sello.web import setup_steps
from sello.web.addresses import start_of
from sello.web.dashboard import bp, todo
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.path import PathView, path_view
from sello.web.revisits import revisited


@bp.get("/")
@permits(Action.START)
@revisited
def home() -> ResponseReturnValue:
    """Show the dashboard in the reading that the address names; who has none is led to where she begins."""
    actor = current_actor()
    if not allows(actor, Action.DASHBOARD_VIEW):
        return redirect(start_of(actor), 303)
    reading = _reading(request.args.get("lectura"))
    found = board(actor.visibility, reading, at=moment())
    waiting = todo.lines(actor, found.today) if found else ()
    start = _start(found) if allows(actor, Action.INSTITUTION_MANAGE) else None
    return render_template(
        "dashboard/home.html",
        board=found,
        todo=waiting,
        way=found and _way(found),
        nobodys=nobodys(at=moment()) if allows(actor, Action.PERSON_MANAGE) else None,
        beginning=start,
        steps=setup_steps.lines(start) if start and not found else (),
    )


def _start(found: Board | None) -> Beginning | None:
    """How far the town is from its first request; nothing to ask where evidence comes in already."""
    return None if found and found.standing.has_evidence else beginning(moment().today)


def _way(found: Board) -> PathView:
    """The path of the board's cycle, read from where the board already stands."""
    page = path_page(found.standing, current_actor().visibility, at=moment())
    return path_view(page, found.cycle)


def _reading(raw: str | None) -> Reading:
    return next((reading for reading in Reading if reading.value == raw), Reading.VALIDATED)
