"""Nothing is nobody's: what has no unit, no head, no substitute or nobody who can sign in is named."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from sello.accounts.models import Absence, Person
from sello.accounts.service.people import close_account, set_substitute
from sello.core.db import db, scope_to
from sello.cycles.service.answers import assign
from sello.progress.nobodys import nobodys
from sello.tasks.domain.states import Step
from tests.builders import AT, NOW, TODAY
from tests.cycles import builders
from tests.tasks import cast

DAY = timedelta(days=1)


@pytest.fixture
def secretary(town):
    scope_to(db.session(), town.institution.id)
    # Everybody of the cast has entered once.
    for row in db.session.scalars(select(Person)):
        row.password = "$argon2id$"
    db.session.flush()
    return town.people.secretary.actor()


def away(secretary, person, substitute_id, first, last):
    row = db.session.get_one(Person, person.id)
    set_substitute(secretary, person.id, substitute_id, first, last, version=row.version, now=NOW)
    db.session.flush()


def test_requirements_without_unit_are_named_in_their_order(town, secretary):
    cycle = builders.cycle(secretary)
    ids = builders.ids(cycle)
    assign(secretary, cycle.id, [ids["1.1.1"]], town.units.personas, now=NOW)
    assert [one.code for one in nobodys(today=TODAY).requirements] == ["1.1.2", "2.1.1", "2.1.2"]


@pytest.mark.parametrize(
    ("unit", "named"),
    [
        ("personas", False),  # has a head
        ("secretaria", False),  # the secretariat answers for itself
        ("migrantes", True),  # has only a contributor
        ("daf", True),  # has nobody
    ],
)
def test_a_unit_with_work_and_nobody_who_answers_for_it_is_named(town, secretary, unit, named):
    assert nobodys(today=TODAY).units == ()
    cast.ask(secretary, getattr(town.units, unit))
    assert [one.id for one in nobodys(today=TODAY).units] == [getattr(town.units, unit)] * named


def test_a_unit_whose_last_head_leaves_is_named(town, secretary):
    cast.ask(secretary, town.units.personas)
    close_account(secretary, town.people.head.id, now=NOW)
    assert [one.id for one in nobodys(today=TODAY).units] == [town.units.personas]


@pytest.mark.parametrize(
    ("first", "last", "covered", "named"),
    [
        (TODAY, TODAY, False, True),
        (TODAY + 10 * DAY, TODAY + 20 * DAY, False, True),  # from a coming day
        (TODAY - 5 * DAY, TODAY - DAY, False, False),  # she is back
        (TODAY, TODAY + DAY, True, False),
    ],
)
def test_a_head_on_leave_for_whom_nobody_acts_is_named(town, secretary, first, last, covered, named):
    away(secretary, town.people.head, town.people.contributor.id if covered else None, first, last)
    assert [one.name for one in nobodys(today=TODAY).heads] == ["Paula Personas"] * named


def test_a_head_whose_substitute_leaves_is_on_leave_without_one(town, secretary):
    away(secretary, town.people.head, town.people.contributor.id, TODAY, TODAY + DAY)
    close_account(secretary, town.people.contributor.id, now=NOW)
    assert [one.name for one in nobodys(today=TODAY).heads] == ["Paula Personas"]


def test_whoever_is_back_has_no_leave(town, secretary):
    away(secretary, town.people.head, None, TODAY, TODAY + DAY)
    away(secretary, town.people.head, None, None, None)
    assert nobodys(today=TODAY).heads == ()
    assert db.session.scalars(select(Absence)).all() == []


@pytest.mark.parametrize(("active", "password", "named"), [(True, "x", 0), (False, "x", 1), (True, None, 1)])
def test_the_open_tasks_of_whoever_cannot_sign_in_are_named(town, secretary, active, password, named):
    person = town.people.contributor
    cast.ask(secretary, town.units.migrantes, person_id=person.id)
    closed = cast.ask(secretary, town.units.migrantes, person_id=person.id)
    cast.walk(closed, (town.people.secretary, Step.DELIVER), (town.people.secretary, Step.ACCEPT))
    row = db.session.get_one(Person, person.id)
    row.active, row.password = active, password
    db.session.flush()
    found = nobodys(today=TODAY).tasks
    assert [(one.name, one.count) for one in found] == [("Mario Migrantes", 1)] * named


def test_it_costs_one_statement_each(town, secretary, statements):
    builders.cycle(secretary)
    for unit in (town.units.daf, town.units.migrantes):
        cast.ask(secretary, unit)
    with statements() as seen:
        nobodys(today=AT.today)
    assert len(seen) == 4
