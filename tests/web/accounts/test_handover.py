"""Handing over on screen: what is hers, to whom it goes, the preview, the act, its undoing and its minute."""

import io
import re
from datetime import timedelta

import pypdfium2
import pytest
from sqlalchemy import select, update

from sello.accounts.domain.actor import Role
from sello.accounts.domain.views import ListKind
from sello.accounts.models import Handover, Institution, Person, SavedView
from sello.accounts.service import views
from sello.core.db import db, scope_to
from sello.planning.models import Scenario
from sello.planning.service import create_scenario
from sello.reports.models import ReportRecipient
from sello.tasks.models import Task
from tests import builders
from tests.builders import NOW, here_and_now
from tests.cycles import builders as cycle_builders
from tests.tasks import cast

TODAY = here_and_now().today


@pytest.fixture
def hers(town):
    """Two tasks of the contributor in her unit, one outside it, and one person for whom she acts."""
    scope_to(db.session(), town.institution.id)
    secretary, person = town.people.secretary.actor(), town.people.contributor
    colleague = builders.person(
        town.institution.id, "Olga Oficina", town.people.contributor.role, town.units.migrantes
    )
    made = [
        cast.ask(secretary, town.units.migrantes, title=f"Tarea {number}", person_id=person.id)
        for number in (1, 2)
    ]
    head = db.session.get_one(Person, town.people.head.id)
    head.substitute_id, head.substitute_from, head.substitute_until = person.id, TODAY, TODAY + timedelta(5)
    db.session.commit()
    return made, colleague


@pytest.fixture
def path(town):
    return f"/personas/{town.people.contributor.id}/traspaso"


def form(**values):
    return {"reason": "closed", "to_all": "", "note": "", **values}


def done(client, path, **values):
    """Look at the preview, and do what it shows."""
    page = client.post(path, data=form(**values, ver="1")).text
    shown = re.search(r'name="shown"[^>]*value="([0-9a-f]*)"', page)[1]
    return client.post(path, data=form(**values, shown=shown))


def words_of(pdf):
    paper = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in paper).split())


def holders(tasks):
    db.session.expire_all()
    return [db.session.get_one(Task, each).person_id for each in tasks]


def test_the_page_shows_all_that_is_hers(town, hers, path, client_for):
    page = client_for(town.people.secretary).get(path).text
    for told in ("Tarea 1", "Tarea 2", "Paula Personas", "Olga Oficina", "Recibe todo"):
        assert told in page


def test_the_preview_writes_nothing(town, hers, path, client_for):
    tasks, colleague = hers
    answer = client_for(town.people.secretary).post(path, data=form(to_all=colleague.id, ver="1"))
    assert answer.status_code == 200
    assert "Traspasar y hacer el acta" in answer.text
    assert holders(tasks) == [town.people.contributor.id] * 2
    assert db.session.scalars(select(Handover)).all() == []


def test_everything_goes_to_one_but_for_what_a_row_says(town, hers, path, client_for):
    tasks, colleague = hers
    secretary = client_for(town.people.secretary)
    said = {f"fila-task-{tasks[1]}": "0", "note": "Falta la firma del acta"}
    answer = done(secretary, path, to_all=colleague.id, **said)
    assert answer.status_code == 303
    assert holders(tasks) == [colleague.id, None]
    assert db.session.get_one(Person, town.people.head.id).substitute_id == colleague.id
    page = secretary.get(answer.location).text
    for told in ("Olga Oficina", "Falta la firma del acta", "Guardar acta PDF", "Deshacer"):
        assert told in page
    pdf = secretary.get(f"{answer.location}/acta.pdf")
    words = words_of(pdf.data)
    for told in (
        "Acta de traspaso de Mario Migrantes",
        "Olga Oficina",
        "Tarea 1",
        "su unidad",
        "Falta la firma",
        "Firma y fecha",
    ):
        assert told in words


def test_it_is_taken_back_whole(town, hers, path, client_for):
    tasks, colleague = hers
    secretary = client_for(town.people.secretary)
    done(secretary, path, to_all=colleague.id)
    assert holders(tasks) == [colleague.id] * 2
    with secretary.session_transaction() as session:
        undo_id = session["undo"][0]
    answer = secretary.post(f"/deshacer/{undo_id}")
    assert (answer.status_code, answer.location) == (303, "/personas")
    assert holders(tasks) == [town.people.contributor.id] * 2
    assert db.session.get_one(Person, town.people.head.id).substitute_id == town.people.contributor.id
    assert db.session.scalars(select(Handover)).all() == []


def test_who_was_not_offered_is_refused_and_nothing_changes(town, hers, path, client_for):
    tasks, _ = hers
    data = form(**{f"fila-task-{tasks[0]}": str(town.people.head.id)})
    answer = client_for(town.people.secretary).post(path, data=data)
    assert answer.status_code == 422
    assert "Elija a una de las personas que se ofrecen" in answer.text
    assert holders(tasks) == [town.people.contributor.id] * 2


@pytest.mark.parametrize("colleague", [True, False])
def test_who_receives_becomes_the_head_of_the_same_unit_only(town, client_for, colleague):
    head, unit = town.people.head, town.units.personas
    scope_to(db.session(), town.institution.id)
    other = builders.person(town.institution.id, "Olga Oficina", Role.CONTRIBUTOR, unit)
    cast.ask(town.people.secretary.actor(), unit, title="Suya", person_id=head.id)
    db.session.commit()
    to = other if colleague else town.people.contributor
    secretary, path = client_for(town.people.secretary), f"/personas/{head.id}/traspaso"
    if not colleague:
        answer = secretary.post(path, data=form(to_all=to.id, as_head="y", ver="1"))
        assert answer.status_code == 422
        assert "una persona de la misma unidad" in answer.text
        return
    assert done(secretary, path, to_all=to.id, as_head="y").status_code == 303
    db.session.expire_all()
    assert db.session.get_one(Person, to.id).role is Role.UNIT_HEAD
    with secretary.session_transaction() as session:
        undo_id = session["undo"][0]
    secretary.post(f"/deshacer/{undo_id}")
    db.session.expire_all()
    assert db.session.get_one(Person, to.id).role is Role.CONTRIBUTOR


def test_what_came_since_the_preview_is_shown_first(town, hers, path, client_for):
    tasks, colleague = hers
    secretary = client_for(town.people.secretary)
    page = secretary.post(path, data=form(to_all=colleague.id, ver="1")).text
    shown = re.search(r'name="shown"[^>]*value="([0-9a-f]*)"', page)[1]
    scope_to(db.session(), town.institution.id)
    cast.ask(
        town.people.secretary.actor(),
        town.units.migrantes,
        title="Nueva",
        person_id=town.people.contributor.id,
    )
    db.session.commit()
    answer = secretary.post(path, data=form(to_all=colleague.id, shown=shown))
    assert answer.status_code == 422
    assert "cambió lo que se traspasa" in answer.text
    assert holders(tasks) == [town.people.contributor.id] * 2


def test_who_has_nothing_hands_nothing_over(town, client_for):
    page = client_for(town.people.secretary).get(f"/personas/{town.people.authority.id}/traspaso").text
    assert "No hay nada que traspasar" in page


@pytest.mark.parametrize("person", ["head", "other_head", "contributor", "authority", "auditor"])
def test_only_the_secretariat_hands_over(town, hers, path, client_for, person):
    client = client_for(getattr(town.people, person))
    assert client.get(path).status_code == 403
    assert client.post(path, data=form()).status_code == 403
    assert client.get("/traspasos/1").status_code == 403
    assert client.get("/traspasos/1/acta.pdf").status_code == 403
    assert client.get("/sin-responsable").status_code == 403


def test_another_institution_finds_nothing(town, hers, path, client_for):
    other = builders.town("Municipalidad Vecina")
    db.session.commit()
    done(client_for(town.people.secretary), path)
    made = db.session.scalars(select(Handover.id)).one()
    neighbour = client_for(other.people.secretary)
    for address in (path, f"/traspasos/{made}", f"/traspasos/{made}/acta.pdf"):
        assert neighbour.get(address).status_code == 404


def test_what_is_hers_alone_goes_to_whoever_takes_over_and_comes_back(town, client_for):
    scope_to(db.session(), town.institution.id)
    leaving, taking = (
        town.people.secretary,
        builders.person(town.institution.id, "Rosa Reemplazo", Role.SECRETARIAT, town.units.secretaria),
    )
    cycle = cycle_builders.cycle(leaving.actor())
    made = {
        Scenario: create_scenario(leaving.actor(), cycle.id, "Sin el 1.1.1", now=NOW),
        SavedView: views.keep(leaving.actor(), ListKind.TASKS, "Atrasadas", "espera=atrasadas"),
    }
    views.keep(taking.actor(), ListKind.TASKS, "Atrasadas", "espera=otra")
    db.session.add(ReportRecipient(person_id=leaving.id))
    db.session.flush()
    made[ReportRecipient] = db.session.scalar(select(ReportRecipient.id))
    db.session.commit()
    client, path = client_for(taking), f"/personas/{leaving.id}/traspaso"
    page = client.get(path).text
    for told in ("Sin el 1.1.1", "Atrasadas", "Informe mensual de preparación"):
        assert told in page
    answer = done(client, path, to_all=taking.id)
    assert answer.status_code == 303

    def owners():
        db.session.expire_all()
        return {db.session.get_one(table, row_id).person_id for table, row_id in made.items()}

    assert owners() == {taking.id}
    assert db.session.get_one(SavedView, made[SavedView]).name == f"Atrasadas ({leaving.name})"
    action = re.search(r'action="(/deshacer/\d+)"', client.get("/").text)[1]
    assert client.post(action, data={}).status_code == 303
    assert owners() == {leaving.id}
    assert db.session.get_one(SavedView, made[SavedView]).name == "Atrasadas"


def test_its_minute_keeps_the_names_and_the_post_of_its_day(town, client_for, hers, path):
    """Whoever hands over because she moves has another post soon after."""
    client = client_for(town.people.secretary)
    where = done(client, path, to_all=str(hers[1].id), reason="move").location
    before = words_of(client.get(f"{where}/acta.pdf").data)
    for row in db.session.scalars(select(Person)):
        row.name, row.post = f"{row.name} de otra", "Otro cargo"
    db.session.get_one(Institution, town.institution.id).name = "Otra municipalidad"
    db.session.commit()
    assert words_of(client.get(f"{where}/acta.pdf").data) == before
    assert "de otra" not in re.search(r"<main.*</main>", client.get(where).text, re.DOTALL)[0]
    db.session.execute(update(Handover).values(words=None))
    assert "los nombres y el cargo son los de hoy" in words_of(client.get(f"{where}/acta.pdf").data)
    assert "los nombres y el cargo son los de hoy" in client.get(where).text
