"""The screens on which a cycle takes another edition and goes back."""

import re

import pytest

from sello.cycles.queries.cycles import find
from tests.transfers.change_edition.builders import scene


@pytest.fixture
def set_up(town):
    return scene(town)


def post(client, url: str):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/catalogo/").text)
    return client.post(url, data={"csrf_token": token.group(1)})


def test_the_effect_is_seen_the_edition_taken_and_given_back(town, set_up, client_for):
    client = client_for(town.people.secretary)
    compare = client.get(f"/catalogo/comparar/{set_up.cycle.edition_id}/{set_up.after_id}").text
    url = f"/catalogo/adoptar/{set_up.cycle.id}/{set_up.after_id}"
    assert url in compare
    page = client.get(url).text
    assert "Efecto en el nivel de hoy" in page
    assert "Lo que queda guardado, sin par" in page
    assert find(set_up.cycle.id).edition_id == set_up.cycle.edition_id
    assert post(client, url).status_code == 303
    assert find(set_up.cycle.id).edition_id == set_up.after_id
    listed = client.get("/catalogo/adopciones").text
    assert "1 respuesta guardada, sin par" in listed
    undo = re.search(r'action="(/catalogo/adopciones/\d+/deshacer)"', listed).group(1)
    assert post(client, undo).status_code == 303
    assert find(set_up.cycle.id).edition_id == set_up.cycle.edition_id
    assert "Deshecha el" in client.get("/catalogo/adopciones").text
    assert post(client, undo).status_code == 404


@pytest.mark.parametrize("who", ["head", "contributor", "authority", "auditor"])
def test_only_who_manages_cycles_adopts(town, set_up, client_for, who):
    client = client_for(getattr(town.people, who))
    url = f"/catalogo/adoptar/{set_up.cycle.id}/{set_up.after_id}"
    assert client.get(url).status_code == 403
    assert client.get("/catalogo/adopciones").status_code == 403
    assert post(client, url).status_code == 403
    assert post(client, "/catalogo/adopciones/1/deshacer").status_code == 403
    assert find(set_up.cycle.id).edition_id == set_up.cycle.edition_id


def test_taking_the_same_edition_is_refused_in_words(town, set_up, client_for):
    client = client_for(town.people.secretary)
    answer = post(client, f"/catalogo/adoptar/{set_up.cycle.id}/{set_up.cycle.edition_id}")
    assert answer.status_code == 303
    assert "ya trabaja sobre esa edición" in client.get(answer.location).text


def test_undoing_by_address_is_refused(town, set_up, client_for):
    assert client_for(town.people.secretary).get("/catalogo/adopciones/1/deshacer").status_code == 405


def test_without_a_cycle_there_is_nothing_to_show(town, client_for):
    page = client_for(town.people.secretary).get("/catalogo/adopciones").text
    assert "no ha cambiado de edición" in page


@pytest.mark.parametrize("url", ["/catalogo/adoptar/999/1", "/catalogo/adoptar/1/999"])
def test_what_is_not_there_is_not_found(town, set_up, client_for, url):
    assert client_for(town.people.secretary).get(url).status_code == 404


def test_an_edition_that_was_given_back_is_taken_again_from_the_page_of_before(town, set_up, client_for):
    client = client_for(town.people.secretary)
    url, sent = f"/catalogo/adoptar/{set_up.cycle.id}/{set_up.after_id}", {}
    sent["csrf_token"] = client.token_of_a_page()
    assert client.post(url, data=sent).status_code == 303
    undo = re.search(r'action="(/catalogo/adopciones/\d+/deshacer)"', client.get("/catalogo/adopciones").text)
    assert post(client, undo.group(1)).status_code == 303
    assert client.post(url, data=sent).status_code == 303
    assert find(set_up.cycle.id).edition_id == set_up.after_id
