"""The desk: the criterion beside the piece, remarks to choose, and asking where it is decided."""

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.evidence.domain.details import EvidenceType
from sello.evidence.models import Evidence, Review
from sello.evidence.queries.ready import every
from sello.evidence.service import ready
from sello.tasks.models import TaskAsk
from tests.builders import NOW
from tests.cycles import builders
from tests.progress.loop import Loop
from tests.web.pages import form_of

REMARKS = "/revision/observaciones"


@pytest.fixture
def loop(app, town):
    """A town at work on a requirement with two means of verification: a decree and minutes."""
    made = Loop(app, town, builders.half_answered(town))
    db.session.commit()
    return made


@pytest.fixture
def secretary(town, client_for):
    return client_for(town.people.secretary)


@pytest.fixture
def remarks(town):
    """Two remarks to choose, the second for minutes alone."""
    actor = town.people.secretary.actor()
    ready.add(actor, "Falta la firma.", (), now=NOW)
    ready.add(actor, "Falta la fecha.", (), now=NOW)
    db.session.commit()
    return [row.id for row in every()]


def met(loop: Loop, *places: int) -> list[str]:
    return [f"{loop.requirement()}-{place}" for place in places]


def send(client, piece: int, act: str, **said: object):
    page, action = f"/revision/{piece}", f"/revision/{piece}/{act}"
    return client.post(action, data=form_of(client.get(page).text, page, action) | said)


def last() -> Review:
    return db.session.scalars(select(Review).order_by(Review.id.desc())).first()


def test_the_criterion_stands_beside_the_piece_and_is_ticked_for_either_decision(loop, secretary):
    piece = loop.hand_in(loop.ask())
    page = secretary.get(f"/revision/{piece}").text
    for words in ("Decreto", "Acta", "lo que vio cumplido", "Aceptar · cierra la tarea"):
        assert words in page
    sent = form_of(page, "", f"/revision/{piece}/aceptar")
    assert {*sent} == {*form_of(page, "", f"/revision/{piece}/devolver")}, "one form, two buttons"


@pytest.mark.parametrize(
    ("act", "said"),
    [("aceptar", {}), ("devolver", {"remark": "Falta la firma.", "parts": "file"})],
)
def test_what_was_seen_fulfilled_is_kept_and_told_on_the_piece_and_in_the_conversation(
    loop, secretary, client_for, act, said
):
    task = loop.ask()
    piece = loop.hand_in(task)
    assert send(secretary, piece, act, met=met(loop, 1), **said).status_code == 303
    assert last().met == [[last().met[0][0], "Acta"]]
    for path in (f"/evidencia/{piece}", f"/tareas/{task}"):
        for client in (secretary, client_for(loop.unit)):
            assert f"Vio cumplido: {last().met[0][0]} Acta" in " ".join(client.get(path).text.split()), path


def test_a_tick_that_the_page_did_not_offer_is_nothing(loop, secretary):
    piece = loop.hand_in()
    send(secretary, piece, "aceptar", met=["9999-0", "<b>", *met(loop, 7)])
    assert last().met == []


def test_taking_the_decision_back_takes_its_ticks_back(loop, secretary):
    piece = loop.hand_in()
    where = send(secretary, piece, "aceptar", met=met(loop, 0)).location
    undo = secretary.get(where).text.partition('action="/deshacer/')[2].partition('"')[0]
    assert secretary.post(f"/deshacer/{undo}").status_code == 303
    assert last() is None
    assert db.session.get_one(Evidence, piece).state == "submitted"


@pytest.mark.parametrize(
    ("chosen", "typed", "missing", "reads"),
    [
        ([0], "", False, "Falta la firma."),
        ([0, 1], "", False, "Falta la firma.\nFalta la fecha."),
        ([1], "Vea la página 3.", False, "Vea la página 3.\nFalta la fecha."),
        ([], "", True, "Falta: Decreto."),
        ([0], "", True, "Falta la firma.\nFalta: Decreto."),
    ],
)
def test_a_return_without_script_says_what_was_chosen_and_what_is_missing(
    loop, secretary, remarks, chosen, typed, missing, reads
):
    piece = loop.hand_in()
    said = {"ready": [remarks[n] for n in chosen], "remark": typed, "parts": "file", "met": met(loop, 1)}
    if missing:
        said["say_missing"] = "y"
    assert send(secretary, piece, "devolver", **said).status_code == 303
    assert last().remark == reads


def test_a_return_that_says_nothing_is_refused_and_keeps_what_was_ticked(loop, secretary, remarks):
    piece = loop.hand_in()
    answer = send(secretary, piece, "devolver", met=met(loop, 0), parts="file")
    assert answer.status_code == 422
    assert "Escriba la observación" in answer.text
    sent = form_of(answer.text, "", f"/revision/{piece}/devolver")
    assert sent["parts"] == ["file"]
    assert f'value="{met(loop, 0)[0]}" form="desk" checked' in answer.text


def test_another_kind_of_document_is_offered_other_remarks(loop, secretary, town):
    actor = town.people.secretary.actor()
    ready.add(actor, "Falta el timbre del acta.", (EvidenceType.MINUTES,), now=NOW)
    ready.add(actor, "Esto ya no se dice.", (), now=NOW)
    ready.retire(actor, every()[-1].id, now=NOW)
    db.session.commit()
    page = secretary.get(f"/revision/{loop.hand_in()}").text
    assert "Falta el timbre del acta." not in page
    assert "Esto ya no se dice." not in page


def test_a_question_goes_into_the_tasks_conversation_and_the_next_one_comes(loop, secretary, client_for):
    first, task = loop.hand_in(), loop.ask()
    second = loop.hand_in(task)
    answer = send(secretary, second, "preguntar", text="¿Cuál es la versión vigente?")
    assert (answer.status_code, answer.location) == (303, f"/revision/{first}")
    assert "Deshacer lo último" in secretary.get(answer.location).text
    asked = db.session.scalars(select(TaskAsk)).one()
    assert (asked.task_id, asked.asked_of, asked.answered_at) == (task, "unit", None)
    assert "¿Cuál es la versión vigente?" in client_for(loop.unit).get(f"/tareas/{task}").text
    assert "Preguntar a la unidad" not in secretary.get(f"/revision/{second}").text, "one waits already"


def test_where_no_task_is_open_a_question_begins_a_conversation(loop, secretary, client_for):
    first, second = loop.hand_in(), loop.hand_in()
    db.session.commit()
    answer = send(secretary, second, "preguntar", text="¿Cuál es la versión vigente?")
    assert (answer.status_code, answer.location) == (303, f"/revision/{first}")
    asked = db.session.scalars(select(TaskAsk)).one()
    page = secretary.get(f"/revision/{second}").text
    assert "Preguntar a la unidad" not in page
    assert f'href="/tareas/{asked.task_id}">ver la consulta' in page
    unit = client_for(loop.unit)
    assert "¿Cuál es la versión vigente?" in unit.get("/mi-cola").text
    thread = unit.get(f"/tareas/{asked.task_id}").text
    assert f'href="/evidencia/{second}"' in thread
    assert "Entregar" not in thread.split("<main", 1)[1]
    unit.post(f"/tareas/{asked.task_id}/responder", data={"text": "La de 2025."})
    assert "Terminada" in secretary.get(f"/tareas/{asked.task_id}").text
    assert "Preguntar a la unidad" in secretary.get(f"/revision/{second}").text
    assert f"/tareas/{asked.task_id}" not in unit.get("/mi-cola").text


def test_nothing_is_asked_in_anothers_conversation(loop, secretary):
    piece = loop.hand_in()
    task = loop.ask()
    db.session.commit()
    data = {"text": "¿Cuál?", "task_id": task}
    assert secretary.post(f"/revision/{piece}/preguntar", data=data).status_code == 422
    assert db.session.scalars(select(TaskAsk)).first() is None


def test_the_queue_is_narrowed_and_stays_so_until_it_is_empty(loop, secretary, town):
    mine, other = loop.hand_in(), loop.hand_in(by=town.people.head, code="1.1.1")
    db.session.commit()
    only = f"unidad={town.units.personas}"
    begun = secretary.get(f"/revision?{only}")
    assert (begun.status_code, begun.location) == (303, f"/revision/{other}?{only}")
    page = secretary.get(begun.location).text
    assert f'href="/revision/{mine}' not in page
    action = f"/revision/{other}/aceptar?{only}"
    sent = form_of(page, "", action)
    done = secretary.post(action, data=sent)
    assert (done.status_code, done.location) == (303, f"/revision?{only}")
    assert secretary.get(done.location).location == "/revision"
    wanted = loop.requirement("1.1.2")
    assert secretary.get(f"/revision?requerimiento={wanted}").location.startswith(f"/revision/{mine}?")


def test_the_institution_edits_its_remarks(secretary):
    new = {"text": "Falta el timbre.", "kinds": ["acta", "decreto"]}
    assert secretary.post(REMARKS, data=new).location == REMARKS
    row = every()[0]
    assert (row.text, row.kinds) == ("Falta el timbre.", ["decreto", "acta"])
    secretary.post(f"{REMARKS}/{row.id}", data={"text": "Falta el timbre húmedo.", "version": 1})
    assert (every()[0].text, every()[0].kinds) == ("Falta el timbre húmedo.", [])
    secretary.post(f"{REMARKS}/{row.id}/retirar")
    assert "retirada" in secretary.get(REMARKS).text
    secretary.post(f"{REMARKS}/{row.id}/reponer")
    assert not every()[0].retired
    refused = secretary.post(REMARKS, data={"text": "Falta el timbre húmedo."})
    assert refused.status_code == 422
    assert "Ya existe una observación igual" in refused.text


@pytest.mark.parametrize("who", ["head", "contributor", "authority", "auditor"])
def test_nobody_else_edits_them(town, client_for, remarks, who):
    client = client_for(getattr(town.people, who))
    assert client.get(REMARKS).status_code == 403
    for act in ("", f"/{remarks[0]}", f"/{remarks[0]}/mover", f"/{remarks[0]}/retirar"):
        assert client.post(f"{REMARKS}{act}", data={"text": "Otra"}).status_code == 403
    assert len(every()) == 2


def test_undoing_leads_from_the_next_piece_back_to_the_one_that_was_judged(loop, secretary):
    first, second = loop.hand_in(loop.ask()), loop.hand_in(loop.ask())
    db.session.commit()
    for act, said in (("aceptar", {}), ("devolver", {"remark": "Falta la firma."})):
        led = send(secretary, first, act, **said).location
        assert led.startswith(f"/revision/{second}")
        page = secretary.get(led).text
        undo = page.split('action="/deshacer/')[1].split('"')[0]
        back = secretary.post(f"/deshacer/{undo}", headers={"Referer": f"http://localhost{led}"})
        assert back.location == f"/revision/{first}"


def test_returning_opens_the_file_unless_something_else_is_ticked(loop, secretary):
    piece = loop.hand_in(loop.ask())
    db.session.commit()
    assert send(secretary, piece, "devolver", remark="Falta la firma.", parts=[]).status_code == 422
    assert send(secretary, piece, "devolver", remark="Falta la firma.").status_code == 303
    assert db.session.get_one(Evidence, piece).unlocked == ["file"]
