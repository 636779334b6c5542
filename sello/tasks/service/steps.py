"""Working: the steps of a task's life, what is said about it and what is handed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence
from sello.evidence.queries.piece import is_known
from sello.tasks.domain.refusals import ClosedTask, EmptyComment, LeadHandsIn
from sello.tasks.domain.states import (
    TO_DO_STATES,
    TRANSITIONS,
    Side,
    Step,
    TaskState,
    check_is_work,
    lead,
    take,
)
from sello.tasks.models import Task, TaskComment, TaskEvent, TaskEvidence
from sello.tasks.service.letting_go import let_go
from sello.tasks.service.loading import leads, load, sides
from sello.tasks.service.ticking import require_ticked

TAKEN = {
    Step.START: Act.TASK_STARTED,
    Step.DELIVER: Act.TASK_DELIVERED,
    Step.WITHDRAW: Act.TASK_WITHDRAWN,
    Step.RETURN: Act.TASK_RETURNED,
    Step.ACCEPT: Act.TASK_ACCEPTED,
    Step.CANCEL: Act.TASK_CANCELLED,
    Step.REOPEN: Act.TASK_REOPENED,
    Step.RESUME: Act.TASK_RESUMED,
    Step.REOPEN_DELIVERY: Act.TASK_REOPENED,
    Step.SETTLE: Act.TASK_SETTLED,
}
"""What was done to a task, by the step that was taken."""


def take_step(actor: Actor, task_id: int, step: Step, *, why: str, now: datetime) -> TaskState:
    """Take one step of the task's life, and return the state that it led to."""
    task = load(task_id, actor)
    pieces = _pieces(task_id)
    if TRANSITIONS[step].side is Side.UNIT and not leads(actor, task):
        raise LeadHandsIn
    take(
        step,
        task.state,
        sides=sides(actor),
        why=why,
        evidence_count=len(pieces),
        waiting=EvidenceState.SUBMITTED in pieces,
        kind=task.kind,
    )
    return move(actor, task, step, why=why, now=now)


def move(actor: Actor, task: Task, step: Step, *, why: str = "", now: datetime) -> TaskState:
    """Write a step that was allowed, or goes along with an act that was, and return where it led.

    The task, its history and the trail tell of it. Raises NotFromHere for a move that is not in the table.
    """
    before = task.state
    if step is Step.DELIVER:
        require_ticked(task)
    after = task.state = lead(step, before)
    task.version += 1
    _stamp(task, step, now)
    db.session.add(
        TaskEvent(
            task_id=task.id,
            step=step,
            from_state=before,
            to_state=after,
            reason=why.strip(),
            at=now,
            person_id=actor.person_id,
        )
    )
    record(actor, TAKEN[step], task.id, now=now, before=before, after=after)
    db.session.flush()
    if after is TaskState.CLOSED:
        let_go(actor, task.id, now=now)
    return after


def _pieces(task_id: int) -> list[EvidenceState]:
    """How far the review of each piece of a task is."""
    statement = (
        select(Evidence.state)
        .join(TaskEvidence, TaskEvidence.evidence_id == Evidence.id)
        .where(TaskEvidence.task_id == task_id)
    )
    return list(db.session.scalars(statement))


def _stamp(task: Task, step: Step, now: datetime) -> None:
    """Only the unit delivers: a delivery that is reopened stays of its day."""
    if step is Step.DELIVER:
        task.delivered_at = now
    elif task.state in TO_DO_STATES:
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


def attach(actor: Actor, task_id: int, evidence_id: int, now: datetime, *, complete: bool = False) -> bool:
    """Hand in a piece of evidence that the actor may see; tells whether it was not there yet.

    With `complete` the task is handed in with it.
    """
    task = load(task_id, actor)
    if not is_known(evidence_id, actor.visibility):
        raise NotFound
    if task.state is TaskState.CLOSED:
        raise ClosedTask
    check_is_work(task.kind)
    there = select(TaskEvidence.id).where(
        TaskEvidence.task_id == task_id, TaskEvidence.evidence_id == evidence_id
    )
    new = db.session.scalar(there) is None
    if new:
        db.session.add(
            TaskEvidence(task_id=task_id, evidence_id=evidence_id, at=now, person_id=actor.person_id)
        )
        record(actor, Act.TASK_EVIDENCE_ATTACHED, task_id, now=now, evidence_id=evidence_id)
        db.session.flush()
    if complete:
        hand_over(actor, task, complete=True, now=now)
    return new


def hand_over(actor: Actor, task: Task, *, complete: bool, now: datetime) -> None:
    """Say of an open task that its evidence came in: all of it, or with more to come.

    Whatever the unit brings answers the remark with which the delivery itself came back. Of what a unit
    brings that only contributes nothing is said: the unit that answers does.
    """
    if not leads(actor, task):
        return
    if complete and task.state is not TaskState.DELIVERED:
        move(actor, task, Step.DELIVER, now=now)
    elif not complete and task.state is TaskState.DELIVERED:
        move(actor, task, Step.WITHDRAW, now=now)
    elif not complete and task.state is TaskState.RETURNED:
        move(actor, task, Step.RESUME, now=now)
    elif not complete and task.state is not TaskState.IN_PROGRESS:
        move(actor, task, Step.START, now=now)
