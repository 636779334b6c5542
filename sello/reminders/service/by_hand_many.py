"""Recalling many tasks at once: who would be told and who would not, and then the same act for each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.core.refusal import Refusal
from sello.core.trail.acts import Act
from sello.core.undo import Done, undoable
from sello.reminders.domain.by_hand import RemindedToday, check_nudge
from sello.reminders.queries import sweeps
from sello.reminders.queries.by_hand import recalled_on
from sello.reminders.service.by_hand import remind_now
from sello.tasks.queries import lists
from sello.tasks.queries.rows import TaskRow


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would become of a marked task: who is told of it, or why nobody is."""

    task: TaskRow
    to: str
    why: type[Refusal] | None = None


def foresee(actor: Actor, task_ids: Collection[int], *, at: Moment) -> tuple[Foreseen, ...]:
    """What recalling some tasks would do, of those that the actor may see, by their last day."""
    rows = lists.of_ids(task_ids, actor.visibility, actor.person_id, at=at)
    recalled = recalled_on([row.id for row in rows], at.today)
    directory = sweeps.directory(at.today)
    found = []
    for row in rows:
        charged = directory.in_charge(row.person_id, row.unit_id)
        name = charged.name if charged else ""
        try:
            check_nudge(row.turn, charged, by=actor.person_id)
        except Refusal as refusal:
            found.append(Foreseen(row, name, type(refusal)))
        else:
            found.append(Foreseen(row, name, RemindedToday if row.id in recalled else None))
    return tuple(found)


def remind_many(actor: Actor, task_ids: Collection[int], *, base_url: str, at: Moment) -> Done:
    """Recall each of some tasks, all or none, taken back as one; refuses as `remind_now` does."""
    with undoable(actor, Act.TASK_REMINDED, now=at.now) as done:
        for task_id in sorted(task_ids):
            remind_now(actor, task_id, base_url=base_url, at=at)
    return done
