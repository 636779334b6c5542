"""The link of a mail: it opens one task for one person, until something of that is not so any more."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from sello.accounts.domain.actor import Role
from sello.accounts.models import Person
from sello.core import clock
from sello.core.db import db, everywhere
from sello.core.mail import sealing
from sello.core.trail.events import Event
from sello.evidence.models import Evidence
from sello.files.store.disk import Store
from sello.tasks.domain.door import HOLDS, Receiver
from sello.tasks.domain.states import TaskState
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Receipt, Task, TaskAsk, TaskComment, TaskLink
from sello.tasks.service import asking, doors
from sello.web.tasks import by_link
from tests import builders
from tests.builders import AT, NOW, TODAY
from tests.files import samples


@pytest.fixture(autouse=True)
def nobody_asked_before(app):
    by_link.install(app)


@pytest.fixture(autouse=True)
def _own_store(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.extensions, "sello.store", Store(tmp_path / "evidence"))


@pytest.fixture
def address(app, town, tasks):
    """Send a person a link to a task, as mails do, and give its address as her mail says it."""

    def send(person=None, task_id=None):
        person = person or town.people.head
        row = db.session.get_one(Person, person.id)
        to = Receiver(row.id, row.email, row.unit_id)
        task_id = task_id or tasks["personas"]
        mark = doors.make_links([(to, task_id)], now=clock.now())[row.id, task_id]
        db.session.commit()
        return "/responder/" + sealing.token(app.secret_key, row.id, mark)

    return send


def sheet(browser, address):
    return re.search(r'name="sheet"[^>]*value="([\w-]{16})"', browser.get(address).text).group(1)


def post(browser, address, deed, **data):
    return browser.post(f"{address}/{deed}", data={"sheet": sheet(browser, address), **data})


def pdf(name="Decreto 120 de 2026.pdf", said="Decreto"):
    return (io.BytesIO(samples.pdf(said)), name)


def acts(thing_id, entity="task"):
    about = select(Event).where(Event.entity == entity, Event.entity_id == thing_id).order_by(Event.id)
    return [(each.act, each.detail.get("via")) for each in db.session.scalars(about)]


def test_looking_shows_whose_and_what_and_changes_nothing(town, tasks, address, browser):
    there = address()
    before = acts(tasks["personas"])
    for method in (browser.get, browser.head, browser.get):
        assert method(there).status_code == 200
    page = browser.get(there)
    assert town.people.head.name in page.text
    assert "Enviar el decreto del plan" in page.text
    assert "Buscar" not in page.text
    assert 'name="csrf_token"' not in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"].startswith("noindex")
    assert "Set-Cookie" not in page.headers
    db.session.expire_all()
    (row,) = db.session.scalars(select(TaskLink))
    assert row.used_at is None
    assert acts(tasks["personas"]) == before


def test_neither_mark_nor_signature_is_kept(app, address):
    token = address().rpartition("/")[2]
    (row,) = db.session.scalars(select(TaskLink))
    _, mark, signature = token.split(".")
    assert mark not in repr(vars(row))
    assert signature not in repr(vars(row))


def test_it_is_no_session(town, tasks, address, browser):
    there = address()
    assert post(browser, there, "comentar", text="Va en camino").status_code == 303
    for path in ("/", f"/tareas/{tasks['personas']}", "/mi-cuenta", "/evidencia", "/buscar?q=decreto"):
        answer = browser.get(path)
        assert answer.status_code == 303, path
        assert answer.location.startswith("/entrar"), path
    sent = browser.post(f"/tareas/{tasks['personas']}/comentar", data={"text": "x"})
    assert sent.status_code in (303, 400, 401)
    assert len(db.session.scalars(select(TaskComment)).all()) == 1


def test_a_comment_is_hers_by_the_link(town, tasks, address, browser):
    answer = post(browser, there := address(), "comentar", text="Va en camino")
    assert (answer.status_code, answer.location) == (303, there)
    assert "Su comentario quedó" in browser.get(there).text
    (row,) = db.session.scalars(select(TaskComment))
    assert (row.text, row.person_id) == ("Va en camino", town.people.head.id)
    assert acts(tasks["personas"])[-1] == ("task.commented", "link")
    (link,) = db.session.scalars(select(TaskLink))
    assert link.used_at is not None


def test_files_come_in_with_a_receipt(town, tasks, address, browser):
    there = address()
    answer = post(
        browser, there, "entregar", files=[pdf()], personal_data="no", complete="y", text="Firmado ayer"
    )
    assert answer.status_code == 303
    assert "recibo N°" in browser.get(there).text
    (piece,) = db.session.scalars(select(Evidence))
    assert (piece.title, piece.created_by) == ("Decreto 120 de 2026", town.people.head.id)
    assert db.session.get_one(Task, tasks["personas"]).state is TaskState.DELIVERED
    (receipt,) = db.session.scalars(select(Receipt))
    assert (receipt.task_id, receipt.person_id) == (tasks["personas"], town.people.head.id)
    assert [each.text for each in db.session.scalars(select(TaskComment))] == ["Firmado ayer"]
    assert {via for act, via in acts(tasks["personas"]) if act != "task.created"} == {"link"}


@pytest.mark.parametrize(
    ("file", "form", "said"),
    [
        (None, {"personal_data": "no"}, "Elija al menos un archivo"),
        (b"MZ\x90\x00 program", {"personal_data": "no"}, "acta.pdf"),
        (samples.pdf("Acta"), {}, "Complete este dato"),
    ],
)
def test_every_check_of_an_upload_holds(address, browser, file, form, said):
    # A stream is read once: each run makes its own of the bytes.
    files = {"files": [(io.BytesIO(file), "acta.pdf")]} if file else {}
    answer = post(browser, address(), "entregar", **files, **form)
    assert answer.status_code == 422
    assert said in answer.text
    assert db.session.scalars(select(Evidence)).all() == []


def test_too_many_files_at_once(address, browser):
    files = [pdf(f"Acta {n}.pdf", f"Acta {n}") for n in range(11)]
    answer = post(browser, address(), "entregar", files=files, personal_data="no")
    assert answer.status_code == 422
    assert "hasta 10 archivos" in answer.text


def test_a_returned_piece_is_corrected_by_its_new_file(town, tasks, address, browser, client_for):
    there = address()
    post(browser, there, "entregar", files=[pdf()], personal_data="no", complete="y")
    (piece,) = db.session.scalars(select(Evidence))
    secretary = client_for(town.people.secretary)
    returned = secretary.post(
        f"/revision/{piece.id}/devolver",
        data={"version": piece.version, "remark": "Falta la firma", "parts": "file"},
    )
    assert returned.status_code == 303, returned.text
    page = browser.get(there).text
    assert "Falta la firma" in page
    choices = page[page.index('name="corrects"') :].split("</select>")[0]
    assert choices.index("La corrección de «Decreto 120 de 2026»") < choices.index("Un documento nuevo")
    assert "selected" not in choices
    sent = post(
        browser, there, "entregar", files=[pdf(said="Decreto firmado")], personal_data="no", text="Firmado",
        corrects=str(piece.id), complete="y",
    )  # fmt: skip
    assert sent.status_code == 303, sent.text
    db.session.expire_all()
    assert db.session.get_one(Evidence, piece.id).current == 2
    assert len(db.session.scalars(select(Evidence)).all()) == 1


def test_beside_a_returned_piece_a_new_document_can_come(town, tasks, address, browser, client_for):
    there = address()
    post(browser, there, "entregar", files=[pdf()], personal_data="no", complete="y")
    (piece,) = db.session.scalars(select(Evidence))
    client_for(town.people.secretary).post(
        f"/revision/{piece.id}/devolver",
        data={"version": piece.version, "remark": "Falta el acta", "parts": "file"},
    )
    unsaid = post(browser, there, "entregar", files=[pdf(said="Acta")], personal_data="no", complete="y")
    assert unsaid.status_code == 422
    assert "Diga qué entrega." in unsaid.text
    sent = post(
        browser,
        there,
        "entregar",
        files=[pdf(said="Acta")],
        personal_data="no",
        complete="y",
        corrects="nuevo",
    )
    assert sent.status_code == 303, sent.text
    db.session.expire_all()
    assert db.session.get_one(Evidence, piece.id).current == 1
    assert len(db.session.scalars(select(Evidence)).all()) == 2


def test_time_is_asked_for(town, tasks, address, browser):
    there = address()
    until = TODAY + timedelta(days=60)
    answer = post(browser, there, "pedir-plazo", until=until.isoformat(), text="Falta la firma")
    assert answer.status_code == 303
    (row,) = db.session.scalars(select(TaskAsk))
    assert (row.until, row.person_id) == (until, town.people.head.id)
    assert post(browser, there, "pedir-plazo", until=TODAY.isoformat(), text="x").status_code == 422


def test_a_question_is_answered(town, tasks, address, browser):
    asking.ask(town.people.secretary.actor(), tasks["personas"], "¿Quién firma?", to=Turn.UNIT, at=AT)
    there = address()
    assert "¿Quién firma?" in browser.get(there).text
    assert post(browser, there, "contestar", text="La alcaldía").status_code == 303
    db.session.expire_all()
    assert db.session.scalars(select(TaskAsk.answer)).all() == ["La alcaldía"]
    again = post(browser, there, "contestar", text="Otra vez")
    assert again.status_code == 422
    assert "ya fue respondido" in again.text


def test_the_same_sheet_is_acted_on_once_and_two_people_with_it_are_two(tasks, address, app):
    there = address()
    one, other = app.test_client(), app.test_client()
    mine = sheet(one, there)
    for client in (one, other):
        client.post(f"{there}/comentar", data={"sheet": mine, "text": "Una vez"})
    other.post(f"{there}/comentar", data={"sheet": sheet(other, there), "text": "Otra"})
    assert db.session.scalars(select(TaskComment.text).order_by(TaskComment.id)).all() == ["Una vez", "Otra"]


BEFORE = TODAY - timedelta(days=1)
ENDINGS = {
    "deactivated": (Person, {"active": False}),
    "past her last day": (Person, {"access_until": BEFORE}),
    "moved to another unit": (Person, {"unit_id": "dideco"}),
    "another address": (Person, {"email": "otra@comuna.example"}),
    "another role": (Person, {"role": Role.AUTHORITY}),
    "task of another unit": (Task, {"unit_id": "dideco"}),
    "task of another person": (Task, {"person_id": "contributor"}),
    "task closed": (Task, {"state": TaskState.CLOSED}),
    "revoked": (TaskLink, {"ended_at": NOW}),
    "expired": (TaskLink, {"expires_at": NOW - HOLDS}),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_it_ends_with_all_that_it_was_sent_for(town, tasks, address, browser, ending):
    there = address()
    mine = sheet(browser, there)
    table, values = ENDINGS[ending]
    ids = {Person: town.people.head.id, Task: tasks["personas"], TaskLink: 1}
    named = {"dideco": town.units.dideco, "contributor": town.people.contributor.id}
    for name, value in values.items():
        row = db.session.get_one(table, ids[table])
        setattr(row, name, named.get(value, value))
    db.session.commit()
    assert browser.get(there).status_code == 410
    for deed in ("comentar", "contestar", "pedir-plazo", "entregar"):
        answer = browser.post(f"{there}/{deed}", data={"sheet": mine, "text": "x", "files": [pdf()]})
        assert answer.status_code == 410
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert db.session.scalars(select(TaskComment)).all() == []


def test_given_to_herself_it_opens_on(town, tasks, address, browser):
    there = address()
    db.session.get_one(Task, tasks["personas"]).person_id = town.people.head.id
    db.session.commit()
    assert browser.get(there).status_code == 200


def test_it_holds_for_its_days(address, browser):
    there = address()
    for days, status in ((HOLDS - timedelta(minutes=1), 200), (HOLDS + timedelta(minutes=1), 410)):
        with time_machine.travel(clock.now() + days):
            assert browser.get(there).status_code == status


def test_no_other_persons_mark_and_no_other_task_is_opened(app, town, tasks, address, browser):
    _, mark, _ = address().rpartition("/")[2].split(".")
    mine = "/responder/" + sealing.token(app.secret_key, town.people.contributor.id, mark)
    assert browser.get(mine).status_code == 410
    other = address(town.people.other_head, tasks["dideco"])
    page = browser.get(other).text
    assert "Mandar el informe" in page
    assert "decreto" not in page
    assert "Mandar el informe" not in browser.get(address()).text


def test_wrong_tokens_open_nothing_and_are_not_tried_without_end(app, address, browser):
    there = address()
    app.extensions[by_link.BY_ADDRESS].tries = 8
    flipped = there[:-1] + ("0" if there[-1] != "0" else "1")
    wrong = (flipped, "/responder/x", "/responder/1.a.b", "/responder/ñ.%00.1")
    assert [browser.get(each).status_code for each in wrong] == [410] * 4
    assert browser.get("/responder/").status_code == 404
    assert {browser.get("/responder/nada").status_code for _ in range(8)} == {410, 429}
    assert browser.get(there).status_code == 200


def test_a_link_is_not_used_without_end(app, address, browser):
    app.extensions[by_link.BY_LINK].tries = 2
    there = address()
    assert [browser.get(there).status_code for _ in range(3)] == [200, 200, 429]


TYPED = {
    "comentar": {"text": "Falta la firma del acta."},
    "contestar": {"text": "Sí, lo firmó el lunes."},
    "pedir-plazo": {"text": "La directora está con licencia.", "until": str(TODAY + timedelta(days=30))},
    "entregar": {"text": "Va solo la primera parte.", "title": "Decreto 120", "personal_data": "no"},
}


@pytest.mark.parametrize("deed", TYPED)
def test_what_is_sent_too_often_comes_back_as_it_was_typed(app, town, tasks, address, browser, deed):
    there = address()
    asking.ask(town.people.secretary.actor(), tasks["personas"], "¿Lo firmó?", to=Turn.UNIT, at=AT)
    db.session.commit()
    shown, before = sheet(browser, there), acts(tasks["personas"])
    app.extensions[by_link.BY_LINK].tries = 1
    page = browser.post(f"{there}/{deed}", data={"sheet": shown, **TYPED[deed]})
    assert page.status_code == 429
    assert page.location is None
    assert 0 < int(page.headers["Retry-After"]) <= 3600
    assert re.search(r"Vuelva a intentarlo dentro de \d+ min", page.text)
    assert all(said in page.text for said in TYPED[deed].values())
    assert acts(tasks["personas"]) == before


def test_it_is_listed_and_revoked_on_both_pages(town, tasks, address, browser, client_for):
    secretary, head = client_for(town.people.secretary), client_for(town.people.head)
    for client, page in (
        (secretary, f"/tareas/{tasks['personas']}"),
        (secretary, f"/personas/{town.people.head.id}"),
        (head, f"/tareas/{tasks['personas']}"),
    ):
        there = address()
        found = re.search(r"/enlaces/(\d+)/revocar", client.get(page).text)
        assert found, page
        assert client.post(found.group()).status_code == 303
        assert browser.get(there).status_code == 410
        assert "/revocar" not in client.get(page).text
        assert client.post(found.group()).status_code == 404
    assert acts(town.people.head.id, "person").count(("person.link_revoked", None)) == 3


def test_who_is_neither_sees_nor_revokes_it(town, tasks, address, browser, client_for):
    there = address()
    (link_id,) = db.session.scalars(select(TaskLink.id))
    colleague = client_for(town.people.contributor)
    assert "/revocar" not in colleague.get(f"/tareas/{tasks['personas']}").text
    assert colleague.post(f"/enlaces/{link_id}/revocar").status_code == 404
    with everywhere():
        other = builders.town("Otra Municipalidad")
        db.session.commit()
    assert client_for(other.people.secretary).post(f"/enlaces/{link_id}/revocar").status_code == 404
    assert browser.get(there).status_code == 200


def test_the_secretariat_by_link_is_of_the_unit_alone(town, tasks, address, browser):
    there = address(town.people.secretary)
    until = (TODAY + timedelta(days=60)).isoformat()
    assert post(browser, there, "pedir-plazo", until=until, text="Falta").status_code == 303
    assert "Responder la solicitud" not in browser.get(there).text


def test_the_history_says_by_which_door(town, tasks, address, browser, client_for):
    post(browser, address(), "comentar", text="Va en camino")
    assert (
        "Se comentó la tarea, por enlace" in client_for(town.people.secretary).get("/informes/historial").text
    )


@pytest.mark.parametrize(("typed", "kept"), [("31-12-2028", date(2028, 12, 31)), ("", None)])
def test_until_when_the_document_is_valid_comes_along(town, tasks, address, browser, typed, kept):
    sent = post(browser, address(), "entregar", files=pdf(), personal_data="no", valid_until=typed)
    assert sent.status_code == 303
    (piece,) = db.session.scalars(select(Evidence))
    assert piece.valid_until == kept


@pytest.mark.parametrize("typed", ["31-02-2028", "el lunes"])
def test_a_last_day_that_is_none_is_said_and_nothing_is_handed_in(town, tasks, address, browser, typed):
    sent = post(browser, address(), "entregar", files=pdf(), personal_data="no", valid_until=typed)
    assert sent.status_code == 422
    assert typed in sent.text
    assert db.session.scalars(select(Evidence)).all() == []
