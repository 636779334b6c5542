"""Moving on the board: each way by the act that leads there, and none that the rules refuse."""

from __future__ import annotations

import itertools

import pytest

from sello.core.refusal import NotFound, Refusal
from sello.progress.service_moving import move
from sello.tasks.domain.moves import DEEDS, moves, step_to
from sello.tasks.domain.refusals import NoWayThere, TextMissing, WhyMissing
from sello.tasks.domain.states import TRANSITIONS, Side, Step, TaskKind, TaskState
from sello.tasks.domain.turn import Turn
from sello.tasks.queries import task
from tests.builders import AT, Someone, Town
from tests.tasks import cast

SIDES = (frozenset(), frozenset({Side.UNIT}), frozenset(Side))
CELLS = list(itertools.product(Turn, TaskState, SIDES, TaskKind))


@pytest.mark.parametrize(("turn", "state", "sides", "kind"), CELLS)
def test_no_way_leads_where_its_step_does_not_hold(
    turn: Turn, state: TaskState, sides: frozenset[Side], kind: TaskKind
) -> None:
    found = moves(turn, state, sides, kind)
    assert turn not in found
    assert Turn.ANOTHER not in found, "what it waits for is said in its form"
    for step in found.values():
        assert step in DEEDS
        if step is not None:
            assert state in TRANSITIONS[step].sources
            assert TRANSITIONS[step].side in sides
    if turn is Turn.NOBODY or not sides or kind is TaskKind.QUERY:
        assert not found
    for to in set(Turn) - set(found):
        with pytest.raises(NoWayThere):
            step_to(to, found)


@pytest.mark.parametrize(
    ("who", "before", "to", "why", "after"),
    [
        ("head", (), Turn.SECRETARIAT, "Va por mano", Turn.SECRETARIAT),
        ("head", (Step.DELIVER,), Turn.UNIT, "", Turn.UNIT),
        ("secretary", (Step.DELIVER,), Turn.UNIT, "Falta la firma", Turn.UNIT),
        ("secretary", (Step.DELIVER,), Turn.NOBODY, "", Turn.NOBODY),
        ("secretary", (), Turn.NOBODY, "Ya no se pide", Turn.NOBODY),
        ("secretary", (), Turn.EVALUATION, "¿Basta una copia?", Turn.EVALUATION),
    ],
)
def test_each_way_does_what_the_conversation_would(
    town: Town, who: str, before: tuple[Step, ...], to: Turn, why: str, after: Turn
) -> None:
    person: Someone = getattr(town.people, who)
    asked = cast.ask(town.people.secretary.actor(), town.units.personas)
    cast.walk(asked, *((town.people.head, step) for step in before))
    done = move(person.actor(), asked, to, why=why, shown="", at=AT)
    assert done.id is not None, "it can be taken back"
    assert task.detail(asked, person.actor(), at=AT).task.turn is after


@pytest.mark.parametrize(
    ("who", "to", "refusal"),
    [
        ("head", Turn.NOBODY, NoWayThere),
        ("head", Turn.EVALUATION, NoWayThere),
        ("secretary", Turn.ANOTHER, NoWayThere),
        ("secretary", Turn.NOBODY, WhyMissing),
        ("secretary", Turn.EVALUATION, TextMissing),
        ("authority", Turn.SECRETARIAT, NoWayThere),
        ("other_head", Turn.SECRETARIAT, NotFound),
    ],
)
def test_what_the_rules_refuse_stays_where_it_was(
    town: Town, who: str, to: Turn, refusal: type[Refusal]
) -> None:
    secretary = town.people.secretary.actor()
    asked = cast.ask(secretary, town.units.personas)
    before = task.detail(asked, secretary, at=AT)
    with pytest.raises(refusal):
        move(getattr(town.people, who).actor(), asked, to, why="", shown="", at=AT)
    assert task.detail(asked, secretary, at=AT).talk == before.talk
