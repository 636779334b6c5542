"""Reads of kept reports and of who gets them, and of receipts that are to be sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Select, String, literal, select
from sqlalchemy import cast as as_type

from sello.accounts.domain.actor import Role
from sello.accounts.models import Person
from sello.core.db import db
from sello.core.mail.outbox import OutboxMail
from sello.core.refusal import NotFound
from sello.core.rows import rows_as
from sello.core.trail.acts import Act
from sello.core.trail.history import who_did
from sello.cycles.models import Cycle
from sello.reports.mayor.by_mail import PageDay
from sello.reports.models import PageByMail, Report, ReportRecipient
from sello.tasks.models import Receipt

SHOWN = 60
"""How many kept reports a page shows: five years of monthly ones."""

READERS = (Role.SECRETARIAT, Role.AUTHORITY)
"""Who may read kept reports, and so who may be sent them."""


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A kept report as the list shows it."""

    id: int
    cycle_id: int
    cycle: str
    as_of: date
    month: str | None
    made_at: datetime
    made_by: str | None
    sha256: str
    size: int
    pages: int

    @property
    def filename(self) -> str:
        """The name under which it is downloaded."""
        return f"informe-de-preparacion-{self.as_of.isoformat()}.pdf"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may be chosen as recipient, and whether she is."""

    id: int
    name: str
    post: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person who gets the monthly report."""

    id: int
    name: str
    email: str


def _read(narrow: Callable[[Select[Any]], Select[Any]]) -> tuple[KeptReport, ...]:
    statement = cast(
        "Select[Any]",
        select(
            Report.id,
            Report.cycle_id,
            Cycle.name.label("cycle"),
            Report.as_of,
            Report.month,
            Report.made_at,
            Person.name.label("made_by"),
            Report.sha256,
            Report.size,
            Report.pages,
        )
        .join(Cycle, Cycle.id == Report.cycle_id)
        .outerjoin(Person, Person.id == Report.made_by),
    )
    return tuple(KeptReport(**row._mapping) for row in db.session.execute(narrow(statement)))


def kept_reports() -> tuple[KeptReport, ...]:
    """The kept reports, the latest first (one statement)."""
    return _read(lambda them: them.order_by(Report.made_at.desc(), Report.id.desc()).limit(SHOWN))


def kept(report_id: int) -> KeptReport:
    """A kept report (one statement), or NotFound."""
    found = _read(lambda them: them.where(Report.id == report_id))
    if not found:
        raise NotFound
    return found[0]


def readers() -> dict[int, tuple[str, ...]]:
    """Who downloaded each kept report, by name (one statement)."""
    return who_did(Act.REPORT_DOWNLOADED)


def monthly_made(cycle_id: int, month: str) -> bool:
    """Whether the monthly report of a month was made (one statement)."""
    statement = select(Report.id).where(Report.cycle_id == cycle_id, Report.month == month)
    return db.session.scalar(statement) is not None


def candidates() -> tuple[Candidate, ...]:
    """Everybody who may be sent the monthly report, by name (one statement)."""
    statement = (
        select(Person.id, Person.name, Person.post, ReportRecipient.id)
        .outerjoin(ReportRecipient, ReportRecipient.person_id == Person.id)
        .where(Person.active, Person.role.in_(READERS))
        .order_by(Person.name, Person.id)
    )
    return tuple(
        Candidate(person_id, name, post, chosen is not None)
        for person_id, name, post, chosen in db.session.execute(statement)
    )


@dataclass(frozen=True, slots=True)
class PageReader:
    """A person of the authority's who wants her page by mail, and when."""

    id: int
    name: str
    email: str
    day: PageDay


def page_readers() -> tuple[PageReader, ...]:
    """Whom the authority's page may go to (one statement)."""
    statement = (
        select(
            Person.id, Person.name, Person.email, PageByMail.weekday, PageByMail.month_day, PageByMail.since
        )
        .join(PageByMail, PageByMail.person_id == Person.id)
        .where(Person.active, Person.role == Role.AUTHORITY)
        .order_by(Person.id)
    )
    return tuple(
        PageReader(row.id, row.name, row.email, PageDay(row.weekday, row.month_day, row.since))
        for row in db.session.execute(statement)
    )


def page_day_of(person_id: int) -> PageDay | None:
    """When a person wants the authority's page (one statement); None for never."""
    statement = select(PageByMail.weekday, PageByMail.month_day, PageByMail.since).where(
        PageByMail.person_id == person_id
    )
    row = db.session.execute(statement).one_or_none()
    return None if row is None else PageDay(row.weekday, row.month_day, row.since)


def recipients() -> tuple[Recipient, ...]:
    """Whom the monthly report goes to: chosen, active and still allowed to read it (one statement)."""
    statement = (
        select(Person.id, Person.name, Person.email)
        .join(ReportRecipient, ReportRecipient.person_id == Person.id)
        .where(Person.active, Person.role.in_(READERS))
        .order_by(Person.name, Person.id)
    )
    return rows_as(Recipient, db.session.execute(statement))


@dataclass(frozen=True, slots=True)
class ReceiptToSend:
    """A receipt of which whoever handed in was not written to yet."""

    id: int
    key: str
    """What the outbox knows its mail by."""
    person_id: int
    name: str
    email: str


def receipts_to_send(*, since: datetime, until: datetime) -> tuple[ReceiptToSend, ...]:
    """The receipts issued after `since` and until `until` whose mail was never queued (one statement)."""
    key = literal("receipt:").concat(as_type(Receipt.id, String))
    queued = select(OutboxMail.id).where(OutboxMail.dedupe_key == key)
    statement = (
        select(Receipt.id, key.label("key"), Receipt.person_id, Person.name, Person.email)
        .join(Person, Person.id == Receipt.person_id)
        .where(Receipt.at > since, Receipt.at <= until, Person.active, ~queued.exists())
        .order_by(Receipt.id)
    )
    return rows_as(ReceiptToSend, db.session.execute(statement))
