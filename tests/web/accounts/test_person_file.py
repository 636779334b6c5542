"""The file of a person: what she answers for, what of hers ends soon, and the way to a meeting with her."""

from datetime import timedelta

import pytest

from sello.accounts.queries import people
from sello.core.db import db, scope_to
from sello.cycles.service.answers import assign
from sello.evidence.models import Evidence
from sello.progress.person_file import person_file
from tests import builders
from tests.builders import AT, TODAY, here_and_now
from tests.cycles import builders as builders_of_cycles
from tests.tasks import cast


@pytest.fixture
def course(town):
    scope_to(db.session(), town.institution.id)
    secretary = town.people.secretary.actor()
    made = builders_of_cycles.cycle(secretary)
    ids = builders_of_cycles.ids(made)
    for code, unit in {"1.1.1": town.units.personas, "1.1.2": town.units.dideco}.items():
        assign(secretary, made.id, [ids[code]], unit, now=AT.now)
    db.session.commit()
    return made


def piece(course, by, unit, **details):
    """An accepted piece that somebody handed in."""
    requirement = builders_of_cycles.ids(course)["1.1.1"]
    made = builders_of_cycles.evidence(course, requirement, unit, **details)
    db.session.get_one(Evidence, made).created_by = by.id
    db.session.flush()


def file_of(person, town):
    row = people.person(person.id, now=AT.now)
    assert row is not None
    return person_file(row, town.people.secretary.actor(), at=AT)


def test_a_head_answers_for_her_units_requirements_and_nobody_else_for_any(town, course):
    assert [row.code for row in file_of(town.people.head, town).requirements] == ["1.1.1"]
    assert [row.code for row in file_of(town.people.other_head, town).requirements] == ["1.1.2"]
    for person in (town.people.contributor, town.people.authority, town.people.secretary):
        assert file_of(person, town).requirements == ()


def test_what_she_handed_in_and_ends_within_120_days_is_named_the_first_first(town, course):
    head, unit = town.people.head, town.units.personas
    for title, ahead in {"Después": 121, "Último": 120, "Hoy": 0, "Antes": -1}.items():
        piece(course, head, unit, title=title, valid_until=TODAY + timedelta(days=ahead))
    piece(course, town.people.contributor, unit, title="De otra persona", valid_until=TODAY)
    assert [row.details.title for row in file_of(head, town).endings] == ["Hoy", "Último"]


def test_the_page_shows_what_a_meeting_with_her_needs(town, course, client_for):
    head = town.people.head
    cast.ask(town.people.secretary.actor(), town.units.personas, title="Enviar el plan", person_id=head.id)
    piece(
        course,
        head,
        town.units.personas,
        title="Decreto de la política",
        valid_until=here_and_now().today + timedelta(days=100),
    )
    db.session.commit()
    client = client_for(town.people.secretary)
    page = client.get(f"/personas/{head.id}").text
    for told in ("Requerimiento 1.1.1", "Enviar el plan", "Decreto de la política", "Lo último que hizo"):
        assert told in page
    assert "Requerimiento 1.1.2" not in page  # another unit's
    agenda = f"/unidades/{town.units.personas}/reunion.pdf"
    assert f'href="{agenda}' in page
    assert client.get(agenda).mimetype == "application/pdf"


def test_who_has_no_unit_is_met_without_an_agenda(town, course, client_for):
    db.session.commit()
    page = client_for(town.people.secretary).get(f"/personas/{town.people.auditor.id}").text
    assert "Reunirse" not in page
    assert "Sus requerimientos" not in page


def test_the_file_costs_a_constant_number_of_statements(town, course, statements):
    head, secretary = town.people.head, town.people.secretary.actor()
    cast.ask(secretary, town.units.personas, person_id=head.id)
    piece(course, head, town.units.personas, title="Pieza", valid_until=TODAY)
    file_of(head, town)
    with statements() as few:
        file_of(head, town)
    for number in range(10):
        cast.ask(secretary, town.units.personas, title=f"Tarea {number}", person_id=head.id)
        piece(course, head, town.units.personas, title=f"Pieza {number}", valid_until=TODAY)
        builders.person(town.institution.id, f"Persona {number}", head.role, town.units.personas)
    with statements() as many:
        file_of(head, town)
    assert len(few) == len(many)
