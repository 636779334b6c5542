"""The screens of planning: what is missing, the hours, the scenarios."""

import re
from functools import partial
from html import unescape

import pytest

from sello.core.db import db
from sello.cycles.queries.answers import answers
from sello.planning import backtest, service
from sello.planning.domain.claim import Claim
from sello.planning.domain.suppose import Kind, Supposition
from sello.planning.queries import kept
from sello.web.paging import paged
from sello.web.planning import overview, trust
from tests.builders import NOW, TODAY
from tests.cycles import builders as cycle_builders
from tests.web.pages import form_of


@pytest.fixture
def cycle(town):
    return cycle_builders.cycle(town.people.secretary.actor())


@pytest.fixture
def secretary(town, client_for):
    return client_for(town.people.secretary)


@pytest.fixture
def scenario(town, cycle):
    made = service.create_scenario(
        town.people.secretary.actor(),
        cycle.id,
        "Sin evidencia",
        [Supposition(Kind.MET, code="1.1.1")],
        now=NOW,
    )
    db.session.commit()
    return made


def test_without_a_cycle_it_says_what_to_wait_for(secretary):
    assert "Aún no hay un ciclo en curso" in secretary.get("/planificacion/").text


def test_it_shows_the_ways_up_and_leads_to_the_preview_of_tasks(secretary, cycle):
    page = secretary.get("/planificacion/").text
    assert "Ninguna otra combinación cuesta menos." in page
    assert "Aún no hay historia suficiente para pronosticar" in page
    link = page.split('href="/tareas/por-dimension?')[1].split('"')[0].replace("&amp;", "&")
    preview = secretary.get("/tareas/por-dimension?" + link)
    assert preview.status_code == 200
    assert "Propuesta" in preview.text
    assert "1.1.1" in preview.text


def test_a_scenario_begins_and_answers_at_once(secretary, cycle):
    made = secretary.post("/planificacion/escenarios", data={"name": "Si cumplimos"})
    assert made.status_code == 303
    page = secretary.get(made.location).text
    assert "Aún no se supone nada" in page
    answer = secretary.post(made.location + "/suposiciones", data={"kind": "met", "code": "1.1.1"})
    assert answer.status_code == 303
    page = secretary.get(made.location).text
    assert "cambia" in page


@pytest.mark.parametrize("name", ["", "x" * 121])
def test_a_scenario_without_a_name_is_not_begun(town, secretary, cycle, name):
    answer = secretary.post("/planificacion/escenarios", data={"name": name})
    assert answer.status_code == 422
    assert "Escriba un nombre para el escenario" in answer.text or "120 caracteres" in answer.text
    assert f'value="{name}"' in answer.text
    assert kept.scenarios(town.people.secretary.actor(), cycle.id).rows == ()


@pytest.mark.parametrize(
    "data",
    [{"kind": "met"}, {"kind": "expires", "on": "2027-01-01"}, {"kind": "evaluation"}, {"kind": "nada"}],
)
def test_an_incomplete_supposition_keeps_what_was_written(secretary, scenario, data):
    answer = secretary.post(f"/planificacion/escenarios/{scenario}/suposiciones", data=data)
    assert answer.status_code == 422
    assert "lo que escribió sigue aquí" in answer.text


def test_a_supposition_is_taken_back(secretary, scenario):
    answer = secretary.post(
        f"/planificacion/escenarios/{scenario}/suposiciones/0/quitar", data={"version": "1"}
    )
    assert answer.status_code == 303
    assert "Aún no se supone nada" in secretary.get(f"/planificacion/escenarios/{scenario}").text


def test_a_scenario_is_shared_by_its_link_and_copied(town, client_for, secretary, scenario):
    address = f"/planificacion/escenarios/{scenario}"
    other = client_for(town.people.authority)
    assert other.get(address).status_code == 404
    secretary.post(address, data={"name": "Sin evidencia", "shared": "y", "version": "1"})
    page = other.get(address)
    assert page.status_code == 200
    assert "Agregar una suposición" not in page.text
    copied = other.post(address + "/copiar")
    assert "Copia de Sin evidencia" in other.get(copied.location).text


def test_others_cannot_change_it(town, client_for, scenario):
    other = client_for(town.people.authority)
    address = f"/planificacion/escenarios/{scenario}"
    for path in ("", "/suposiciones", "/suposiciones/0/quitar", "/eliminar"):
        assert (
            other.post(address + path, data={"name": "x", "kind": "met", "code": "1.1.1"}).status_code == 404
        )


def test_it_is_thrown_away(town, secretary, cycle, scenario):
    answer = secretary.post(f"/planificacion/escenarios/{scenario}/eliminar")
    assert "El escenario se eliminó" in secretary.get(answer.location).text
    assert kept.scenarios(town.people.secretary.actor(), cycle.id).rows == ()


def test_a_renamed_scenario_needs_a_name(secretary, scenario):
    assert (
        secretary.post(
            f"/planificacion/escenarios/{scenario}", data={"name": " ", "version": "1"}
        ).status_code
        == 422
    )


def test_the_hours_are_set(town, secretary, cycle):
    first = kept.efforts(cycle.id)[0]
    page = secretary.get("/planificacion/esfuerzo")
    assert page.status_code == 200
    answer = secretary.post(
        "/planificacion/esfuerzo/requerimientos",
        data={
            "requirements-rows-0-key": str(first.requirement_id),
            "requirements-rows-0-was": str(first.usual),
            "requirements-rows-0-hours": str(first.usual + 7),
        },
    )
    assert answer.status_code == 303
    assert kept.efforts(cycle.id)[0].own == first.usual + 7
    answer = secretary.post(
        "/planificacion/esfuerzo/unidades",
        data={"units-rows-0-key": str(town.units.personas), "units-rows-0-hours": "6"},
    )
    assert answer.status_code == 303
    assert {row.unit_id: row.weekly for row in kept.unit_hours(TODAY)}[town.units.personas] == 6


@pytest.mark.parametrize("part", ["requerimientos", "unidades"])
def test_saving_hours_keeps_the_pages_of_both_lists(secretary, cycle, part, monkeypatch):
    monkeypatch.setattr(overview, "paged", partial(paged, size=2))
    here = "?requerimientos=2&unidades=3"
    form = f"/planificacion/esfuerzo/{part}{here}"
    page = secretary.get(f"/planificacion/esfuerzo{here}").text
    fields = form_of(page, f"/planificacion/esfuerzo{here}", form)
    saved = secretary.post(form, data=fields)
    assert (saved.status_code, saved.location) == (303, f"/planificacion/esfuerzo{here}")
    refused = secretary.post(form, data=fields | {name: ["-4"] for name in fields if name.endswith("hours")})
    assert refused.status_code == 422
    pages = re.findall(r'href="([^"]*(?:requerimientos|unidades)=1[^"]*)"', refused.text)
    assert pages
    assert {secretary.get(unescape(each)).status_code for each in pages} == {200}


@pytest.mark.parametrize("part", ["requerimientos", "unidades"])
def test_hours_that_are_none_are_refused_and_kept_on_the_page(town, secretary, cycle, part):
    prefix = {"requerimientos": "requirements", "unidades": "units"}[part]
    first = kept.efforts(cycle.id)[0]
    key, was = (first.requirement_id, first.usual) if prefix == "requirements" else (town.units.personas, "")
    answer = secretary.post(
        f"/planificacion/esfuerzo/{part}",
        data={f"{prefix}-rows-0-key": str(key), f"{prefix}-rows-0-was": was, f"{prefix}-rows-0-hours": "-4"},
    )
    assert answer.status_code == 422
    assert 'value="-4"' in answer.text
    assert re.search(r'role="alert".*Fila 1, Horas</a>: ', answer.text, re.DOTALL)


@pytest.mark.parametrize("path", ["/planificacion/escenarios", "/planificacion/esfuerzo/unidades"])
def test_wrong_method(secretary, cycle, path):
    assert secretary.get(path).status_code == 405


def test_wrong_role(town, client_for, cycle, scenario):
    auditor = client_for(town.people.auditor)
    assert auditor.get("/planificacion/").status_code == 403
    assert auditor.get(f"/planificacion/escenarios/{scenario}").status_code == 403
    head = client_for(town.people.head)
    assert head.get("/planificacion/esfuerzo").status_code == 403
    assert head.post("/planificacion/esfuerzo/unidades").status_code == 403


def test_a_unit_head_is_not_told_the_titles_of_others(town, client_for, cycle):
    """She may suppose anything of requirements; the pieces of other units keep their titles."""
    requirement = cycle_builders.ids(cycle)["2.1.1"]
    cycle_builders.evidence(cycle, requirement, town.units.dideco, title="Decreto de DIDECO")
    db.session.commit()
    head = client_for(town.people.head)
    made = head.post("/planificacion/escenarios", data={"name": "Mío"})
    assert "Decreto de DIDECO" not in head.get(made.location).text


def test_a_unit_head_reads_the_state_of_her_own_requirements_only(town, client_for, secretary, cycle):
    """What the checklist hides of other units is not told by the ways up either."""
    ours = {row.code for row in answers(cycle.id) if row.unit_id == town.units.personas}
    titles = {row.code: row.title for row in answers(cycle.id)}
    whole = secretary.get("/planificacion/").text
    page = client_for(town.people.head).get("/planificacion/").text
    assert any(title in whole for code, title in titles.items() if code not in ours)
    for code, title in titles.items():
        assert code in ours or title not in page
    assert "no se detalla" in page


def test_the_page_that_explains_the_forecast_shows_every_world(secretary):
    page = secretary.get("/planificacion/pronostico").text
    for world in backtest.figures().worlds:
        assert str(trust.WORLDS[world.world]) in page
        if world.told:
            assert f"({world.held} de {world.told})" in page
    all_of_them, changes = backtest.figures().all_of_them, backtest.figures().when_it_changes
    assert (
        f"{all_of_them.went_on} la cumplieron, y de ellos {all_of_them.went_on_kept} llegaron al mínimo"
        in page
    )
    assert (
        f"De {changes.told} municipios cuyo ritmo cambiaba se dijo a {changes.claimed}: "
        f"{changes.went_on} cumplieron la condición y de ellos llegaron {changes.went_on_kept}" in page
    )
    assert backtest.figures().command not in page, "a page for the town names no command"


@pytest.mark.parametrize("claim", Claim)
def test_only_one_sentence_says_how_often_the_band_holds(town, claim):
    assert ("8 de cada 10" in trust.said_of(claim)) is (claim is Claim.HOLDS)


def test_the_page_takes_a_constant_number_of_statements(town, secretary, cycle, statements):
    with statements() as seen:
        secretary.get("/planificacion/")
    assert len(seen) <= 16
