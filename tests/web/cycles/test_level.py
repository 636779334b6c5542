"""The level on screen: the arithmetic opened, as of a day, and what each may read of it."""

from datetime import date

import pytest

from sello.core.db import db
from sello.cycles.domain.answers import Declaration
from sello.cycles.service.answers import declare, validate
from tests.builders import NOW, Town
from tests.cycles import builders
from tests.web.cycles.conftest import ClientFor, Ground

URL = "/nivel"


@pytest.fixture
def validated(ground: Ground) -> Ground:
    """1.1.1 is validated with evidence until 31-03-2027; 1.1.2 is only declared."""
    actor = ground.town.people.secretary.actor()
    declare(actor, ground.cycle.id, ground.ids["1.1.2"], Declaration("yes"), version=1, now=NOW)
    builders.evidence(
        ground.cycle,
        ground.ids["1.1.1"],
        ground.town.units.personas,
        title="Decreto 99",
        valid_until=date(2027, 3, 31),
    )
    db.session.execute(db.text("delete from evidence_link where evidence_id = 1"))
    validate(actor, ground.cycle.id, ground.ids["1.1.1"], "yes", note="", in_force=True, version=2, now=NOW)
    db.session.commit()
    return ground


def test_three_readings_and_the_arithmetic_of_one(validated: Ground, client_for: ClientFor) -> None:
    page = client_for(validated.town.people.secretary).get(URL).text
    assert "Cumplen 1 de 4 requerimientos aplicables: 25\u00a0%." in page
    assert "Faltan 3 requerimientos para Oro, 1 obligatorio: 2.1.1." in page
    assert "Umbral 80\u00a0%: hay 25\u00a0%, faltan 2,2 puntos." in page
    assert "Cumple, con evidencia aceptada que cuenta hasta el 31-03-2027." in page
    assert "Dónde difieren las lecturas" in page
    external = client_for(validated.town.people.secretary).get(URL + "?lectura=external").text
    assert "La evaluación externa aún no decide." in external


def test_on_the_day_after_its_last_the_evidence_no_longer_counts(
    validated: Ground, client_for: ClientFor
) -> None:
    client = client_for(validated.town.people.secretary)
    assert "01-04-2027" in client.get(URL).text
    page = client.get(URL + "?al=2027-04-01").text
    assert "Cumplen 0 de 4" in page
    assert "Decreto 99» dejó de contar el 01-04-2027 porque venció." in page.replace("&#171;", "«")


def test_a_unit_head_reads_the_whole_score_and_only_her_own_lines(
    validated: Ground, client_for: ClientFor
) -> None:
    page = client_for(validated.town.people.other_head).get(URL).text
    assert "Cumplen 1 de 4" in page
    assert "Requerimiento 1.1.2" in page
    assert "Requerimiento 1.1.1<" not in page
    assert "Decreto 99" not in page
    assert "3 requerimientos de otras unidades" in page


def test_an_odd_date_or_reading_is_today_and_validated(validated: Ground, client_for: ClientFor) -> None:
    page = client_for(validated.town.people.secretary).get(URL + "?al=ayer&lectura=x").text
    assert "Nivel al 23-11-2026" in page


def test_without_a_cycle_it_says_what_to_do(town: Town, client_for: ClientFor) -> None:
    assert "Todavía no hay un ciclo" in client_for(town.people.authority).get(URL).text


def test_it_is_only_read(validated: Ground, client_for: ClientFor) -> None:
    assert client_for(validated.town.people.secretary).post(URL).status_code == 405
    assert (
        client_for(validated.town.people.auditor).get(f"{URL}?ciclo={validated.cycle.id}").status_code == 404
    )
