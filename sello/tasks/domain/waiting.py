"""Tasks that wait for others: which may, so that none ever waits for itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

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
