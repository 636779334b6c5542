"""The screens that compare editions and show what one brings to another."""

import re

import pytest

from sello.catalogue import editions
from sello.catalogue.queries import changes
from sello.catalogue.service import editions as editions_service
from sello.core.db import db
from tests.builders import NOW
from tests.catalogue.documents import GOOD, spoiled


@pytest.fixture
def two(town) -> tuple[int, int]:
    secretary = town.people.secretary.actor()
    later = spoiled("codigo: 1.1.2", "codigo: 1.1.3").replace(b'version: "1"', b'version: "2"')
    later = later.replace(b"pide: Que exista.", b"pide: Que exista y rija.")
    ends = [
        editions_service.load_document(document, secretary, now=NOW, file="x").edition_id
        for document in (GOOD.encode(), later)
    ]
    db.session.commit()
    return ends[0], ends[1]


@pytest.fixture
def frameworks(town) -> dict[str, int]:
    secretary = town.people.secretary.actor()
    found = {
        name: editions_service.load_edition(editions.edition(name), secretary, now=NOW).edition_id
        for name in ("trabajo-40", "nch-3262")
    }
    db.session.commit()
    return found


def post(client, url: str, **data: str):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/catalogo/").text)
    return client.post(url, data={"csrf_token": token.group(1), **data})


def test_the_comparison_is_chosen_and_shown(town, two, client_for):
    client = client_for(town.people.auditor)
    assert "Edición anterior" in client.get("/catalogo/comparar").text
    answer = client.get(f"/catalogo/comparar?antes={two[0]}&despues={two[1]}")
    assert answer.status_code == 302
    page = client.get(answer.location).text
    assert "<ins>exista y rija.</ins>" in page
    assert "<del>exista.</del>" in page
    assert "ya no está" in page
    assert "Guardar la correspondencia" not in page


def test_a_correspondence_is_kept_and_taken_back(town, two, client_for):
    client = client_for(town.people.secretary)
    url = f"/catalogo/comparar/{two[0]}/{two[1]}"
    page = client.get(url).text
    assert "se parece a 1.1.3" in page
    answer = post(client, url, **{"pair_1.1.2": "1.1.3", "part": ""})
    assert answer.status_code == 303
    assert changes.mapping(*two) == {"1.1.2": "1.1.3"}
    assert "cambió de código" in client.get(url).text
    post(client, url, **{"pair_1.1.2": "*", "part": "1.1.1", "version": "1"})
    assert changes.mapping(*two) == {"1.1.1": ""}


@pytest.mark.parametrize("data", [{"pair_1.1.2": "9.9.9"}, {"part": "9.9.9"}])
def test_a_correspondence_that_names_nothing_is_not_kept(town, two, client_for, data):
    client = client_for(town.people.secretary)
    answer = post(client, f"/catalogo/comparar/{two[0]}/{two[1]}", **data)
    assert answer.status_code == 422
    assert changes.mapping(*two) == {}


@pytest.mark.parametrize("who", ["head", "contributor", "authority", "auditor"])
def test_only_who_manages_the_catalogue_maps(town, two, client_for, who):
    client = client_for(getattr(town.people, who))
    assert post(client, f"/catalogo/comparar/{two[0]}/{two[1]}", part="1.1.1").status_code == 403
    assert changes.mapping(*two) == {}


def test_coverage_is_listed_and_shown(town, frameworks, client_for):
    client = client_for(town.people.authority)
    url = f"/catalogo/correspondencias/{frameworks['trabajo-40']}/{frameworks['nch-3262']}"
    assert url in client.get("/catalogo/correspondencias").text
    page = client.get(url).text
    assert "sin correspondencia" in page
    assert "Conciliación con corresponsabilidad" in page
    assert "así que no se cuenta evidencia" in page


def test_a_requirement_shows_its_relatives(town, frameworks, client_for):
    page = client_for(town.people.head).get(f"/catalogo/{frameworks['trabajo-40']}/3.2.1").text
    assert "En otros marcos" in page
    assert f"/catalogo/{frameworks['nch-3262']}/7.B.1" in page


def test_with_a_single_edition_there_is_nothing_to_compare(town, client_for):
    client = client_for(town.people.secretary)
    assert "Hace falta otra edición" in client.get("/catalogo/comparar").text
    assert "Todavía no hay correspondencias" in client.get("/catalogo/correspondencias").text


@pytest.mark.parametrize("url", ["/catalogo/comparar/1/999", "/catalogo/correspondencias/999/1"])
def test_what_is_not_there_is_not_found(town, frameworks, client_for, url):
    assert client_for(town.people.secretary).get(url).status_code == 404


@pytest.mark.parametrize("url", ["/catalogo/comparar", "/catalogo/correspondencias"])
def test_pages_to_read_take_no_form(town, client_for, url):
    assert post(client_for(town.people.secretary), url).status_code == 405
