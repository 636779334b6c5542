"""The authority instructs and asks for accounts: looked at first, in writing, and taken back whole."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pypdfium2
import pytest
import time_machine
from sqlalchemy import select, update

from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.core.trail.notices import Notice
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence
from sello.reports.models import OfficialLetter
from sello.tasks.domain.states import TaskState
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task, TaskAsk, TaskRequirement
from tests.builders import NOW, TODAY
from tests.cycles import builders
from tests.reports.rows import busy_cycle
from tests.web.pages import form_of

PAGE = "/informes/autoridad"
UNTIL = (TODAY + timedelta(days=14)).isoformat()


@pytest.fixture
def row(town):
    return busy_cycle(town)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def squeezed(text: str) -> str:
    return re.sub(r"\s+|\ufffe", "", text)


def sent(client, path: str, **changed):
    """The page's own form, sent with some of its fields changed."""
    return client.post(path, data=form_of(client.get(path).text, path, path) | changed)


def undo(client):
    action = re.search(r'action="(/deshacer/\d+)"', client.get(PAGE).text)
    assert action is not None
    return client.post(action[1], data=form_of(client.get(PAGE).text, PAGE, action[1]))


def everything() -> dict[str, int]:
    db.session.expire_all()
    return {
        table.__name__: db.session.query(table).count()
        for table in (Task, TaskAsk, TaskRequirement, OfficialLetter, Notice)
    }


def test_the_page_offers_its_deeds_to_the_authority_alone(town, row, client_for):
    hers = client_for(town.people.authority).get(PAGE).text
    others = client_for(town.people.secretary).get(PAGE).text
    assert len(re.findall(r'class="button button-small mayor-act"', hers)) == 3
    assert "mayor-act" not in others
    assert "Decisiones que se piden" in others


def test_an_instruction_is_a_letter_with_a_task_and_is_taken_back_whole(town, row, client_for):
    client = client_for(town.people.authority)
    requirement = builders.ids(row)["2.1.1"]
    path, before = f"{PAGE}/r{requirement}/instruir", everything()
    preview = client.get(path).text
    assert "MAT.:" in preview
    assert "corrija lo observado" in preview
    assert everything() == before
    answer = sent(client, path, until=UNTIL, note="Coordine con Control.")
    assert answer.status_code == 303
    (letter,) = db.session.scalars(select(OfficialLetter))
    task = db.session.get_one(Task, letter.task_id)
    assert (task.unit_id, task.due_on.isoformat(), task.state) == (
        town.units.personas,
        UNTIL,
        TaskState.PENDING,
    )
    page = client.get(answer.location).text
    assert f"/informes/ordinarios/{letter.id}.pdf" in page
    assert f"{PAGE}/r{requirement}/instruir" not in page  # it is no decision any more
    assert undo(client).status_code == 303
    assert everything() == before
    assert f"{PAGE}/r{requirement}/instruir" in client.get(PAGE).text


def test_the_letter_on_paper_has_the_parts_of_an_ordinario(town, row, client_for):
    client = client_for(town.people.authority)
    sent(client, f"{PAGE}/r{builders.ids(row)['2.1.1']}/instruir", until=UNTIL, note="Coordine con Control.")
    (letter,) = db.session.scalars(select(OfficialLetter))
    address = f"/informes/ordinarios/{letter.id}.pdf"
    paper = pypdfium2.PdfDocument(io.BytesIO(client.get(address).data))
    assert [page.get_size() for page in paper] == [(612, 792)]
    said = squeezed(paper[0].get_textpage().get_text_range())
    parts = (
        "ORD.:",
        "ANT.:",
        "MAT.:",
        "DE:",
        "A:",
        "1.",
        "2.",
        "Distribución:",
        "Prueba, 23 de noviembre de 2026",
    )
    at = [said.index(squeezed(part)) for part in parts[:3]]
    assert at == sorted(at)
    for part in (*parts, town.people.authority.name, "2.1.1", "Coordine con Control.", "Oficina de Partes"):
        assert squeezed(part) in said, part
    assert client_for(town.people.secretary).get(address).status_code == 200
    assert client_for(town.people.other_head).get(address).status_code == 404
    assert client_for(town.people.auditor).get(address).status_code == 403


def test_an_open_task_is_moved_and_asked_not_doubled(town, row, client_for):
    client = client_for(town.people.authority)
    requirement = builders.ids(row)["2.1.1"]
    sent(client, f"{PAGE}/r{requirement}/instruir", until=UNTIL)
    (task,) = db.session.scalars(select(Task).where(Task.unit_id == town.units.personas))
    task.due_on = TODAY - timedelta(days=1)  # as if its day had passed
    db.session.commit()
    path = f"{PAGE}/r{requirement}/pedir-cuenta"
    before = everything()
    assert path in client.get(PAGE).text  # late: an account first
    assert sent(client, path, until="2027-01-15").status_code == 303
    (ask,) = db.session.scalars(select(TaskAsk))
    assert (ask.task_id, ask.asked_of) == (task.id, Turn.UNIT)
    assert "15-01-2027" in ask.text
    assert undo(client).status_code == 303
    assert everything() == before
    sent(client, path, until="2027-01-15")
    again = f"{PAGE}/r{requirement}/instruir"
    assert again in client.get(PAGE).text  # asked, and late still: another day, in writing
    assert sent(client, again, until="2027-01-20").status_code == 303
    db.session.expire_all()
    assert db.session.get_one(Task, task.id).due_on.isoformat() == "2027-01-20"
    assert db.session.query(Task).count() == 2


def test_what_waits_for_the_secretariat_is_asked_of_it(town, row, client_for):
    """No unit is instructed, and the secretariat gets the question in a task of its own."""
    db.session.execute(
        update(Evidence).where(Evidence.title == "Acta de 2.1.1").values(state=EvidenceState.SUBMITTED)
    )
    db.session.commit()
    client = client_for(town.people.authority)
    requirement = builders.ids(row)["2.1.1"]
    assert client.get(f"{PAGE}/r{requirement}/instruir").status_code == 404
    path, before = f"{PAGE}/r{requirement}/pedir-cuenta", everything()
    assert path in client.get(PAGE).text
    assert sent(client, path, until=UNTIL).status_code == 303
    (ask,) = db.session.scalars(select(TaskAsk))
    assert ask.asked_of is Turn.SECRETARIAT
    assert db.session.get_one(Task, ask.task_id).unit_id == town.units.secretaria
    assert path not in client.get(PAGE).text
    undo(client)
    assert everything() == before


def test_whoever_decides_on_an_old_page_is_told_and_nothing_is_written(town, row, client_for):
    client = client_for(town.people.authority)
    path = f"{PAGE}/r{builders.ids(row)['2.1.1']}/instruir"
    form = form_of(client.get(path).text, path, path) | {"until": UNTIL}
    client.post(path, data=form)
    before = everything()
    late = client.post(path, data=form)
    assert late.status_code in (303, 409)
    assert everything() == before


@pytest.mark.parametrize("until", ["", "2026-11-01", "mañana"])
def test_a_day_that_is_none_is_asked_for_again(town, row, client_for, until):
    client = client_for(town.people.authority)
    before = everything()
    path = f"{PAGE}/r{builders.ids(row)['2.1.1']}/instruir"
    assert sent(client, path, until=until, note="Se queda").status_code == 422
    assert "Se queda" in sent(client, path, until=until, note="Se queda").text
    assert everything() == before


def test_who_has_to_do_it_is_told_by_a_notice(town, row, client_for):
    client = client_for(town.people.authority)
    sent(client, f"{PAGE}/r{builders.ids(row)['2.1.1']}/instruir", until=UNTIL)
    acts = db.session.scalars(select(Event.act).join(Notice, Notice.event_id == Event.id))
    assert Act.TASK_CREATED in set(acts)
