"""The columns by which the list of tasks can be ordered, as an address names them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import case, func, select

from sello.accounts.models import Person, Unit
from sello.catalogue.models import Requirement
from sello.core.ordering import Order, ordered_by
from sello.tasks.models import Task, TaskRequirement
from sello.tasks.queries.rows import BY_DUE_DATE, EVIDENCE_COUNT, Ordering
from sello.tasks.queries.turns import OPEN, group_of

USUAL = Order("plazo")


def _requirement() -> Any:
    """The first requirement of a task, in the order of the edition."""
    return (
        select(func.min(Requirement.position))
        .join(TaskRequirement, TaskRequirement.requirement_id == Requirement.id)
        .where(TaskRequirement.task_id == Task.id)
        .correlate(Task)
        .scalar_subquery()
    )


def _unit() -> Any:
    return select(func.lower(Unit.name)).where(Unit.id == Task.unit_id).correlate(Task).scalar_subquery()


def _person() -> Any:
    named = select(func.lower(Person.name)).where(Person.id == Task.person_id)
    return named.correlate(Task).scalar_subquery()


def _state(today: date) -> Any:
    """What presses most comes first, as in the queue; what is closed has no place among it."""
    return case((OPEN, group_of(today)))


COLUMNS: dict[str, Callable[[date], Any]] = {
    "titulo": lambda _: Task.folded,
    "requerimientos": lambda _: _requirement(),
    "unidad": lambda _: _unit(),
    "persona": lambda _: _person(),
    "plazo": lambda _: Task.due_on,
    "estado": _state,
    "evidencias": lambda _: EVIDENCE_COUNT,
}


def ordering(order: Order, today: date) -> Ordering:
    """The expressions of an order; by the due date those that an index holds."""
    if order == USUAL:
        return BY_DUE_DATE
    return ordered_by(order, COLUMNS[order.column](today), *BY_DUE_DATE)
