"""The dashboard: which level today, what is missing, who has to act, how many days are left."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from sello.accounts.permissions import Action
from sello.web.base import permits

bp = Blueprint("dashboard", __name__)


@bp.get("/")
@permits(Action.DASHBOARD_VIEW)
def home() -> ResponseReturnValue:
    """Show the dashboard of whoever asks."""
    return render_template("dashboard/home.html")
