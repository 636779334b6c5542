"""Moving terms that fall on a day on which nobody will work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.tasks.domain.states import OPEN_STATES
from sello.tasks.models import Task
from sello.tasks.service.noting import note_change


def move_away(actor: Actor, days: Mapping[date, date], *, now: datetime) -> tuple[int, ...]:
    """Move the open tasks that are due on some days to others; returns which they were."""
    statement = (
        select(Task)
        .where(Task.state.in_(sorted(OPEN_STATES)), Task.due_on.in_(sorted(days)))
        .order_by(Task.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    moved = []
    for task in db.session.scalars(statement):
        before, task.due_on = task.due_on, days[task.due_on]
        note_change(actor, task, {"due_on": [before.isoformat(), task.due_on.isoformat()]}, now)
        moved.append(task.id)
    return tuple(moved)
