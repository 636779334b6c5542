"""Handing in the document of an initiative's act, through the one way in for evidence."""

from __future__ import annotations

from collections.abc import Sequence

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.undo import Done, undoable
from sello.evidence.service.submitting import Submission, Target
from sello.files.store.disk import Store
from sello.register.service.linking import link_evidence
from sello.tasks.service.hand_in import Delivered, hand_in


def hand_in_act(
    actor: Actor, initiative_id: int, files: Sequence[Submission], target: Target, *, store: Store, at: Moment
) -> tuple[Delivered, Done]:
    """Hand in what approves an initiative, and tell by which id both can be taken back.

    Refuses as `hand_in` does, and with NotFound for an initiative that the actor may not see.
    """
    with undoable(actor, Act.EVIDENCE_SUBMITTED, now=at.now) as done:
        handed = hand_in(actor, files, target, store=store, at=at)
        for evidence_id in handed.ids:
            link_evidence(actor, initiative_id, evidence_id, now=at.now, is_act=True)
    return handed, done
