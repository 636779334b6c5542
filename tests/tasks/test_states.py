"""The life of a task: every state × step × side, as one table."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.tasks.domain.refusals import (
    AnsweredInWords,
    NotFromHere,
    NothingDelivered,
    NotYourStep,
    PiecesWaiting,
    WhyMissing,
)
from sello.tasks.domain.states import (
    TRANSITIONS,
    Side,
    Step,
    TaskKind,
    TaskState,
    Why,
    lead,
    steps_from,
    take,
)

BOTH = frozenset(Side)
ALLOWED = {
    (TaskState.PENDING, Step.START): TaskState.IN_PROGRESS,
    (TaskState.PENDING, Step.DELIVER): TaskState.DELIVERED,
    (TaskState.PENDING, Step.CANCEL): TaskState.CLOSED,
    (TaskState.IN_PROGRESS, Step.DELIVER): TaskState.DELIVERED,
    (TaskState.IN_PROGRESS, Step.CANCEL): TaskState.CLOSED,
    (TaskState.DELIVERED, Step.WITHDRAW): TaskState.IN_PROGRESS,
    (TaskState.DELIVERED, Step.ACCEPT): TaskState.CLOSED,
    (TaskState.DELIVERED, Step.RETURN): TaskState.RETURNED,
    (TaskState.DELIVERED, Step.CANCEL): TaskState.CLOSED,
    (TaskState.RETURNED, Step.DELIVER): TaskState.DELIVERED,
    (TaskState.RETURNED, Step.CANCEL): TaskState.CLOSED,
    (TaskState.CLOSED, Step.REOPEN): TaskState.PENDING,
}
CARRIED = {
    (TaskState.RETURNED, Step.RESUME): TaskState.IN_PROGRESS,
    (TaskState.CLOSED, Step.REOPEN_DELIVERY): TaskState.DELIVERED,
    (TaskState.PENDING, Step.SETTLE): TaskState.CLOSED,
}
"""What only goes along with what is done to a piece, or with an answer."""
SECRETARIAT_ONLY = {Step.ACCEPT, Step.RETURN, Step.CANCEL, Step.REOPEN, Step.REOPEN_DELIVERY}


@pytest.mark.parametrize(("state", "step"), list(itertools.product(TaskState, Step)))
def test_every_pair_of_state_and_step_leads_on_or_is_refused(state: TaskState, step: Step) -> None:
    if (state, step) in ALLOWED:
        assert take(step, state, sides=BOTH, why="porque sí", evidence_count=1) is ALLOWED[state, step]
        return
    with pytest.raises(NotFromHere) as refused:
        take(step, state, sides=BOTH, why="porque sí", evidence_count=1)
    assert state.label in str(refused.value)
    assert step.label in str(refused.value)


@pytest.mark.parametrize(("state", "step"), list(itertools.product(TaskState, Step)))
def test_no_act_writes_a_step_that_the_table_does_not_know(state: TaskState, step: Step) -> None:
    known = ALLOWED | CARRIED
    if (state, step) in known:
        assert lead(step, state) is known[state, step]
        return
    with pytest.raises(NotFromHere):
        lead(step, state)


@pytest.mark.parametrize(("state", "step"), list(ALLOWED))
def test_a_question_is_answered_or_dropped_and_takes_nothing_else(state: TaskState, step: Step) -> None:
    offered = {row.step for row in steps_from(state, BOTH, kind=TaskKind.QUERY)}
    assert offered <= {Step.CANCEL}
    if step is Step.CANCEL:
        assert take(step, state, sides=BOTH, why="Ya no", evidence_count=0, kind=TaskKind.QUERY)
        return
    with pytest.raises(AnsweredInWords):
        take(step, state, sides=BOTH, why="porque sí", evidence_count=1, kind=TaskKind.QUERY)


@pytest.mark.parametrize("step", list(Step))
def test_each_step_belongs_to_one_side(step: Step) -> None:
    state = next(iter(TRANSITIONS[step].sources))
    wrong = Side.UNIT if step in SECRETARIAT_ONLY else Side.SECRETARIAT
    with pytest.raises(NotYourStep):
        take(step, state, sides={wrong}, why="porque sí", evidence_count=1)
    with pytest.raises(NotYourStep):
        take(step, state, sides=frozenset(), why="porque sí", evidence_count=1)


@pytest.mark.parametrize("step", [Step.RETURN, Step.CANCEL, Step.REOPEN])
@pytest.mark.parametrize("why", ["", "   ", "\n"])
def test_a_step_that_hands_work_back_needs_its_reason(step: Step, why: str) -> None:
    with pytest.raises(WhyMissing) as refused:
        take(step, next(iter(TRANSITIONS[step].sources)), sides=BOTH, why=why, evidence_count=1)
    assert refused.value.field == "why"


def test_a_delivery_shows_evidence_or_explains_itself() -> None:
    with pytest.raises(NothingDelivered):
        take(Step.DELIVER, TaskState.PENDING, sides=BOTH, why=" ", evidence_count=0)
    for why, count in (("Se entregó en papel", 0), ("", 1)):
        result = take(Step.DELIVER, TaskState.PENDING, sides=BOTH, why=why, evidence_count=count)
        assert result is TaskState.DELIVERED


@given(st.sampled_from(TaskState), st.frozensets(st.sampled_from(Side)), st.booleans())
def test_what_is_offered_is_exactly_what_is_accepted(
    state: TaskState, sides: frozenset[Side], waiting: bool
) -> None:
    offered = {row.step for row in steps_from(state, sides, waiting=waiting)}
    for step in Step:
        accepted = True
        try:
            take(step, state, sides=sides, why="motivo", evidence_count=1, waiting=waiting)
        except (NotYourStep, NotFromHere, PiecesWaiting):
            accepted = False
        assert accepted == (step in offered)


@given(st.lists(st.sampled_from(Step), max_size=30))
def test_no_walk_through_the_table_gets_stuck(steps: list[Step]) -> None:
    state = TaskState.PENDING
    for step in steps:
        if state in TRANSITIONS[step].sources:
            state = lead(step, state)
        assert steps_from(state, BOTH)


@pytest.mark.parametrize("step", [Step.ACCEPT, Step.RETURN])
def test_a_delivery_is_not_judged_while_a_piece_of_it_waits(step: Step) -> None:
    with pytest.raises(PiecesWaiting):
        take(step, TaskState.DELIVERED, sides=BOTH, why="motivo", evidence_count=1, waiting=True)


def test_only_the_unit_delivers_and_only_the_secretariat_judges() -> None:
    assert {row.step for row in TRANSITIONS.values() if row.side is Side.SECRETARIAT} == SECRETARIAT_ONLY
    assert {row.step for row in TRANSITIONS.values() if row.why is Why.UNLESS_EVIDENCE} == {Step.DELIVER}
