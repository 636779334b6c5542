"""Signing in and out."""

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from sello.accounts.permissions import Action
from sello.web.base import permits, public

bp = Blueprint("accounts", __name__)


@bp.get("/entrar")
@public
def sign_in() -> ResponseReturnValue:
    """Show the sign-in page."""
    return render_template("accounts/sign_in.html")


@bp.post("/salir")
@permits(Action.ACCOUNT_SELF)
def sign_out() -> ResponseReturnValue:
    """End the session of this browser."""
    session.clear()
    return redirect(url_for("accounts.sign_in"), 303)


@bp.get("/mi-cuenta")
@permits(Action.ACCOUNT_SELF)
def me() -> ResponseReturnValue:
    """Show the account of whoever asks."""
    return render_template("accounts/me.html")
