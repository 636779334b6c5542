"""The cycles on screen: list, open, correct, make current, let auditors in."""

import pytest

from sello.catalogue.service.editions import load_edition
from sello.core.db import db
from sello.cycles.queries import cycles as cycle_queries
from tests.builders import NOW, Town
from tests.cycles import builders
from tests.web.cycles.conftest import ClientFor, Ground, follow

FORM = {
    "name": "Sello 2027",
    "target_level": "gold",
    "starts_on": "2026-12-01",
    "evaluation_on": "2027-12-01",
}


@pytest.fixture
def edition_id(town: Town) -> int:
    """A loaded edition."""
    loaded = load_edition(builders.edition(), town.people.secretary.actor(), now=NOW)
    db.session.commit()
    return loaded.edition_id


def test_a_cycle_is_opened_with_its_answers(town: Town, edition_id: int, client_for: ClientFor) -> None:
    client = client_for(town.people.secretary)
    assert "Edición de prueba" in client.get("/ciclos/nuevo").text
    answer = follow(client, client.post("/ciclos/nuevo", data=FORM | {"edition_id": edition_id}))
    assert "El ciclo está abierto" in answer.text
    found = cycle_queries.current()
    assert found is not None
    assert (found.name, str(found.valid_until)) == ("Sello 2027", "2030-11-30")
    assert "Sello 2027" in client.get("/ciclos").text


def test_the_stages_are_proposed_between_the_two_dates(
    town: Town, edition_id: int, client_for: ClientFor
) -> None:
    client = client_for(town.people.secretary)
    answer = client.post("/ciclos/nuevo", data=FORM | {"edition_id": edition_id, "propose": "1"})
    assert answer.status_code == 200
    assert 'name="commitment_from" type="date" value="2026-12-01"' in answer.text
    assert 'name="external_evaluation_from" type="date" value="2027-12-01"' in answer.text
    assert cycle_queries.current() is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "Escriba un nombre para el ciclo."),
        ({"evaluation_on": "2026-01-01"}, "La evaluación no puede ser anterior"),
        ({"target_level": "platinum"}, "no tiene ese nivel"),
        (
            {"upkeep_from": "2026-12-01", "commitment_from": "2027-01-01"},
            "comienza antes que «Compromiso»",
        ),
        ({"upkeep_from": "2027-12-01", "upkeep_until": "2027-01-01"}, "termina antes de comenzar"),
    ],
)
def test_a_cycle_that_contradicts_itself_is_refused(
    town: Town, edition_id: int, client_for: ClientFor, change: dict[str, str], message: str
) -> None:
    client = client_for(town.people.secretary)
    answer = client.post("/ciclos/nuevo", data=FORM | {"edition_id": edition_id} | change)
    assert answer.status_code == 422
    assert message in answer.text
    assert cycle_queries.current() is None


def test_without_an_edition_it_points_to_the_catalogue(town: Town, client_for: ClientFor) -> None:
    assert "/catalogo" in client_for(town.people.secretary).get("/ciclos/nuevo").text


def test_a_cycle_shows_its_stages_and_is_corrected(ground: Ground, client_for: ClientFor) -> None:
    client = client_for(ground.town.people.secretary)
    url = f"/ciclos/{ground.cycle.id}"
    assert "Sostenibilidad" in client.get(url).text
    assert 'value="Sello 2026"' in client.get(f"{url}/editar").text
    answer = follow(client, client.post(f"{url}/editar", data=FORM | {"name": "Otro nombre", "version": "1"}))
    assert "Se guardaron los cambios del ciclo." in answer.text
    assert cycle_queries.find(ground.cycle.id).name == "Otro nombre"
    assert client.post(f"{url}/editar", data=FORM | {"name": " ", "version": "2"}).status_code == 422


def test_another_cycle_becomes_the_current_one(ground: Ground, client_for: ClientFor) -> None:
    second = builders.cycle(ground.town.people.secretary.actor(), name="Segundo")
    client = client_for(ground.town.people.secretary)
    assert client.post(f"/ciclos/{second.id}/vigente").status_code == 303
    found = cycle_queries.current()
    assert found is not None
    assert found.id == second.id
    assert client.get(f"/requerimientos?ciclo={ground.cycle.id}").status_code == 200


def test_auditors_are_let_in_and_out(ground: Ground, client_for: ClientFor) -> None:
    url = f"/ciclos/{ground.cycle.id}"
    client, auditor = client_for(ground.town.people.secretary), client_for(ground.town.people.auditor)
    assert auditor.get(url).status_code == 404
    assert client.post(f"{url}/liberar").status_code == 303
    assert auditor.get(url).status_code == 200
    assert client.post(f"{url}/cerrar-a-auditoria").status_code == 303
    assert auditor.get(url).status_code == 404


@pytest.mark.parametrize("who", ["head", "contributor", "authority", "auditor"])
def test_only_the_secretariat_manages_cycles(ground: Ground, client_for: ClientFor, who: str) -> None:
    client = client_for(getattr(ground.town.people, who))
    url = f"/ciclos/{ground.cycle.id}"
    assert client.get("/ciclos/nuevo").status_code == 403
    assert client.get(f"{url}/editar").status_code == 403
    for act in ("editar", "vigente", "liberar", "cerrar-a-auditoria", "cortes"):
        assert client.post(f"{url}/{act}", data=FORM).status_code == 403
    assert client.get("/ciclos").status_code == 200


def test_wrong_methods(ground: Ground, client_for: ClientFor) -> None:
    client = client_for(ground.town.people.secretary)
    assert client.post("/ciclos").status_code == 405
    for act in ("vigente", "liberar", "cerrar-a-auditoria"):
        assert client.get(f"/ciclos/{ground.cycle.id}/{act}").status_code == 405


def test_another_towns_cycle_is_not_found(ground: Ground, client_for: ClientFor) -> None:
    from tests import builders as towns

    other = towns.town("Municipalidad Vecina")
    db.session.commit()
    client = client_for(other.people.secretary)
    for url in (f"/ciclos/{ground.cycle.id}", ground.page("1.1.1"), f"/nivel?ciclo={ground.cycle.id}"):
        assert client.get(url).status_code == 404
