"""Mass acts on tasks: looked at first, all of them or none, and taken back as one."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from sello.core.db import db
from sello.core.mail.outbox import OutboxMail
from sello.tasks.models import Task
from sello.tasks.service import assigning
from tests.builders import AT, TODAY
from tests.tasks import cast
from tests.web.pages import form_of

URL = "/tareas/varias"


@pytest.fixture
def three(town, tasks):
    secretary = town.people.secretary.actor()
    mine = cast.ask(secretary, town.units.personas, title="Enviar el acta", person_id=town.people.head.id)
    db.session.commit()
    return [*tasks.values(), mine]


def rows():
    db.session.expire_all()
    columns = [column for column in Task.__table__.c if column.name != "version"]
    return db.session.execute(select(*columns).order_by(Task.id)).all()


def preview(client, ids, deed):
    query = "&".join(f"id={one}" for one in ids)
    return client.get(f"{URL}?acto={deed}&{query}", headers={"Referer": "http://localhost/tareas?q=acta"})


def send(client, ids, deed, **said):
    form = form_of(preview(client, ids, deed).text, URL, URL)
    return client.post(URL, data=form | {name: [value] for name, value in said.items()})


NEXT = TODAY + timedelta(days=45)
DEEDS = [
    ("plazo", {"due_on": NEXT.isoformat()}, lambda row, _: row.due_on == NEXT),
    ("unidad", {"unit_id": "dideco"}, lambda row, town: row.unit_id == town.units.dideco),
    ("cerrar", {"why": "Ya no hace falta"}, lambda row, _: row.closed_at is not None),
]


@pytest.mark.parametrize(("deed", "said", "holds"), DEEDS, ids=[deed for deed, *_ in DEEDS])
def test_an_act_changes_all_and_is_taken_back_as_one(town, as_secretary, three, deed, said, holds):
    said = {name: str(town.units.dideco) if value == "dideco" else value for name, value in said.items()}
    before = rows()
    page = preview(as_secretary, three, deed)
    assert "Todavía no cambia nada" in page.text
    assert rows() == before
    done = send(as_secretary, three, deed, **said)
    assert (done.status_code, done.location) == (303, "/tareas?q=acta")
    assert all(holds(row, town) for row in rows())
    (undo,) = set(re.findall(r'action="(/deshacer/\d+)"', as_secretary.get("/tareas").text))
    assert as_secretary.post(undo).status_code == 303
    assert rows() == before


@pytest.mark.parametrize(
    ("deed", "said", "told"),
    [
        ("plazo", {"due_on": ""}, "fecha"),
        ("plazo", {"due_on": "2020-01-01"}, "pas"),
        ("unidad", {"unit_id": ""}, "unidad"),
        ("cerrar", {"why": " "}, "Escriba el motivo"),
    ],
)
def test_what_lacks_its_value_is_refused_and_nothing_changes(as_secretary, three, deed, said, told):
    before = rows()
    answer = send(as_secretary, three, deed, **said)
    assert answer.status_code == 422
    assert told in answer.text
    assert rows() == before


def test_what_changed_meanwhile_is_looked_at_again(town, as_secretary, three):
    form = form_of(preview(as_secretary, three, "plazo").text, URL, URL)
    asked = assigning.TaskDraft(
        title="Otra cosa", unit_id=town.units.dideco, term=cast.Term(cast.DueKind.DATE, on=NEXT)
    )
    assigning.edit(town.people.secretary.actor(), three[1], asked, version=1, at=AT)
    db.session.commit()
    before = rows()
    answer = as_secretary.post(URL, data=form | {"due_on": [NEXT.isoformat()]})
    assert answer.status_code == 409
    assert "Otra cosa" in answer.text
    assert rows() == before


def test_nothing_marked_is_said_and_only_the_secretariat_acts(as_secretary, as_head, three):
    assert as_secretary.get(URL).location == "/tareas"
    assert "Marque al menos una tarea" in as_secretary.get("/tareas").text
    assert as_head.get(f"{URL}?id={three[0]}").status_code == 403
    assert 'name="id"' not in as_head.get("/tareas").text
    assert as_secretary.get("/tareas?marcar=todas").text.count(" checked") == 3


def test_recalling_says_who_is_told_and_who_is_not_and_is_not_offered_twice(town, as_secretary, three):
    page = as_secretary.get(f"{URL}?acto=recordar&" + "&".join(f"id={one}" for one in three)).text
    assert "Todavía no se envía nada" in page
    assert db.session.scalar(select(func.count(OutboxMail.id))) == 0
    told = form_of(page, URL, URL)["seen"][0].split()
    done = as_secretary.post(URL, data=form_of(page, URL, URL))
    assert done.status_code == 303
    assert db.session.scalar(select(func.count(OutboxMail.id))) == len(told) > 0
    shown = as_secretary.get("/tareas").text
    assert "Recordada hoy, " in as_secretary.get(f"/tareas/{told[0].partition(':')[0]}").text
    again = as_secretary.get(f"{URL}?acto=recordar&" + "&".join(f"id={one}" for one in three)).text
    assert "Ninguna de las marcadas puede recordarse ahora." in again
    assert "Esta tarea ya se recordó hoy" in again
    assert "Recordar ahora: Enviar el acta" not in shown
