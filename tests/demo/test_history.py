"""The past reads the same whatever the trail is made of: word for word what it read when it was written."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest
import time_machine
from sqlalchemy import select, text

from sello.accounts.domain.access import digest
from sello.accounts.domain.actor import Role
from sello.accounts.models import Institution, Person, SignIn
from sello.accounts.queries import identity
from sello.core import migrate
from sello.core.db import db, everywhere, scope_to
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.cycles.domain.answers import Declaration
from sello.cycles.domain.stages import proposed
from sello.cycles.models import Answer, Cycle
from sello.cycles.service import answers
from sello.cycles.service.cycles import CycleDraft
from sello.demo import loader
from sello.demo.town import ACCOUNTS, ZONE
from sello.register.models import Initiative
from sello.register.service import initiatives
from sello.tasks.models import TaskAsk
from sello.transfers.copy_cycle.domain import Carry
from sello.transfers.copy_cycle.service import CopyDraft, copy_cycle
from tests import builders
from tests.demo.pages import told

NOW = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
AT = Moment(NOW, ZONE)


BEFORE = "0011"
"""The revision after which the trail's acts have their names of today."""

INSERT = text(
    "insert into audit_event (institution_id, at, person_id, action, entity, entity_id, detail)"
    " values (:institution, :at, :by, :act, :entity, :of, :detail)"
)


@pytest.fixture
def get(app, settings, browser, monkeypatch):
    """Read pages of the demonstration as its executive secretariat, at the instant of loading.

    Duties, figures and the parts of initiatives came later than the trail of today: the history is that
    before them.
    """
    monkeypatch.setattr("sello.demo.duties.write", Mock())
    monkeypatch.setattr("sello.demo.figures.write", Mock())
    monkeypatch.setattr("sello.demo.register_acts.save", Mock())
    with time_machine.travel(NOW, tick=False):
        loader.load(now=NOW, config=settings)
        with everywhere():
            scope_to(db.session(), db.session.scalars(select(Institution.id)).one())
        email = next(account.email for account in ACCOUNTS if account.role is Role.SECRETARIAT)
        person = db.session.scalars(select(Person).where(Person.email == email)).one()
        more(identity.actor(person.id, today=NOW.date()))
        signed_in = SignIn(
            institution_id=person.institution_id,
            person_id=person.id,
            token_hash=digest(email),
            created_at=NOW,
            last_change_at=NOW,
            expires_at=builders.FAR,
        )
        db.session.add(signed_in)
        db.session.commit()
        with browser.session_transaction() as session:
            session["sign_in"] = email
            session.permanent = True
        yield lambda address: page(browser, address)


def page(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200, address
    html = answer.text if answer.mimetype == "text/html" else ""
    answer.close()
    return html


def more(actor):
    """What the demonstration has no example of: a copied cycle, answers taken back, an initiative renamed."""
    source = db.session.scalars(select(Cycle).where(Cycle.is_current)).one()
    starts, evaluated, until = date(2027, 6, 1), date(2029, 3, 1), date(2031, 3, 1)
    draft = CycleDraft("Copia", "oro", starts, evaluated, until, proposed(starts, evaluated, until))
    asked = CopyDraft(draft, frozenset(Carry))
    copy_cycle(actor, source.id, asked, at=AT)
    validated = db.session.scalars(
        select(Answer).where(Answer.cycle_id == source.id, Answer.validated == "si").order_by(Answer.id)
    ).first()
    number, version = validated.requirement_id, validated.version
    answers.assign(actor, source.id, [number], None, now=NOW)
    answers.decide(actor, source.id, number, "si", note="Visto.", version=version, now=NOW)
    answers.decide(actor, source.id, number, None, note="", version=version + 1, now=NOW)
    said = Declaration("no", "Se revisó de nuevo.")
    answers.declare(actor, source.id, number, said, version=version + 2, now=NOW)
    row = db.session.scalars(select(Initiative).order_by(Initiative.id)).first()
    renamed = initiatives.InitiativeDraft(
        "Otro nombre", row.kind, aim="Otro objetivo.", unit_ids=frozenset({1})
    )
    initiatives.edit(actor, row.id, renamed, version=row.version, at=AT)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # ids are the same on an empty database
def test_every_page_tells_the_past_word_for_word(get, golden: Path):
    """What is written today, and what was written before revision 0012, is told in the same words.

    ``events-before-0012.jsonl`` holds the same history as the code before that revision wrote it.
    """
    for taken in ("/evidencia/1/v/1/archivo", "/informes/1"):
        get(taken)
    expected = (golden / "history.txt").read_text(encoding="utf-8").splitlines()
    assert told(get) == expected
    carry_over((golden / "events-before-0012.jsonl").read_text(encoding="utf-8").splitlines())
    assert told(get) == expected
    assert rows_of_before() == []


def carry_over(lines):
    """Put the events as they were before the revision in the place of today's, and carry them over.

    What was asked in tasks had no place then, and is kept aside.
    """
    db.session.remove()
    asks = TaskAsk.__table__
    with db.engine.connect() as connection:
        asked = [dict(row) for row in connection.execute(select(asks)).mappings()]
    migrate.downgrade(db.engine, BEFORE)
    with db.engine.begin() as connection:
        institution_id = connection.execute(text("select id from institution")).scalar_one()
        connection.execute(text("delete from audit_event"))
        for at, person_id, action, entity, entity_id, detail in map(json.loads, lines):
            values = {"at": at, "by": person_id, "act": action, "entity": entity, "of": entity_id}
            values |= {"institution": institution_id, "detail": json.dumps(detail)}
            connection.execute(INSERT, values)
    migrate.upgrade(db.engine)
    with db.engine.begin() as connection:
        connection.execute(asks.insert(), asked)
    scope_to(db.session(), institution_id)


def rows_of_before():
    """Events whose act is none of today's."""
    known = {act.value for act in Act}
    with db.engine.connect() as connection:
        acts = connection.execute(text("select distinct action from audit_event")).scalars().all()
    return [act for act in acts if act not in known]
