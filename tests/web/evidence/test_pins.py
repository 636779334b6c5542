"""Remarks at a place on a page: who pins them, where, and who sees them there."""

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.evidence.models import Pin
from sello.evidence.service import releasing
from tests.builders import NOW
from tests.evidence import cast
from tests.files.reading import papers
from tests.web.pages import form_of


@pytest.fixture
def piece(app, town, cycle):
    """A piece of Personas with two pages."""
    made = cast.handed_in(app, town.people.head, cycle, content=papers.paper("Uno", "Dos"))
    db.session.commit()
    return made


def pinned(client, piece, **said):
    page, action = f"/evidencia/{piece}/leer?pagina=2", f"/evidencia/{piece}/v/1/observar?pagina=2"
    return client.post(action, data=form_of(client.get(page).text, page, action) | said)


def test_a_remark_stands_where_it_was_pinned_and_its_unit_sees_it_there(town, client_for, piece):
    secretary = client_for(town.people.secretary)
    assert pinned(secretary, piece, text="Falta la firma", across="250", down="900").status_code == 303
    for person in (town.people.secretary, town.people.head):
        shown = client_for(person).get(f"/evidencia/{piece}/leer?pagina=2").text
        assert "Falta la firma" in shown
        assert '<ellipse cx="250" cy="900"' in shown
        assert "<ellipse" not in client_for(person).get(f"/evidencia/{piece}/leer").text
    assert "data-pin" not in client_for(town.people.head).get(f"/evidencia/{piece}/leer").text


def test_without_a_place_it_is_of_the_page(town, client_for, piece):
    assert pinned(client_for(town.people.secretary), piece, text="Ilegible").status_code == 303
    shown = client_for(town.people.head).get(f"/evidencia/{piece}/leer?pagina=2").text
    assert "Ilegible" in shown
    assert "<ellipse" not in shown


@pytest.mark.parametrize(
    ("third", "place"),
    [
        ("arriba-izquierda", (166, 166)),
        ("medio", (499, 499)),
        ("abajo-derecha", (832, 832)),
        ("toda", (0, 0)),
    ],
)
def test_without_script_one_of_nine_parts_is_chosen(town, client_for, piece, third, place):
    secretary = client_for(town.people.secretary)
    assert pinned(secretary, piece, text="Falta la firma", third=third).status_code == 303
    (pin,) = db.session.scalars(select(Pin)).all()
    assert (pin.across, pin.down) == place
    marked = f'<ellipse cx="{place[0]}"' in secretary.get(f"/evidencia/{piece}/leer?pagina=2").text
    assert marked == any(place)


def test_where_it_was_pointed_at_counts_before_a_part(town, client_for, piece):
    said = {"text": "Aquí", "third": "medio", "across": "10", "down": "20"}
    assert pinned(client_for(town.people.secretary), piece, **said).status_code == 303
    (pin,) = db.session.scalars(select(Pin)).all()
    assert (pin.across, pin.down) == (10, 20)


def test_a_part_that_no_page_has_is_refused(town, client_for, piece):
    answer = pinned(client_for(town.people.secretary), piece, text="x", third="afuera")
    assert answer.status_code == 422
    assert db.session.scalars(select(Pin)).all() == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"text": " "}, "Escriba la observación"),
        ({"text": "x", "across": "1001"}, "no está en la página"),
        ({"text": "x" * 1001}, "1000"),
    ],
)
def test_what_says_nothing_or_stands_nowhere_is_refused_and_stays(town, client_for, piece, said, why):
    answer = pinned(client_for(town.people.secretary), piece, **said)
    assert answer.status_code == 422
    assert why in answer.text.replace("1.000", "1000")
    assert db.session.scalars(select(Pin)).all() == []


def test_it_is_taken_away(town, client_for, piece):
    secretary = client_for(town.people.secretary)
    pinned(secretary, piece, text="Falta la firma")
    (pin,) = db.session.scalars(select(Pin.id)).all()
    assert secretary.post(f"/evidencia/{piece}/observacion/{pin}/quitar").status_code == 303
    assert secretary.post(f"/evidencia/{piece}/observacion/{pin}/quitar").status_code == 404
    assert db.session.scalars(select(Pin)).all() == []


@pytest.mark.parametrize("who", ["head", "other_head", "contributor", "authority", "auditor"])
def test_only_reviewers_pin(town, client_for, piece, who):
    client = client_for(getattr(town.people, who))
    assert client.post(f"/evidencia/{piece}/v/1/observar", data={"text": "x"}).status_code == 403
    assert client.post(f"/evidencia/{piece}/observacion/1/quitar").status_code == 403


def test_an_auditor_is_not_told(town, client_for, piece):
    pinned(client_for(town.people.secretary), piece, text="Esto se habló adentro")
    cast.accepted(town.people.secretary, piece)
    releasing.release(town.people.secretary.actor(), piece, now=NOW)
    db.session.commit()
    shown = client_for(town.people.auditor).get(f"/evidencia/{piece}/leer").text
    assert 'alt="Uno"' in shown
    assert "Esto se habló adentro" not in shown
