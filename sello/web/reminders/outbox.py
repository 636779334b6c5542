"""The outbox: what waits, what got stuck and why, and trying it again."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.access import LinkKind
from sello.accounts.jobs import JOBS as ACCOUNT_JOBS
from sello.accounts.permissions import Action
from sello.core import jobs, lease
from sello.core.counting import ngettext
from sello.core.labels import LabelledEnum
from sello.core.statistics import JOBS as STATISTICS_JOBS
from sello.core.trail.ledger.jobs import JOBS as LEDGER_JOBS
from sello.duties.jobs import JOBS as DUTY_JOBS
from sello.evidence.domain.alarm import AlarmMail
from sello.evidence.jobs import JOBS as SUM_JOBS
from sello.files.jobs import JOBS as EVIDENCE_JOBS
from sello.privacy.domain.notices import PrivacyMail
from sello.privacy.jobs import JOBS as PRIVACY_JOBS
from sello.reminders.domain.by_hand import ByHand
from sello.reminders.domain.news import NewsMail
from sello.reminders.domain.schedule import Kind
from sello.reminders.jobs import JOBS as REMINDER_JOBS
from sello.reminders.queries import outbox as queries
from sello.reminders.queries.outbox import View
from sello.reminders.service import outbox as service
from sello.replies.domain.held import ReplyMail
from sello.replies.jobs import JOBS as REPLY_JOBS
from sello.reports.jobs import JOBS as REPORT_JOBS
from sello.tasks.jobs import JOBS as TASK_JOBS
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.moment import moment
from sello.web.reminders import bp
from sello.web.reminders.mailbox import mailbox
from sello.web.request_values import asked_id
from sello.web.view_mails import JOBS as VIEW_JOBS

KINDS: dict[str, LabelledEnum] = {
    kind.value: kind
    for family in (Kind, NewsMail, ByHand, LinkKind, AlarmMail, ReplyMail, PrivacyMail)
    for kind in family
}
JOBS = {
    **ACCOUNT_JOBS,
    **DUTY_JOBS,
    **EVIDENCE_JOBS,
    **LEDGER_JOBS,
    **PRIVACY_JOBS,
    **REMINDER_JOBS,
    **REPLY_JOBS,
    **REPORT_JOBS,
    **STATISTICS_JOBS,
    **SUM_JOBS,
    **TASK_JOBS,
    **VIEW_JOBS,
}


@bp.get("/recordatorios")
@permits(Action.REMINDER_MANAGE)
def outbox() -> ResponseReturnValue:
    """One part of the outbox, and whether anybody is carrying the mail."""
    chosen = request.args.get("ver")
    view = next((each for each in View if each.value == chosen), View.WAITING)
    now = moment().now
    leader, waiting = lease.holding(lease.SCHEDULER), lease.holding(lease.WAITING)
    return render_template(
        "reminders/outbox.html",
        found=queries.page(view, asked_id("pagina") or 1),
        view=view,
        views=tuple(View),
        kind_of=kind_of,
        configured=bool(config().smtp_host),
        mailbox=mailbox(),
        scheduler_alive=leader is not None and leader.is_alive(now),
        second=waiting if waiting is not None and waiting.is_alive(now) else None,
        runs=[run for run in jobs.last_runs() if run.name in JOBS],
        jobs=JOBS,
    )


@bp.get("/recordatorios/correos/<int:mail_id>")
@permits(Action.REMINDER_MANAGE)
def mail(mail_id: int) -> ResponseReturnValue:
    """What one mail says, and how far it is."""
    return render_template("reminders/mail.html", mail=queries.mail(mail_id), kind_of=kind_of)


@bp.post("/recordatorios/correos/<int:mail_id>/reintentar")
@permits(Action.REMINDER_MANAGE)
def retry(mail_id: int) -> ResponseReturnValue:
    """Send one mail again at the next pass."""
    service.retry(current_actor(), mail_id, now=moment().now)
    flash(gettext("El correo volvió a la fila y saldrá en la próxima entrega."), "success")
    return redirect(url_for("reminders.mail", mail_id=mail_id), 303)


@bp.post("/recordatorios/reintentar")
@permits(Action.REMINDER_MANAGE)
def retry_all() -> ResponseReturnValue:
    """Send all that waits after a failure at the next pass."""
    count = service.retry_waiting(current_actor(), now=moment().now)
    if count:
        flash(
            ngettext("%(num)s correo volvió a la fila.", "%(num)s correos volvieron a la fila.", count),
            "success",
        )
    else:
        flash(gettext("No había correos en pausa: los que esperan ya están en la fila."), "info")
    return redirect(url_for("reminders.outbox"), 303)


def kind_of(value: str) -> str:
    """The name of a kind of mail, whichever feature wrote it."""
    kind = KINDS.get(value)
    return gettext(kind.label) if kind else value
