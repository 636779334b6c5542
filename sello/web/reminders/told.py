"""What a person was told: the same words as her mails, read here."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.counting import ngettext
from sello.reminders.queries import told as queries
from sello.reminders.service import reading
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.reminders import bp
from sello.web.reminders.forms import ReadForm
from sello.web.reminders.outbox import kind_of
from sello.web.request_values import asked_id


@bp.get("/avisos")
@permits(Action.REMINDER_SELF)
def told() -> ResponseReturnValue:
    """What the person was told, the newest first."""
    found, unread = queries.page(current_actor(), asked_id("pagina") or 1, at=moment())
    return render_template(
        "reminders/told.html", found=found, unread=unread, kind_of=kind_of, form=ReadForm()
    )


@bp.get("/avisos/<int:mail_id>")
@permits(Action.REMINDER_SELF)
def notice(mail_id: int) -> ResponseReturnValue:
    """One notice."""
    found = queries.notice(mail_id, current_actor(), at=moment())
    return render_template("reminders/notice.html", notice=found, kind_of=kind_of)


@bp.post("/avisos/leidos")
@permits(Action.REMINDER_SELF)
def read_all() -> ResponseReturnValue:
    """Say that all that the page showed, and all before it, was read."""
    form = ReadForm()
    count = accepted(form, lambda: reading.read_through(current_actor(), form.newest(), at=moment()))
    if count is None:
        return redirect(url_for("reminders.told"), 303)
    flash(
        ngettext(
            "Marcó %(num)s aviso como leído.",
            "Marcó %(num)s avisos como leídos.",
            count,
            none=gettext("No había avisos por leer."),
        ),
        "success",
    )
    return redirect(url_for("reminders.told"), 303)


@bp.post("/avisos/<int:mail_id>/leido")
@permits(Action.REMINDER_SELF)
def read_one(mail_id: int) -> ResponseReturnValue:
    """Say that one notice was read, and open it: looking alone writes nothing."""
    reading.read_one(current_actor(), mail_id, at=moment())
    return redirect(url_for("reminders.notice", mail_id=mail_id), 303)
