"""The days on which open tasks are due, and what is due on some of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from sello.accounts.models import Unit
from sello.core.db import db
from sello.core.rows import rows_as
from sello.tasks.domain.states import OPEN_STATES
from sello.tasks.models import Task


@dataclass(frozen=True, slots=True)
class DueTask:
    """An open task with its last day."""

    id: int
    title: str
    unit_name: str
    due_on: date


def due_days(today: date) -> frozenset[date]:
    """The days from today on, on which an open task of the institution is due (one statement)."""
    statement = select(Task.due_on).where(Task.state.in_(sorted(OPEN_STATES)), Task.due_on >= today)
    return frozenset(db.session.scalars(statement.distinct()))


def due_on(days: Collection[date]) -> tuple[DueTask, ...]:
    """The open tasks that are due on some days (one statement)."""
    statement = (
        select(Task.id, Task.title, Unit.name.label("unit_name"), Task.due_on)
        .join(Unit, Unit.id == Task.unit_id)
        .where(Task.state.in_(sorted(OPEN_STATES)), Task.due_on.in_(sorted(days)))
        .order_by(Task.due_on, Task.id)
    )
    return rows_as(DueTask, db.session.execute(statement))
