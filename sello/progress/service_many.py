"""Mass acts: one intention on many things, all of them or none, taken back as one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.undo import undoable
from sello.cycles.service import answers
from sello.evidence.service import links, releasing, reserving
from sello.tasks.domain.states import Step
from sello.tasks.service import many, steps


@dataclass(frozen=True, slots=True)
class Batch:
    """How many things an act changed, and by which id it can be taken back."""

    count: int
    undo_id: int | None


def assign(
    actor: Actor,
    cycle_id: int,
    requirement_ids: Collection[int],
    unit_id: int | None,
    *,
    seen: Mapping[int, int | None],
    at: Moment,
) -> Batch:
    """Give requirements to a unit, or to nobody; refuses as `cycles.service.answers.assign` does."""
    with undoable(actor, Act.ANSWER_ASSIGNED, now=at.now) as done:
        count = answers.assign(actor, cycle_id, requirement_ids, unit_id, seen=seen, now=at.now)
    return Batch(count, done.id)


def move_tasks(actor: Actor, seen: Mapping[int, int], on: date | None, *, at: Moment) -> Batch:
    """Give open tasks another last day; refuses as `tasks.service.many.move` does."""
    with undoable(actor, Act.TASK_EDITED, now=at.now) as done:
        count = many.move(actor, seen, on, at=at)
    return Batch(count, done.id)


def give_tasks(actor: Actor, seen: Mapping[int, int], unit_id: int | None, *, at: Moment) -> Batch:
    """Give open tasks to another unit; refuses as `tasks.service.many.give` does."""
    with undoable(actor, Act.TASK_EDITED, now=at.now) as done:
        count = many.give(actor, seen, unit_id, at=at)
    return Batch(count, done.id)


def close_tasks(actor: Actor, seen: Mapping[int, int], why: str, *, at: Moment) -> Batch:
    """Close open tasks without delivery, with one reason; refuses as `tasks.service.steps.take_step` does."""
    with undoable(actor, Act.TASK_CANCELLED, now=at.now) as done:
        tasks = many.held(actor, seen)
        for task in tasks:
            steps.take_step(actor, task.id, Step.CANCEL, why=why, now=at.now)
    return Batch(len(tasks), done.id)


def release(actor: Actor, evidence_ids: Collection[int], *, at: Moment) -> Batch:
    """Let external auditors see accepted pieces; refuses as `evidence.service.releasing.release` does."""
    with undoable(actor, Act.EVIDENCE_RELEASED, now=at.now) as done:
        for evidence_id in sorted(evidence_ids):
            releasing.release(actor, evidence_id, now=at.now)
    return Batch(len(evidence_ids), done.id)


def withdraw(actor: Actor, evidence_ids: Collection[int], *, at: Moment) -> Batch:
    """Take released pieces back from the auditors' sight."""
    with undoable(actor, Act.EVIDENCE_WITHDRAWN, now=at.now) as done:
        for evidence_id in sorted(evidence_ids):
            releasing.withdraw(actor, evidence_id, now=at.now)
    return Batch(len(evidence_ids), done.id)


def link(
    actor: Actor, evidence_ids: Collection[int], cycle_id: int, requirement_id: int | None, *, at: Moment
) -> Batch:
    """Put pieces to the service of one more requirement; refuses as `evidence.service.links.link` does."""
    asked, count = () if requirement_id is None else (requirement_id,), 0
    with undoable(actor, Act.EVIDENCE_LINKED, now=at.now) as done:
        for evidence_id in sorted(evidence_ids):
            count += links.link(actor, evidence_id, cycle_id, asked, now=at.now)
    return Batch(count, done.id)


def reserve(actor: Actor, evidence_ids: Collection[int], *, at: Moment) -> Batch:
    """Classify public pieces as reserved."""
    with undoable(actor, Act.EVIDENCE_RESERVED, now=at.now) as done:
        for evidence_id in sorted(evidence_ids):
            reserving.reserve(actor, evidence_id, now=at.now)
    return Batch(len(evidence_ids), done.id)
