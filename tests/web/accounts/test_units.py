"""The organisation chart on screen: see, add, rename, move, merge, end."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from sello.accounts.models import Appointment, Person, Unit, UnitHistory
from sello.accounts.queries import identity, units
from sello.core.db import db, everywhere, scope_to
from sello.core.trail.events import Event
from tests import builders
from tests.builders import here_and_now

TODAY = here_and_now().today
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def secretary(town, client_for):
    return client_for(town.people.secretary)


def end(name, successor="", day=TODAY):
    return {"successor_id": successor, "day": day.isoformat(), "confirmation": name, "version": "1"}


def new(name="Oficina de Pueblos Originarios", parent="", day=TODAY, **values):
    return {
        "name": name,
        "short_name": "",
        "parent_id": parent,
        "day": day.isoformat(),
        "version": "1",
        **values,
    }


def test_the_chart_shows_the_tree_with_heads_and_people(town, secretary):
    page = secretary.get("/unidades").text
    order = ["Alcaldía", "Administración Municipal", "DAF", "Personas", "DIDECO", "Oficina de Migrantes"]
    rows = page.split("<tbody>")[1]
    positions = [rows.index(f">{name}<") for name in order]
    assert positions == sorted(positions)
    assert "Paula Personas" in rows
    assert "Sin jefatura registrada" in rows


def test_the_chart_costs_a_constant_number_of_statements(town, statements):
    scope_to(db.session(), town.institution.id)
    units.unit_lines(TODAY)
    with statements() as few:
        units.unit_lines(TODAY)
    for number in range(20):
        builders.unit(town.institution.id, f"Unidad {number}", town.units.daf)
    db.session.flush()
    with statements() as many:
        assert len(units.unit_lines(TODAY)) == 27
    assert len(few) == len(many) == 3


def test_the_authority_looks_and_finds_nothing_to_press(town, client_for):
    page = client_for(town.people.authority).get("/unidades").text
    assert "Agregar unidad" not in page
    assert "Agregar debajo" not in page


def test_adding_a_unit_below_another(town, secretary):
    assert secretary.get(f"/unidades/nueva?en={town.units.dideco}").text.count("selected") == 1
    answer = secretary.post("/unidades/nueva", data=new(parent=town.units.dideco))
    assert (answer.status_code, answer.location) == (303, "/unidades")
    row = db.session.scalars(select(Unit).where(Unit.name == "Oficina de Pueblos Originarios")).one()
    assert (row.parent_id, row.valid_from) == (town.units.dideco, TODAY)
    assert audited("unit.added") == [row.id]


def test_a_corporation_hangs_from_the_municipality(town, secretary):
    form = new("Corporación Yunus", is_corporation="y")
    assert secretary.post("/unidades/nueva", data=form).status_code == 303
    assert "corporación</span>" in secretary.get("/unidades").text
    answer = secretary.post("/unidades/nueva", data=new("Cormup", town.units.daf, is_corporation="y"))
    assert answer.status_code == 422
    assert "depende directamente de la municipalidad" in answer.text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (new(""), "Este campo es obligatorio"),
        (new("x" * 201), "200"),
        (new(day=TODAY + timedelta(days=1)), "no puede ser futura"),
        (new(parent="999"), "Elija una opción de la lista"),
        (new(day=builders.FOUNDED - timedelta(days=1), parent="1"), "no está vigente"),
    ],
)
def test_a_new_unit_is_refused_and_what_was_typed_stays(town, secretary, form, text):
    answer = secretary.post("/unidades/nueva", data=form)
    assert answer.status_code == 422
    assert text in answer.text
    assert form["name"] in answer.text


def test_a_name_is_not_given_twice_at_one_place(town, secretary):
    answer = secretary.post("/unidades/nueva", data=new("oficina de MIGRANTES", town.units.dideco))
    assert answer.status_code == 422
    assert "Ya existe una unidad vigente llamada" in answer.text


def test_renaming_keeps_the_id_and_the_name_of_before(town, secretary):
    unit_id = town.units.migrantes
    form = new("Oficina de Movilidad Humana", town.units.dideco)
    assert secretary.post(f"/unidades/{unit_id}/editar", data=form).status_code == 303
    assert "Oficina de Movilidad Humana" in secretary.get("/unidades").text
    before = secretary.get(f"/unidades?fecha={YESTERDAY}").text
    assert "Oficina de Migrantes" in before
    assert "Oficina de Movilidad Humana" not in before
    own = secretary.get(f"/unidades/{unit_id}/editar").text
    assert "Como fue antes" in own
    assert "Oficina de Migrantes" in own
    past = db.session.scalars(select(UnitHistory)).one()
    assert (past.unit_id, past.name, past.valid_until) == (unit_id, "Oficina de Migrantes", TODAY)


def test_a_slip_is_corrected_without_history(town, secretary):
    form = new("Oficina de Personas Migrantes", town.units.dideco, builders.FOUNDED)
    secretary.post(f"/unidades/{town.units.migrantes}/editar", data=form)
    assert db.session.scalars(select(UnitHistory)).all() == []
    assert "Oficina de Personas Migrantes" in secretary.get(f"/unidades?fecha={YESTERDAY}").text


def test_a_moved_unit_is_seen_by_its_new_head_and_not_by_the_old_one(town, secretary):
    secretary.post(
        f"/unidades/{town.units.migrantes}/editar", data=new("Oficina de Migrantes", town.units.personas)
    )
    with everywhere():
        assert town.units.migrantes in identity.actor(town.people.head.id, today=TODAY).unit_ids
        assert town.units.migrantes not in identity.actor(town.people.other_head.id, today=TODAY).unit_ids


def test_a_unit_is_not_hung_below_itself(town, secretary):
    answer = secretary.post(f"/unidades/{town.units.dideco}/editar", data=new("DIDECO", town.units.migrantes))
    assert answer.status_code == 422
    assert "no puede depender de sí misma" in answer.text


def test_a_unit_with_people_ends_only_into_another(town, secretary):
    url = f"/unidades/{town.units.migrantes}/termino"
    answer = secretary.post(url, data=end("Oficina de Migrantes"))
    assert answer.status_code == 422
    assert "personas: 1; unidades que dependen de ella: 0" in answer.text
    merged = end("oficina de migrantes", town.units.personas)
    assert secretary.post(url, data=merged).location == "/unidades"
    unit = db.session.get(Unit, town.units.migrantes)
    assert (unit.valid_until, unit.successor_id) == (TODAY, town.units.personas)
    assert db.session.get(Person, town.people.contributor.id).unit_id == town.units.personas
    assert "terminó. Lo suyo se sigue viendo" in secretary.get("/unidades").text
    assert "Oficina de Migrantes" not in secretary.get("/unidades").text
    assert "Oficina de Migrantes" in secretary.get(f"/unidades?fecha={YESTERDAY}").text


def test_what_belonged_to_a_merged_unit_is_seen_from_its_successor(town, secretary):
    merged = end("oficina de migrantes", town.units.personas)
    secretary.post(f"/unidades/{town.units.migrantes}/termino", data=merged)
    with everywhere():
        assert town.units.migrantes in identity.actor(town.people.head.id, today=TODAY).unit_ids
        assert town.units.migrantes not in identity.actor(town.people.other_head.id, today=TODAY).unit_ids
    posts = db.session.scalars(
        select(Appointment.unit_id).where(Appointment.person_id == town.people.contributor.id)
    ).all()
    assert posts == [town.units.personas]


def test_the_units_of_a_merged_unit_go_along(town, secretary):
    merged = end("DIDECO", town.units.daf)
    assert secretary.post(f"/unidades/{town.units.dideco}/termino", data=merged).status_code == 303
    assert db.session.get(Unit, town.units.migrantes).parent_id == town.units.daf
    before = secretary.get(f"/unidades?fecha={YESTERDAY}").text
    assert before.index("DIDECO") < before.index("Oficina de Migrantes")


def test_an_end_that_is_not_confirmed_by_name_does_nothing(town, secretary):
    form = end("Oficina", town.units.personas)
    answer = secretary.post(f"/unidades/{town.units.migrantes}/termino", data=form)
    assert answer.status_code == 422
    assert "escriba «Oficina de Migrantes»" in answer.text
    assert db.session.get(Unit, town.units.migrantes).valid_until is None


def test_an_ended_unit_has_no_page_any_more(town, secretary):
    merged = end("oficina de migrantes", town.units.personas)
    secretary.post(f"/unidades/{town.units.migrantes}/termino", data=merged)
    assert secretary.get(f"/unidades/{town.units.migrantes}").status_code == 404
    assert secretary.post(f"/unidades/{town.units.migrantes}/termino", data=merged).status_code == 404


@pytest.mark.parametrize("who", ["head", "contributor", "auditor", "authority"])
def test_only_the_secretariat_changes_units(town, client_for, who):
    client = client_for(getattr(town.people, who))
    assert client.post("/unidades/nueva", data=new()).status_code == 403
    assert client.post(f"/unidades/{town.units.daf}/editar", data=new()).status_code == 403
    assert client.post(f"/unidades/{town.units.daf}/termino").status_code == 403


def test_units_of_another_institution_do_not_exist(town, secretary):
    with everywhere():
        other = builders.town("Municipalidad Vecina")
    for path in (f"/unidades/{other.units.daf}/editar", f"/unidades/{other.units.daf}/termino"):
        assert secretary.post(path, data=new()).status_code == 404
    assert secretary.get(f"/unidades/{other.units.daf}").status_code == 404
    refused = secretary.post("/unidades/nueva", data=new(parent=other.units.daf))
    assert refused.status_code == 422


@pytest.mark.parametrize("path", ["/unidades", "/unidades/nueva", "/unidades/1"])
def test_what_the_page_cannot_do_is_said_so(town, secretary, path):
    assert secretary.delete(path).status_code == 405


def test_a_strange_date_shows_today(town, secretary):
    for asked in ("ayer", "2999-01-01", ""):
        page = secretary.get(f"/unidades?fecha={asked}").text
        assert f'value="{TODAY.isoformat()}"' in page


def test_an_empty_chart_says_what_to_do(app, client_for):
    with everywhere():
        place = builders.institution()
        alone = builders.person(place.id, "Sara Sola", builders.Role.SECRETARIAT, None)
    assert "Aún no hay unidades" in client_for(alone).get("/unidades").text


def audited(action):
    return db.session.scalars(select(Event.entity_id).where(Event.act == action)).all()
