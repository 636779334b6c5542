"""Who acts on a day: branches, posts and roles, one's own and those of whom one substitutes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sello.accounts.domain.actor import (
    PersonFacts,
    Role,
    Substitution,
    actor_of,
)
from sello.accounts.domain.people import (
    ExpiryPast,
    NeedsExpiry,
    NeedsUnit,
    SubstituteInactive,
    SubstituteIsSelf,
    SubstitutePeriod,
    SubstituteUnsuited,
    check_expiry,
    check_record,
    check_substitution,
)
from sello.accounts.domain.units import UnitSpan, UnitTree
from sello.accounts.permissions import TABLE, Action, allows

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
TREE = UnitTree(
    UnitSpan(unit_id, parent_id, f"U{unit_id}", "", False, date(2020, 1, 1))
    for unit_id, parent_id in ((1, None), (2, 1), (3, None))
)
PERSON = PersonFacts(
    person_id=7,
    institution_id=1,
    name="Marta Rojas",
    email="marta@town.example",
    post="Encargada",
    role=Role.CONTRIBUTOR,
    unit_id=3,
    active=True,
    access_until=None,
    zone="America/Santiago",
)
FOR_THE_HEAD = Substitution("Directora de Desarrollo", Role.UNIT_HEAD, 1, TODAY - DAY, TODAY + DAY)


def test_a_substitute_acts_with_the_heads_branch_and_role_and_her_post_says_so() -> None:
    actor = actor_of(PERSON, TREE, [FOR_THE_HEAD], today=TODAY)
    assert actor.unit_ids == {1, 2, 3}
    assert actor.role is Role.UNIT_HEAD
    assert actor.post == "Encargada · Directora de Desarrollo (S)"
    assert actor.home_unit_id == 3


@pytest.mark.parametrize("day", [TODAY - 2 * DAY, TODAY + 2 * DAY])
def test_outside_the_period_a_substitute_is_only_herself(day: date) -> None:
    actor = actor_of(PERSON, TREE, [FOR_THE_HEAD], today=day)
    assert (actor.unit_ids, actor.role, actor.post) == ({3}, Role.CONTRIBUTOR, "Encargada")


@pytest.mark.parametrize("day", [TODAY - DAY, TODAY + DAY])
def test_both_ends_of_the_period_count(day: date) -> None:
    assert 1 in actor_of(PERSON, TREE, [FOR_THE_HEAD], today=day).unit_ids


def test_a_wider_role_is_not_narrowed_by_substituting() -> None:
    secretary = replace(PERSON, role=Role.SECRETARIAT, unit_id=None, post="")
    actor = actor_of(secretary, TREE, [FOR_THE_HEAD], today=TODAY)
    assert actor.role is Role.SECRETARIAT
    assert actor.post == "Directora de Desarrollo (S)"
    assert actor.visibility.units is None


@pytest.mark.parametrize("role", [Role.AUTHORITY, Role.AUDITOR])
def test_the_role_of_authority_and_audit_is_neither_given_nor_taken_by_substituting(role: Role) -> None:
    assert actor_of(PERSON, TREE, [replace(FOR_THE_HEAD, role=role)], today=TODAY).role is Role.CONTRIBUTOR
    assert actor_of(replace(PERSON, role=role), TREE, [FOR_THE_HEAD], today=TODAY).role is role


@pytest.mark.parametrize(
    ("role", "units", "released_only"),
    [
        (Role.SECRETARIAT, None, False),
        (Role.AUTHORITY, None, False),
        (Role.AUDITOR, None, True),
        (Role.UNIT_HEAD, frozenset({3}), False),
        (Role.CONTRIBUTOR, frozenset({3}), False),
    ],
)
def test_what_each_role_sees(role: Role, units: frozenset[int] | None, released_only: bool) -> None:
    seen = actor_of(replace(PERSON, role=role), TREE, [], today=TODAY).visibility
    assert (seen.units, seen.released_only) == (units, released_only)
    assert seen.sees_unit(3)
    assert seen.sees_unit(1) is (units is None)
    assert seen.sees_unit(None) is (units is None)


@pytest.mark.parametrize(
    ("facts", "enters"),
    [
        ({}, True),
        ({"active": False}, False),
        ({"access_until": TODAY}, True),
        ({"access_until": TODAY - DAY}, False),
    ],
)
def test_who_may_enter(facts: dict, enters: bool) -> None:
    assert replace(PERSON, **facts).may_enter(TODAY) is enters


def test_a_record_needs_what_its_role_needs() -> None:
    check_record(Role.UNIT_HEAD, unit_id=1, access_until=None)
    check_record(Role.SECRETARIAT, unit_id=None, access_until=None)
    check_record(Role.AUDITOR, unit_id=None, access_until=TODAY)
    for role in (Role.UNIT_HEAD, Role.CONTRIBUTOR):
        with pytest.raises(NeedsUnit):
            check_record(role, unit_id=None, access_until=None)
    with pytest.raises(NeedsExpiry):
        check_record(Role.AUDITOR, unit_id=None, access_until=None)
    check_expiry(TODAY, today=TODAY)
    with pytest.raises(ExpiryPast):
        check_expiry(TODAY - DAY, today=TODAY)


HEAD = replace(PERSON, person_id=8, role=Role.UNIT_HEAD)


@pytest.mark.parametrize(
    ("absent", "substitute", "first", "last", "refusal"),
    [
        (HEAD, HEAD, TODAY, TODAY, SubstituteIsSelf),
        (HEAD, replace(PERSON, active=False), TODAY, TODAY, SubstituteInactive),
        (HEAD, replace(PERSON, role=Role.AUDITOR), TODAY, TODAY, SubstituteUnsuited),
        (replace(HEAD, role=Role.AUTHORITY), PERSON, TODAY, TODAY, SubstituteUnsuited),
        (HEAD, PERSON, TODAY, TODAY - DAY, SubstitutePeriod),
        (HEAD, PERSON, None, TODAY, SubstitutePeriod),
        (HEAD, PERSON, TODAY, None, SubstitutePeriod),
    ],
)
def test_a_substitution_is_refused(
    absent: PersonFacts,
    substitute: PersonFacts,
    first: date | None,
    last: date | None,
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal):
        check_substitution(absent, substitute, first, last)


def test_a_substitution_of_one_day_is_allowed() -> None:
    check_substitution(HEAD, PERSON, TODAY, TODAY)


def test_the_table_speaks_of_every_action_and_what_is_missing_is_denied() -> None:
    assert set(TABLE) == set(Action)
    auditor = actor_of(replace(PERSON, role=Role.AUDITOR), TREE, [], today=TODAY)
    assert not allows(auditor, Action.PERSON_MANAGE)
    assert not allows(auditor, "nothing.known")  # type: ignore[arg-type]


def test_only_the_secretariat_manages_people_and_units() -> None:
    for action in (Action.PERSON_MANAGE, Action.UNIT_MANAGE):
        assert TABLE[action] == {Role.SECRETARIAT}
