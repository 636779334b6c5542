"""The one way in for evidence: a form, an upload by script, a ZIP, and whatever else brings files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sello.accounts.domain.actor import Actor
from sello.core.db import db, in_turns
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.undo import Done, undoable
from sello.evidence.domain.details import Details
from sello.evidence.models import Evidence
from sello.evidence.service import submitting
from sello.evidence.service.loading import for_writing
from sello.evidence.service.submitting import Handed, Submission, Target
from sello.files.store.disk import Store
from sello.tasks.domain.refusals import TaskOutOfReach
from sello.tasks.domain.states import check_takes_evidence
from sello.tasks.queries.task import TaskValues, values
from sello.tasks.service import receipts
from sello.tasks.service.loading import load, open_tasks
from sello.tasks.service.steps import attach, hand_over

AT_A_TIME = 10
"""Pieces between two commits: each waits for the disk, and nobody else writes meanwhile."""


@dataclass(frozen=True)
class Delivered(Handed):
    """What came of a hand-in: the pieces, and the receipt that says so (`queries.receipts` reads it)."""

    receipt_id: int


def hand_in(
    actor: Actor,
    files: Sequence[Submission],
    target: Target,
    *,
    task_id: int | None = None,
    complete: bool = True,
    receipt_id: int | None = None,
    store: Store,
    at: Moment,
) -> Delivered:
    """Hand received files in, and lay what came of them on the task that asked for it; give a receipt, or
    write it into one that was begun.

    The task is handed in with them; without `complete` it stays with the unit once they are reviewed. What
    serves nothing that it asks for serves all of it. Evidence does not know of tasks, so it lies here.
    Refuses before any file is kept, with TaskOutOfReach or ClosedToEvidence for the task, or with what
    `submitting.check` refuses. Many files go in by turns: a bad day half-way leaves the rest waiting, and
    what is in is in, and in the receipt.
    """
    if task_id is not None:
        check_open(task_id, actor)
        target = _serving(target, values(task_id, actor))
    if not 0 < len(files) <= AT_A_TIME:
        submitting.check(actor, files, target, at=at)
    handed = Handed((), ())
    for turn in in_turns(files, AT_A_TIME):
        submitting.hold_reused(actor, turn)  # pieces are held before tasks, by everybody
        if task_id is not None:
            _check_task(actor, task_id)
        now_in = submitting.submit(actor, turn, target, store=store, at=at)
        if task_id is not None:
            for evidence_id in now_in.ids:
                attach(actor, task_id, evidence_id, at.now)
        handed = handed.plus(now_in)
        receipt_id = receipt_id or receipts.issue(actor, target.unit_id, task_id=task_id, now=at.now)
        receipts.enter(receipt_id, now_in.ids)
    if task_id is not None:
        hand_over(actor, load(task_id, actor), complete=complete, now=at.now)
    return Delivered(handed.created, handed.reused, receipt_id or 0)


def _serving(target: Target, task: TaskValues) -> Target:
    """The target of what is handed in for a task: if it serves nothing that was asked, it serves all of it.

    Otherwise accepting it would close the task, and what the task asked for would be left without evidence.
    """
    asked = task.requirement_ids if task.cycle_id == target.cycle_id else ()
    if set(asked) & set(target.requirement_ids):
        return target
    return replace(target, requirement_ids=(*target.requirement_ids, *asked))


def check_open(task_id: int, actor: Actor) -> None:
    """Refuse with TaskOutOfReach or ClosedToEvidence before anything is sent for a task."""
    try:
        task = values(task_id, actor)
    except NotFound:
        raise TaskOutOfReach from None
    check_takes_evidence(task.state, task.title, task.kind)


def _check_task(actor: Actor, task_id: int) -> None:
    try:
        task = load(task_id, actor)
    except NotFound:
        raise TaskOutOfReach from None
    check_takes_evidence(task.state, task.title, task.kind)


def hand_in_with_undo(
    actor: Actor,
    files: Sequence[Submission],
    target: Target,
    *,
    task_id: int | None = None,
    complete: bool = True,
    store: Store,
    at: Moment,
) -> tuple[Delivered, Done]:
    """Hand in from a screen, and tell by which id it can be taken back; refuses as `hand_in` does.

    Taken back, the pieces are gone as if they had never come, and their files wait again for whoever sent
    them; what went in by turns is not on offer if somebody acted between them.
    """
    with undoable(actor, Act.EVIDENCE_SUBMITTED, now=at.now) as done:
        handed = hand_in(actor, files, target, task_id=task_id, complete=complete, store=store, at=at)
    return handed, done


def correct(
    actor: Actor,
    evidence_id: int,
    details: Details,
    requirement_ids: tuple[int, ...] | None,
    *,
    version: int,
    reply: str = "",
    upload_id: int | None = None,
    cycle_id: int | None = None,
    complete: bool = True,
    store: Store,
    at: Moment,
) -> tuple[int | None, Done]:
    """Change what is open of a piece; one that was returned is handed in again, and with it the open tasks
    that the actor sees: nobody says for another unit that all of hers is in.

    Tells the receipt of what was handed in again, None for a mere change, and by which id it can be taken
    back. Refuses with what `submitting.correct` refuses.
    """
    with undoable(actor, Act.EVIDENCE_CORRECTED, now=at.now) as done:
        for_writing(evidence_id, actor.visibility)  # pieces are held before tasks, and tasks before answers
        held = open_tasks(evidence_id, actor=actor)
        again = submitting.correct(
            actor,
            evidence_id,
            details,
            requirement_ids,
            version=version,
            reply=reply,
            upload_id=upload_id,
            cycle_id=cycle_id,
            store=store,
            at=at,
        )
        asked = [task.id for task in held] if again else []
        for task in held if again else ():
            hand_over(actor, task, complete=complete, now=at.now)
        receipt_id = _receipt_of_one(actor, evidence_id, asked, at.now) if again else None
    return receipt_id, done


def _receipt_of_one(actor: Actor, evidence_id: int, task_ids: list[int], now: datetime) -> int:
    """The receipt of a piece that came in again; of a task, if it is for one alone."""
    unit_id = db.session.get_one(Evidence, evidence_id).unit_id
    task_id = task_ids[0] if len(task_ids) == 1 else None
    receipt_id = receipts.issue(actor, unit_id, task_id=task_id, now=now)
    receipts.enter(receipt_id, [evidence_id])
    return receipt_id
