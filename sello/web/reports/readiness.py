"""Reports: the readiness report on screen and on paper, the kept ones, and who gets the monthly one."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action, allows
from sello.core.refusal import NotFound
from sello.cycles.queries.cycles import CycleRow, choose
from sello.files.kinds import PDF as PDF_KIND
from sello.files.serving import Outgoing
from sello.reports import queries, service
from sello.reports.access_log import log_download
from sello.reports.readiness.chart import dimension_chart
from sello.reports.readiness.contents import ReadinessReport
from sello.reports.readiness.document import document
from sello.web import once
from sello.web.answers import accepted
from sello.web.downloads import give_made, give_stored
from sello.web.fields import joined, split
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.path import path_view
from sello.web.reports import bp
from sello.web.reports.forms import MakeForm, RecipientsForm
from sello.web.request_values import asked_day, asked_id, given_day
from sello.web.revisits import revisited
from sello.web.stale_form import caught_up
from sello.web.uploads import store

PDF = PDF_KIND.media_type


@bp.get("")
@permits(Action.REPORT_VIEW)
def index() -> ResponseReturnValue:
    """The kept reports, and the ways to a new one."""
    return _index(MakeForm(as_of=moment().today))


@bp.post("")
@permits(Action.REPORT_MANAGE)
def make() -> ResponseReturnValue:
    """Make a report of the current cycle and keep it."""
    form = MakeForm()
    if accepted(form, lambda: _keep(form.as_of.data or moment().today)) is None:
        return _index(form), 422
    flash(gettext("El informe quedó guardado."), "success")
    return redirect(url_for("reports.index"), 303)


@bp.get("/destinatarios")
@permits(Action.REPORT_MANAGE)
def recipients() -> ResponseReturnValue:
    """Choose who gets the monthly report."""
    return render_template("reports/recipients.html", form=_saved_recipients(), compared=())


@bp.post("/destinatarios")
@permits(Action.REPORT_MANAGE)
@once.sets
def save_recipients() -> ResponseReturnValue:
    """Save who gets the monthly report; over another person's change, show both versions."""
    form = RecipientsForm()
    form.offer(queries.candidates())
    if accepted(form, lambda: _choose(form)) is None:
        compared = caught_up(form, _saved_recipients(), ("people",))
        page = render_template("reports/recipients.html", form=form, compared=compared)
        return page, 409 if compared else 422
    flash(gettext("La lista de destinatarios quedó guardada."), "success")
    return redirect(url_for("reports.index"), 303)


@bp.get("/preparacion")
@permits(Action.REPORT_VIEW)
@revisited
def readiness() -> ResponseReturnValue:
    """The readiness report on screen, from the same values as the PDF."""
    cycle = _cycle()
    report = _report(cycle, asked_day("fecha"))
    return render_template(
        "reports/readiness.html",
        report=report,
        words=document(report, gettext),
        chart=dimension_chart(report.dimensions, gettext),
        way=report.way and path_view(report.way, cycle),
        chosen={"ciclo": cycle.id, "fecha": report.as_of.isoformat()},
    )


@bp.get("/preparacion.pdf")
@permits(Action.REPORT_VIEW)
def readiness_pdf() -> ResponseReturnValue:
    """The readiness report as a PDF, made now and not kept."""
    from sello.reports.readiness.paper import as_pdf

    report = _report(_cycle(), given_day("fecha"))
    data, _pages = as_pdf(report, gettext)
    return give_made(data, f"informe-de-preparacion-{report.as_of.isoformat()}.pdf", PDF)


@bp.get("/<int:report_id>")
@permits(Action.REPORT_VIEW)
def download(report_id: int) -> ResponseReturnValue:
    """A kept report's file; an external auditor has no kept reports."""
    _refuse_outsiders()
    found, actor = queries.kept(report_id), current_actor()

    def note(from_start: bool) -> None:
        del from_start  # a report is small: who asks for a part of it takes it
        log_download(actor, report_id, now=moment().now)

    return give_stored(Outgoing(found.filename, PDF, found.size, found.sha256), note)


def _saved_recipients() -> RecipientsForm:
    """The form of the recipients as its page shows it."""
    candidates = queries.candidates()
    chosen = [one.id for one in candidates if one.chosen]
    form = RecipientsForm(formdata=None, people=chosen, version=joined(chosen))
    form.offer(candidates)
    return form


def _choose(form: RecipientsForm) -> bool:
    seen = {int(one) for one in split(form.version) if one.isdecimal()}
    service.choose_recipients(current_actor(), form.people.data or (), seen=seen, now=moment().now)
    return True


def _refuse_outsiders() -> None:
    """External auditors read the cycle that was released to them, and nothing of the town's own."""
    if current_actor().visibility.released_only:
        raise NotFound


def _index(form: MakeForm) -> str:
    reader = current_actor()
    manages = allows(reader, Action.REPORT_MANAGE)
    return render_template(
        "reports/index.html",
        form=form,
        cycle=choose(None, reader.visibility),
        manages=manages,
        outsider=reader.visibility.released_only,
        reports=() if reader.visibility.released_only else queries.kept_reports(),
        recipients=queries.recipients() if manages else (),
        readers=queries.readers() if manages else {},
    )


def _keep(as_of: date) -> int:
    actor, cycle = current_actor(), choose(None)
    if cycle is None:
        raise NotFound
    return service.make(actor, cycle.id, as_of=as_of, store=store(), at=moment(), translate=gettext).id


def _cycle() -> CycleRow:
    cycle = choose(asked_id("ciclo"), current_actor().visibility)
    if cycle is None:
        raise NotFound
    return cycle


def _report(cycle: CycleRow, asked: date | None) -> ReadinessReport:
    reader = current_actor()
    return service.readiness(
        cycle.id,
        reader.visibility,
        as_of=asked or moment().today,
        at=moment(),
        generated_for=reader.name,
        translate=gettext,
    )
