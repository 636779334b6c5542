"""Stopping mails from the mail itself: without signing in, as mail programs do it (RFC 8058)."""

from flask import current_app, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from sello.core.refusal import NotFound
from sello.reminders.domain.leaving import Leaving, opened
from sello.reminders.service import settings as service
from sello.web.guard import without_actor
from sello.web.moment import moment
from sello.web.reminders import bp


@bp.get("/mis-avisos/sin-entrar/<token>")
@without_actor
def leaving(token: str) -> ResponseReturnValue:
    """Say what would stop, with the button that stops it: whoever only looks changes nothing."""
    return render_template("reminders/leave.html", asked=_asked(token), form=FlaskForm(), done=False)


@bp.post("/mis-avisos/sin-entrar/<token>")
@without_actor
def leave(token: str) -> ResponseReturnValue:
    """Stop the mails that the address names; the address is the permission, so no form is asked for."""
    asked = _asked(token)
    if not service.leave(asked, today=moment().today, now=moment().now):
        raise NotFound
    return render_template("reminders/leave.html", asked=asked, form=FlaskForm(), done=True)


def _asked(token: str) -> Leaving:
    fallbacks = current_app.config["SECRET_KEY_FALLBACKS"]
    asked = opened([str(current_app.secret_key or ""), *fallbacks], token)
    if asked is None:
        raise NotFound
    return asked
