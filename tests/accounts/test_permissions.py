"""The permission table as it is asked: by role, and by whoever only looks with another's eyes."""

from dataclasses import replace

import pytest

from sello.accounts.domain.actor import Actor, Role, as_auditor
from sello.accounts.permissions import OWN, TABLE, Action, OnlyLooks, allows, check
from sello.core.refusal import Forbidden

SECRETARY = Actor(1, 1, "Ana", "ana@muni.example", "Secretaria", Role.SECRETARIAT, frozenset({4}), 4)
AUDITOR = replace(SECRETARY, person_id=2, name="Eva", role=Role.AUDITOR, unit_ids=frozenset())


def outcome(actor: Actor, action: Action | None, *, writes: bool) -> type[Exception] | None:
    try:
        check(actor, action, writes=writes)
    except Forbidden as refusal:
        return type(refusal)
    return None


@pytest.mark.parametrize("action", Action)
def test_whoever_looks_opens_what_an_auditor_opens_and_does_nothing(action: Action) -> None:
    looks = as_auditor(SECRETARY)
    granted = Role.AUDITOR in TABLE[action] and action not in OWN
    assert allows(looks, action) is granted
    assert outcome(looks, action, writes=False) is (None if granted else Forbidden)
    does = None if action is Action.LEAVE else OnlyLooks
    assert outcome(looks, action, writes=True) is (does if granted else Forbidden)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_the_others_may_what_the_table_grants(role: Role, action: Action) -> None:
    granted = role in TABLE[action]
    for writes in (True, False):
        expected = None if granted else Forbidden
        assert outcome(replace(SECRETARY, role=role), action, writes=writes) is expected


def test_a_view_without_a_permission_is_refused() -> None:
    assert outcome(SECRETARY, None, writes=False) is Forbidden


def test_whoever_looks_sees_what_an_auditor_sees() -> None:
    looks = as_auditor(SECRETARY)
    assert looks.visibility == AUDITOR.visibility
    assert (looks.person_id, looks.name, looks.home_unit_id) == (1, "Ana", None)
