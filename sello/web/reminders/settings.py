"""The settings of an institution's reminders."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.reminders.domain.schedule import checked
from sello.reminders.domain.simulation import Comparison
from sello.reminders.queries import settings as settings_queries
from sello.reminders.queries.simulation import trial
from sello.reminders.service import settings as service
from sello.web import once
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.reminders import bp
from sello.web.reminders.forms import ScheduleForm
from sello.web.stale_form import Row, caught_up

COMPARED = (
    "send_at",
    "ladder",
    "administration",
    "committee",
    "expiring",
    "digest_on",
    "digest_at",
    "mails_from",
    "mails_until",
    "reply_to",
    "kinds",
)
"""The settings as they are read, one after the other, when two versions stand side by side."""


@bp.get("/recordatorios/ajustes")
@permits(Action.REMINDER_MANAGE)
def settings() -> ResponseReturnValue:
    """The times, offsets and kinds that hold now."""
    return _page(_saved_form())


@bp.post("/recordatorios/ajustes")
@permits(Action.REMINDER_MANAGE)
@once.sets
def save_settings() -> ResponseReturnValue:
    """Keep other times, offsets and kinds; over another person's change, show both versions."""
    form = ScheduleForm()
    form.offer()
    version = accepted(
        form,
        lambda: service.save_schedule(
            current_actor(),
            form.schedule(),
            reply_to=form.reply_to.data or "",
            version=form.number(),
            now=moment().now,
        ),
    )
    if version is None:
        compared = caught_up(form, _saved_form(), COMPARED)
        return _page(form, compared), 409 if compared else 422
    flash(gettext("Los ajustes quedaron guardados y rigen desde la próxima pasada."), "success")
    return redirect(url_for("reminders.settings"), 303)


@bp.post("/recordatorios/probar")
@permits(Action.REMINDER_MANAGE)
def try_settings() -> ResponseReturnValue:
    """Show what other times, offsets and kinds would send beside what is sent now; nothing is saved."""
    form = ScheduleForm()
    form.offer()
    tried = accepted(form, lambda: checked(form.schedule()))
    if tried is None:
        return _page(form), 422
    return _page(form, trial=trial(tried, at=moment()))


def _page(form: ScheduleForm, compared: tuple[Row, ...] = (), trial: tuple[Comparison, ...] = ()) -> str:
    return render_template("reminders/settings.html", form=form, compared=compared, trial=trial)


def _saved_form() -> ScheduleForm:
    """The form of the settings as its page shows it."""
    stored = settings_queries.stored_schedule()
    form = ScheduleForm(formdata=None)
    form.offer()
    form.show(stored)
    return form
