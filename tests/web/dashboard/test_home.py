"""The dashboard: every number opens its list, and each role is told what waits for it."""

import re
from datetime import timedelta
from html import unescape

from sello.core.db import db
from sello.evidence.domain.review import EvidenceState
from tests.builders import TODAY
from tests.cycles import builders
from tests.tasks import cast
from tests.web.cycles.conftest import ClientFor, Ground, _a_monday, ground

__all__ = ["_a_monday", "ground"]


def pending(page: str) -> list[tuple[str, str]]:
    """The links of the table of pending requirements, with the number that each shows."""
    found = re.findall(r'<a href="(/requerimientos\?[^"]*turno=unit[^"]*)">\s*(?:<strong>)?(\d+)<', page)
    return [(unescape(href), number) for href, number in found]


def test_every_pending_number_opens_its_list(ground: Ground, client_for: ClientFor) -> None:
    client = client_for(ground.town.people.secretary)
    links = pending(client.get("/").text)
    assert links
    for href, number in links:
        assert re.search(rf"Se muestran? {number} de ", client.get(href).text), href


def test_a_unit_head_gets_no_link_to_what_is_not_hers(ground: Ground, client_for: ClientFor) -> None:
    page = client_for(ground.town.people.head).get("/").text
    assert ground.page("1.1.2") not in page
    assert ground.page("1.1.1") in page


def test_an_address_that_does_not_exist_keeps_the_menu(ground: Ground, client_for: ClientFor) -> None:
    answer = client_for(ground.town.people.head).get("/nada")
    assert answer.status_code == 404
    assert "Cerrar sesión" in answer.text


def test_a_returned_piece_is_told_to_its_unit(ground: Ground, client_for: ClientFor) -> None:
    people = ground.town.people
    builders.evidence(
        ground.cycle, ground.ids["1.1.1"], ground.town.units.personas, state=EvidenceState.RETURNED
    )
    db.session.commit()
    assert "1 evidencia devuelta por corregir" in client_for(people.head).get("/").text
    assert "devuelta por corregir" not in client_for(people.other_head).get("/").text


def test_a_units_count_of_late_tasks_is_the_list_behind_it(ground: Ground, client_for: ClientFor) -> None:
    """The town is late itself, and so is a unit that hangs from it: each count is of one unit."""
    boss, units = ground.town.people.secretary, ground.town.units
    for unit_id in (units.alcaldia, units.personas, units.personas):
        cast.ask(boss.actor(), unit_id, due_on=TODAY - timedelta(days=3))
    db.session.commit()
    client = client_for(boss)
    found = re.findall(
        r'<a href="(/tareas\?[^"]*espera=atrasadas[^"]*)">[^<]+</a>:\s*(\d+) atrasada', client.get("/").text
    )
    assert {number for _, number in found} == {"1", "2"}
    for href, number in found:
        shown = client.get(unescape(href)).text
        assert len(set(re.findall(r'<a href="(/tareas/\d+)"', shown))) == int(number), href
        assert 'name="sola" value="1" checked' in shown
