"""Handing evidence in from a screen: what `tasks.service.hand_in` does, as an act that can be taken back.

Taken back, the pieces are gone as if they had never come, and their files wait again for whoever sent them.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.undo import Done, undoable
from sello.evidence.domain.details import Details
from sello.evidence.service.submitting import Handed, Submission, Target
from sello.files.store.disk import Store
from sello.tasks.service import hand_in as handing


def hand_in(
    actor: Actor,
    files: Sequence[Submission],
    target: Target,
    *,
    task_id: int | None = None,
    complete: bool = True,
    store: Store,
    at: Moment,
) -> tuple[Handed, Done]:
    """Hand received files in, and tell by which id it can be taken back.

    More files than go in at a time cannot: others act between the turns. Refuses as `tasks.service.hand_in`.
    """
    with nullcontext(Done()) if len(files) > handing.AT_A_TIME else _handing(actor, at) as done:
        handed = handing.hand_in(actor, files, target, task_id=task_id, complete=complete, store=store, at=at)
    return handed, done


def _handing(actor: Actor, at: Moment) -> AbstractContextManager[Done]:
    return undoable(actor, Act.EVIDENCE_SUBMITTED, now=at.now)


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
) -> Done:
    """Change what is open of a piece, and tell by which id it can be taken back; refuses as the act does."""
    with undoable(actor, Act.EVIDENCE_CORRECTED, now=at.now) as done:
        handing.correct(
            actor,
            evidence_id,
            details,
            requirement_ids,
            version=version,
            reply=reply,
            upload_id=upload_id,
            cycle_id=cycle_id,
            complete=complete,
            store=store,
            at=at,
        )
    return done
