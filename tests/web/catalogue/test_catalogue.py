"""The catalogue's screens: editions, an edition, a requirement; loading and taking away."""

import re

import pytest

from sello.catalogue import editions
from sello.catalogue.queries import editions as editions_queries
from sello.catalogue.service import editions as editions_service
from sello.core.db import db, everywhere, scope_to
from tests import builders
from tests.builders import NOW
from tests.catalogue.documents import GOOD

EVERYBODY = ("secretary", "head", "contributor", "authority", "auditor")


@pytest.fixture
def edition(town) -> int:
    loaded = editions_service.load_document(
        editions.document(editions.WORKING), town.people.secretary.actor(), now=NOW, file="x"
    )
    db.session.commit()
    return loaded.edition_id


def post(client, url: str, page: str = "/catalogo/", **data: str):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)
    return client.post(url, data={"csrf_token": token.group(1) if token else "", **data})


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_reads_the_catalogue(town, edition, client_for, who):
    client = client_for(getattr(town.people, who))
    assert "edición de trabajo" in client.get("/catalogo/").text
    page = client.get(f"/catalogo/{edition}").text
    assert "Edición de trabajo." in page
    assert page.count("/catalogo/") >= 40
    assert "Cuenta pública de los resultados" in page
    assert ("Quitar esta edición" in page) is (who == "secretary")


def test_a_requirement_shows_all_its_texts_and_its_neighbours(town, edition, client_for):
    page = client_for(town.people.head).get(f"/catalogo/{edition}/1.3.2")
    assert page.status_code == 200
    for piece in (
        "Qué pide",
        "Por qué importa",
        "Medios de verificación",
        "Una buena evidencia",
        "Una evidencia débil",
        "Anterior: 1.3.1",
        "Siguiente: 1.4.1",
        "Oro",
        "redacción propia",
    ):
        assert piece in page.text


def test_an_empty_catalogue_says_what_to_do(town, client_for):
    assert "Cargue la que viene con el programa" in client_for(town.people.secretary).get("/catalogo/").text
    page = client_for(town.people.head).get("/catalogo/").text
    assert "todavía no carga" in page
    assert "Cargar trabajo-40" not in page


def test_the_secretariat_loads_an_edition_that_comes_along_once(town, client_for):
    client = client_for(town.people.secretary)
    answer = post(client, "/catalogo/incluidas/trabajo-40")
    assert answer.status_code == 303
    assert "La edición está cargada" in client.get(answer.location).text
    rows = editions_queries.editions()
    assert [row.code for row in rows] == ["trabajo-40"]
    assert "Cargar trabajo-40" not in client.get("/catalogo/").text


def test_the_secretariat_takes_away_what_nothing_rests_on(town, edition, client_for):
    client = client_for(town.people.secretary)
    answer = post(client, f"/catalogo/{edition}/quitar", f"/catalogo/{edition}")
    assert answer.status_code == 303
    assert editions_queries.editions() == ()


@pytest.mark.parametrize("who", ["head", "contributor", "authority", "auditor"])
def test_others_may_not_load_or_take_away(town, edition, client_for, who):
    client = client_for(getattr(town.people, who))
    for url in ("/catalogo/incluidas/trabajo-40", f"/catalogo/{edition}/quitar"):
        assert post(client, url).status_code == 403
    assert len(editions_queries.editions()) == 1


def test_a_form_without_its_token_changes_nothing(town, edition, client_for):
    client = client_for(town.people.secretary)
    client.sends_token = False
    answer = client.post(f"/catalogo/{edition}/quitar")
    assert answer.status_code == 400
    assert len(editions_queries.editions()) == 1


@pytest.mark.parametrize("url", ["/catalogo/incluidas/trabajo-40", "/catalogo/1/quitar"])
def test_acting_by_address_is_refused(town, client_for, url):
    assert client_for(town.people.secretary).get(url).status_code in (404, 405)


@pytest.mark.parametrize("url", ["/catalogo/999", "/catalogo/999/1.1.1", "/catalogo/{id}/9.9.9"])
def test_what_is_not_there_is_not_found(town, edition, client_for, url):
    answer = client_for(town.people.secretary).get(url.replace("{id}", str(edition)))
    assert answer.status_code == 404


def test_an_edition_of_another_institution_is_not_found(town, client_for):
    with everywhere():
        other = builders.town("Municipalidad Vecina")
    scope_to(db.session(), other.institution.id)
    theirs = editions_service.load_document(
        GOOD.encode(), other.people.secretary.actor(), now=NOW, file="x"
    ).edition_id
    db.session.commit()
    client = client_for(town.people.secretary)
    assert client.get(f"/catalogo/{theirs}").status_code == 404
    assert client.get(f"/catalogo/{theirs}/1.1.1").status_code == 404
    assert "Edición de prueba" not in client.get("/catalogo/").text


def test_nobody_reads_it_without_signing_in(app, edition):
    assert app.test_client().get(f"/catalogo/{edition}").status_code == 303
