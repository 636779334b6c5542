"""The settings of an institution's reminders."""

from datetime import time

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms import Field, SelectField, SelectMultipleField

from sello.accounts.permissions import Action
from sello.core.refusal import Stale
from sello.reminders.queries import settings as settings_queries
from sello.reminders.service import settings as service
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.reminders import bp
from sello.web.reminders.forms import ScheduleForm

COMPARED = (
    "send_at",
    "due_soon",
    "overdue_every",
    "escalate_from",
    "expiring",
    "digest_on",
    "digest_at",
    "kinds",
)
"""The settings as they are read, one after the other, when two versions stand side by side."""


@bp.get("/recordatorios/ajustes")
@permits(Action.REMINDER_MANAGE)
def settings() -> ResponseReturnValue:
    """The times, offsets and kinds that hold now."""
    stored = settings_queries.stored_schedule()
    form = ScheduleForm()
    form.offer()
    form.show(stored.schedule, stored.version)
    return render_template("reminders/settings.html", form=form, compared=())


@bp.post("/recordatorios/ajustes")
@permits(Action.REMINDER_MANAGE)
def save_settings() -> ResponseReturnValue:
    """Keep other times, offsets and kinds."""
    form = ScheduleForm()
    form.offer()
    now = moment().now
    try:
        version = accepted(
            form,
            lambda: service.save_schedule(current_actor(), form.schedule(), version=form.number(), now=now),
        )
    except Stale:
        version = None
    if version is None:
        return _again(form)
    flash(gettext("Los ajustes quedaron guardados y rigen desde la próxima pasada."), "success")
    return redirect(url_for("reminders.settings"), 303)


def _again(form: ScheduleForm) -> ResponseReturnValue:
    """The form with its errors and, when somebody else saved meanwhile, with both versions."""
    stored = settings_queries.stored_schedule()
    compared: tuple[tuple[str, str, str], ...] = ()
    if form.number() != stored.version:
        theirs = ScheduleForm(formdata=None)
        theirs.offer()
        theirs.show(stored.schedule, stored.version)
        compared = tuple(
            (str(form[name].label.text), shown(theirs[name]), shown(form[name])) for name in COMPARED
        )
        form.version.data = str(stored.version)
    return render_template("reminders/settings.html", form=form, compared=compared), 422


def shown(field: Field) -> str:
    """The value of a field in words, so that two versions can be compared."""
    if isinstance(field, SelectField | SelectMultipleField):
        chosen = field.data if isinstance(field.data, list) else [field.data]
        return ", ".join(str(option.label.text) for option in field if option.data in chosen)
    if isinstance(field.data, time):
        return f"{field.data:%H:%M}"
    return ", ".join(map(str, field.data)) if isinstance(field.data, tuple) else str(field.data)
