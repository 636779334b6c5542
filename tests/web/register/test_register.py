"""The screens of the register."""

import pytest
from sqlalchemy import func, select

from sello.core.db import db
from sello.register.domain import InitiativeKind, read_partial
from sello.register.models import Initiative
from sello.register.parts.domain.kinds import KINDS
from sello.register.service import initiatives as initiatives_service
from tests.builders import AT
from tests.tasks import cast


@pytest.fixture
def course(town):
    made = cast.course()
    db.session.commit()
    return made


@pytest.fixture
def initiatives(town, course):
    secretary = town.people.secretary.actor()

    def add(name, kind, unit_id, **values):
        said = initiatives_service.InitiativeDraft(
            name=name, kind=kind, unit_ids=frozenset({unit_id}), **values
        )
        return initiatives_service.create(secretary, said, at=AT)

    made = {
        "office": add("Oficina de Migrantes", InitiativeKind.OFFICE, town.units.migrantes),
        "plan": add(
            "Plan de igualdad",
            InitiativeKind.PLAN,
            town.units.personas,
            starts=read_partial("2018"),
            ends=read_partial("2025"),
            feeds=((course.requirements["1.1.1"], "Fija las metas"),),
        ),
    }
    db.session.commit()
    return made


@pytest.fixture
def as_secretary(town, client_for):
    return client_for(town.people.secretary)


@pytest.fixture
def as_head(town, client_for):
    return client_for(town.people.other_head)


def filled(town, **changes):
    return {
        "name": "SOS Mujer",
        "kind": "municipal-programme",
        "unit_ids": str(town.units.migrantes),
        "act_kind": "",
        "version": "0",
    } | changes


def count():
    return db.session.scalar(select(func.count()).select_from(Initiative))


@pytest.mark.parametrize("role", ["secretary", "head", "contributor", "authority"])
def test_the_staff_read_the_register(town, initiatives, client_for, role):
    assert client_for(getattr(town.people, role)).get("/registro").status_code == 200


def test_an_auditor_does_not(town, initiatives, client_for):
    client = client_for(town.people.auditor)
    for path in ("/registro", f"/registro/{initiatives['plan']}", "/registro/nueva"):
        assert client.get(path).status_code == 403


@pytest.mark.parametrize("path", ["/registro", "/registro/1"])
def test_what_is_read_is_not_written_to(as_secretary, path):
    assert as_secretary.post(path).status_code == 405


@pytest.mark.parametrize("role", ["contributor", "authority"])
def test_who_only_reads_does_not_write(town, initiatives, client_for, role):
    client = client_for(getattr(town.people, role))
    plan = initiatives["plan"]
    for path in ("/registro/nueva", f"/registro/{plan}/editar"):
        assert client.get(path).status_code == 403
        assert client.post(path, data=filled(town)).status_code == 403
    assert client.post(f"/registro/{plan}/evidencia", data={"evidence_id": "1"}).status_code == 403


def test_the_list_names_what_is_known_and_filters_live_in_the_address(town, initiatives, as_secretary):
    whole = as_secretary.get("/registro").text
    assert whole.index("Plan de igualdad</a>") < whole.index("Oficina de Migrantes</a>")
    assert "2018 – 2025" in whole
    assert "Falta: inicio" in whole
    assert "Falta: objetivo, estado, acto que la aprueba y 3 más" in whole
    ended = as_secretary.get("/registro?vigencia=ended&q=PLAN").text
    assert "Oficina de Migrantes</a>" not in ended
    assert "Plan de igualdad</a>" in ended
    assert "Ninguna iniciativa coincide" in as_secretary.get("/registro?tipo=study").text


@pytest.mark.parametrize("query", ["tipo=nave", "vigencia=x", "unidad=²", "pagina=0", "requerimiento=-1"])
def test_a_filter_that_makes_no_sense_is_no_error(initiatives, as_secretary, query):
    assert as_secretary.get(f"/registro?{query}").status_code == 200


def test_an_empty_register_says_what_to_do(town, course, client_for):
    assert "Anote lo que el municipio ya tiene" in client_for(town.people.secretary).get("/registro").text
    assert "La Secretaría Ejecutiva anotará" in client_for(town.people.authority).get("/registro").text


def test_a_page_shows_what_it_feeds_and_what_is_not_known(initiatives, as_secretary):
    shown = as_secretary.get(f"/registro/{initiatives['plan']}").text
    assert "Fija las metas" in shown
    assert "Sin información" not in shown
    asked = "objetivo, estado, acto que la aprueba, documento del acto, presupuesto, cadena de la brecha"
    assert f"Falta: {asked}." in shown


def test_another_units_initiative_is_not_found(town, initiatives, as_head):
    plan = initiatives["plan"]
    assert as_head.get(f"/registro/{plan}").status_code == 404
    assert as_head.get(f"/registro/{plan}/editar").status_code == 404
    assert as_head.post(f"/registro/{plan}/editar", data=filled(town)).status_code == 404
    assert "Plan de igualdad" not in as_head.get("/registro").text


def test_an_initiative_is_added_with_half_known_dates(town, course, as_secretary):
    data = filled(
        town,
        starts="03-2019",
        ends="2030",
        act_kind="decree",
        act_number="1200/46",
        act_on="2021-01-08",
        **{
            "feeds-0-requirement_id": str(course.requirements["2.3.1"]),
            "feeds-0-contribution": "Da los contenidos",
            "feeds-1-requirement_id": "",
            "feeds-1-contribution": "",
        },
    )
    answer = as_secretary.post("/registro/nueva", data=data)
    assert answer.status_code == 303
    shown = as_secretary.get(answer.location).text
    for text in (
        "SOS Mujer",
        "03-2019",
        "2030",
        'Decreto alcaldicio N° 1200/46, <span class="nowrap">08-01-2021</span>',
        "Da los contenidos",
    ):
        assert text in shown
    form = as_secretary.get(answer.location + "/editar").text
    assert 'value="03-2019"' in form
    assert 'value="2021-01-08"' in form


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": ""}, "Escriba el nombre"),
        ({"name": "x" * 301}, "300"),
        ({"kind": ""}, "Elija de qué tipo"),
        ({"kind": "nave"}, "kind-error"),
        ({"unit_ids": []}, "al menos una unidad"),
        ({"unit_ids": "999999"}, "unit_ids-error"),
        ({"starts": "ayer"}, "«ayer» no es una fecha"),
        ({"starts": "2020", "ends": "2019"}, "anterior al inicio"),
        ({"act_number": "12"}, "qué tipo de acto"),
        ({"act_on": "32-01-2020"}, "act_on-error"),
        ({"kind": "office", "name": "Oficina de Migrantes"}, "Ya existe"),
        ({"feeds-0-requirement_id": "999999", "feeds-0-contribution": ""}, "feeds-0"),
    ],
)
def test_a_form_that_lacks_something_comes_back_whole(town, initiatives, as_secretary, change, says):
    answer = as_secretary.post("/registro/nueva", data=filled(town, aim="Acompañar", **change))
    assert answer.status_code == 422
    assert says in answer.text
    assert "Acompañar" in answer.text
    assert count() == 2


def test_a_head_adds_for_her_branch_and_is_offered_no_other(town, course, as_head):
    form = as_head.get("/registro/nueva").text
    assert "Oficina de Migrantes" in form
    assert "Personas</label>" not in form
    assert as_head.post("/registro/nueva", data=filled(town)).status_code == 303
    foreign = as_head.post("/registro/nueva", data=filled(town, unit_ids=str(town.units.personas)))
    assert foreign.status_code == 422
    assert count() == 1


def test_the_second_to_save_sees_both_versions(town, initiatives, as_secretary):
    path = f"/registro/{initiatives['office']}/editar"
    base = filled(town, name="Oficina de Migrantes", kind="office", version="1")
    assert as_secretary.post(path, data=base | {"aim": "De la primera"}).status_code == 303
    answer = as_secretary.post(path, data=base | {"aim": "De la segunda"})
    assert answer.status_code == 409
    assert "De la primera" in answer.text
    assert "De la segunda" in answer.text
    assert as_secretary.post(path, data=base | {"aim": "De la segunda", "version": "2"}).status_code == 303


def test_evidence_is_linked_from_the_page(town, course, initiatives, as_secretary):
    plan = initiatives["plan"]
    bare = as_secretary.get(f"/registro/{plan}").text
    assert "súbala primero" in bare
    piece = cast.evidence(town, town.units.personas, serves=(course.cycle_id, course.requirements["1.1.1"]))
    db.session.commit()
    assert "Decreto 12" in as_secretary.get(f"/registro/{plan}").text
    answer = as_secretary.post(f"/registro/{plan}/evidencia", data={"evidence_id": piece})
    assert answer.status_code == 303
    assert "Decreto 12</a>" in as_secretary.get(f"/registro/{plan}").text
    for wrong in ("", "999999", "x"):
        refused = as_secretary.post(f"/registro/{plan}/evidencia", data={"evidence_id": wrong})
        assert refused.status_code == 422


def test_evidence_that_is_there_can_be_the_document_of_the_act(town, course, initiatives, as_secretary):
    plan = initiatives["plan"]
    assert "documento del acto," in as_secretary.get(f"/registro/{plan}").text
    piece = cast.evidence(town, town.units.personas, serves=(course.cycle_id, course.requirements["1.1.1"]))
    db.session.commit()
    as_secretary.post(f"/registro/{plan}/evidencia", data={"evidence_id": piece, "is_act": "y"})
    page = as_secretary.get(f"/registro/{plan}").text
    assert page.count("Decreto 12</a>") == 2
    assert "documento del acto," not in page


def test_a_task_is_asked_for_an_initiative(town, initiatives, course, as_secretary):
    plan = initiatives["plan"]
    link = as_secretary.get(f"/registro/{plan}").text.split('href="/tareas/nueva?', 1)[1].split('"', 1)[0]
    path = "/tareas/nueva?" + link.replace("&amp;", "&")
    form = as_secretary.get(path).text
    assert f'<option selected value="{town.units.personas}">' in form
    data = {
        "title": "Enviar el seguimiento",
        "unit_id": str(town.units.personas),
        "due_kind": "calendar",
        "days": "20",
        "priority": "normal",
    }
    answer = as_secretary.post(path, data=data)
    assert answer.status_code == 303
    assert "Plan de igualdad" in as_secretary.get(answer.location).text
    assert "Enviar el seguimiento" in as_secretary.get(f"/registro/{plan}").text


def test_no_page_needs_more_than_twelve_statements_and_one_for_each_part_and_for_what_is_measured(
    town, course, initiatives, as_secretary, statements
):
    plan = initiatives["plan"]
    parts = len(KINDS[InitiativeKind.PLAN].parts)
    pages = {
        "/registro": 12,
        f"/registro/{plan}": 12 + parts + 1,
        f"/registro/{plan}/editar": 12,
        f"/registro/{plan}/cadena/editar": 12,
        "/registro/nueva": 12,
    }
    for path, most in pages.items():
        with statements() as seen:
            assert as_secretary.get(path).status_code == 200
        assert len(seen) <= most, (path, len(seen), seen)


def test_a_renaming_is_shown_with_its_former_name_and_its_author(town, initiatives, as_secretary):
    path = f"/registro/{initiatives['office']}"
    data = filled(town, name="Oficina de Movilidad Humana", kind="office", version="1")
    assert as_secretary.post(path + "/editar", data=data).status_code == 303
    shown = as_secretary.get(path).text
    assert "Nombres anteriores" in shown
    assert "Oficina de Migrantes <span" in shown
    assert "<strong>Se editó</strong>: nombre" in shown
    form = as_secretary.get(path + "/editar").text
    assert 'value="Oficina de Migrantes"' in form


def test_a_former_name_with_an_impossible_date_comes_back(town, initiatives, as_secretary):
    data = filled(town, **{"former-0-name": "Antes", "former-0-until": "13-2020"})
    answer = as_secretary.post("/registro/nueva", data=data)
    assert answer.status_code == 422
    assert "«13-2020» no es una fecha" in answer.text
