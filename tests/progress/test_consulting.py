"""Asking where no task is open: a conversation of its own, which its answer closes."""

from __future__ import annotations

from typing import Any

import pytest

from sello.core.db import db
from sello.core.refusal import NotFound, Refusal
from sello.cycles.queries.cycles import CycleRow
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence
from sello.progress.service import undo
from sello.tasks.domain.refusals import AlreadyAsked, AnsweredInWords
from sello.tasks.domain.states import Step, TaskKind, TaskState
from sello.tasks.domain.talk import Said
from sello.tasks.domain.turn import Reason, Turn
from sello.tasks.queries import task
from sello.tasks.service import asking, consulting, steps
from tests.builders import Town
from tests.evidence.conftest import own_store
from tests.progress import loop as acting
from tests.progress.loop import Loop
from tests.progress.test_loop import kept

__all__ = ["own_store"]  # fixture


@pytest.fixture
def loop(app: Any, town: Town, cycle: CycleRow, own_store: object) -> Loop:
    del own_store
    acting.validating()
    return Loop(app, town, cycle)


def test_evidence_that_nobody_asked_for_gets_a_conversation_when_something_is_asked(loop: Loop) -> None:
    """Its own, with the unit's turn; its answer closes it, and the piece waits for review all the while."""
    piece = loop.hand_in()
    done = consulting.consult_on_piece(loop.secretary.actor(), piece, "¿De qué año es?", at=loop.at)
    row = task.detail(done.task_id, loop.unit.actor(), at=loop.at).task
    assert (row.kind, row.turn, row.now.reason) == (TaskKind.QUERY, Turn.UNIT, Reason.ASKED)
    assert row.due_on == loop.at.calendar.add_business_days(loop.at.today, consulting.TERM)
    assert consult_refused(loop, piece) is AlreadyAsked
    for act in (
        lambda: loop.hand_in(done.task_id),
        lambda: loop.step(loop.unit, done.task_id, Step.DELIVER),
        lambda: loop.step(loop.unit, done.task_id, Step.START),
        lambda: steps.attach(loop.unit.actor(), done.task_id, piece, loop.at.now),
    ):
        with pytest.raises(AnsweredInWords):
            act()
    loop.later(30)
    before = kept()
    answered = asking.answer(loop.unit.actor(), done.task_id, "De este", at=loop.at)
    over = task.detail(done.task_id, loop.unit.actor(), at=loop.at)
    assert (over.task.turn, over.task.state) == (Turn.NOBODY, TaskState.CLOSED)
    assert [entry.kind for entry in over.talk] == [Said.STEP, Said.QUESTION, Said.ANSWER, Said.STEP]
    assert db.session.get_one(Evidence, piece).state is EvidenceState.SUBMITTED
    undo(loop.unit.actor(), answered.id or 0, at=loop.at)
    assert kept() == before
    outcome = loop.accept(piece)
    assert not outcome.carried.tasks, "a question is no delivery that acceptance could close"
    assert [answer.code for answer in outcome.carried.answers] == ["1.1.2"], (
        "nor does it hold up a validation"
    )


def consult_refused(loop: Loop, piece: int) -> type[Refusal] | None:
    try:
        consulting.consult_on_piece(loop.secretary.actor(), piece, "¿Y?", at=loop.at)
    except Refusal as refusal:
        return type(refusal)
    return None


def test_a_unit_asks_too_and_the_secretariat_has_the_turn(loop: Loop) -> None:
    asked = consulting.consult_on_requirement(
        loop.unit.actor(), loop.requirement(), "¿Sirve el acta?", cycle_id=None, at=loop.at
    )
    row = task.detail(asked.task_id, loop.secretary.actor(), at=loop.at).task
    assert (row.turn, row.unit_id) == (Turn.SECRETARIAT, loop.unit.unit_id)
    with pytest.raises(NotFound):
        consulting.consult_on_requirement(
            loop.heads[1].actor(), loop.requirement(), "¿?", cycle_id=None, at=loop.at
        )
    undo(loop.unit.actor(), asked.undo_id or 0, at=loop.at)
    with pytest.raises(NotFound):
        task.detail(asked.task_id, loop.secretary.actor(), at=loop.at)
