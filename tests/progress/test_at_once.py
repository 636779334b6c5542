"""Two people at once: nobody comes between what an act looks at and what it writes (PostgreSQL)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from random import Random
from typing import Any

import pytest

from sello.core import undo as undoing
from sello.core.db import db
from sello.core.refusal import Refusal
from sello.core.undo import ActedSince
from sello.cycles.models import Answer
from sello.cycles.queries.cycles import CycleRow
from sello.progress import carrying, service
from sello.progress.service import undo
from sello.tasks.domain.states import Step, TaskState
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task
from sello.tasks.service import asking, hand_in, steps
from tests import rivals
from tests.builders import Town
from tests.conftest import Statements
from tests.evidence.conftest import own_store
from tests.progress import loop as acting
from tests.progress.loop import Loop

__all__ = ["own_store"]  # fixture

# SQLite lets one write at a time: there nobody comes between.
pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True, scope="session")


@pytest.fixture
def loop(app: Any, town: Town, cycle: CycleRow, own_store: object) -> Loop:
    del own_store
    acting.validating()
    return Loop(app, town, cycle)


def state(task_id: int) -> TaskState:
    db.session.expire_all()
    return db.session.get_one(Task, task_id).state


RIVALS: dict[str, Callable[[Loop, int], object]] = {
    "takes a step": lambda loop, task: loop.step(loop.secretary, task, Step.DELIVER, "En papel"),
    "says something": lambda loop, task: steps.comment(
        loop.secretary.actor(), task, "Un momento", now=loop.at.now
    ),
    "asks": lambda loop, task: asking.ask(loop.secretary.actor(), task, "¿Cuál?", to=Turn.UNIT, at=loop.at),
}


@pytest.mark.parametrize("rival", RIVALS)
@pytest.mark.parametrize("act", ["step", "question"])
def test_nobody_acts_between_the_look_and_the_writing_of_an_undo(
    loop: Loop, monkeypatch: pytest.MonkeyPatch, rival: str, act: str
) -> None:
    task = loop.ask()
    if act == "step":
        undo_id = loop.step(loop.unit, task, Step.START).id
    else:
        undo_id = asking.ask(loop.unit.actor(), task, "¿Hoy?", to=Turn.SECRETARIAT, at=loop.at).id
    db.session.commit()
    came: list[bool] = []
    put_back = undoing.put_back

    def slowly(*args: Any) -> None:
        came.append(rivals.comes_through(loop.app, lambda: RIVALS[rival](loop, task)))
        put_back(*args)

    monkeypatch.setattr(undoing, "put_back", slowly)
    undo(loop.unit.actor(), undo_id or 0, at=loop.at)
    db.session.commit()
    assert came == [False]
    assert state(task) is TaskState.PENDING
    assert rivals.comes_through(loop.app, lambda: RIVALS[rival](loop, task)), "afterwards she may"


@pytest.mark.parametrize("rival", RIVALS)
def test_whoever_acted_before_is_found_by_the_undo(loop: Loop, rival: str) -> None:
    task = loop.ask()
    undo_id = loop.step(loop.unit, task, Step.START).id
    db.session.commit()
    db.session.get_one(Task, task)  # what this session has read before does not count
    assert rivals.comes_through(loop.app, lambda: RIVALS[rival](loop, task))
    with pytest.raises(ActedSince):
        undo(loop.unit.actor(), undo_id or 0, at=loop.at)


def test_what_is_kept_of_an_answer_is_what_the_act_writes_over(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An act notes many rows at once: nobody changes them between the note and the writing."""
    piece = loop.hand_in()
    db.session.commit()
    answer = db.session.query(Answer.id).filter_by(requirement_id=loop.requirement()).scalar()
    came: list[bool] = []
    rows = undoing.held_rows

    def declare_anew() -> None:
        db.session.query(Answer).filter_by(id=answer).update({"narrative": "Otra"})

    def slowly(session: Any, table: Any, where: Any) -> Any:
        found = list(rows(session, table, where))
        if table.name == "answer" and not came:
            came.append(rivals.comes_through(loop.app, declare_anew))
        return iter(found)

    monkeypatch.setattr(undoing, "held_rows", slowly)
    loop.accept(piece, validate=False)
    assert came == [False]


CARRIED: dict[str, tuple[str, Callable[[Loop, int, int], object]]] = {
    "accept": ("with_acceptance", lambda loop, piece, _: loop.accept(piece)),
    "give back": ("with_return", lambda loop, piece, _: loop.give_back(piece)),
    "close": ("with_closing", lambda loop, _, task: loop.step(loop.secretary, task, Step.ACCEPT)),
}
DISTURB: dict[str, Callable[[Loop, int], object]] = {
    "accept": lambda loop, task: loop.step(loop.unit, task, Step.WITHDRAW, "Falta un anexo"),
    "give back": lambda loop, task: loop.step(loop.secretary, task, Step.REOPEN, "Falta otra"),
    "close": lambda loop, task: loop.step(loop.unit, task, Step.WITHDRAW, "Falta un anexo"),
}


@pytest.mark.parametrize("act", CARRIED)
def test_what_an_act_carries_stands_until_it_is_written(
    loop: Loop, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    task = loop.ask()
    piece = loop.hand_in(task)
    if act != "accept":
        loop.accept(piece, close=act == "give back")
    db.session.commit()
    came: list[bool] = []
    name, do = CARRIED[act]
    reckon = getattr(carrying, name)

    def slowly(*args: Any, **named: Any) -> Any:
        carried = reckon(*args, **named)
        came.append(rivals.comes_through(loop.app, lambda: DISTURB[act](loop, task)))
        return carried

    monkeypatch.setattr(service, name, slowly)
    do(loop, piece, task)
    db.session.commit()
    assert came == [False]
    assert state(task) is (TaskState.DELIVERED if act == "give back" else TaskState.CLOSED)


def test_two_who_accept_the_last_two_pieces_at_once_close_the_task(loop: Loop) -> None:
    task = loop.ask("1.1.2", "2.1.1")
    first, second = loop.hand_in(task), loop.hand_in(task, code="2.1.1")
    db.session.commit()
    loop.accept(first)
    assert not rivals.comes_through(loop.app, lambda: loop.accept(second)), "she waits for the first"
    db.session.commit()
    assert rivals.comes_through(loop.app, lambda: loop.accept(second))
    assert state(task) is TaskState.CLOSED


def test_two_who_accept_the_last_two_pieces_of_a_requirement_at_once_validate_it(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = loop.hand_in(), loop.hand_in()
    db.session.commit()
    reckoned: list[int] = []
    reckon = carrying.with_acceptance

    def counted(piece: int, **named: Any) -> Any:
        reckoned.append(piece)
        return reckon(piece, **named)

    monkeypatch.setattr(service, "with_acceptance", counted)
    loop.accept(first)
    assert not rivals.comes_through(loop.app, lambda: loop.accept(second)), "she waits for the first"
    assert reckoned == [first], "what the second carries is reckoned once the first is through"
    db.session.commit()
    assert rivals.comes_through(loop.app, lambda: loop.accept(second))
    db.session.expire_all()
    answer = db.session.query(Answer).filter_by(requirement_id=loop.requirement()).one()
    assert answer.validated is not None


HELD = re.compile(r"FROM (evidence|task|answer)\b.*FOR UPDATE|\AUPDATE (evidence|task|answer)\b", re.DOTALL)
IN_ORDER = ("evidence", "task", "answer")


def held_in_order(statements: list[str]) -> list[str]:
    """The tables of which an act held or wrote rows, in the order in which it began with each."""
    found = (HELD.search(statement) for statement in statements)
    return list(dict.fromkeys(match[1] or match[2] for match in found if match))


@pytest.mark.parametrize("seed", range(3))
def test_every_act_holds_pieces_before_tasks_before_answers(
    loop: Loop, statements: Callable[[], AbstractContextManager[Statements]], seed: int
) -> None:
    """Two acts that hold the same things in two orders would wait for each other for ever."""
    random, happened = Random(seed), Counter[str]()
    loop.ask()
    for _ in range(90):  # so many that each act that holds something comes up
        loop.later(1)
        loop.prepare(random)
        db.session.commit()
        act = random.choice(acting.ACTS)
        with statements() as seen:
            undo_id = None
            try:
                undo_id = act(loop, random)
                db.session.commit()
            except Refusal:
                db.session.rollback()
        held = held_in_order(seen)
        assert held == sorted(held, key=IN_ORDER.index), act.__name__
        happened[act.__name__] += len(held) > 1
        if undo_id and random.random() < 0.3:
            doer = db.session.get_one(undoing.Undoable, undo_id).person_id
            (person,) = (each for each in loop.working if each.id == doer)
            with statements() as seen:
                undo(person.actor(), undo_id, at=loop.at)
            db.session.commit()
            held = held_in_order(seen)
            assert held == sorted(held, key=IN_ORDER.index), f"undo of {act.__name__}"
    assert happened["_hand_in"]
    assert happened["accept_something"]


def test_two_who_use_the_same_pieces_in_place_of_their_files_do_not_get_stuck(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes second waits for the piece with nothing in her hands that the first one needs."""
    task, other = loop.ask(), loop.ask()
    piece = loop.hand_in()
    loop.ready[loop.secretary.id] = loop._received(loop.secretary, loop.files)
    db.session.commit()
    came: list[bool] = []
    check = hand_in._check_task

    def slowly(*args: Any) -> None:
        came.append(rivals.comes_through(loop.app, lambda: loop.give_back(piece)))
        came.append(rivals.comes_through(loop.app, lambda: RIVALS["says something"](loop, other)))
        check(*args)

    monkeypatch.setattr(hand_in, "_check_task", slowly)
    assert loop.hand_in(task, by=loop.secretary) == piece
    assert came == [False, True]
