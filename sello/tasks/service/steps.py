"""Working: the steps of a task's life, what is said about it and what is handed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.evidence.queries.piece import is_known
from sello.tasks.domain.refusals import ClosedTask, EmptyComment
from sello.tasks.domain.states import Step, TaskState, take
from sello.tasks.models import Task, TaskComment, TaskEvent, TaskEvidence
from sello.tasks.service.loading import load, sides

TAKEN = {
    Step.START: Act.TASK_STARTED,
    Step.DELIVER: Act.TASK_DELIVERED,
    Step.WITHDRAW: Act.TASK_WITHDRAWN,
    Step.RETURN: Act.TASK_RETURNED,
    Step.ACCEPT: Act.TASK_ACCEPTED,
    Step.CANCEL: Act.TASK_CANCELLED,
    Step.REOPEN: Act.TASK_REOPENED,
}
"""What was done to a task, by the step that was taken."""


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
    record(actor, TAKEN[step], task_id, now=now, before=before, after=after)
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
    record(actor, Act.TASK_COMMENTED, task_id, now=now, comment_id=row.id)
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
    record(actor, Act.TASK_EVIDENCE_ATTACHED, task_id, now=now, evidence_id=evidence_id)
    db.session.flush()
    return True
