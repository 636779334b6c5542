"""Seeing what an external auditor sees: her pages as they are, and nothing done in her name."""

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.web import identity
from sello.web.cycles import bp
from sello.web.guard import permits


@bp.get("/ver-como-auditoria")
@permits(Action.EVALUATION_LOOK)
def looking() -> ResponseReturnValue:
    """Say what will be seen, with the button that begins."""
    return render_template("cycles/looking.html")


@bp.post("/ver-como-auditoria")
@permits(Action.EVALUATION_LOOK)
def look() -> ResponseReturnValue:
    """Look with an auditor's eyes from the next page on, until one leaves."""
    session[identity.LOOKS_KEY] = True
    return redirect(url_for("cycles.evaluation"), 303)


@bp.post("/ver-como-auditoria/salir")
@permits(Action.LEAVE)
def stop_looking() -> ResponseReturnValue:
    """Go back to one's own eyes."""
    if session.pop(identity.LOOKS_KEY, None):
        flash(gettext("Volvió a su vista."), "success")
    return redirect(url_for("dashboard.home"), 303)
