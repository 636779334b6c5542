"""What is written by the clock: monthly reports, the authority's page, and the receipts of what came in.

A report is made once per cycle and month, on the first business day or as soon after as we run; the page on
the day that its reader chose.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from sqlalchemy.exc import IntegrityError

from sello.accounts.queries.institutions import institutions
from sello.config import Config
from sello.core import house
from sello.core.days import Calendar
from sello.core.db import db, everywhere, unit_of_work
from sello.core.jobs import Job, Work
from sello.core.labels import N_
from sello.core.mail.message import Message, Paper
from sello.core.mail.outbox import enqueue_all
from sello.core.mail.render import render
from sello.core.moment import Moment
from sello.cycles.queries.cycles import CycleRow, current
from sello.files.store.build import store_of
from sello.reminders.domain.schedule import Kind
from sello.reminders.links import AUTHORITY, DECISION, absolute
from sello.reminders.queries import settings, sweeps
from sello.reminders.service.ledger import enter_day
from sello.reminders.service.passes import Pass
from sello.reports import queries, service
from sello.reports.document.wording import counted
from sello.reports.mayor.by_mail import page_day
from sello.reports.mayor.contents import AskedLine, mayor_page
from sello.reports.mayor.facts import read
from sello.reports.readiness.contents import ReadinessReport
from sello.reports.readiness.sections_level import gap_sentence
from sello.reports.readiness.sections_trail import said
from sello.reports.receipt.mail import send_receipts


@dataclass(frozen=True, slots=True)
class Scheduler:
    """The doer of what nobody asked for: the clock itself."""

    institution_id: int
    person_id: int | None = None


def first_business_day(day: date, calendar: Calendar) -> date:
    """The first business day of a date's month."""
    return calendar.next_business_day(day.replace(day=1))


def monthly(work: Work) -> dict[str, int]:
    """Make and announce the month's report of every institution's current cycle that has none yet."""
    made = 0
    with everywhere():
        found = institutions()
    db.session.rollback()
    for institution in found:
        if work.stop():
            break
        at = work.moment(institution.zone, institution.days_off)
        if at.today >= first_business_day(at.today, at.calendar):
            with house.at(institution.house):
                made += _of_institution(institution.id, at, work.config)
    return {"reports": made}


def _of_institution(institution_id: int, at: Moment, config: Config) -> int:
    """Make one institution's report; the unique month lets one of two schedulers through."""
    try:
        with unit_of_work(institution_id):
            cycle = current()
            month = f"{at.today:%Y-%m}"
            if cycle is None or queries.monthly_made(cycle.id, month):
                return 0
            made = service.make(
                Scheduler(institution_id),
                cycle.id,
                as_of=at.today,
                store=store_of(config),
                at=at,
                month=month,
                translate=gettext,
            )
            _announce(made.id, made.report, _pass(institution_id, at, config))
            return 1
    except IntegrityError:
        return 0


def authority_page(work: Work) -> dict[str, int]:
    """Mail the authority's page to whoever chose this day for it."""
    sent = 0
    with everywhere():
        found = institutions()
    db.session.rollback()
    for institution in found:
        if work.stop():
            break
        at = work.moment(institution.zone, institution.days_off)
        with unit_of_work(institution.id):
            sent += _pages_of(_pass(institution.id, at, work.config))
    return {"pages": sent}


def _pages_of(run: Pass) -> int:
    """Queue the pages of one institution; the ledger lets each through once, whoever else is at work."""
    schedule = settings.stored_schedule().schedule
    cycle = current()
    if cycle is None or Kind.AUTHORITY_PAGE in schedule.off:
        return 0
    declined = settings.silent_people(Kind.AUTHORITY_PAGE)
    mails = []
    for reader in queries.page_readers():
        day = page_day(run.at, reader.day, send_at=schedule.send_at)
        if day is None or reader.id in declined:
            continue
        if enter_day(run, Kind.AUTHORITY_PAGE, reader.id, day):
            mails.append(_page_mail(reader, cycle, day, run))
    return enqueue_all(mails, now=run.at.now)


def _page_mail(reader: queries.PageReader, cycle: CycleRow, day: date, run: Pass) -> Message:
    """The whole sheet in words and on paper, each decision with the address where it is taken.

    The paper says what the mail says. Only whoever may take these decisions is written to
    (`queries.page_readers`), so that it tells her nothing that her page does not.
    """
    from sello.reports.mayor.paper import as_pdf, file_name

    today = run.at.today
    facts = read(cycle, service.EVERYTHING, as_of=today, at=run.at, name=reader.name, translate=gettext)
    page = mayor_page(facts, today=today, _=gettext)
    sheet, _sheets = as_pdf(page, facts.report.reading.level, gettext, logo=facts.report.logo)
    written = render(
        "authority_page",
        name=reader.name,
        page=page,
        decisions=[(line, _place_of(line, run)) for line in page.decisions],
        level=facts.report.reading.level.name,
        institution=run.place.name,
        link=absolute(run.base_url, AUTHORITY),
    )
    return Message(
        recipient=reader.email,
        recipient_name=reader.name,
        subject=written.subject,
        text=written.text,
        html=written.html,
        kind=Kind.AUTHORITY_PAGE.value,
        dedupe_key=f"authority_page:{reader.id}:{day.isoformat()}",
        person_id=reader.id,
        reply_to=run.place.reply_to,
        leave=run.leave(reader.id, [Kind.AUTHORITY_PAGE]),
        paper=Paper(file_name(page), sheet),
    )


def _place_of(line: AskedLine, run: Pass) -> str:
    """Where a decision of the page is taken."""
    return absolute(run.base_url, DECISION, key=line.decision.matter.key, deed=line.decision.deed.value)


def _pass(institution_id: int, at: Moment, config: Config) -> Pass:
    return Pass(sweeps.place(institution_id), config.base_url, config.secret_key, at)


def _announce(report_id: int, report: ReadinessReport, run: Pass) -> None:
    """Queue a mail with the link for everybody the secretariat chose; the file stays behind the sign-in."""
    shared = {
        "report": report,
        "institution": report.institution,
        "percent": counted(report.reading.share, report.reading.met, report.reading.applicable, gettext),
        "gap": gap_sentence(report, gettext),
        "link": f"{run.base_url.rstrip('/')}/informes/{report_id}",
        "sealed": said(report.sealed, gettext) if report.sealed else (),
    }
    if Kind.MONTHLY_REPORT in settings.stored_schedule().schedule.off:
        return
    declined = settings.silent_people(Kind.MONTHLY_REPORT)
    mails = []
    for person in queries.recipients():
        if person.id in declined:
            continue
        written = render("monthly_report", name=person.name, **shared)
        mails.append(
            Message(
                recipient=person.email,
                recipient_name=person.name,
                subject=written.subject,
                text=written.text,
                html=written.html,
                kind=Kind.MONTHLY_REPORT.value,
                dedupe_key=f"monthly_report:{report_id}:{person.id}",
                person_id=person.id,
                reply_to=run.place.reply_to,
                leave=run.leave(person.id, [Kind.MONTHLY_REPORT]),
            )
        )
    enqueue_all(mails, now=run.at.now)


def receipts(work: Work) -> dict[str, int]:
    """Write to whoever handed in, in every institution, that it came in and what happens next."""
    sent = 0
    with everywhere():
        found = institutions()
    db.session.rollback()
    for institution in found:
        if work.stop():
            break
        at = work.moment(institution.zone, institution.days_off)
        with unit_of_work(institution.id):
            sent += send_receipts(_pass(institution.id, at, work.config))
    return {"mails": sent}


JOBS = {
    job.name: job
    for job in (
        Job("monthly-report", N_("Hace y anuncia el informe mensual de preparación."), monthly),
        Job("receipts", N_("Escribe el recibo de lo entregado, cuando ya no se puede deshacer."), receipts),
        Job(
            "authority-page",
            N_("Envía la página de la autoridad a quien eligió ese día."),
            authority_page,
        ),
    )
}
