"""Asking in the conversation of a task: questions, requests for more time, and their answers."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.core.undo import Done, undoable
from sello.tasks.domain.asking import AskKind, check_answer, check_ask, check_later, check_text
from sello.tasks.domain.due import DueKind
from sello.tasks.domain.refusals import AlreadyAsked, AskedElsewhere, ClosedTask, NothingAsked, NotYourStep
from sello.tasks.domain.states import Side, Step, TaskKind, TaskState
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task, TaskAsk
from sello.tasks.service.loading import leads, load, sides
from sello.tasks.service.noting import note
from sello.tasks.service.steps import move


def ask(actor: Actor, task_id: int, text: str, *, to: Turn, at: Moment) -> Done:
    """Ask the other side of an open task something; the turn goes to it."""
    task = _open(task_id, actor)
    said = check_ask(to, text, sides(actor))
    with undoable(actor, Act.TASK_ASKED, now=at.now) as done:
        put_question(actor, task, AskKind.QUESTION, said, to=to, at=at)
    return done


def ask_for_account(actor: Actor, task_id: int, text: str, *, to: Turn, at: Moment) -> Done:
    """Have the authority, who stands on no side of a task, ask one of them for an account of it."""
    task = _open(task_id, actor)
    if to not in ACCOUNTABLE:
        raise AskedElsewhere
    said = check_text(text)
    with undoable(actor, Act.TASK_ASKED, now=at.now) as done:
        put_question(actor, task, AskKind.QUESTION, said, to=to, at=at)
    return done


def ask_for_time(actor: Actor, task_id: int, text: str, until: date | None, *, at: Moment) -> Done:
    """Ask for a later due date, saying why; it waits for the secretariat."""
    task = _open(task_id, actor)
    if Side.UNIT not in sides(actor) or not leads(actor, task):
        raise NotYourStep(side=Side.UNIT.label)
    day = check_later(until, due_on=task.due_on, today=at.today)
    said = check_text(text)
    with undoable(actor, Act.TASK_TIME_ASKED, now=at.now) as done:
        put_question(actor, task, AskKind.TIME, said, to=Turn.SECRETARIAT, until=day, at=at)
    return done


def answer(actor: Actor, task_id: int, text: str, *, at: Moment) -> Done:
    """Answer the question that waits; with it a conversation of its own is over."""
    task = _open(task_id, actor)
    row = _waiting(task_id, AskKind.QUESTION)
    check_answer(row.asked_of, sides(actor))
    said = check_text(text)
    with undoable(actor, Act.TASK_ANSWERED, now=at.now) as done:
        _answer(actor, row, said, at)
        record(actor, Act.TASK_ANSWERED, task.id, now=at.now, ask_id=row.id)
        if task.kind is TaskKind.QUERY:
            move(actor, task, Step.SETTLE, now=at.now)
    return done


def decide_time(actor: Actor, task_id: int, until: date | None, text: str, *, at: Moment) -> Done:
    """Grant the time that was asked for, or another day; None refuses it, which needs its reason."""
    task = _open(task_id, actor)
    row = _waiting(task_id, AskKind.TIME)
    check_answer(row.asked_of, sides(actor))
    said = check_text(text) if until is None else text.strip()
    day = None if until is None else check_later(until, due_on=task.due_on, today=at.today)
    with undoable(actor, Act.TASK_TIME_DECIDED, now=at.now) as done:
        if day is not None:
            _postpone(actor, task, day, at)
        row.granted = day
        _answer(actor, row, said, at)
        record(actor, Act.TASK_TIME_DECIDED, task.id, now=at.now, ask_id=row.id, granted=day)
    return done


def _postpone(actor: Actor, task: Task, until: date, at: Moment) -> None:
    """The new due date, noted in the task's history; why is told by the answer beside it."""
    note(actor, task, {"due_on": [task.due_on.isoformat(), until.isoformat()]}, at.now)
    task.due_on, task.due_kind, task.due_days = until, DueKind.DATE, None
    task.version += 1


def _open(task_id: int, actor: Actor) -> Task:
    task = load(task_id, actor)
    if task.state is TaskState.CLOSED:
        raise ClosedTask
    return task


def _waiting(task_id: int, kind: AskKind) -> TaskAsk:
    statement = select(TaskAsk).where(
        TaskAsk.task_id == task_id, TaskAsk.kind == kind, TaskAsk.answered_at.is_(None)
    )
    row = db.session.scalars(statement.with_for_update()).one_or_none()
    if row is None:
        raise NothingAsked
    return row


def put_question(
    actor: Actor,
    task: Task,
    kind: AskKind,
    text: str,
    *,
    to: Turn,
    until: date | None = None,
    at: Moment,
) -> None:
    """Write what was allowed to be asked; refuses with AlreadyAsked a second one of its kind that waits."""
    there = select(TaskAsk.id).where(
        TaskAsk.task_id == task.id, TaskAsk.kind == kind, TaskAsk.answered_at.is_(None)
    )
    if db.session.scalar(there) is not None:
        raise AlreadyAsked
    row = TaskAsk(
        task_id=task.id,
        kind=kind,
        asked_of=to,
        text=text,
        until=until,
        at=at.now,
        person_id=actor.person_id,
    )
    db.session.add(row)
    db.session.flush()
    record(actor, ASKED[kind], task.id, now=at.now, ask_id=row.id)


def _answer(actor: Actor, row: TaskAsk, text: str, at: Moment) -> None:
    row.answer, row.answered_at, row.answered_by = text, at.now, actor.person_id
    db.session.flush()


ACCOUNTABLE = frozenset({Turn.UNIT, Turn.SECRETARIAT})
"""Who gives account to the authority."""

ASKED = {AskKind.QUESTION: Act.TASK_ASKED, AskKind.TIME: Act.TASK_TIME_ASKED}
