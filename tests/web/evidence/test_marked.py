"""Mass acts on evidence: looked at first, all of them or none, and taken back as one."""

import re

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.history import history
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.service import releasing
from tests.builders import NOW
from tests.cycles import builders
from tests.evidence import cast
from tests.web.pages import form_of

URL = "/evidencia/varias"


@pytest.fixture
def pieces(app, town, cycle):
    """Two accepted pieces, and one that waits for its review."""
    people = town.people
    made = [
        cast.handed_in(app, people.head, cycle, title="Política"),
        cast.handed_in(app, people.head, cycle, code="1.2.2", title="Acta"),
        cast.handed_in(app, people.other_head, cycle, title="Convenio"),
    ]
    for piece in made[:2]:
        cast.accepted(people.secretary, piece)
    db.session.commit()
    return made


def released():
    db.session.expire_all()
    return set(db.session.scalars(select(Evidence.id).where(Evidence.released_at.is_not(None))))


def preview(client, ids, deed):
    query = "&".join(f"id={one}" for one in ids)
    return client.get(
        f"{URL}?acto={deed}&{query}", headers={"Referer": "http://localhost/evidencia?tipo=acta"}
    )


def undo(client):
    (action,) = set(re.findall(r'action="(/deshacer/\d+)"', client.get("/evidencia").text))
    assert client.post(action).status_code == 303


def test_the_accepted_ones_are_released_and_taken_back_as_one(town, client_for, pieces):
    client = client_for(town.people.secretary)
    page = preview(client, pieces, "liberar")
    assert "Todavía no cambia nada" in page.text
    assert "ya están así: Convenio." in page.text
    done = client.post(URL, data=form_of(page.text, URL, URL))
    assert (done.status_code, done.location) == (303, "/evidencia?tipo=acta")
    assert released() == set(pieces[:2])
    undo(client)
    assert released() == set()


def test_released_ones_are_withheld_and_released_again_by_undoing(town, client_for, pieces):
    client = client_for(town.people.secretary)
    client.post(URL, data=form_of(preview(client, pieces, "liberar").text, URL, URL))
    client.post(URL, data=form_of(preview(client, pieces[:1], "retirar").text, URL, URL))
    assert released() == {pieces[1]}
    undo(client)
    assert released() == set(pieces[:2])


def test_public_ones_become_reserved_and_nothing_lowers_them_but_undoing(town, client_for, pieces):
    def reserved():
        db.session.expire_all()
        return set(db.session.scalars(select(Evidence.id).where(Evidence.classification == "reservada")))

    client = client_for(town.people.secretary)
    page = preview(client, pieces[:2], "reservar")
    assert "2 evidencias. Todavía no cambia nada." in page.text
    assert client.post(URL, data=form_of(page.text, URL, URL)).status_code == 303
    assert reserved() == set(pieces[:2])
    assert [event.act for event in history("evidence", pieces[0], limit=1)] == [Act.EVIDENCE_RESERVED]
    again = preview(client, pieces, "reservar").text
    assert "1 evidencia. Todavía no cambia nada." in again
    assert "ya son reservadas: " in again
    undo(client)
    assert reserved() == set()


def test_marked_ones_serve_one_more_requirement_until_that_is_undone(town, client_for, pieces, cycle):
    def serving():
        db.session.expire_all()
        links = select(EvidenceLink.evidence_id).where(EvidenceLink.requirement_id == wanted)
        return set(db.session.scalars(links.where(EvidenceLink.to_confirm.is_(False))))

    client, wanted = client_for(town.people.secretary), builders.ids(cycle)["1.2.2"]
    assert serving() == {pieces[1]}
    page = preview(client, pieces, "vincular")
    assert "3 evidencias. Todavía no cambia nada." in page.text
    form = form_of(page.text, URL, URL)
    assert "Elija al menos un requerimiento" in client.post(URL, data=form).text
    assert serving() == {pieces[1]}
    assert client.post(URL, data=form | {"requerimiento": wanted}).status_code == 303
    assert "Vincular a un requerimiento: 2 evidencias." in client.get("/evidencia").text
    assert serving() == set(pieces)
    undo(client)
    assert serving() == {pieces[1]}


def test_what_is_not_accepted_any_more_holds_all_of_them_back(town, client_for, pieces):
    client = client_for(town.people.secretary)
    form = form_of(preview(client, pieces[:2], "liberar").text, URL, URL)
    cast.returned(town.people.secretary, pieces[1])
    db.session.commit()
    answer = client.post(URL, data=form)
    assert answer.status_code == 409
    assert "1 evidencia. Todavía no cambia nada." in answer.text
    assert released() == set()


def test_only_what_changed_is_counted(town, client_for, pieces):
    client = client_for(town.people.secretary)
    form = form_of(preview(client, pieces[:2], "liberar").text, URL, URL)
    releasing.release(town.people.secretary.actor(), pieces[0], now=NOW)
    db.session.commit()
    client.post(URL, data=form)
    assert "Liberar a auditoría: 1 evidencia." in client.get("/evidencia").text
    undo(client)
    assert released() == {pieces[0]}


def test_all_can_be_marked_and_only_the_secretariat_acts(town, client_for, pieces):
    client, head = client_for(town.people.secretary), client_for(town.people.head)
    assert client.get(URL).location == "/evidencia"
    assert client.get("/evidencia?marcar=todas").text.count(" checked") == len(pieces)
    assert head.get(f"{URL}?id={pieces[0]}").status_code == 403
    assert 'name="id"' not in head.get("/evidencia").text
