"""What a person wants to be told by mail."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.reminders.domain.schedule import kinds_for
from sello.reminders.queries import settings
from sello.reminders.service import settings as service
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.reminders import bp
from sello.web.reminders.forms import PreferencesForm


@bp.get("/mis-avisos")
@permits(Action.REMINDER_SELF)
def preferences() -> ResponseReturnValue:
    """The kinds of mail that reach the person's role, and which of them she wants."""
    actor = current_actor()
    kinds = kinds_for(actor.role)
    silenced = settings.silences(actor.person_id)
    form = PreferencesForm(kinds=[kind.value for kind in kinds if kind not in silenced])
    form.offer(kinds)
    return render_template("reminders/preferences.html", form=form)


@bp.post("/mis-avisos")
@permits(Action.REMINDER_SELF)
def save_preferences() -> ResponseReturnValue:
    """Keep what the person wants to be told."""
    actor = current_actor()
    form = PreferencesForm()
    form.offer(kinds_for(actor.role))
    saved = accepted(form, lambda: service.choose_kinds(actor, form.wanted(), now=moment().now))
    if saved is None:
        return render_template("reminders/preferences.html", form=form), 422
    flash(gettext("Sus preferencias quedaron guardadas."), "success")
    return redirect(url_for("reminders.preferences"), 303)
