"""Mass acts: one intention on many things, all of them or none, taken back as one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

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


def release(actor: Actor, seen: Mapping[int, int], *, at: Moment) -> Batch:
    """Let auditors see accepted pieces (versions by id, as a page showed them).

    Refuses as `evidence.service.releasing.release` does.
    """
    return _each(actor, Act.EVIDENCE_RELEASED, releasing.release, seen, at)


def withdraw(actor: Actor, seen: Mapping[int, int], *, at: Moment) -> Batch:
    """Take released pieces back from the auditors' sight; otherwise as `release`."""
    return _each(actor, Act.EVIDENCE_WITHDRAWN, releasing.withdraw, seen, at)


def link(
    actor: Actor, seen: Mapping[int, int], cycle_id: int, requirement_id: int | None, *, at: Moment
) -> Batch:
    """Put pieces to the service of one more requirement; refuses as `evidence.service.links.link` does."""
    asked = () if requirement_id is None else (requirement_id,)

    def one(actor: Actor, evidence_id: int, *, version: int, now: datetime) -> bool:
        return links.link(actor, evidence_id, cycle_id, asked, version=version, now=now)

    return _each(actor, Act.EVIDENCE_LINKED, one, seen, at)


def reserve(actor: Actor, seen: Mapping[int, int], *, at: Moment) -> Batch:
    """Classify public pieces as reserved; otherwise as `release`."""
    return _each(actor, Act.EVIDENCE_RESERVED, reserving.reserve, seen, at)


class _OnOne(Protocol):
    """An act on one piece, which tells whether it changed anything."""

    def __call__(self, actor: Actor, evidence_id: int, *, version: int, now: datetime) -> bool: ...


def _each(actor: Actor, named: Act, act: _OnOne, seen: Mapping[int, int], at: Moment) -> Batch:
    with undoable(actor, named, now=at.now) as done:
        changed = [act(actor, one, version=version, now=at.now) for one, version in sorted(seen.items())]
    return Batch(sum(changed), done.id)
