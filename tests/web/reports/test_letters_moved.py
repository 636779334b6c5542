"""A letter issued anew with another day: its task has it too, and whoever heads the unit is told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from sello.accounts.models import Person
from sello.core.db import db, scope_to
from sello.core.mail.outbox import OutboxMail
from sello.reminders.queries import sweeps
from sello.reminders.service.news import tell
from sello.reminders.service.passes import Pass
from sello.reports.models import OfficialLetter
from sello.tasks.models import Task
from sello.web.filters import days_whole
from tests.builders import AT, NOW, TODAY
from tests.cycles import builders
from tests.reports.rows import busy_cycle
from tests.web.pages import form_of

LATER = TODAY + timedelta(days=21)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def letter(town, client_for):
    """A letter that orders something of Personas until in two weeks."""
    requirement = builders.ids(busy_cycle(town))["2.1.1"]
    path = f"/informes/autoridad/r{requirement}/instruir"
    client = client_for(town.people.authority)
    until = (TODAY + timedelta(days=14)).isoformat()
    client.post(path, data=form_of(client.get(path).text, path, path) | {"until": until})
    return db.session.scalars(select(OfficialLetter)).one()


def reissue(client, letter, **changed):
    place = f"/informes/ordinarios/{letter.id}"
    form = form_of(client.get(place).text, place, f"{place}/reemplazo")
    return client.post(f"{place}/reemplazo", data=form | {"why": "Errata"} | changed)


def due(letter) -> date:
    db.session.expire_all()
    return db.session.get_one(Task, letter.task_id).due_on


def says(day: date) -> str:
    return f"Entregue lo pedido, a más tardar el {day:%d-%m-%Y}."


def test_text_and_task_never_name_different_days(town, client_for, letter):
    client, before = client_for(town.people.authority), due(letter)
    for changed in ({"paragraphs": says(LATER)}, {"until": LATER.isoformat()}):
        answer = reissue(client, letter, **changed)
        assert answer.status_code == 422
        assert "Escriba la misma fecha en ambos." in answer.text
    assert due(letter) == before
    assert db.session.query(OfficialLetter).count() == 1


def test_another_day_moves_the_task_with_trace_and_goes_back_with_it(town, client_for, letter):
    client, before = client_for(town.people.authority), due(letter)
    assert reissue(client, letter, paragraphs=says(LATER), until=LATER.isoformat()).status_code == 303
    assert due(letter) == LATER
    page = client.get(f"/tareas/{letter.task_id}").text
    assert days_whole(f"Plazo: {before:%d-%m-%Y} → {LATER:%d-%m-%Y}") in page
    action = page.split('action="/deshacer/')[1].split('"')[0]
    form = form_of(page, f"/tareas/{letter.task_id}", f"/deshacer/{action}")
    client.post(f"/deshacer/{action}", data=form)
    assert due(letter) == before


def test_a_day_that_somebody_else_moved_meanwhile_is_not_moved_back(town, client_for, letter):
    client = client_for(town.people.authority)
    place = f"/informes/ordinarios/{letter.id}"
    form = form_of(client.get(place).text, place, f"{place}/reemplazo") | {"why": "Errata"}
    moved = TODAY + timedelta(days=30)
    db.session.execute(update(Task).values(due_on=moved))
    db.session.commit()
    plain = {"paragraphs": "Entregue lo pedido."}
    answer = client.post(f"{place}/reemplazo", data=form | plain | {"until": LATER.isoformat()})
    assert answer.status_code in {409, 422}
    assert due(letter) == moved
    assert client.post(f"{place}/reemplazo", data=form | plain).status_code == 303
    assert due(letter) == moved


def test_the_new_head_is_addressed_and_told_once(town, client_for, letter):
    head, new = town.people.head, town.people.other_head
    client = client_for(town.people.authority)
    db.session.execute(update(Person).where(Person.id == head.id).values(active=False))
    db.session.execute(update(Person).where(Person.id == new.id).values(unit_id=head.unit_id))
    db.session.commit()
    reissue(client, letter, paragraphs=says(LATER), until=LATER.isoformat())
    latest = db.session.scalars(select(OfficialLetter).order_by(OfficialLetter.id.desc())).first()
    assert latest.words["addressee"].startswith("Diego Dideco")
    run = Pass(sweeps.place(town.institution.id), "http://localhost", "x", AT.then(NOW))
    for minutes in (15, 45, 60):
        tell(replace(run, at=AT.then(NOW + timedelta(minutes=minutes))))
        scope_to(db.session(), town.institution.id)
    mails = db.session.scalars(select(OutboxMail)).all()
    assert [mail.person_id for mail in mails] == [new.id]
    assert f"{LATER:%d-%m-%Y}" in mails[0].text
    assert "Errata" in mails[0].text
