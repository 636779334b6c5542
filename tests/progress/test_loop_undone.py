"""What of a conversation can be taken back, by whom and until when; and what it stays afterwards."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.core.mail.message import Message
from sello.core.mail.outbox import OutboxMail, enqueue
from sello.core.refusal import NotFound, Refusal
from sello.core.trail.acts import Act
from sello.core.trail.history import history
from sello.core.undo import GRACE, ActedSince, TooLate, Undoable, undoable
from sello.evidence.models import Evidence
from sello.progress.service import undo
from sello.tasks.domain.states import TRANSITIONS, Step, TaskState
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task, TaskAsk, TaskEvent
from sello.tasks.queries import task
from sello.tasks.service import asking
from sello.tasks.service.steps import comment
from tests.evidence.conftest import own_store
from tests.progress.keeping import LENGTH, kept, later
from tests.progress.loop import ACTS, Loop

__all__ = ["own_store"]  # fixture


def test_an_act_after_it_makes_undoing_impossible_and_says_so(loop: Loop) -> None:
    asked = loop.ask()
    piece = loop.hand_in(asked)
    outcome = loop.accept(piece)
    assert outcome.undo_id is not None
    comment(loop.unit.actor(), asked, "Gracias", now=loop.at.now)
    before = kept()
    with pytest.raises(ActedSince):
        undo(loop.secretary.actor(), outcome.undo_id, at=loop.at)
    assert kept() == before


def test_only_whoever_acted_takes_it_back_once_and_in_time(loop: Loop) -> None:
    asked = loop.ask()
    before = kept()
    done = asking.ask(loop.unit.actor(), asked, "¿Cuál?", to=Turn.SECRETARIAT, at=loop.at)
    assert done.id is not None
    with pytest.raises(NotFound):
        undo(loop.secretary.actor(), done.id, at=loop.at)
    with pytest.raises(TooLate):
        undo(loop.unit.actor(), done.id, at=later(loop, GRACE))
    undo(loop.unit.actor(), done.id, at=later(loop, GRACE - timedelta(seconds=1)))
    assert kept() == before
    with pytest.raises(NotFound):
        undo(loop.unit.actor(), done.id, at=loop.at)
    talk = task.detail(asked, loop.unit.actor(), at=loop.at).talk
    assert [entry.kind.value for entry in talk] == ["step", "undone"]


def test_an_old_button_never_takes_back_a_later_act(loop: Loop) -> None:
    """What can no longer be undone goes, as a question that is taken back does; their ids never return."""
    first, second = loop.ask(), loop.ask()
    old = asking.ask(loop.unit.actor(), first, "¿Cuál?", to=Turn.SECRETARIAT, at=loop.at)
    asked = db.session.query(TaskAsk.id).filter_by(task_id=first).scalar()
    undo(loop.unit.actor(), old.id or 0, at=loop.at)
    loop.later(30)
    done = asking.ask(loop.unit.actor(), second, "¿Cuál?", to=Turn.SECRETARIAT, at=loop.at)
    assert db.session.query(TaskAsk.id).filter_by(task_id=second).scalar() > asked
    assert db.session.query(Undoable.id).scalar() == done.id
    with pytest.raises(NotFound):
        undo(loop.unit.actor(), old.id or 0, at=loop.at)


def test_a_delivery_that_is_reopened_stays_of_its_day(loop: Loop) -> None:
    """Only the unit delivers; nothing that the secretariat does with it makes it later or earlier."""
    asked = loop.ask()
    piece = loop.hand_in(asked)
    handed = loop.at.now
    loop.later(60 * 24)
    loop.accept(piece)
    loop.later(60 * 24 * 18)
    loop.give_back(piece)
    row = db.session.get_one(Task, asked)
    assert (row.state, row.delivered_at, row.closed_at) == (TaskState.DELIVERED, handed, None)
    last = task.detail(asked, loop.secretary.actor(), at=loop.at).talk
    assert [entry.did for entry in last if entry.step][-1] == "reabre la entrega"
    loop.correct(piece)
    assert row.delivered_at == handed, "the whole was delivered then; a piece of it came anew"


def test_a_returned_task_is_resumed_and_not_begun(loop: Loop) -> None:
    asked = loop.ask()
    loop.step(loop.unit, asked, Step.DELIVER, "En papel")
    loop.step(loop.secretary, asked, Step.RETURN, "Falta el decreto")
    loop.hand_in(asked, complete=False)
    talk = task.detail(asked, loop.secretary.actor(), at=loop.at).talk
    steps_told = [entry.did for entry in talk if entry.step]
    assert steps_told == ["dice que con esto queda entregado", "devuelve la entrega", "retoma lo devuelto"]
    assert [event.act for event in history("task", asked, limit=1)] == [Act.TASK_RESUMED]


def test_every_step_of_every_history_is_in_the_table(loop: Loop) -> None:
    """Whatever happens, in any order: from where, which step, to where is a row of the table."""
    asked = loop.ask()
    loop.step(loop.unit, asked, Step.DELIVER, "En papel")
    loop.step(loop.secretary, asked, Step.RETURN, "Falta el decreto")
    piece = loop.hand_in(asked, complete=False)  # resumes what was returned
    loop.step(loop.unit, asked, Step.DELIVER)
    loop.accept(piece)
    loop.give_back(piece)  # reopens the delivery
    random = Random(7)
    for _ in range(2 * LENGTH):
        loop.later(random.choice((1, 60, 60 * 24)))
        with suppress(Refusal):
            random.choice(ACTS)(loop, random)
            db.session.flush()
    written = db.session.scalars(select(TaskEvent).where(TaskEvent.step.is_not(None))).all()
    assert {Step.RESUME, Step.REOPEN_DELIVERY} <= {event.step for event in written}
    for event in written:
        assert event.step is not None
        row = TRANSITIONS[event.step]
        assert event.from_state in row.sources
        assert event.to_state is row.target


def test_a_form_of_the_undone_state_is_stale(loop: Loop) -> None:
    piece = loop.hand_in()
    outcome = loop.accept(piece)
    assert outcome.undo_id is not None
    accepted = db.session.get_one(Evidence, piece).version
    undo(loop.secretary.actor(), outcome.undo_id, at=loop.at)
    assert db.session.get_one(Evidence, piece).version > accepted


def test_a_mail_that_an_act_queues_waits_with_it_and_goes_with_it(loop: Loop) -> None:
    asked = loop.ask()
    mail = Message("ana@prueba.example", "Ana", "Aviso", "Texto.", "<p>Texto</p>", "due-soon", "key:ana")
    with undoable(loop.unit.actor(), Act.TASK_DELIVERED, now=loop.at.now) as done:
        loop.step(loop.unit, asked, Step.START)
        enqueue(mail, now=loop.at.now)
    (waiting,) = db.session.scalars(select(OutboxMail))
    assert waiting.next_attempt_at == loop.at.now + GRACE
    assert done.id is not None
    undo(loop.unit.actor(), done.id, at=loop.at)
    assert db.session.scalars(select(OutboxMail)).all() == []
