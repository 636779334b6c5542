"""One act carries what hangs from it: the task with its evidence, the requirement with its last piece."""

from __future__ import annotations

from typing import Any

import pytest

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.queries.requirement import find_answer
from sello.evidence.service import links
from sello.progress import carrying
from sello.progress.carried import NOTHING
from sello.tasks.domain.states import Step, TaskState
from sello.tasks.domain.turn import Reason, Turn
from sello.tasks.models import Task
from sello.tasks.queries import task
from sello.tasks.service import asking, steps
from tests.builders import Town
from tests.evidence.conftest import own_store
from tests.progress import loop as acting
from tests.progress.loop import Loop

__all__ = ["own_store"]  # fixture

ALL = Visibility(units=None)


@pytest.fixture
def loop(app: Any, town: Town, cycle: CycleRow, own_store: object) -> Loop:
    del own_store
    acting.validating()
    return Loop(app, town, cycle)


def now(loop: Loop, task_id: int) -> tuple[Turn, Reason]:
    shown = task.detail(task_id, loop.secretary.actor(), at=loop.at).task.now
    return shown.turn, shown.reason


def remarks(loop: Loop, task_id: int) -> list[str]:
    shown = task.detail(task_id, loop.unit.actor(), at=loop.at)
    return [one.text for one in shown.remarks]


def validated(loop: Loop, code: str = "1.1.2") -> str | None:
    return find_answer(loop.requirement(code), loop.cycle.id, ALL)[1].row.validated


def test_handing_in_from_a_task_hands_the_task_in(loop: Loop) -> None:
    asked = loop.ask()
    assert now(loop, asked) == (Turn.UNIT, Reason.TO_DO)
    loop.hand_in(asked)
    assert db.session.get_one(Task, asked).state is TaskState.DELIVERED
    assert now(loop, asked) == (Turn.SECRETARIAT, Reason.REVIEW)


def test_with_more_to_come_it_goes_back_to_the_unit_once_reviewed(loop: Loop) -> None:
    asked = loop.ask()
    piece = loop.hand_in(asked, complete=False)
    assert now(loop, asked) == (Turn.SECRETARIAT, Reason.REVIEW)
    outcome = loop.accept(piece)
    assert outcome.carried == NOTHING
    assert now(loop, asked) == (Turn.UNIT, Reason.TO_DO)


@pytest.mark.parametrize("wished", [True, False])
def test_accepting_the_last_thing_closes_the_task_and_validates_if_wished(loop: Loop, wished: bool) -> None:
    asked = loop.ask()
    piece = loop.hand_in(asked)
    before = carrying.with_acceptance(piece, at=loop.at)
    assert [answer.code for answer in before.answers] == ["1.1.2"]
    outcome = loop.accept(piece, validate=wished)
    assert outcome.carried.tasks == before.tasks
    assert [one.id for one in outcome.carried.tasks] == [asked]
    assert now(loop, asked) == (Turn.NOBODY, Reason.CLOSED)
    assert validated(loop) == ("yes" if wished else None)


def test_an_institution_that_does_not_wish_it_validates_by_itself(
    app: Any, town: Town, cycle: CycleRow
) -> None:
    loop = Loop(app, town, cycle)
    piece = loop.hand_in()
    assert loop.accept(piece).carried.answers == ()
    assert validated(loop) is None


def test_a_task_kept_open_keeps_its_requirement_unvalidated(loop: Loop) -> None:
    asked = loop.ask()
    assert loop.accept(loop.hand_in(asked), close=False).carried == NOTHING
    assert now(loop, asked) == (Turn.SECRETARIAT, Reason.DELIVERED)
    loop.step(loop.secretary, asked, Step.ACCEPT)
    assert now(loop, asked) == (Turn.NOBODY, Reason.CLOSED)
    assert validated(loop) == "yes"


def test_evidence_that_nobody_asked_for_validates_as_well(loop: Loop) -> None:
    outcome = loop.accept(loop.hand_in())
    assert outcome.carried.tasks == ()
    assert validated(loop) == "yes"


def test_what_is_handed_in_for_a_task_serves_what_was_asked(loop: Loop) -> None:
    asked = loop.ask()
    piece = loop.hand_in(asked, code="1.1.1")
    outcome = loop.accept(piece)
    assert [one.id for one in outcome.carried.tasks] == [asked]
    assert [one.code for one in outcome.carried.answers] == ["1.1.2"]
    assert validated(loop) == "yes"


def test_what_serves_part_of_what_was_asked_is_left_as_its_unit_said(loop: Loop) -> None:
    piece = loop.hand_in(loop.ask("1.1.1", "1.1.2"))
    assert links.linked(piece, loop.cycle.id) == {loop.requirement("1.1.2")}


def test_a_task_that_closes_frees_what_it_asked_for_also_without_a_link(loop: Loop) -> None:
    """1.1.2 has its evidence; the task asks for it beside 1.1.1, and gets a piece for that alone."""
    loop.accept(loop.hand_in(), validate=False)
    asked = loop.ask("1.1.1", "1.1.2")
    piece = loop.hand_in(asked, code="1.1.1")
    before = carrying.with_acceptance(piece, at=loop.at)
    assert [one.code for one in before.answers] == ["1.1.2"]
    assert loop.accept(piece).carried == before
    assert validated(loop) == "yes"


def test_one_accepted_and_one_returned_leave_one_thing_open(loop: Loop) -> None:
    asked = loop.ask()
    good, bad = loop.hand_in(asked), loop.hand_in(asked)
    loop.accept(good)
    assert now(loop, asked) == (Turn.SECRETARIAT, Reason.REVIEW)
    loop.give_back(bad, "Falta la firma")
    assert now(loop, asked) == (Turn.UNIT, Reason.RETURNED)
    assert remarks(loop, asked) == ["Falta la firma"]
    loop.correct(bad)
    assert now(loop, asked) == (Turn.SECRETARIAT, Reason.REVIEW)
    assert remarks(loop, asked) == []
    loop.accept(bad)
    assert now(loop, asked) == (Turn.NOBODY, Reason.CLOSED)


def test_a_piece_that_serves_two_tasks_is_reviewed_once(loop: Loop) -> None:
    one, other = loop.ask(), loop.ask()
    piece = loop.hand_in(one)
    steps.attach(loop.unit.actor(), other, piece, loop.at.now, complete=True)
    loop.give_back(piece)
    assert {now(loop, each) for each in (one, other)} == {(Turn.UNIT, Reason.RETURNED)}
    loop.correct(piece)
    outcome = loop.accept(piece)
    assert {each.id for each in outcome.carried.tasks} == {one, other}
    assert {now(loop, each) for each in (one, other)} == {(Turn.NOBODY, Reason.CLOSED)}
    assert validated(loop) == "yes"


def test_returning_what_was_accepted_long_ago_reopens_and_takes_the_validation(loop: Loop) -> None:
    asked = loop.ask()
    piece = loop.hand_in(asked)
    loop.accept(piece)
    loop.later(60 * 24 * 90)
    before = carrying.with_return(piece, at=loop.at)
    outcome = loop.give_back(piece)
    assert outcome.carried.tasks == before.tasks
    assert [each.id for each in before.tasks] == [asked]
    assert [each.code for each in before.answers] == ["1.1.2"]
    assert now(loop, asked) == (Turn.UNIT, Reason.RETURNED)
    assert validated(loop) is None
    loop.correct(piece)
    loop.accept(piece)
    assert now(loop, asked) == (Turn.NOBODY, Reason.CLOSED)
    assert validated(loop) == "yes"


def test_a_validation_with_another_leg_stands(loop: Loop) -> None:
    first = loop.hand_in()
    loop.accept(first)
    second = loop.hand_in()
    loop.accept(second)
    assert loop.give_back(second).carried.answers == ()
    assert validated(loop) == "yes"


def test_a_task_closed_without_delivery_stays_closed(loop: Loop) -> None:
    asked = loop.ask()
    piece = loop.hand_in(asked, complete=False)
    loop.accept(piece)
    loop.step(loop.secretary, asked, Step.CANCEL)
    assert loop.give_back(piece).carried.tasks == ()
    assert now(loop, asked) == (Turn.NOBODY, Reason.CLOSED)


def test_an_open_question_keeps_the_task_open(loop: Loop) -> None:
    asked = loop.ask()
    piece = loop.hand_in(asked)
    asking.ask(loop.secretary.actor(), asked, "¿De qué año?", to=Turn.UNIT, at=loop.at)
    assert now(loop, asked) == (Turn.UNIT, Reason.ASKED)
    assert remarks(loop, asked) == ["¿De qué año?"]
    assert loop.accept(piece).carried == NOTHING
    asking.answer(loop.unit.actor(), asked, "De este", at=loop.at)
    assert now(loop, asked) == (Turn.SECRETARIAT, Reason.DELIVERED)


def test_the_remark_on_a_delivery_is_answered_by_whatever_comes_in(loop: Loop) -> None:
    asked = loop.ask()
    loop.step(loop.unit, asked, Step.DELIVER, "Está en la carpeta azul")
    loop.step(loop.secretary, asked, Step.RETURN, "Súbalo")
    assert remarks(loop, asked) == ["Súbalo"]
    assert now(loop, asked) == (Turn.UNIT, Reason.RETURNED)
    loop.hand_in(asked, complete=False)
    assert remarks(loop, asked) == []
    assert now(loop, asked) == (Turn.SECRETARIAT, Reason.REVIEW)
