"""Making, keeping and announcing reports, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from flask import current_app

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Institution
from sello.core.db import db, scope_to
from sello.core.jobs import Work
from sello.core.mail.outbox import OutboxMail
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.trail.history import events_of
from sello.cycles.service.cycles import release
from sello.files.store.disk import Store
from sello.reports import jobs, queries, service
from sello.reports.models import Report
from sello.reports.readiness.paper import as_pdf
from tests.builders import AT, NOW, TODAY
from tests.reports.rows import busy_cycle

ALL = Visibility(units=None)


@pytest.fixture
def row(town):
    return busy_cycle(town)


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path)


def work(now: datetime) -> Work:
    return Work(current_app.extensions["sello"], now)


def test_a_report_says_what_the_cycle_says(row):
    report = service.readiness(row.id, ALL, as_of=TODAY, at=AT)
    assert (report.reading.met, report.reading.applicable) == (1, 4)
    assert report.reading.share == Fraction(1, 4)
    assert {reading.key: reading.met for reading in report.readings} == {
        "self": 3,
        "validated": 1,
        "external": 0,
    }
    assert report.gap.mandatory == ("2.1.1",)
    assert report.gap.missing == 3
    assert [(line.code, line.state) for line in report.requirements] == [
        ("1.1.1", "Por vencer"),
        ("1.1.2", "En revisión"),
        ("2.1.1", "Devuelto"),
        ("2.1.2", "Sin respuesta"),
    ]
    assert [(line.title, line.days) for line in report.expiries] == [("Acta de 1.1.1", 20)]
    assert [(unit.unit, task.title, task.days_late) for unit in report.overdue for task in unit.tasks] == [
        ("DIDECO", "Subir el plan", 10)
    ]
    assert [(line.evidence, line.text) for line in report.remarks] == [
        ("Acta de 2.1.1", "Falta la lista de asistencia.")
    ]
    assert report.changes is not None
    assert {move.code for move in report.changes.moves} == {"1.1.1", "1.1.2", "2.1.1"}
    assert [(item.met, item.under_way, item.not_met) for item in report.dimensions] == [(1, 1, 0), (0, 0, 2)]


def test_expired_evidence_stops_counting_after_its_last_day(row):
    last = TODAY + timedelta(days=20)
    assert service.readiness(row.id, ALL, as_of=last, at=AT).reading.met == 1
    after = service.readiness(row.id, ALL, as_of=last + timedelta(days=1), at=AT)
    assert after.reading.met == 0
    assert [line.days for line in after.expiries] == [-1]


def test_what_came_later_is_not_in_an_earlier_report(row):
    report = service.readiness(row.id, ALL, as_of=TODAY - timedelta(days=3), at=AT)
    assert report.remarks == ()
    assert all(line.evidence == () for line in report.requirements)


def test_a_report_takes_the_same_statements_however_much_there_is(row, statements):
    service.readiness(row.id, ALL, as_of=TODAY, at=AT)
    with statements() as seen:
        service.readiness(row.id, ALL, as_of=TODAY, at=AT)
    assert len(seen) == 14


def test_an_external_auditor_reads_only_what_is_released(town, row):
    auditor = town.people.auditor.actor()
    with pytest.raises(NotFound):
        service.readiness(row.id, auditor.visibility, as_of=TODAY, at=AT)
    release(town.people.secretary.actor(), row.id, now=NOW)
    report = service.readiness(row.id, auditor.visibility, as_of=TODAY, at=AT)
    assert all(line.evidence == () for line in report.requirements)
    assert (report.overdue, report.remarks) == ((), ())


def test_a_kept_report_is_found_with_its_bytes(town, row, store):
    actor = town.people.secretary.actor()
    made = service.make(actor, row.id, as_of=TODAY, store=store, at=AT)
    assert made.report == service.readiness(row.id, ALL, as_of=TODAY, at=AT)
    found = queries.kept(made.id)
    assert (found.as_of, found.made_by, found.month) == (TODAY, actor.name, None)
    assert store.verify(found.sha256)
    with store.open(found.sha256) as file:
        assert file.read() == as_pdf(made.report)[0]
    assert queries.kept_reports() == (found,)


def test_tomorrow_may_be_looked_at_but_not_kept(town, row, store):
    actor = town.people.secretary.actor()
    tomorrow = TODAY + timedelta(days=1)
    assert service.readiness(row.id, ALL, as_of=tomorrow, at=AT).as_of == tomorrow
    with pytest.raises(service.ReportInTheFuture):
        service.make(actor, row.id, as_of=tomorrow, store=store, at=AT)
    assert list(store.digests()) == []


def test_the_same_report_kept_twice_is_one_file(town, row, store):
    actor = town.people.secretary.actor()
    first = service.make(actor, row.id, as_of=TODAY, store=store, at=AT)
    second = service.make(actor, row.id, as_of=TODAY, store=store, at=AT)
    assert queries.kept(first.id).sha256 == queries.kept(second.id).sha256
    assert len(list(store.digests())) == 1


def test_only_who_may_read_reports_can_be_chosen(town):
    people, actor = town.people, town.people.secretary.actor()
    assert service.choose_recipients(actor, [people.secretary.id, people.authority.id], seen=(), now=NOW) == 2
    assert [one.name for one in queries.recipients()] == ["Alma Alcaldesa", "Sara Secretaria"]
    both = (people.secretary.id, people.authority.id)
    with pytest.raises(service.UnknownRecipient):
        service.choose_recipients(actor, [people.head.id], seen=both, now=NOW)
    assert service.choose_recipients(actor, [people.authority.id], seen=both, now=NOW) == 1
    assert [one.name for one in queries.recipients()] == ["Alma Alcaldesa"]
    assert [(told.before, told.after) for told in events_of([Act.INSTITUTION_RECIPIENTS_CHOSEN])] == [
        ([], sorted(both)),
        (sorted(both), [people.authority.id]),
    ]


def test_the_month_begins_with_its_first_business_day():
    from sello.core.days import Calendar

    assert jobs.first_business_day(date(2026, 11, 20), Calendar()) == date(2026, 11, 2)
    assert jobs.first_business_day(date(2027, 1, 15), Calendar()) == date(2027, 1, 4)


def test_the_monthly_report_is_made_once_and_announced(town, row):
    service.choose_recipients(town.people.secretary.actor(), [town.people.authority.id], seen=(), now=NOW)
    db.session.commit()
    sunday = datetime(2026, 11, 1, 15, tzinfo=UTC)
    assert jobs.monthly(work(sunday)) == {"reports": 0}
    for day, made in ((3, 1), (3, 0), (28, 0)):
        assert jobs.monthly(work(datetime(2026, 11, day, 15, tzinfo=UTC))) == {"reports": made}
    assert jobs.monthly(work(datetime(2026, 12, 9, 15, tzinfo=UTC))) == {"reports": 1}, (
        "a month late is caught up"
    )
    scope_to(db.session(), town.institution.id)
    months = [found.month for found in queries.kept_reports()]
    assert months == ["2026-12", "2026-11"]
    mails = db.session.query(OutboxMail).order_by(OutboxMail.id).all()
    assert [mail.recipient for mail in mails] == [town.people.authority.email] * 2
    latest = queries.kept_reports()[0]
    assert f"http://localhost/informes/{latest.id}" in mails[1].text
    assert "Informe de preparación al 09-12-2026" in mails[1].subject


@pytest.mark.parametrize("zone", ["Pacific/Easter", "America/Santiago", "America/Punta_Arenas"])
def test_the_month_begins_with_the_day_that_it_is_there(town, row, zone):
    """The first of December 2026 is a business day, and begins at another instant in each zone."""
    db.session.get_one(Institution, town.institution.id).zone = zone
    db.session.commit()
    december = Moment(NOW, zone).start_of(date(2026, 12, 1))
    for minutes in (-10, 10, 20):
        jobs.monthly(work(december + timedelta(minutes=minutes)))
    scope_to(db.session(), town.institution.id)
    kept = [(found.month, found.as_of) for found in queries.kept_reports()]
    assert kept == [("2026-12", date(2026, 12, 1)), ("2026-11", date(2026, 11, 30))]


def test_a_second_scheduler_loses_the_race_quietly(town, row, store, monkeypatch):
    first = datetime(2026, 11, 3, 15, tzinfo=UTC)
    assert jobs.monthly(work(first)) == {"reports": 1}
    monkeypatch.setattr(queries, "monthly_made", lambda *_: False)
    assert jobs.monthly(work(first)) == {"reports": 0}
    scope_to(db.session(), town.institution.id)
    assert db.session.query(Report).count() == 1
