"""The checklist of a task as it is worked off, and what it says of handing in."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.core.undo import Done, undoable
from sello.tasks.domain.refusals import ChecksOpen, ClosedTask, NotYourStep
from sello.tasks.domain.states import Side, TaskState
from sello.tasks.domain.talk import TICKED
from sello.tasks.models import Task, TaskCheck
from sello.tasks.service.loading import load, sides
from sello.tasks.service.noting import note


def tick(actor: Actor, task_id: int, done: Collection[int], *, at: Moment) -> Done:
    """Say which items of an open task's checklist are done; the others are not, or not any more."""
    task = load(task_id, actor)
    if task.state is TaskState.CLOSED:
        raise ClosedTask
    if Side.UNIT not in sides(actor):
        raise NotYourStep(side=Side.UNIT.label)
    rows = _items(task_id)
    with undoable(actor, Act.TASK_TICKED, now=at.now) as kept:
        before = _texts(rows)
        for row in rows:
            if (row.id in done) != (row.ticked_at is not None):
                row.ticked_at = at.now if row.id in done else None
                row.ticked_by = actor.person_id if row.id in done else None
        if _texts(rows) != before:
            _tell(actor, task, [before, _texts(rows)], at)
    return kept


def require_ticked(task: Task) -> None:
    """Refuse with ChecksOpen to hand in a task of which the institution wants the whole checklist first."""
    if not task.checks_first:
        return
    missing = [row.text for row in _items(task.id) if row.ticked_at is None]
    if missing:
        raise ChecksOpen(items="; ".join(f"«{each}»" for each in missing))


def _items(task_id: int) -> list[TaskCheck]:
    of_it = select(TaskCheck).where(TaskCheck.task_id == task_id)
    return list(db.session.scalars(of_it.order_by(TaskCheck.place, TaskCheck.id)))


def _texts(rows: Collection[TaskCheck]) -> list[str]:
    return [row.text for row in rows if row.ticked_at is not None]


def _tell(actor: Actor, task: Task, change: list[list[str]], at: Moment) -> None:
    note(actor, task, {TICKED: change}, at.now)
    before, after = map(len, change)
    record(actor, Act.TASK_TICKED, task.id, now=at.now, before=before, after=after)
    db.session.flush()
