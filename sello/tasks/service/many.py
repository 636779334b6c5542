"""Changes of many open tasks at once, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import Stale
from sello.tasks.domain.due import DueKind, Term, due_date
from sello.tasks.domain.refusals import ClosedTask, NoTaskChosen, UnitElsewhere
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task
from sello.tasks.queries.options import branch_of, people, units
from sello.tasks.queries.rows import visible
from sello.tasks.service.noting import note_change


def held(actor: Actor, seen: Mapping[int, int]) -> list[Task]:
    """Open tasks as a preview showed them (their versions by id), held until the commit in one order.

    Raises NoTaskChosen, Stale when one changed or is out of sight by now, and ClosedTask.
    """
    if not seen:
        raise NoTaskChosen
    statement = (
        select(Task)
        .where(Task.id.in_(seen), visible(actor.visibility, actor.person_id))
        .order_by(Task.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    tasks = list(db.session.scalars(statement))
    if {task.id: task.version for task in tasks} != dict(seen):
        raise Stale
    if any(task.state is TaskState.CLOSED for task in tasks):
        raise ClosedTask
    return tasks


def move(actor: Actor, seen: Mapping[int, int], on: date | None, *, at: Moment) -> int:
    """Give tasks one last day, and tell of how many it changed.

    Refuses as `held` and as `due_date` for a day that is missing or past.
    """
    tasks = held(actor, seen)
    day = due_date(Term(DueKind.DATE, on=on), today=at.today, calendar=at.calendar)
    moved = [task for task in tasks if task.due_on != day]
    for task in moved:
        changes = {"due_on": [task.due_on.isoformat(), day.isoformat()]}
        task.due_on, task.due_kind, task.due_days = day, DueKind.DATE, None
        note_change(actor, task, changes, at.now)
    return len(moved)


def give(actor: Actor, seen: Mapping[int, int], unit_id: int | None, *, at: Moment) -> int:
    """Give tasks to a unit, and tell how many changed hands.

    Whoever had one by name keeps it only if she belongs to that unit's branch. Refuses as `held`, and with
    UnitElsewhere.
    """
    tasks = held(actor, seen)
    options = units(today=at.today)
    if unit_id is None or unit_id not in {one.id for one in options}:
        raise UnitElsewhere
    there = {one.id for one in people(branch_of(options, unit_id))}
    moved = [task for task in tasks if task.unit_id != unit_id]
    for task in moved:
        changes: dict[str, list[object]] = {"unit_id": [task.unit_id, unit_id]}
        if task.person_id is not None and task.person_id not in there:
            changes["person_id"] = [task.person_id, None]
            task.person_id = None
        task.unit_id = unit_id
        note_change(actor, task, changes, at.now)
    return len(moved)
