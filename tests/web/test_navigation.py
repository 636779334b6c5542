"""The menu says where one is: on every page that belongs to one of its places, and nowhere else."""

import re

import pytest

from sello.web.navigation import BESIDE, BY_NOUN, MANAGEMENT, MENU, NOWHERE, SECTIONS, section_of
from tests.cycles import builders
from tests.tasks.cast import ask
from tests.web.test_routes import PUBLIC, methods_of, rules

ENTRIES = {entry.endpoint for entry in (*MENU, *MANAGEMENT)}


def test_every_page_belongs_to_a_place_of_the_menu_or_is_said_to_belong_to_none(app):
    pages = {rule.endpoint for rule in rules(app) if "GET" in methods_of(rule)} - PUBLIC
    lost = {endpoint for endpoint in pages - NOWHERE if section_of(endpoint) not in ENTRIES}
    assert not lost
    assert pages >= SECTIONS.keys() | (NOWHERE - {"reminders.leaving"})
    assert {*SECTIONS.values(), *BY_NOUN.values()} <= ENTRIES
    assert {entry.endpoint for entry in BESIDE}.isdisjoint(ENTRIES)


def test_each_place_belongs_to_itself():
    assert {endpoint: section_of(endpoint) for endpoint in ENTRIES} == {one: one for one in ENTRIES}


@pytest.fixture
def hall(town):
    cycle = builders.cycle(town.people.secretary.actor(), builders.edition(4))
    requirement = builders.ids(cycle)["1.1.1"]
    piece = builders.evidence(cycle, requirement, town.units.personas)
    task = ask(town.people.secretary.actor(), town.units.personas)
    return {"requirement": requirement, "piece": piece, "task": task}


@pytest.mark.parametrize(
    ("path", "current", "place"),
    [
        ("/tareas", "page", "Tareas"),
        ("/tareas/tablero", "true", "Tareas"),
        ("/tareas/calendario", "true", "Tareas"),
        ("/tareas/{task}", "true", "Tareas"),
        ("/evidencia/{piece}", "true", "Evidencias"),
        ("/revision", "page", "Revisión"),
        ("/revision/{piece}", "true", "Revisión"),
        ("/requerimientos/{requirement}", "true", "Requerimientos"),
        ("/registro/nueva", "true", "Registro"),
        ("/informes/preparacion", "true", "Informes"),
        ("/comparar", "true", "Informes"),
        ("/personas/1", "true", "Personas"),
        ("/unidades/1", "true", "Unidades"),
        ("/mi-cuenta", None, None),
        ("/nada", None, None),
    ],
)
def test_the_menu_marks_where_one_is(town, client_for, hall, path, current, place):
    page = client_for(town.people.secretary).get(path.format(**hall), follow_redirects=True).text
    menu = re.search(r'<nav class="top-nav".*?</nav>', page, re.DOTALL)
    marked = re.findall(r'aria-current="(\w+)">([^<]+)</a>', menu[0])
    assert marked == ([(current, place)] if place else [])
    in_it = place in {"Personas", "Unidades"}
    assert ("data-here" in menu[0]) is in_it
    assert ("usted está aquí" in menu[0]) is in_it
