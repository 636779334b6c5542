"""The page that leads: every step tells by itself how far it is, and the page goes when there is work."""

import pytest

from sello.accounts.models import Person
from sello.core.db import db
from sello.progress.beginning import Beginning, Step, StepState, beginning
from tests.builders import TODAY

NOTHING = dict.fromkeys(
    ("signers", "units", "people", "uninvited", "requirements", "owned", "tasks", "pieces"), 0
)
D, B, T, L = StepState.DONE, StepState.BEGUN, StepState.OPEN, StepState.LATER

TABLE = [
    # What there is; institution, units, people, cycle, owners, requests; the next one; over
    ({}, (T, T, L, T, L, L), Step.INSTITUTION, False),
    ({"signers": 1}, (D, T, L, T, L, L), Step.UNITS, False),
    ({"units": 1}, (T, D, T, T, L, L), Step.INSTITUTION, False),
    ({"signers": 1, "units": 9}, (D, D, T, T, L, L), Step.PEOPLE, False),
    ({"signers": 1, "units": 9, "people": 4, "uninvited": 2}, (D, D, B, T, L, L), Step.PEOPLE, False),
    ({"signers": 1, "units": 9, "people": 4}, (D, D, D, T, L, L), Step.CYCLE, False),
    ({"requirements": 40}, (T, T, L, D, L, L), Step.INSTITUTION, False),
    ({"signers": 1, "units": 9, "people": 4, "requirements": 40}, (D, D, D, D, T, L), Step.OWNERS, False),
    (
        {"signers": 1, "units": 9, "people": 4, "requirements": 40, "owned": 12},
        (D, D, D, D, B, T),
        Step.OWNERS,
        False,
    ),
    (
        {"signers": 1, "units": 9, "people": 4, "requirements": 40, "owned": 40},
        (D, D, D, D, D, T),
        Step.REQUESTS,
        False,
    ),
    (
        {"signers": 1, "units": 9, "people": 4, "requirements": 40, "owned": 40, "tasks": 7},
        (D, D, D, D, D, D),
        None,
        True,
    ),
    ({"units": 9, "pieces": 1}, (T, D, T, T, L, L), Step.INSTITUTION, True),
]


@pytest.mark.parametrize(("there", "states", "following", "over"), TABLE)
def test_the_steps_of_what_there_is(there, states, following, over) -> None:
    found = Beginning(**(NOTHING | there))
    assert tuple(found.state(step) for step in Step) == states
    assert (found.next, found.is_over) == (following, over)


def test_it_is_counted_in_one_statement(town, statements) -> None:
    with statements() as seen:
        found = beginning(TODAY)
    assert len(seen) == 1
    assert (found.units, found.people, found.requirements) == (7, 3, 0)


def test_who_was_never_sent_a_link_waits_for_it(town) -> None:
    assert beginning(TODAY).uninvited == 5, "the cast has no passwords; an auditor is invited when it is time"
    db.session.get_one(Person, town.people.head.id).active = False
    assert beginning(TODAY).uninvited == 4


def test_another_institution_is_not_counted(town) -> None:
    from tests import builders

    before = beginning(TODAY)
    builders.town("Otra")
    assert beginning(TODAY) == before


def test_the_first_page_leads_whoever_may(town, client_for) -> None:
    page = client_for(town.people.secretary).get("/").text
    assert "Puesta en marcha" in page
    assert page.count('class="panel step') == 6
    assert "Completar la ficha" in page
    assert 'href="/institucion/feriados"' in page
    head = client_for(town.people.head).get("/").text
    assert "Puesta en marcha" not in head
    assert "Aún no hay un ciclo en curso" in head


def test_its_own_page_stays_at_hand(town, client_for) -> None:
    page = client_for(town.people.secretary).get("/comenzar").text
    assert "Hechos 1 de 6" in page
    assert "7 unidades." in page
    assert "Espera a otro paso" in page
