"""Judging many pieces: looked at first, each as on the desk, all of them or none, and taken back as one."""

import re

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, Review
from sello.evidence.service import releasing
from tests.builders import NOW
from tests.evidence import cast
from tests.web.pages import form_of

ACCEPT, RETURN = "/evidencia/aceptar-varias", "/evidencia/devolver-varias"
BACK = "http://localhost/evidencia?tipo=acta"


@pytest.fixture
def pieces(app, town, cycle):
    """Two pieces that wait for their review, and one that was accepted."""
    people = town.people
    made = [
        cast.handed_in(app, people.head, cycle, title="Política"),
        cast.handed_in(app, people.other_head, cycle, title="Convenio"),
        cast.handed_in(app, people.head, cycle, code="1.2.2", title="Acta"),
    ]
    cast.accepted(people.secretary, made[2])
    db.session.commit()
    return made


def states():
    db.session.expire_all()
    return dict(db.session.execute(select(Evidence.id, Evidence.state)).all())


def preview(client, ids, deed):
    query = "&".join(f"id={one}" for one in ids)
    led = client.get(f"/evidencia/varias?acto={deed}&{query}")
    assert led.status_code == 303
    return client.get(led.location, headers={"Referer": BACK})


def send(client, ids, deed, url, **said):
    form = form_of(preview(client, ids, deed).text, url, url)
    return client.post(url, data=form | {name: [value] for name, value in said.items()})


def undo(client):
    (action,) = set(re.findall(r'action="(/deshacer/\d+)"', client.get("/evidencia").text))
    assert client.post(action).status_code == 303


def test_those_that_wait_are_accepted_and_taken_back_as_one(town, client_for, pieces):
    client, before = client_for(town.people.secretary), states()
    page = preview(client, pieces, "aceptar").text
    assert "2 evidencias. Todavía no cambia nada." in page
    assert "no esperan revisión: Acta." in page
    assert states() == before
    done = send(client, pieces, "aceptar", ACCEPT)
    assert (done.status_code, done.location) == (303, "/evidencia?tipo=acta")
    assert set(states().values()) == {EvidenceState.ACCEPTED}
    undo(client)
    assert states() == before


def test_the_preview_says_of_each_what_it_carries_and_only_that_is_done(town, client_for, pieces):
    client, before = client_for(town.people.secretary), states()
    page = preview(client, pieces, "aceptar").text
    said = page.split("Qué lleva consigo cada una")[1]
    assert said.count("no cierra ninguna tarea ni valida ningún requerimiento") == 2
    form = form_of(page, ACCEPT, ACCEPT) | {"carries": ["t1"]}
    answer = client.post(ACCEPT, data=form)
    assert answer.status_code == 422
    assert "cambió lo que esta decisión lleva consigo" in answer.text
    assert states() == before


def test_one_remark_returns_them_all_and_each_unit_reads_it(town, client_for, pieces):
    client, before = client_for(town.people.secretary), states()
    done = send(client, pieces, "devolver", RETURN, remark="Falta la firma de la jefatura", parts="file")
    assert done.status_code == 303
    returned = [one for one, state in states().items() if state is EvidenceState.RETURNED]
    assert returned == pieces[:2]
    said = db.session.scalars(select(Review.remark).where(Review.evidence_id.in_(returned))).all()
    assert said == ["Falta la firma de la jefatura"] * 2
    undo(client)
    assert states() == before


def test_without_a_remark_nothing_changes_and_the_form_stays(town, client_for, pieces):
    client, before = client_for(town.people.secretary), states()
    answer = send(client, pieces, "devolver", RETURN, remark="  ", parts="file")
    assert answer.status_code == 422
    assert "Escriba la observación" in answer.text
    assert states() == before


def test_a_piece_judged_meanwhile_holds_all_of_them_back(town, client_for, pieces):
    client = client_for(town.people.secretary)
    form = form_of(preview(client, pieces, "aceptar").text, ACCEPT, ACCEPT)
    cast.returned(town.people.secretary, pieces[1])
    db.session.commit()
    before = states()
    answer = client.post(ACCEPT, data=form)
    assert answer.status_code == 409
    assert states() == before
    assert "1 evidencia. Todavía no cambia nada." in answer.text


def test_what_none_waits_for_offers_no_button(town, client_for, pieces):
    client = client_for(town.people.secretary)
    page = preview(client, pieces[2:], "aceptar").text
    assert "Ninguna de las marcadas espera revisión." in page
    assert "Aceptar 0" not in page


def test_renewal_is_asked_of_the_requirements_that_the_marked_serve(town, client_for, pieces, cycle):
    client = client_for(town.people.secretary)
    led = client.get(f"/evidencia/varias?acto=renovar&id={pieces[0]}&id={pieces[2]}")
    led = client.get(led.location)
    asked = sorted((cycle.requirements["1.1.1"], cycle.requirements["1.2.2"]))
    assert f"only={asked[0]},{asked[1]}&" in led.location
    assert "Renovar la evidencia de" in client.get(led.location).text


@pytest.mark.parametrize("address", [ACCEPT, RETURN, "/evidencia/renovar-varias"])
def test_only_the_secretariat_judges(town, client_for, pieces, address):
    assert client_for(town.people.head).get(f"{address}?id={pieces[0]}").status_code == 403
    client = client_for(town.people.secretary)
    assert client.get(address).location == "/evidencia"


def test_what_was_released_meanwhile_stays_so_when_taken_back_is_refused(town, client_for, pieces):
    client = client_for(town.people.secretary)
    send(client, pieces, "aceptar", ACCEPT)
    releasing.release(town.people.secretary.actor(), pieces[0], now=NOW)
    db.session.commit()
    (action,) = set(re.findall(r'action="(/deshacer/\d+)"', client.get("/evidencia").text))
    client.post(action)
    assert states()[pieces[1]] is EvidenceState.ACCEPTED
