"""The level on screen: the arithmetic opened, as of a day, and what each may read of it."""

import re
from datetime import date, timedelta

import pytest
import time_machine

from sello.catalogue import editions
from sello.catalogue.schema.edition import read_edition
from sello.catalogue.service.editions import load_edition
from sello.core.db import db
from sello.cycles.domain.answers import Declaration
from sello.cycles.service.answers import declare, validate
from sello.evidence.service.summing import rebuild
from sello.transfers.change_edition.service import adopt
from tests.builders import NOW, Town
from tests.cycles import builders
from tests.web.cycles.conftest import ClientFor, Ground

URL = "/nivel"
WHOLE = re.compile(r'<span class="nowrap">([^<]*)</span>')
"""A day that no line breaks."""


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
    rebuild(ground.town.institution.id)
    return ground


def test_three_readings_and_the_arithmetic_of_one(validated: Ground, client_for: ClientFor) -> None:
    page = client_for(validated.town.people.secretary).get(URL).text
    assert "Cumple 1 de 4 requerimientos aplicables: 25,0\u00a0%." in page
    assert "Faltan 3 requerimientos para Oro, 1 obligatorio: 2.1.1." in page
    assert "Umbral 80\u00a0%: pide cumplir 4 de 4 requerimientos aplicables; hay 1 (25,0\u00a0%)." in page
    assert "Cumple, con evidencia aceptada que cuenta hasta el 31-03-2027." in WHOLE.sub(r"\1", page)
    assert "Dónde difieren las lecturas" in page
    external = client_for(validated.town.people.secretary).get(URL + "?lectura=external").text
    assert "La evaluación externa aún no decide." in external


def test_on_the_day_after_its_last_the_evidence_no_longer_counts(
    validated: Ground, client_for: ClientFor
) -> None:
    client = client_for(validated.town.people.secretary)
    assert "01-04-2027" in client.get(URL).text
    page = WHOLE.sub(r"\1", client.get(URL + "?al=2027-04-01").text)
    assert "No cumple ninguno de 4" in page
    assert "Decreto 99» dejará de contar el 01-04-2027 porque vence." in page.replace("&#171;", "«")


def test_a_unit_head_reads_the_whole_score_and_only_her_own_lines(
    validated: Ground, client_for: ClientFor
) -> None:
    page = client_for(validated.town.people.other_head).get(URL).text
    assert "Cumple 1 de 4" in page
    assert "Requerimiento 1.1.2" in page
    assert "Requerimiento 1.1.1<" not in page
    assert "Decreto 99" not in page
    assert "3 requerimientos que no son de sus unidades" in page


def test_an_odd_date_or_reading_is_today_and_validated(validated: Ground, client_for: ClientFor) -> None:
    page = client_for(validated.town.people.secretary).get(URL + "?al=ayer&lectura=x").text
    assert "23-11-2026" in page.partition("<h1>")[2].partition("</h1>")[0]


def test_without_a_cycle_it_says_what_to_do(town: Town, client_for: ClientFor) -> None:
    assert "Todavía no hay un ciclo" in client_for(town.people.authority).get(URL).text


def test_it_is_only_read(validated: Ground, client_for: ClientFor) -> None:
    assert client_for(validated.town.people.secretary).post(URL).status_code == 405
    assert (
        client_for(validated.town.people.auditor).get(f"{URL}?ciclo={validated.cycle.id}").status_code == 404
    )


@pytest.mark.parametrize("name", editions.shipped())
def test_every_shipped_edition_has_its_pages(town: Town, client_for: ClientFor, name: str) -> None:
    """Yes or no, graded, or conformity without a percentage: the same pages carry them all."""
    actor = town.people.secretary.actor()
    held = read_edition(editions.document(name), name)
    cycle = builders.cycle(actor, held, target_level=held.levels[-1].code)
    code, requirement_id = next(iter(builders.ids(cycle).items()))
    client, url = client_for(town.people.secretary), f"/ciclos/{cycle.id}"
    best = held.scale.grades[-1]
    builders.evidence(cycle, requirement_id, town.units.personas)
    page = f"/requerimientos/{requirement_id}"
    assert client.post(f"{page}/respuesta", data={"version": 1, "declared": best.code}).status_code == 303
    data = {"v-version": 2, "v-decision": best.code, "v-note": ""}
    assert client.post(f"{page}/validacion", data=data).status_code == 303
    assert best.label in client.get(page).text
    assert code in client.get("/requerimientos").text
    assert client.post(f"{url}/cortes", data={"name": "Base", "as_of": "2026-11-23"}).status_code == 303
    for address in (URL, f"{URL}?lectura=self", url, f"{url}/cortes", f"{url}/cortes/1", "/comparar"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert ("%" in answer.text.split("<main")[1]) is held.scale.kind.has_percentage, address


def test_a_past_day_is_told_as_it_stood(validated: Ground, client_for: ClientFor) -> None:
    """Of the answers too: the day before, nobody had said anything."""
    client = client_for(validated.town.people.secretary)
    before = client.get(URL + "?al=2026-11-22&lectura=self").text
    assert "22-11-2026" in before.partition("<h1>")[2].partition("</h1>")[0]
    assert "No cumple ninguno de 4" in before
    assert "no se guardaba" not in before
    assert client.get(URL + "?al=2026-11-23").text == client.get(URL).text


def test_what_was_not_kept_yet_is_said(validated: Ground, client_for: ClientFor) -> None:
    db.session.execute(db.text("update cycle set kept_from = created_at"))
    db.session.commit()
    client = client_for(validated.town.people.secretary)
    sentence = "Antes del 23-11-2026 no se guardaba cada cambio: se muestra lo que consta desde ese día"
    assert sentence in client.get(URL + "?al=2026-11-22").text
    assert sentence not in client.get(URL).text
    compared = f"?de=ciclo-{validated.cycle.id}&de_al=2026-11-20&a=ciclo-{validated.cycle.id}"
    shown = re.sub("<[^>]+>", "", client.get("/comparar" + compared).text)  # a day is held together there
    assert f"Sello 2026: {sentence}" in shown
    assert sentence in client.get("/informes/preparacion?fecha=2026-11-20").text
    assert sentence not in client.get("/informes/preparacion").text


def test_a_day_on_an_edition_that_was_left_names_it_and_opens_nothing(
    validated: Ground, client_for: ClientFor
) -> None:
    """The requirements of that day have no page in the cycle any more: no link leads into the void."""
    actor = validated.town.people.secretary.actor()
    other = load_edition(builders.edition(6, version="2"), actor, now=NOW).edition_id
    adopt(validated.cycle.id, other, actor, now=NOW + timedelta(days=1))
    db.session.commit()
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        client = client_for(validated.town.people.secretary)
        page = client.get(URL + "?al=2026-11-23").text
        assert "Cumple 1 de 4" in page
        assert "Requerimiento 1.1.1" in page
        assert 'href="/requerimientos/' not in page
        now = client.get(URL).text
        assert "de 6 requerimientos" in now
        assert 'href="/requerimientos/' in now
