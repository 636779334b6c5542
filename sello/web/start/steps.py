"""The page that leads from an empty instance to the first requests."""

from flask import render_template
from flask.typing import ResponseReturnValue

from sello.accounts.permissions import Action
from sello.progress.beginning import beginning
from sello.web import setup_steps
from sello.web.guard import permits
from sello.web.moment import moment
from sello.web.start import bp


@bp.get("/comenzar")
@permits(Action.INSTITUTION_MANAGE)
def steps() -> ResponseReturnValue:
    """Show every step, how far it is and where it is done."""
    found = beginning(moment().today)
    return render_template("start/steps.html", beginning=found, steps=setup_steps.lines(found))
