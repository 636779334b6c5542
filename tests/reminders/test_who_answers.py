"""Who answers for a unit is one rule: whoever is told of its work is whom the board does not miss."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from sello.accounts.domain.actor import Role
from sello.accounts.models import Person, Unit
from sello.core.db import db, scope_to
from sello.progress.nobodys import nobodys
from sello.reminders.domain.recipients import Addressee, heads_of_units
from sello.reminders.queries.sweeps import directory
from tests.builders import AT, TODAY
from tests.tasks import cast

HERS = 7
SECRETARY, HEAD, CONTRIBUTOR = Role.SECRETARIAT, Role.UNIT_HEAD, Role.CONTRIBUTOR


def one(person_id: int, role: Role, *, active: bool = True, unit_id: int | None = HERS) -> Addressee:
    return Addressee(person_id, "P", "p@x.example", active, None, None, None, role, unit_id)


@pytest.mark.parametrize(
    ("people", "answers"),
    [
        ([one(1, SECRETARY)], {HERS: 1}),
        ([one(1, SECRETARY), one(2, HEAD)], {HERS: 2}),
        ([one(1, SECRETARY), one(2, HEAD, active=False)], {HERS: 1}),
        ([one(1, SECRETARY, active=False), one(2, HEAD, active=False)], {HERS: 2}),
        ([one(2, SECRETARY), one(1, SECRETARY)], {HERS: 1}),
        ([one(1, SECRETARY, unit_id=None)], {}),
        ([one(1, CONTRIBUTOR), one(2, Role.AUTHORITY)], {}),
    ],
)
def test_the_head_answers_and_else_the_secretariat_in_its_unit(
    people: list[Addressee], answers: dict[int, int]
) -> None:
    assert heads_of_units(people) == answers


@pytest.fixture
def secretary(town):
    scope_to(db.session(), town.institution.id)
    return town.people.secretary.actor()


def test_what_the_board_does_not_miss_is_told_to_somebody_of_the_unit(town, secretary):
    """Everybody in every role, in each unit in turn: both readers say the same of it."""
    units = list(vars(town.units).values())
    for unit_id in units:
        cast.ask(secretary, unit_id)
    for role in (SECRETARY, HEAD, CONTRIBUTOR):
        for unit_id in units:
            db.session.execute(
                update(Person).where(Person.id == town.people.head.id).values(role=role, unit_id=unit_id)
            )
            missed = {each.id for each in nobodys(at=AT).units}
            told = {
                unit for unit, person in directory(TODAY).heads.items() if directory(TODAY).acting(person)
            }
            assert missed == set(units) - told


def test_work_of_a_unit_that_ended_is_told_to_whoever_continues_it(town, secretary):
    ended, heir = town.units.migrantes, town.units.personas
    assert directory(TODAY).head_of(ended).person_id == town.people.other_head.id, "of the unit above"
    db.session.execute(update(Unit).where(Unit.id == ended).values(valid_until=TODAY, successor_id=heir))
    assert directory(TODAY - timedelta(days=1)).head_of(ended).person_id == town.people.other_head.id
    assert directory(TODAY).head_of(ended).person_id == town.people.head.id
    assert db.session.scalars(select(Unit.parent_id).where(Unit.id == ended)).one() == town.units.dideco
