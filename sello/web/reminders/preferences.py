"""What a person wants to be told by mail."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.accounts.queries import views
from sello.reminders.domain.schedule import kinds_for
from sello.reminders.queries import settings
from sello.reminders.service import settings as service
from sello.web import once
from sello.web.answers import accepted
from sello.web.fields import joined, split
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.reminders import bp
from sello.web.reminders.forms import PreferencesForm, fields_of
from sello.web.stale_form import Row, caught_up


@bp.get("/mis-avisos")
@permits(Action.REMINDER_SELF)
def preferences() -> ResponseReturnValue:
    """The kinds of mail that reach the person's role, and which of them she wants."""
    return _page(_saved_form(), ())


@bp.post("/mis-avisos")
@permits(Action.REMINDER_SELF)
@once.sets
def save_preferences() -> ResponseReturnValue:
    """Keep what the person wants to be told."""
    actor = current_actor()
    form = PreferencesForm(data=fields_of(settings.ways_of(actor.person_id, actor.role)))
    form.offer(actor.role)
    saved = accepted(
        form,
        lambda: service.choose_kinds(
            actor, form.wanted(), form.ways(), seen=split(form.version), now=moment().now
        ),
    )
    if saved is None:
        compared = caught_up(form, _saved_form(), form.compared())
        return _page(form, compared), 409 if compared else 422
    flash(gettext("Sus preferencias quedaron guardadas."), "success")
    return redirect(url_for("reminders.preferences"), 303)


def _page(form: PreferencesForm, compared: tuple[Row, ...]) -> str:
    mailed = [row for row in views.usable(current_actor()) if row.weekdays]
    return render_template("reminders/preferences.html", form=form, compared=compared, mailed=mailed)


def _saved_form() -> PreferencesForm:
    """The form of one's own preferences as its page shows it."""
    actor = current_actor()
    silenced = settings.silences(actor.person_id)
    ways = settings.ways_of(actor.person_id, actor.role)
    chosen = [kind.value for kind in kinds_for(actor.role) if kind not in silenced]
    version = joined(settings.seen_words(silenced, ways, actor.role))
    form = PreferencesForm(formdata=None, data={"kinds": chosen, "version": version} | fields_of(ways))
    form.offer(actor.role)
    return form
