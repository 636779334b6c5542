"""Nothing is nobody's: what has no unit, no head, no substitute or nobody who can sign in is named."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from sello.accounts.models import Absence, Person, SignIn, Unit
from sello.accounts.service.people import close_account, set_substitute
from sello.core.db import db, scope_to
from sello.cycles.models import Cycle
from sello.cycles.service.answers import assign
from sello.progress.nobodys import nobodys
from sello.register.domain import InitiativeKind
from sello.register.models import Initiative, InitiativeUnit
from sello.register.parts.domain.columns import Seat
from sello.register.parts.models import CommitteeMember
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
    assert [one.code for one in nobodys(at=AT).requirements] == ["1.1.2", "2.1.1", "2.1.2"]


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
    assert nobodys(at=AT).units == ()
    cast.ask(secretary, getattr(town.units, unit))
    assert [one.id for one in nobodys(at=AT).units] == [getattr(town.units, unit)] * named


def test_a_unit_whose_last_head_leaves_is_named(town, secretary):
    cast.ask(secretary, town.units.personas)
    close_account(secretary, town.people.head.id, now=NOW)
    assert [one.id for one in nobodys(at=AT).units] == [town.units.personas]


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
    assert [one.name for one in nobodys(at=AT).away] == ["Paula Personas"] * named


@pytest.mark.parametrize("who", ["head", "contributor", "secretary"])
def test_whoever_is_away_is_named_as_the_form_of_her_leave_says(town, secretary, who):
    person = getattr(town.people, who)
    away(secretary, person, None, TODAY, TODAY + DAY)
    assert [one.name for one in nobodys(at=AT).away] == [person.name]
    db.session.get_one(Person, person.id).unit_id = None
    db.session.flush()
    assert [(one.name, one.unit) for one in nobodys(at=AT).away] == [(person.name, None)]


def test_a_head_whose_substitute_leaves_is_on_leave_without_one(town, secretary):
    away(secretary, town.people.head, town.people.contributor.id, TODAY, TODAY + DAY)
    close_account(secretary, town.people.contributor.id, now=NOW)
    assert [one.name for one in nobodys(at=AT).away] == ["Paula Personas"]


def test_whoever_is_back_has_no_leave(town, secretary):
    away(secretary, town.people.head, None, TODAY, TODAY + DAY)
    away(secretary, town.people.head, None, None, None)
    assert nobodys(at=AT).away == ()
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
    found = nobodys(at=AT).tasks
    assert [(one.name, one.count) for one in found] == [("Mario Migrantes", 1)] * named


def test_work_of_a_unit_that_ended_is_named_until_it_goes_elsewhere(town, secretary):
    cycle = builders.cycle(secretary)
    ids = builders.ids(cycle)
    assign(secretary, cycle.id, [ids["1.1.1"], ids["1.1.2"]], town.units.daf, now=NOW)
    asked, over = cast.ask(secretary, town.units.daf), cast.ask(secretary, town.units.daf)
    cast.walk(over, (town.people.secretary, Step.DELIVER), (town.people.secretary, Step.ACCEPT))
    assert (nobodys(at=AT).ended_requirements, nobodys(at=AT).ended_tasks) == ((), ())
    db.session.get_one(Unit, town.units.daf).valid_until = TODAY
    db.session.flush()
    found = nobodys(at=AT)
    assert [(one.code, one.ended_on) for one in found.ended_requirements] == [
        ("1.1.1", TODAY),
        ("1.1.2", TODAY),
    ]
    assert [one.id for one in found.ended_tasks] == [asked]
    assign(secretary, cycle.id, [ids["1.1.1"], ids["1.1.2"]], town.units.personas, now=NOW)
    assert nobodys(at=AT).ended_requirements == ()


@pytest.mark.parametrize(
    ("last", "seen", "named"),
    [
        (TODAY - DAY, None, True),
        (TODAY - 9 * DAY, TODAY - 9 * DAY, True),  # she signed in on its last day, and not since
        (TODAY - 9 * DAY, TODAY - 2 * DAY, False),  # she is back
        (TODAY, None, False),  # somebody acts for her today
    ],
)
def test_whoever_did_not_come_back_when_her_substitute_ended_is_named(town, secretary, last, seen, named):
    row = db.session.get_one(Person, town.people.head.id)
    row.substitute_id, row.substitute_from, row.substitute_until = town.people.contributor.id, last, last
    db.session.execute(delete(SignIn).where(SignIn.person_id == row.id))
    if seen is not None:
        at = NOW + (seen - TODAY)
        db.session.add(
            SignIn(
                person_id=row.id, token_hash="x", created_at=at, last_change_at=at, expires_at=at + 30 * DAY
            )
        )
    db.session.flush()
    assert [one.name for one in nobodys(at=AT).lapsed] == ["Paula Personas"] * named


def test_an_evaluator_to_whom_nothing_is_released_is_named(town, secretary):
    cycle = builders.cycle(secretary)
    assert [one.name for one in nobodys(at=AT).evaluators] == [town.people.auditor.name]
    row = db.session.get_one(Person, town.people.auditor.id)
    row.access_until = TODAY - DAY
    db.session.flush()
    assert nobodys(at=AT).evaluators == ()
    row.access_until = None
    db.session.get_one(Cycle, cycle.id).released_at = NOW
    db.session.flush()
    assert nobodys(at=AT).evaluators == ()


def initiative(name, *unit_ids, kind=InitiativeKind.PLAN, **values):
    row = Initiative(name=name, kind=kind, created_at=NOW, **values)
    db.session.add(row)
    db.session.flush()
    db.session.add_all(InitiativeUnit(initiative_id=row.id, unit_id=unit_id) for unit_id in unit_ids)
    db.session.flush()
    return row


def test_an_initiative_that_goes_on_without_a_unit_of_today_is_named(town, secretary):
    initiative("De nadie")
    initiative("De una unidad", town.units.daf)
    initiative("De dos", town.units.daf, town.units.personas)
    initiative("Terminada ayer", ends_on=TODAY - DAY)
    initiative("Termina hoy", ends_on=TODAY)
    assert [one.name for one in nobodys(at=AT).initiatives] == ["De nadie", "Termina hoy"]
    db.session.get_one(Unit, town.units.daf).valid_until = TODAY
    db.session.flush()
    assert [one.name for one in nobodys(at=AT).initiatives] == ["De nadie", "De una unidad", "Termina hoy"]


def test_a_committee_on_which_nobody_sits_is_named(town, secretary):
    committee = initiative("Comité de género", town.units.daf, kind=InitiativeKind.COMMITTEE)
    initiative("Un plan no tiene integrantes", town.units.daf)
    found = nobodys(at=AT)
    assert [one.id for one in found.committees] == [committee.id]
    assert found.initiatives == ()
    assert found.total == 1 + len(found.evaluators)
    db.session.add(CommitteeMember(initiative_id=committee.id, post="Jefatura de DAF", seat=Seat.CHAIR))
    db.session.flush()
    assert nobodys(at=AT).committees == ()


def test_it_costs_one_statement_each(town, secretary, statements):
    builders.cycle(secretary)
    for unit in (town.units.daf, town.units.migrantes):
        cast.ask(secretary, unit)
    with statements() as seen:
        nobodys(at=AT)
    assert len(seen) == 10
