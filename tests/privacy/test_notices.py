"""Who has to act is told by mail: a request came in, its day is near or over, an acta waits."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from sello.core.db import db
from sello.core.jobs import Work
from sello.core.mail.outbox import OutboxMail
from sello.privacy import jobs
from sello.privacy.domain.notices import Step, step_of
from sello.privacy.domain.requests import Channel, RequestState, Right, Subject
from sello.privacy.models import PersonRequest
from sello.privacy.service import purging
from sello.privacy.service import requests as service
from tests.builders import AT
from tests.privacy.conftest import config_of
from tests.privacy.test_purging import THEN, piece, proposed, secret  # noqa: F401  # a fixture

DUE = date(2027, 1, 31)


@pytest.mark.parametrize(
    ("days", "step"),
    [(30, "entro"), (8, "entro"), (7, "pronto"), (2, "pronto"), (1, "manana"), (0, "hoy"), (-1, "vencida")],
)
def test_how_near_it_is(days, step):
    assert step_of(DUE, DUE - timedelta(days=days)) is Step(step)


def told(app, now, kind="person_request"):
    """The mails that a run writes: to whom, with their subject."""
    before = set(db.session.scalars(select(OutboxMail.id)))
    jobs.tell(Work(config_of(app), now))
    rows = db.session.scalars(select(OutboxMail).where(OutboxMail.kind == kind).order_by(OutboxMail.id))
    return [(each.recipient, each.subject, each.text) for each in rows if each.id not in before]


@pytest.fixture
def asked(app, town):
    subject = Subject("Rosa Huenchumilla", "12.531.909-2", "rosa@vecinas.example")
    registered = service.Registered(Right.ACCESS, Channel.LETTER, subject, AT.today)
    made = service.register(town.people.secretary.actor(), registered, at=AT)
    db.session.commit()
    return made


def test_each_step_is_told_once_and_names_nobody(app, town, second, asked):
    runs = [told(app, AT.now + timedelta(days=days)) for days in (0, 0, 5, 23, 24, 29, 30, 31, 40)]
    assert [len(run) for run in runs] == [2, 0, 0, 2, 0, 2, 2, 2, 0]
    readers = {town.people.secretary.email, second.email}
    assert {each[0] for run in runs for each in run} == readers
    words = "".join("".join(each) for run in runs for each in run)
    assert not any(said in words for said in ("Rosa", "Huenchumilla", "12.531.909", "vecinas"))
    assert f"/solicitudes-de-datos/{asked}" in words
    assert "Plazo vencido" in runs[7][0][1]


def test_what_was_answered_is_told_no_more_and_a_longer_term_anew(app, town, asked):
    told(app, AT.now)
    db.session.execute(update(PersonRequest).values(due_on=PersonRequest.due_on))
    service.extend(town.people.secretary.actor(), asked, "Son muchas evidencias", at=AT)
    db.session.commit()
    assert len(told(app, AT.now)) == 1, "the new day is told"
    db.session.execute(update(PersonRequest).values(state=RequestState.ANSWERED))
    db.session.commit()
    assert told(app, AT.now + timedelta(days=80)) == []


def test_whoever_may_confirm_is_told_and_not_whoever_proposed(app, town, piece):  # noqa: F811
    proposed(town, piece)
    found = told(app, THEN.now, "acta")
    assert [each[0] for each in found] == [town.people.authority.email]
    assert "acta de eliminación N° 1" in found[0][1]
    assert told(app, THEN.now, "acta") == []


def test_what_the_clock_proposed_is_told_once_somebody_made_it_hers(app, town, piece):  # noqa: F811
    from sello.duties.jobs import Clockwork

    purge = purging.propose(Clockwork(town.institution.id), [piece], "Plazo", at=THEN)
    db.session.commit()
    assert told(app, THEN.now, "acta") == []
    purging.adopt(town.people.secretary.actor(), purge, now=THEN.now)
    db.session.commit()
    assert len(told(app, THEN.now, "acta")) == 1
