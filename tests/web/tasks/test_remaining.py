"""Whatever is brought for a task: the receipt says which returned pieces of it still wait to be corrected."""

import re
from dataclasses import replace
from html import unescape

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.evidence.domain.review import Part
from sello.evidence.models import Evidence
from sello.files.store.disk import Store
from sello.tasks.models import TaskEvidence
from sello.tasks.service import steps
from sello.tasks.service.hand_in import correct
from tests.builders import AT, NOW
from tests.evidence import cast
from tests.tasks.cast import ask, course
from tests.web.evidence.test_hand_in import described, put


@pytest.fixture
def cycle(app, town, tmp_path, monkeypatch):
    monkeypatch.setitem(app.extensions, "sello.store", Store(tmp_path / "evidence"))
    made = course({"1.1.1": town.units.personas})
    db.session.commit()
    return made


@pytest.fixture
def task(app, town, cycle):
    """A task of the head's unit that holds two returned pieces."""
    made = ask(
        town.people.secretary.actor(),
        town.units.personas,
        requirement_ids=(cycle.requirements["1.1.1"],),
        cycle_id=cycle.cycle_id,
    )
    for number in range(2):
        back(app, town, cycle, made, f"Informe <{number}>")
    db.session.commit()
    return made


def back(app, town, cycle, task, title):
    piece = cast.handed_in(app, town.people.head, cycle, title=title, content=title.encode())
    steps.attach(town.people.head.actor(), task, piece, NOW)
    cast.returned(town.people.secretary, piece, Part.TITLE, remark=f"Falta la firma de {title}")
    return piece


RECEIPT = re.compile(r"/recibos/\d+")


def said(answer, client, path=RECEIPT):
    assert answer.status_code == 303
    assert re.fullmatch(path, answer.location)
    return unescape(client.get(answer.location).text)


def on_task(task):
    return list(db.session.scalars(select(TaskEvidence.evidence_id).where(TaskEvidence.task_id == task)))


def named(page, pieces):
    """Which pieces the receipt says wait for their correction, each with the way there."""
    rows = {one: db.session.get_one(Evidence, one).title for one in pieces}
    return {
        one
        for one, title in rows.items()
        if f"Queda sin corregir «{title}»: Falta la firma de {title}" in page
        and f'href="/evidencia/{one}/corregir">Corregirla' in page
    }


def test_a_new_piece_leaves_the_old_remarks_open_and_says_so(town, client_for, cycle, task):
    client = client_for(town.people.head)
    form = described(put(client).json["id"], cycle, town.units.personas, task=task)
    page = said(client.post("/evidencia/entregar", data=form), client)
    first, second, new = on_task(task)
    assert named(page, [first, second, new]) == {first, second}


def test_correcting_one_names_the_other(app, town, client_for, task):
    first, second = on_task(task)
    client = client_for(town.people.head)
    row = db.session.get_one(Evidence, first)
    form = {"title": "Informe firmado", "type": row.type.value, "version": row.version, "reply": "Listo."}
    page = said(client.post(f"/evidencia/{first}/corregir", data=form), client)
    assert named(page, [first, second]) == {second}


def test_a_piece_that_was_there_already_says_so_too(app, town, client_for, cycle, task):
    first, second = on_task(task)
    other = cast.handed_in(app, town.people.head, cycle, title="Otra", content=b"otra\n")
    db.session.commit()
    client = client_for(town.people.head)
    answer = client.post(f"/tareas/{task}/adjuntar", data={"evidence_id": other})
    assert named(said(answer, client, f"/tareas/{task}"), [first, second]) == {first, second}


def test_when_all_is_corrected_nothing_is_said_to_remain(app, town, client_for, cycle, task):
    for piece in on_task(task):
        row = db.session.get_one(Evidence, piece)
        correct(
            town.people.head.actor(), piece, replace(row.details, title="Firmado"), None,
            version=row.version, reply="Listo.", store=cast.store(app), at=AT,
        )  # fmt: skip
    db.session.commit()
    client = client_for(town.people.head)
    form = described(put(client).json["id"], cycle, town.units.personas, task=task)
    assert "sin corregir" not in said(client.post("/evidencia/entregar", data=form), client)


def test_many_are_counted(app, town, client_for, cycle, task):
    for number in range(3):
        back(app, town, cycle, task, f"Acta {number}")
    db.session.commit()
    client = client_for(town.people.head)
    form = described(put(client).json["id"], cycle, town.units.personas, task=task)
    page = said(client.post("/evidencia/entregar", data=form), client)
    assert len(named(page, on_task(task))) == 3
    assert "Y quedan 2 evidencias más sin corregir" in page
    assert f'href="/tareas/{task}">Ver la tarea' in page
