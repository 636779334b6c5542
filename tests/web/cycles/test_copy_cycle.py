"""Copying a cycle on screen: what to carry is asked, what was carried is told, and only to who manages."""

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.cycles.models import Cycle
from sello.cycles.queries import cycles as cycle_queries
from sello.evidence.models import EvidenceLink
from tests.web.cycles.conftest import ClientFor, Ground, follow

DATA = {
    "name": "Sello 2030",
    "target_level": "gold",
    "starts_on": "2027-03-01",
    "evaluation_on": "2029-03-01",
}


def url(ground: Ground) -> str:
    return f"/ciclos/{ground.cycle.id}/copiar"


def test_the_form_asks_and_carries_nothing_by_itself(ground: Ground, client_for: ClientFor) -> None:
    client = client_for(ground.town.people.secretary)
    assert url(ground) in client.get(f"/ciclos/{ground.cycle.id}").text
    page = client.get(url(ground)).text
    assert page.count('name="carry"') == 4
    assert "checked" not in page
    assert "1 de 4" in page, "one of four answers"
    assert "3: no tiene respuesta" in page


def test_a_cycle_is_copied_and_the_report_tells_it(ground: Ground, client_for: ClientFor) -> None:
    client = client_for(ground.town.people.secretary)
    asked = DATA | {"carry": ["answers", "owners", "evidence"], "current": "y"}
    answer = follow(client, client.post(url(ground), data=asked))
    assert "Esto es lo que se llevó" in answer.text
    assert "Copia de «Sello 2026»" in answer.text
    assert "no tiene respuesta" in answer.text
    assert "La evidencia llevada está por confirmar" in answer.text
    made = cycle_queries.current()
    assert made is not None
    assert made.name == "Sello 2030"
    assert db.session.scalars(
        select(EvidenceLink.to_confirm).where(EvidenceLink.cycle_id == made.id)
    ).all() == [True]
    assert f"/ciclos/{made.id}/copia" in client.get(f"/ciclos/{made.id}").text
    assert "Decreto 12" in client.get("/revision").text, "there it is confirmed"
    stages = [stage for stage in cycle_queries.stages(made.id) if stage.starts_on]
    assert len(stages) == 6


def test_counting_again_writes_nothing(ground: Ground, client_for: ClientFor) -> None:
    client = client_for(ground.town.people.secretary)
    answer = client.post(url(ground), data=DATA | {"count": "1"})
    assert answer.status_code == 200
    assert "Sello 2030" in answer.text, "what was typed stays"
    assert db.session.scalars(select(Cycle.name)).all() == ["Sello 2026"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"name": ""}, "Escriba un nombre para el ciclo."),
        ({"name": "Sello 2026"}, "Ya hay un ciclo que se llama «Sello 2026»"),
        ({"starts_on": ""}, "Elija la fecha de inicio."),
        ({"starts_on": "pronto"}, "Escriba la fecha como dd-mm-aaaa"),
        ({"evaluation_on": "2027-01-01"}, "evaluación"),
        ({"carry": "todo"}, "Qué se lleva"),
        ({"target_level": "platino"}, "Nivel que se busca"),
    ],
)
def test_refused_copies_keep_what_was_typed(
    ground: Ground, client_for: ClientFor, data: dict[str, str], words: str
) -> None:
    answer = client_for(ground.town.people.secretary).post(url(ground), data=DATA | data)
    assert answer.status_code == 422
    assert words in answer.text
    assert "No se guardó todavía" in answer.text
    assert db.session.scalars(select(Cycle.name)).all() == ["Sello 2026"]


def test_only_who_manages_cycles_copies_them(ground: Ground, client_for: ClientFor) -> None:
    people = ground.town.people
    for person in (people.head, people.contributor, people.authority, people.auditor):
        client = client_for(person)
        assert client.get(url(ground)).status_code == 403
        assert client.post(url(ground), data=DATA).status_code == 403
        assert client.get(f"/ciclos/{ground.cycle.id}/copia").status_code == 403
    assert url(ground) not in client_for(people.authority).get(f"/ciclos/{ground.cycle.id}").text


def test_what_is_not_there_and_what_was_not_copied(ground: Ground, client_for: ClientFor) -> None:
    client = client_for(ground.town.people.secretary)
    assert client.get("/ciclos/999/copiar").status_code == 404
    assert client.post("/ciclos/999/copiar", data=DATA).status_code == 404
    assert client.post(f"/ciclos/{ground.cycle.id}/copia").status_code == 405
    answer = client.get(f"/ciclos/{ground.cycle.id}/copia")
    assert answer.status_code == 404
    assert "no se abrió como copia" in answer.text
