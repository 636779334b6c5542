"""Working: the steps of a task's life, what is said about it and what is handed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from sello.accounts.domain.actor import Actor
from sello.core import audit
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.evidence.queries.piece import is_known
from sello.tasks.domain.refusals import ClosedTask, EmptyComment
from sello.tasks.domain.states import Step, TaskState, take
from sello.tasks.models import Task, TaskComment, TaskEvent, TaskEvidence
from sello.tasks.service.loading import load, sides


def take_step(actor: Actor, task_id: int, step: Step, *, why: str, now: datetime) -> TaskState:
    """Take one step of the task's life, and return the state that it led to."""
    task = load(task_id, actor)
    before = task.state
    after = take(step, before, sides=sides(actor), why=why, evidence_count=_evidence_count(task_id))
    task.state = after
    task.version += 1
    _stamp(task, step, now)
    db.session.add(
        TaskEvent(
            task_id=task_id,
            step=step,
            from_state=before,
            to_state=after,
            reason=why.strip(),
            at=now,
            person_id=actor.person_id,
        )
    )
    audit.record(
        actor, f"task.{step.value}", "task", task_id, now=now, before=before.value, after=after.value
    )
    db.session.flush()
    return after


def _evidence_count(task_id: int) -> int:
    statement = select(func.count()).select_from(TaskEvidence).where(TaskEvidence.task_id == task_id)
    return db.session.scalar(statement) or 0


def _stamp(task: Task, step: Step, now: datetime) -> None:
    if step is Step.DELIVER:
        task.delivered_at = now
    elif step is Step.WITHDRAW:
        task.delivered_at = None
    task.closed_at = now if task.state is TaskState.CLOSED else None


def comment(actor: Actor, task_id: int, text: str, *, now: datetime) -> int:
    """Say something about a task, and return the comment's id."""
    load(task_id, actor)
    if not text.strip():
        raise EmptyComment
    row = TaskComment(task_id=task_id, text=text.strip(), at=now, person_id=actor.person_id)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "task.comment", "task", task_id, now=now, comment_id=row.id)
    return row.id


def attach(actor: Actor, task_id: int, evidence_id: int, now: datetime) -> bool:
    """Hand in a piece of evidence that the actor may see; tells whether it was not there yet."""
    task = load(task_id, actor)
    if not is_known(evidence_id, actor.visibility):
        raise NotFound
    if task.state is TaskState.CLOSED:
        raise ClosedTask
    there = select(TaskEvidence.id).where(
        TaskEvidence.task_id == task_id, TaskEvidence.evidence_id == evidence_id
    )
    if db.session.scalar(there) is not None:
        return False
    db.session.add(TaskEvidence(task_id=task_id, evidence_id=evidence_id, at=now, person_id=actor.person_id))
    audit.record(actor, "task.attach", "task", task_id, now=now, evidence_id=evidence_id)
    db.session.flush()
    return True
