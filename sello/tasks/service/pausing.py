"""Pausing the reminders of one task, for a reason and until a day."""

from __future__ import annotations

from datetime import date, timedelta

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.core.undo import Done, undoable
from sello.tasks.domain.asking import check_text
from sello.tasks.domain.refusals import ClosedTask, NotYourStep, PauseWithoutEnd
from sello.tasks.domain.states import Side, TaskState
from sello.tasks.domain.talk import PAUSED
from sello.tasks.models import Task
from sello.tasks.service.loading import load, sides
from sello.tasks.service.noting import note

LONGEST = timedelta(days=365)


def pause(actor: Actor, task_id: int, until: date | None, why: str, *, at: Moment) -> Done:
    """Recall an open task again from the day after `until` only, saying why in its conversation."""
    task = _open(actor, task_id)
    if until is None or not at.today <= until <= at.today + LONGEST:
        raise PauseWithoutEnd
    said = check_text(why)
    with undoable(actor, Act.TASK_PAUSED, now=at.now) as done:
        _set(actor, task, until, said, at)
    return done


def go_on(actor: Actor, task_id: int, *, at: Moment) -> Done:
    """End the pause of a task now; nothing where there is none."""
    task = _open(actor, task_id)
    with undoable(actor, Act.TASK_PAUSED, now=at.now) as done:
        if task.paused_until is not None:
            _set(actor, task, None, "", at)
    return done


def _open(actor: Actor, task_id: int) -> Task:
    task = load(task_id, actor)
    if Side.SECRETARIAT not in sides(actor):
        raise NotYourStep(side=Side.SECRETARIAT.label)
    if task.state is TaskState.CLOSED:
        raise ClosedTask
    return task


def _set(actor: Actor, task: Task, until: date | None, why: str, at: Moment) -> None:
    before = task.paused_until
    task.paused_until = until
    change = [_written(before), _written(until)]
    note(actor, task, {PAUSED: change}, at.now, reason=why)
    record(actor, Act.TASK_PAUSED, task.id, now=at.now, before=change[0], after=change[1])
    db.session.flush()


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
