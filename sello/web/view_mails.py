"""Saved views by mail, on the weekdays that their readers chose.

This job is the web's: a view is an address, and the web alone reads addresses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from sello.accounts.domain.actor import Actor
from sello.accounts.domain.views import ListKind
from sello.accounts.queries import identity, views
from sello.accounts.queries.institutions import institutions
from sello.accounts.queries.views import Subscription, ViewRow
from sello.accounts.service.views import claim
from sello.core import house
from sello.core.dates import written
from sello.core.db import db, everywhere, unit_of_work
from sello.core.figures import figure
from sello.core.jobs import Job, Work
from sello.core.labels import N_
from sello.core.mail.message import Message
from sello.core.mail.outbox import enqueue_all
from sello.core.mail.render import render
from sello.core.moment import Moment
from sello.core.workbook import Sheet, Value
from sello.reminders.domain.schedule import Kind, Weekday
from sello.reminders.links import PREFERENCES, absolute
from sello.reminders.queries import settings, sweeps
from sello.reminders.service.passes import Pass
from sello.reports.lists import TooManyRows
from sello.reports.mayor.by_mail import PageDay, page_day
from sello.web.view_rows import sheet_of

LISTED: Final = 25
"""Rows that a mail names; it counts the others and leads to the list."""

PATHS = {
    ListKind.REQUIREMENTS: "/requerimientos",
    ListKind.TASKS: "/tareas",
    ListKind.EVIDENCE: "/evidencia",
    ListKind.REGISTER: "/registro",
}
"""Where each list is; written without a request, so a test holds them against the routes."""

TOLD: Mapping[ListKind, tuple[int, ...]] = {
    ListKind.REQUIREMENTS: (0, 1, 3, 5),
    ListKind.TASKS: (0, 3, 5, 7),
    ListKind.EVIDENCE: (0, 4, 5, 8),
    ListKind.REGISTER: (0, 1, 3, 4),
}
"""Which columns of a list's sheet a mail has room for."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a mail says of a view: some columns of its first rows, and how many it has."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int

    @property
    def more(self) -> int:
        """How many rows are left to the list."""
        return self.total - len(self.rows)


def mail_views(work: Work) -> dict[str, int]:
    """Write to whoever chose this day for a view the rows that it has for her."""
    sent = 0
    with everywhere():
        found = institutions()
    db.session.rollback()
    for institution in found:
        if work.stop():
            break
        with house.at(institution.house), unit_of_work(institution.id):
            at = work.moment(institution.zone, institution.days_off)
            sent += _of_institution(
                Pass(sweeps.place(institution.id), work.config.base_url, work.config.secret_key, at)
            )
    return {"views": sent}


def due_day(weekdays: str, at: Moment, *, since: date, send_at: time) -> date | None:
    """The last of the chosen days whose mail is due at this moment, or None; as `page_day` for each."""
    days = [page_day(at, PageDay(Weekday(each), None, since), send_at=send_at) for each in weekdays]
    return max((day for day in days if day is not None), default=None)


def _of_institution(run: Pass) -> int:
    """Queue the views of one institution; each day of each is claimed once, whoever else is at work."""
    schedule = settings.stored_schedule().schedule
    if Kind.SAVED_VIEW in schedule.off:
        return 0
    declined = settings.silent_people(Kind.SAVED_VIEW)
    mails = []
    for asked in views.subscriptions():
        day = due_day(asked.weekdays, run.at, since=asked.since, send_at=schedule.send_at)
        if day is None or asked.person_id in declined or not claim(asked.id, day):
            continue
        mail = _mail(asked, day, run)
        if mail is not None:
            mails.append(mail)
    return enqueue_all(mails, now=run.at.now)


def _mail(asked: Subscription, day: date, run: Pass) -> Message | None:
    """The mail of a view, with what its reader may see of it; None where there is nothing to write."""
    actor = identity.actor(asked.person_id, today=run.at.today)
    view = _usable(actor, asked.view_id) if actor else None
    if actor is None or view is None:
        return None
    told = _told(view, actor, run.at)
    if told is None or not (told.total or asked.when_empty):
        return None
    said = render(
        "saved_view",
        name=asked.name,
        view=view.name,
        list=view.list.label,
        told=told,
        day=run.at.today,
        institution=run.place.name,
        link=f"{absolute(run.base_url, PATHS[view.list])}?{view.query}&vista={view.id}",
        preferences=absolute(run.base_url, PREFERENCES),
    )
    return Message(
        recipient=asked.email,
        recipient_name=asked.name,
        subject=said.subject,
        text=said.text,
        html=said.html,
        kind=Kind.SAVED_VIEW.value,
        dedupe_key=f"saved_view:{asked.id}:{day.isoformat()}",
        person_id=asked.person_id,
        reply_to=run.place.reply_to,
        leave=run.leave(asked.person_id, [Kind.SAVED_VIEW]),
    )


def _usable(actor: Actor, view_id: int) -> ViewRow | None:
    """The view, if it is hers or still shared with her."""
    return next((each for each in views.usable(actor) if each.id == view_id), None)


def _told(view: ViewRow, actor: Actor, at: Moment) -> Told | None:
    try:
        sheet = sheet_of(view.list, view.query, actor, at)
    except TooManyRows:  # such a view is none to read in a mail
        return None
    return None if sheet is None else _shortened(sheet, TOLD[view.list])


def _shortened(sheet: Sheet, columns: tuple[int, ...]) -> Told:
    rows = tuple(tuple(_cell(row[each]) for each in columns) for row in sheet.rows[:LISTED])
    return Told(tuple(sheet.titles[each] for each in columns), rows, len(sheet.rows))


def _cell(value: Value) -> str:
    """What a cell of a sheet says in a sentence."""
    match value:
        case None | "":
            return "—"
        case datetime() | date():
            return written(value)
        case int() if not isinstance(value, bool):
            return figure(value)
    return str(value)


JOBS = {
    job.name: job
    for job in (
        Job("saved-views", N_("Envía las vistas guardadas a quien las pidió para ese día."), mail_views),
    )
}
