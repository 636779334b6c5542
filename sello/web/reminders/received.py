"""Mails that came in: what was taken, and what waits for somebody to say what it is."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.replies.queries import received as queries
from sello.replies.queries.received import Offered, ReceivedRow, View
from sello.replies.service import deciding
from sello.replies.service.tools import Tools, tools_of
from sello.web import once
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.moment import moment
from sello.web.reminders import bp
from sello.web.reminders.mailbox import mailbox
from sello.web.reminders.received_forms import AssignMailForm, DiscardMailForm, ShareMailForm, share_form
from sello.web.request_values import asked_id
from sello.web.uploads import let_go_of_the_database


@bp.get("/recordatorios/recibidos")
@permits(Action.REMINDER_MANAGE)
def received() -> ResponseReturnValue:
    """One part of the mails that came in."""
    chosen = request.args.get("ver")
    view = next((each for each in View if each.value == chosen), View.HELD)
    return render_template(
        "reminders/received.html",
        found=queries.page(view, asked_id("pagina") or 1),
        view=view,
        views=tuple(View),
        configured=bool(config().imap_host),
        mailbox=mailbox(),
    )


@bp.get("/recordatorios/recibidos/<int:mail_id>")
@permits(Action.REMINDER_MANAGE)
def received_mail(mail_id: int) -> ResponseReturnValue:
    """What one of them says, and what can be decided on it."""
    return _page(queries.one(mail_id))


@bp.post("/recordatorios/recibidos/<int:mail_id>/asignar")
@permits(Action.REMINDER_MANAGE)
@once.sets
def assign_mail(mail_id: int) -> ResponseReturnValue:
    """Put a mail that waits into the conversation of a task."""
    mail, form = queries.one(mail_id), AssignMailForm()
    form.offer(queries.open_tasks(current_actor()))
    if accepted(form, lambda: _put(mail_id, {int(form.task_id.data): None}, int(form.task_id.data))) is None:
        return _page(mail, form), 422
    flash(gettext("El correo quedó en la tarea, en su nombre y con lo que decía."), "success")
    return redirect(url_for("reminders.received_mail", mail_id=mail_id), 303)


@bp.post("/recordatorios/recibidos/<int:mail_id>/repartir")
@permits(Action.REMINDER_MANAGE)
def share_mail(mail_id: int) -> ResponseReturnValue:
    """Put the parts of a mail that waits into the conversations of several tasks."""
    mail = queries.one(mail_id)
    form = share_form(_asked(mail), request.form)
    if accepted(form, lambda: _put(mail_id, dict(form.parts()), form.files_to.data)) is None:
        return _page(mail, share=form), 422
    flash(gettext("Cada parte del correo quedó en su tarea, en su nombre."), "success")
    return redirect(url_for("reminders.received_mail", mail_id=mail_id), 303)


@bp.post("/recordatorios/recibidos/<int:mail_id>/descartar")
@permits(Action.REMINDER_MANAGE)
@once.takes_back
def discard_mail(mail_id: int) -> ResponseReturnValue:
    """Let a mail that waits go."""
    form = DiscardMailForm()
    if accepted(form, lambda: _discarded(mail_id)) is None:
        return _page(queries.one(mail_id)), 422
    flash(gettext("El correo se descartó: su texto y sus archivos ya no se guardan."), "success")
    return redirect(url_for("reminders.received"), 303)


def _put(mail_id: int, shares: Mapping[int, str | None], files_to: int) -> bool:
    tools: Tools = tools_of(config())
    actor, at = current_actor(), moment()
    let_go_of_the_database()  # none is held while the mail is opened
    opened = deciding.opened(mail_id, tools)
    deciding.assign(actor, mail_id, shares, opened, tools, files_to=files_to, at=at)
    return True


def _discarded(mail_id: int) -> bool:
    deciding.discard(current_actor(), mail_id, now=moment().now)
    return True


def _asked(mail: ReceivedRow) -> tuple[Offered, ...]:
    return queries.asked_by(mail, queries.open_tasks(current_actor()), now=moment().now)


def _page(mail: ReceivedRow, form: AssignMailForm | None = None, share: ShareMailForm | None = None) -> str:
    tasks = queries.open_tasks(current_actor())
    if form is None:
        form = AssignMailForm(formdata=None)
        form.offer(tasks)
    asked = queries.asked_by(mail, tasks, now=moment().now)
    return render_template(
        "reminders/received_mail.html",
        mail=mail,
        form=form,
        asked=asked,
        share=share or (share_form(asked, formdata=None) if len(asked) > 1 else None),
        landed=queries.landings(mail),
    )
