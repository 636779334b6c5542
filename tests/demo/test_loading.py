"""The demonstration loads whole, on any day, and shows every kind of thing."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from sello.accounts.domain.actor import Role, Visibility
from sello.accounts.models import Institution, Person
from sello.core.db import db, everywhere, scope_to
from sello.core.mail.outbox import OutboxMail
from sello.core.trail.events import Event
from sello.cycles.models import Cut, Cycle
from sello.demo import loader
from sello.demo.register import INITIATIVES
from sello.demo.town import ACCOUNTS
from sello.evidence.models import Evidence, EvidenceVersion
from sello.files.store.disk import Store
from sello.level.status import Status
from sello.register.models import Initiative
from sello.reports import service
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task
from tests.builders import AT

SUNDAY = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
NEW_YEAR = datetime(2028, 1, 1, 4, 0, tzinfo=UTC)
LEAP_DAY = datetime(2028, 2, 29, 20, 0, tzinfo=UTC)


def loaded(now: datetime, settings) -> None:
    assert not loader.is_loaded()
    loader.load(now=now, config=settings)
    assert loader.is_loaded()
    with everywhere():
        scope_to(db.session(), db.session.scalars(select(Institution.id)).one())


def every(column):
    return db.session.scalars(select(column)).all()


def test_the_demonstration_is_whole(app, settings):
    """One load serves all that is said of it: it plays a whole history, which takes seconds."""
    loaded(SUNDAY, settings)
    check_a_cycle_half_way()
    check_everything_is_there(settings)
    check_nothing_happened_in_the_future()


def check_a_cycle_half_way():
    today = SUNDAY.date()
    current = db.session.scalars(select(Cycle).where(Cycle.is_current)).one()
    report = service.readiness(current.id, Visibility(units=None), as_of=today, at=AT)
    assert report.reading.level.name == "Bronce"
    assert 0.70 < float(report.reading.share or 0) < 0.80
    assert report.target.name == "Oro"
    states = {line.state for line in report.requirements}
    wanted = (
        Status.UNANSWERED,
        Status.NOT_MET,
        Status.WITHOUT_EVIDENCE,
        Status.RETURNED,
        Status.EXPIRED,
        Status.IN_REVIEW,
        Status.TO_VALIDATE,
        Status.EXPIRING,
        Status.VALIDATED,
        Status.NOT_APPLICABLE,
    )
    assert {status.label for status in wanted} - {"No cumple"} <= states | {"Sin evidencia"}
    assert {line.days < 0 for line in report.expiries} == {True, False}
    assert report.overdue
    assert report.remarks
    assert report.changes is not None
    assert report.changes.moves
    before = db.session.scalars(select(Cycle).where(Cycle.is_current.is_(False))).one()
    closed = service.readiness(before.id, Visibility(units=None), as_of=before.evaluation_on, at=AT)
    assert [reading.level.name for reading in closed.readings if reading.key == "self"] == ["Oro"]
    assert len(every(Cut.id)) == 3


def check_everything_is_there(settings):
    assert Counter(every(Task.state)).keys() == set(TaskState)
    assert sorted(every(Initiative.name)) == sorted(spec.name for spec in INITIATIVES)
    assert len(INITIATIVES) == 22
    unknown = db.session.scalars(select(Initiative).where(Initiative.name == "Solo Para Ti")).one()
    assert (unknown.description, unknown.aim) == ("", "")
    assert set(every(Person.role)) == set(Role)
    assert {account.role for account in ACCOUNTS} == set(Role)
    assert all(email.endswith(".example") for email in every(Person.email))
    assert every(OutboxMail.id)
    store = Store(settings.evidence)
    files = db.session.scalars(select(EvidenceVersion)).all()
    assert {"application/pdf", "image/png", "image/jpeg"} < {file.media_type for file in files}
    assert all(store.verify(file.sha256) for file in files)
    assert {each.state.value for each in db.session.scalars(select(Evidence))} == {
        "accepted",
        "returned",
        "submitted",
    }


def check_nothing_happened_in_the_future():
    events = db.session.scalars(select(Event).order_by(Event.id)).all()
    moments = [event.at for event in events]
    assert max(moments) <= SUNDAY
    assert moments == sorted(moments)


@pytest.mark.parametrize("now", [NEW_YEAR, LEAP_DAY])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_it_loads_on_any_day(app, settings, now):
    loaded(now, settings)
    current = db.session.scalars(select(Cycle).where(Cycle.is_current)).one()
    report = service.readiness(current.id, Visibility(units=None), as_of=now.date(), at=AT)
    assert report.reading.level.name == "Bronce"


def test_a_load_that_fails_leaves_nothing(app, settings, monkeypatch):
    from sello.demo import history

    def fail(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(history, "write", fail)
    with pytest.raises(RuntimeError, match="no"):
        loader.load(now=SUNDAY, config=settings)
    assert not loader.is_loaded()
