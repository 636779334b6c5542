"""`unidad=` means one thing in every list: the unit and what hangs from it; with `sola`, the unit by itself.

A count that stands beside a link, or beside a unit to choose, is the number that its list shows.
"""

import re
from html import unescape

import pytest

from sello.core.db import db
from sello.cycles.queries import cycles as cycle_queries
from sello.cycles.service.answers import assign
from sello.register.domain import InitiativeKind
from sello.register.service import initiatives
from tests.builders import AT, NOW
from tests.cycles import builders
from tests.tasks.cast import ask
from tests.web.cycles.conftest import _a_monday

__all__ = ["_a_monday"]

OWNERS = {"alcaldia": "1.1.1", "daf": "1.1.2", "personas": "2.1.1", "migrantes": "2.1.2"}
BELOW = {
    "alcaldia": {"alcaldia", "daf", "personas", "migrantes"},
    "daf": {"daf", "personas"},
    "personas": {"personas"},
    "dideco": {"migrantes"},
    "migrantes": {"migrantes"},
}
LISTS = {
    "/tareas": "Tarea",
    "/evidencia": "Pieza",
    "/registro": "Iniciativa",
    "/requerimientos": "Requerimiento",
}


@pytest.fixture
def spread(town):
    """Of each kind one for each unit, named after it; for DIDECO itself none."""
    secretary = town.people.secretary.actor()
    cycle = builders.cycle(secretary)
    ids = builders.ids(cycle)
    for unit, code in OWNERS.items():
        unit_id = getattr(town.units, unit)
        assign(secretary, cycle.id, [ids[code]], unit_id, now=NOW)
        builders.evidence(cycle, ids[code], unit_id, title=f"Pieza de {unit}")
        ask(secretary, unit_id, title=f"Tarea de {unit}", cycle_id=cycle.id)
        said = initiatives.InitiativeDraft(
            name=f"Iniciativa de {unit}", kind=InitiativeKind.OFFICE, unit_ids=frozenset({unit_id})
        )
        initiatives.create(secretary, said, at=AT)
    db.session.commit()
    return cycle_queries.find(cycle.id)


def shown(page, kind):
    """The units whose rows a list shows."""
    if kind == "Requerimiento":
        return {unit for unit, code in OWNERS.items() if f">Requerimiento {code}<" in page}
    return {unit for unit in OWNERS if f">{kind} de {unit}</a>" in page}


@pytest.mark.parametrize("path", LISTS)
def test_a_unit_stands_for_itself_and_what_hangs_from_it(town, client_for, spread, path):
    client = client_for(town.people.secretary)
    assert shown(client.get(path).text, LISTS[path]) == set(OWNERS)
    for unit, below in BELOW.items():
        page = client.get(f"{path}?unidad={getattr(town.units, unit)}").text
        assert shown(page, LISTS[path]) == below, unit


@pytest.mark.parametrize("path", [path for path in LISTS if path != "/registro"])
def test_a_unit_by_itself(town, client_for, spread, path):
    client = client_for(town.people.secretary)
    for unit in BELOW:
        page = client.get(f"{path}?unidad={getattr(town.units, unit)}&sola=1").text
        assert shown(page, LISTS[path]) == {unit} & set(OWNERS), unit
        assert 'name="sola" value="1" checked' in page


def test_the_numbers_of_the_dashboard_are_those_of_its_lists(town, client_for, spread):
    client = client_for(town.people.secretary)
    links = re.findall(
        r'<a href="(/requerimientos\?[^"]*turno=unit[^"]*)">\s*(?:<strong>)?(\d+)<', client.get("/").text
    )
    assert links
    for href, number in links:
        assert re.search(rf"Se muestran? {number} de ", client.get(unescape(href)).text), href


@pytest.mark.parametrize("alone", ["", "&sola=1"])
def test_the_numbers_of_the_units_to_choose_are_those_of_their_lists(town, client_for, spread, alone):
    client = client_for(town.people.secretary)
    page = client.get(f"/requerimientos?unidad={town.units.alcaldia}{alone}").text
    choices = re.search(r'<select id="unidad".*?</select>', page, re.DOTALL)[0]
    counted = re.findall(r'value="(\d+)"[^>]*>\s*[^(<]*\((\d+)\)', choices)
    assert len(counted) == len(OWNERS)
    for unit_id, number in counted:
        listed = client.get(f"/requerimientos?unidad={unit_id}{alone}").text
        assert re.search(rf"Se muestran? {number} de ", listed), unit_id


def test_moving_on_within_a_list_keeps_the_unit_by_itself(town, client_for, spread):
    page = client_for(town.people.secretary).get(f"/requerimientos?unidad={town.units.daf}&sola=1").text
    kept = [unescape(href) for href in re.findall(r'href="([^"]*unidad=[^"]*)"', page)]
    assert kept
    assert all("sola=1" in href for href in kept)
