"""The one way in for evidence: a form, an upload by script, a ZIP, and whatever else brings files."""

from __future__ import annotations

from collections.abc import Sequence

from sello.accounts.domain.actor import Actor
from sello.core.db import in_turns
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.evidence.domain.details import Details
from sello.evidence.service import submitting
from sello.evidence.service.submitting import Handed, Submission, Target
from sello.files.store.disk import Store
from sello.tasks.domain.refusals import TaskOutOfReach
from sello.tasks.domain.states import check_takes_evidence
from sello.tasks.queries.task import values
from sello.tasks.service.loading import load, open_tasks
from sello.tasks.service.steps import attach, hand_over

AT_A_TIME = 10
"""Pieces between two commits: each waits for the disk, and nobody else writes meanwhile."""


def hand_in(
    actor: Actor,
    files: Sequence[Submission],
    target: Target,
    *,
    task_id: int | None = None,
    complete: bool = True,
    store: Store,
    at: Moment,
) -> Handed:
    """Hand received files in, and lay what came of them on the task that asked for it.

    The task is handed in with them; without `complete` it stays with the unit once they are reviewed. It lies
    with the tasks because they know of evidence, and evidence does not know of them. Refuses before any file
    is kept, with TaskOutOfReach or ClosedToEvidence for the task, or with what `submitting.check` refuses.
    Many files go in by turns: a bad day half-way leaves the rest waiting, and what is in is in.
    """
    if task_id is not None:
        _check_task(actor, task_id)
    if not 0 < len(files) <= AT_A_TIME:
        submitting.check(actor, files, target, at=at)
    handed = Handed((), ())
    for turn in in_turns(files, AT_A_TIME):
        now_in = submitting.submit(actor, turn, target, store=store, at=at)
        if task_id is not None:
            for evidence_id in now_in.ids:
                attach(actor, task_id, evidence_id, at.now)
        handed = handed.plus(now_in)
    if task_id is not None:
        hand_over(actor, load(task_id, actor), complete=complete, now=at.now)
    return handed


def check_open(task_id: int, actor: Actor) -> None:
    """Refuse with TaskOutOfReach or ClosedToEvidence before anything is sent for a task."""
    try:
        task = values(task_id, actor)
    except NotFound:
        raise TaskOutOfReach from None
    check_takes_evidence(task.state, task.title)


def _check_task(actor: Actor, task_id: int) -> None:
    try:
        task = load(task_id, actor)
    except NotFound:
        raise TaskOutOfReach from None
    check_takes_evidence(task.state, task.title)


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
) -> None:
    """Change what is open of a piece; one that was returned is handed in again, and with it the open tasks
    that the actor sees: nobody says for another unit that all of hers is in.

    Refuses with what `submitting.correct` refuses.
    """
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
    if not again:
        return
    for task in open_tasks(evidence_id, actor=actor):
        hand_over(actor, task, complete=complete, now=at.now)
