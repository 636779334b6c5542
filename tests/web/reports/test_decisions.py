"""The authority instructs and asks for accounts: looked at first, in writing, and taken back whole."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
import time_machine
from sqlalchemy import select, update

from sello.core.db import db, scope_to
from sello.core.mail.outbox import OutboxMail
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.core.trail.notices import Notice
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence
from sello.reminders.queries import sweeps
from sello.reminders.service.news import tell
from sello.reminders.service.passes import Pass
from sello.reports.models import OfficialLetter
from sello.tasks.domain.states import TaskState
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task, TaskAsk, TaskComment, TaskRequirement
from tests.builders import AT, NOW, TODAY
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


def issued(town, row, client) -> OfficialLetter:
    sent(client, f"{PAGE}/r{builders.ids(row)['2.1.1']}/instruir", until=UNTIL, note="Coordine con Control.")
    return db.session.scalars(select(OfficialLetter).order_by(OfficialLetter.id.desc())).first()


def words_of(client, letter: OfficialLetter) -> str:
    data = client.get(f"/informes/ordinarios/{letter.id}.pdf").data
    paper = pypdfium2.PdfDocument(io.BytesIO(data))
    return squeezed(paper[0].get_textpage().get_text_range())


def test_the_letter_is_drawn_again_with_what_she_wrote_and_nothing_is_issued(town, row, client_for):
    client = client_for(town.people.authority)
    path = f"{PAGE}/r{builders.ids(row)['2.1.1']}/instruir"
    before = everything()
    page = client.get(path).text
    form = form_of(page, path, path) | {"until": "2026-12-24", "note": "Coordine con Control."}
    for _ in range(2):  # she looks as often as she likes
        drawn = client.post(f"{path}/vista", data=form)
        assert drawn.status_code == 200
        article = drawn.text.split("data-letter", 1)[1].split("</article>")[0]
        assert "Coordine con Control." in article
        assert "24 de diciembre de 2026" in article
    assert client.post(f"{path}/vista", data=form | {"until": ""}).status_code == 422
    assert everything() == before
    assert client_for(town.people.secretary).post(f"{path}/vista", data=form).status_code == 403
    assert client.post(path, data=form_of(drawn.text, path, path)).status_code == 303
    assert "Coordine con Control." in str(issued_words())


def issued_words():
    return db.session.scalars(select(OfficialLetter.words)).one()


def test_an_issued_letter_is_found_again_wherever_its_matter_is(town, row, client_for):
    client, requirement = client_for(town.people.authority), builders.ids(row)["2.1.1"]
    assert "/informes/ordinarios" not in client.get(PAGE).text
    letter = issued(town, row, client)
    place = f"/informes/ordinarios/{letter.id}"
    assert 'href="/informes/ordinarios"' in client.get(PAGE).text
    for page in ("/informes/ordinarios", f"/tareas/{letter.task_id}", f"/requerimientos/{requirement}"):
        for who in (town.people.authority, town.people.secretary, town.people.head):
            assert f'href="{place}"' in client_for(who).get(page).text, page
    assert f'href="{place}.pdf"' in client.get(place).text
    assert client_for(town.people.other_head).get(place).status_code == 404
    assert place not in client_for(town.people.other_head).get("/informes/ordinarios").text
    assert client_for(town.people.auditor).get("/informes/ordinarios").status_code == 403


def test_a_letter_is_left_without_effect_with_its_trace_and_back(town, row, client_for):
    client, requirement = client_for(town.people.authority), builders.ids(row)["2.1.1"]
    letter = issued(town, row, client)
    place, instructs = f"/informes/ordinarios/{letter.id}", f"{PAGE}/r{requirement}/instruir"
    assert instructs not in client.get(PAGE).text
    before = {**everything(), "comments": db.session.query(TaskComment).count()}
    answer = sent_to(client, place, f"{place}/sin-efecto", why="Se instruyó a otra unidad.")
    assert answer.status_code == 303
    assert "SINEFECTO:Seinstruyóaotraunidad." in words_of(client, letter)
    assert "Se instruyó a otra unidad." in client.get(f"/tareas/{letter.task_id}").text
    assert "Sin efecto" in client_for(town.people.head).get(place).text
    assert instructs in client.get(PAGE).text, "what no letter orders any more is asked again"
    assert Act.TASK_COMMENTED in set(
        db.session.scalars(select(Event.act).join(Notice, Notice.event_id == Event.id))
    )
    again = client.post(
        f"{place}/sin-efecto", data={"csrf_token": client.token_of_a_page(), "why": "Otra vez"}
    )
    assert again.status_code == 422
    assert "ya no tiene efecto" in again.text
    undo(client)
    assert {**everything(), "comments": db.session.query(TaskComment).count()} == before
    assert "SINEFECTO" not in words_of(client, letter)


def test_a_letter_is_corrected_by_another_and_both_stay(town, row, client_for):
    client = client_for(town.people.authority)
    letter = issued(town, row, client)
    place, kept = f"/informes/ordinarios/{letter.id}", words_of(client, letter)
    fields = {"subject": "Instruye otra cosa.", "paragraphs": "Uno nuevo.\n\n Dos  nuevos. ", "why": "Errata"}
    for missing in fields:
        assert sent_to(client, place, f"{place}/reemplazo", **fields | {missing: " "}).status_code == 422
    answer = sent_to(client, place, f"{place}/reemplazo", **fields)
    assert answer.status_code == 303
    new = db.session.scalars(select(OfficialLetter).order_by(OfficialLetter.id.desc())).first()
    assert answer.location == f"/informes/ordinarios/{new.id}"
    assert (new.task_id, new.words["paragraphs"]) == (letter.task_id, ["Uno nuevo.", "Dos nuevos."])
    assert words_of(client, letter).replace("SINEFECTO:Errata", "") == kept
    assert f'href="{answer.location}"' in client.get(place).text
    assert f"{PAGE}/r{builders.ids(row)['2.1.1']}/instruir" not in client.get(PAGE).text
    undo(client)
    assert words_of(client, letter) == kept
    for who in (town.people.secretary, town.people.head):
        for act in ("reemplazo", "sin-efecto"):
            assert client_for(who).post(f"{place}/{act}", data=fields).status_code == 403


def sent_to(client, page, action, **changed):
    return client.post(action, data=form_of(client.get(page).text, page, action) | changed)


def test_she_is_told_of_the_answer_to_what_she_asked_once(town, row, client_for):
    client, path = client_for(town.people.authority), f"{PAGE}/r{builders.ids(row)['2.1.1']}/pedir-cuenta"
    letter = issued(town, row, client)
    db.session.execute(update(Task).where(Task.id == letter.task_id).values(due_on=TODAY - timedelta(days=1)))
    db.session.commit()
    assert sent(client, path, until="2027-01-15").status_code == 303
    run = Pass(sweeps.place(town.institution.id), "http://localhost", "x", AT.then(NOW))
    head = client_for(town.people.head)
    page = f"/tareas/{letter.task_id}"
    assert (
        sent_to(head, page, f"{page}/responder", text="Falta la firma; estará el lunes.").status_code == 303
    )
    mails = []
    for minutes in (15, 45, 60):
        tell(replace(run, at=AT.then(NOW + timedelta(minutes=minutes))))
        scope_to(db.session(), town.institution.id)
        hers = db.session.scalars(select(OutboxMail).where(OutboxMail.person_id == town.people.authority.id))
        mails.append([mail.text for mail in hers])
    assert [len(each) for each in mails] == [1, 1, 1]
    assert "Falta la firma; estará el lunes." in mails[0][0]


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
