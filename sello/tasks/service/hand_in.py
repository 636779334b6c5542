"""The one way in for evidence: a form, an upload by script, a ZIP, and whatever else brings files."""

from __future__ import annotations

from collections.abc import Sequence

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.evidence.service import submitting
from sello.evidence.service.submitting import Handed, Submission, Target
from sello.files.store.disk import Store
from sello.tasks.domain.refusals import ClosedTask
from sello.tasks.domain.states import TaskState
from sello.tasks.service.loading import load
from sello.tasks.service.steps import attach


def hand_in(
    actor: Actor,
    files: Sequence[Submission],
    target: Target,
    *,
    task_id: int | None = None,
    store: Store,
    at: Moment,
) -> Handed:
    """Hand received files in, and lay what came of them on the task that asked for it, all or nothing.

    It lies with the tasks because they know of evidence, and evidence does not know of them. Refuses with
    NotFound or ClosedTask for the task before any file is kept, else with what `submitting.submit` refuses.
    """
    if task_id is not None and load(task_id, actor).state is TaskState.CLOSED:
        raise ClosedTask
    handed = submitting.submit(actor, files, target, store=store, at=at)
    if task_id is not None:
        for evidence_id in handed.ids:
            attach(actor, task_id, evidence_id, at.now)
    return handed
