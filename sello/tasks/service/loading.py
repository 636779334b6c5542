"""Loading a task for somebody who wants to act on it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action, allows
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.tasks.domain.states import OPEN_STATES, Side
from sello.tasks.models import Task, TaskEvidence
from sello.tasks.queries.rows import TaskRow, visible


def load(task_id: int, actor: Actor) -> Task:
    """The task, locked for this transaction; raises NotFound for one that the actor may not see."""
    statement = (
        select(Task)
        .where(Task.id == task_id, visible(actor.visibility, actor.person_id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    task = db.session.scalar(statement)
    if task is None:
        raise NotFound
    return task


def open_tasks(evidence_id: int, *, actor: Actor) -> list[Task]:
    """The open tasks that hold a piece, as far as the actor sees them."""
    return [task for task in tasks_holding(evidence_id, actor=actor) if task.state in OPEN_STATES]


def tasks_holding(evidence_id: int, *, actor: Actor | None = None) -> list[Task]:
    """The tasks that hold a piece, locked for this transaction in one order.

    All of them, or those that an actor sees when one is given.
    """
    held = select(TaskEvidence.task_id).where(TaskEvidence.evidence_id == evidence_id)
    statement = (
        select(Task)
        .where(Task.id.in_(held))
        .order_by(Task.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if actor is not None:
        statement = statement.where(visible(actor.visibility, actor.person_id))
    return list(db.session.scalars(statement))


def sides(actor: Actor) -> frozenset[Side]:
    """On which sides of a task that she sees somebody stands.

    The secretariat stands on both: it owns requirements of its own, and it may act for a unit that cannot.
    """
    if allows(actor, Action.TASK_MANAGE):
        return frozenset(Side)
    return frozenset({Side.UNIT}) if allows(actor, Action.TASK_WORK) else frozenset()


def leads(actor: Actor, task: Task | TaskRow) -> bool:
    """Whether somebody answers for a task that she sees, and does not only contribute to it.

    The secretariat does by whatever door it came, though by a link it decides nothing.
    """
    if actor.is_secretariat or task.person_id == actor.person_id:
        return True
    return task.unit_id in actor.unit_ids


def hold_tasks_of(evidence_ids: Collection[int]) -> None:
    """Hold the tasks of many pieces at once, in the order in which every act holds them."""
    held = select(TaskEvidence.task_id).where(TaskEvidence.evidence_id.in_(evidence_ids))
    db.session.execute(select(Task.id).where(Task.id.in_(held)).order_by(Task.id).with_for_update())
