"""What is nobody's, all of it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from sello.accounts.permissions import Action
from sello.progress import nobodys as queries
from sello.web.dashboard import bp
from sello.web.guard import permits
from sello.web.moment import moment


@bp.get("/sin-responsable")
@permits(Action.PERSON_MANAGE)
def nobodys() -> ResponseReturnValue:
    """Show all that is nobody's, each with the act that mends it."""
    return render_template("dashboard/nobodys.html", found=queries.nobodys(at=moment()))
