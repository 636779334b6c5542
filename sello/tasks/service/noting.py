"""Writing down what changed of a task that stays in its state."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.tasks.models import Task, TaskEvent

TEXTS = frozenset({"title", "description", "checks"})
"""Changes of words, which the trail leaves to the task's own history."""


def note(actor: Actor, task: Task, changes: dict[str, list[Any]], now: datetime, *, reason: str = "") -> None:
    """Tell the task's own history what changed, as [before, after] by field, and why."""
    event = TaskEvent(
        task_id=task.id,
        from_state=task.state,
        to_state=task.state,
        reason=reason,
        changes=changes,
        at=now,
        person_id=actor.person_id,
    )
    db.session.add(event)


def note_change(actor: Actor, task: Task, changes: dict[str, list[Any]], now: datetime) -> None:
    """Tell the task's history and the trail what changed of what it asks, as [before, after] by field."""
    task.version += 1
    note(actor, task, changes, now)
    record(actor, Act.TASK_EDITED, task.id, now=now, fields=sorted(changes), **_told(changes))
    db.session.flush()


def _told(changes: dict[str, list[Any]]) -> dict[str, dict[str, Any]]:
    """Before and after as the trail keeps them."""
    kept = {name: pair for name, pair in changes.items() if name not in TEXTS}
    return {
        "before": {name: old for name, (old, _) in kept.items()},
        "after": {name: new for name, (_, new) in kept.items()},
    }
