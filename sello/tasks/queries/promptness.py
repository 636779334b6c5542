"""Reading the deliveries of some units, for how promptly they deliver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, select

from sello.core.db import db
from sello.core.moment import Moment
from sello.evidence.domain.review import Decision
from sello.evidence.models import Review
from sello.tasks.domain.promptness import LOOK_BACK, Delivery, Promptness, due_then, promptness
from sello.tasks.domain.states import Step
from sello.tasks.models import Task, TaskEvent, TaskEvidence


def promptness_of_units(unit_ids: Collection[int], *, at: Moment) -> Promptness:
    """How promptly some units delivered what was asked of them within `LOOK_BACK` (one statement)."""
    return _promptness(Task.unit_id.in_(sorted(unit_ids)), at)


def promptness_of_person(person_id: int, *, at: Moment) -> Promptness:
    """The same of the tasks that are a person's (one statement)."""
    return _promptness(Task.person_id == person_id, at)


def _promptness(whose: ColumnElement[bool], at: Moment) -> Promptness:
    events = (
        select(
            Task.id,
            Task.created_at,
            Task.due_on,
            TaskEvent.step,
            TaskEvent.at,
            TaskEvent.changes,
            _CAME_BACK.label("came_back"),
        )
        .join(TaskEvent, TaskEvent.task_id == Task.id)
        .where(whose, Task.created_at >= at.start_of(at.today - LOOK_BACK))
        .order_by(Task.id, TaskEvent.id)
    )
    by_task: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in db.session.execute(events):
        by_task[row.id].append(row)
    found = (_delivery(rows, at) for rows in by_task.values())
    return promptness([one for one in found if one is not None], at.calendar)


_CAME_BACK = and_(
    TaskEvent.step == Step.DELIVER,
    select(TaskEvidence.id)
    .join(Review, Review.evidence_id == TaskEvidence.evidence_id)
    .where(TaskEvidence.task_id == Task.id, Review.decision == Decision.RETURNED)
    .correlate(Task)
    .exists(),
)
"""On a delivery, whether something was returned of what was brought to the task."""


def _delivery(rows: Sequence[Row[Any]], at: Moment) -> Delivery | None:
    """The first delivery of a task from its events, or None while there was none."""
    delivered = next((row.at for row in rows if row.step is Step.DELIVER), None)
    if delivered is None:
        return None
    task = rows[0]
    moved = [
        (row.at, date.fromisoformat(row.changes["due_on"][0])) for row in rows if "due_on" in row.changes
    ]
    return Delivery(
        asked_on=at.day_of(task.created_at),
        due_on=due_then(task.due_on, moved, delivered),
        delivered_on=at.day_of(delivered),
        returned=any(row.came_back or row.step is Step.RETURN for row in rows),
    )
