"""What people do with reports: make one, keep it, choose who gets the monthly one."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select

from sello.accounts.domain.actor import Actor, Visibility
from sello.accounts.models import Institution, Person
from sello.core.db import db
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import Refusal, Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import Doer, record
from sello.files.store.disk import Store
from sello.reports import queries
from sello.reports.document.wording import Translate
from sello.reports.mayor.by_mail import read_day
from sello.reports.models import PageByMail, Report, ReportRecipient
from sello.reports.readiness import facts as facts_queries
from sello.reports.readiness.assemble import assemble
from sello.reports.readiness.contents import ReadinessReport

LIMIT = 200 * 1024 * 1024
"""No report comes near this size; the store asks for a limit in bytes."""

EVERYTHING = Visibility(units=None, withheld=True)
"""What is printed and mailed tells of every unit, and opens nothing that is secret."""


class UnknownRecipient(Refusal):
    """Only the secretariat and the authority read kept reports, so only they can be sent them."""

    message = N_(
        "Una de las personas elegidas ya no puede recibir informes. Revise la lista y guarde otra vez."
    )
    field = "people"


class ReportInTheFuture(Refusal):
    """What is kept tells what was; the page may look ahead, a kept report may not."""

    message = N_("Un informe guardado no puede tener fecha futura. Elija hoy o un día anterior.")
    field = "as_of"


def readiness(
    cycle_id: int,
    visibility: Visibility,
    *,
    as_of: date,
    at: Moment,
    generated_for: str | None = None,
    translate: Translate = str,
) -> ReadinessReport:
    """Read a cycle's report as values, as of a day, held to what the reader may see."""
    facts = facts_queries.facts(cycle_id, visibility, as_of=as_of, at=at)
    return assemble(
        facts,
        as_of=as_of,
        ahead=as_of > at.today,
        generated_for=generated_for or facts.institution,
        _=translate,
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A report that was made and kept."""

    id: int
    report: ReadinessReport


def make(
    doer: Doer,
    cycle_id: int,
    *,
    as_of: date,
    store: Store,
    at: Moment,
    month: str | None = None,
    translate: Translate = str,
) -> Kept:
    """Read a cycle's whole report as of a day, put it on paper and keep it. Raises ReportInTheFuture."""
    from sello.reports.readiness.paper import as_pdf

    if as_of > at.today:
        raise ReportInTheFuture
    report = readiness(cycle_id, EVERYTHING, as_of=as_of, at=at, translate=translate)
    data, pages = as_pdf(report, translate)
    name = f"informe-{report.as_of.isoformat()}.pdf"
    received = store.receive(io.BytesIO(data), limit=LIMIT, name=name)
    store.keep(received, name=name)
    row = Report(
        cycle_id=cycle_id,
        as_of=report.as_of,
        month=month,
        made_at=at.now,
        made_by=doer.person_id,
        sha256=received.sha256,
        size=received.size,
        pages=pages,
    )
    db.session.add(row)
    db.session.flush()
    day = report.as_of.isoformat()
    record(doer, Act.REPORT_MADE, row.id, now=at.now, sha256=row.sha256, as_of=day)
    return Kept(row.id, report)


def choose_page_day(actor: Actor, word: str, *, seen: str, at: Moment) -> bool:
    """Keep on which day a person wants the authority's page by mail; tells whether she wants it at all.

    ``seen`` is what her page showed: Stale when she saved otherwise meanwhile.
    """
    db.session.execute(select(Person.id).where(Person.id == actor.person_id).with_for_update())
    held, chosen = queries.page_day_of(actor.person_id), read_day(word, since=at.today)
    before, after = held.word if held else "", chosen.word if chosen else ""
    if before != seen:
        raise Stale
    if before == after:
        return chosen is not None
    db.session.execute(delete(PageByMail).where(PageByMail.person_id == actor.person_id))
    if chosen is not None:
        db.session.add(
            PageByMail(
                person_id=actor.person_id,
                weekday=chosen.weekday,
                month_day=chosen.month_day,
                since=chosen.since,
            )
        )
    record(actor, Act.PERSON_PAGE_DAY_CHOSEN, actor.person_id, now=at.now, before=before, after=after)
    db.session.flush()
    return chosen is not None


def choose_recipients(actor: Actor, person_ids: Iterable[int], *, seen: Iterable[int], now: datetime) -> int:
    """Set who gets the monthly report, and return how many they are; refuses people who may not read it.

    ``seen`` are those whom the page showed as chosen: Stale when others are by now.
    """
    chosen = frozenset(person_ids)
    db.session.execute(select(Institution.id).where(Institution.id == actor.institution_id).with_for_update())
    candidates = queries.candidates()
    before = {one.id for one in candidates if one.chosen}
    if before != frozenset(seen):
        raise Stale
    if chosen - {one.id for one in candidates}:
        raise UnknownRecipient
    db.session.execute(delete(ReportRecipient))
    db.session.add_all(ReportRecipient(person_id=person_id) for person_id in sorted(chosen))
    change = {"before": sorted(before), "after": sorted(chosen)}
    record(actor, Act.INSTITUTION_RECIPIENTS_CHOSEN, actor.institution_id, now=now, **change)
    db.session.flush()
    return len(chosen)
