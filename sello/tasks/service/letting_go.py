"""What a task that was closed lets go: others that waited for it, and for nothing else any more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import not_, select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.tasks.models import Task, TaskWait
from sello.tasks.queries.turns import AWAITS, OPEN


def let_go(actor: Actor, closed_id: int, *, now: datetime) -> None:
    """Tell the trail of each task that can begin since another was closed: its lead is told of that."""
    waited = select(TaskWait.task_id).where(TaskWait.awaited_id == closed_id)
    freed = select(Task.id).where(Task.id.in_(waited), OPEN, not_(AWAITS)).order_by(Task.id)
    for task_id in db.session.scalars(freed):
        record(actor, Act.TASK_LET_GO, task_id, now=now, awaited_id=closed_id)
