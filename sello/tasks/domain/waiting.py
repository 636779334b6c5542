"""Tasks that wait for others: which may, so that none ever waits for itself, and which waited too long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import UTC, date, datetime

from sello.tasks.domain.refusals import WaitsInACircle

Waits = Mapping[int, Set[int]]
"""The tasks for which each task waits."""


def reached(first: Iterable[int], waits: Waits) -> frozenset[int]:
    """These tasks and all for which they wait, directly or through others."""
    found: set[int] = set()
    todo = list(first)
    while todo:
        task_id = todo.pop()
        if task_id not in found:
            found.add(task_id)
            todo += waits.get(task_id, ())
    return frozenset(found)


def check_no_circle(task_id: int, awaited: Mapping[int, str], waits: Waits) -> None:
    """Refuse that a task waits for one (named by its title) that is itself, or waits for it in the end."""
    for other, title in awaited.items():
        if task_id in reached([other], waits):
            raise WaitsInACircle(title=title)


def outlived(due_on: date, let_go_at: datetime) -> bool:
    """Whether a task was let go only on its last day, or later, and had no day of its own to be done in.

    The days are UTC's, which every database reads alike; in Chile the working day is over when they part.
    """
    return let_go_at.astimezone(UTC).date() >= due_on
