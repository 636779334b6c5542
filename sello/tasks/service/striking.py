"""Handing in a struck-out copy of a piece, through the one way in for evidence."""

from __future__ import annotations

from dataclasses import replace

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.undo import Done, undoable
from sello.evidence.domain.details import Classification
from sello.evidence.queries.piece import Piece
from sello.evidence.service.copies import note_copy
from sello.evidence.service.submitting import Submission, Target
from sello.files import service
from sello.files.service import FileIn
from sello.files.store.disk import Store
from sello.tasks.service.hand_in import hand_in


def hand_in_copy(
    actor: Actor,
    original: Piece,
    number: int,
    file: FileIn,
    *,
    title: str,
    places: int,
    cycle_id: int,
    store: Store,
    at: Moment,
) -> tuple[int, Done]:
    """Hand in a copy in which so many places of a version are struck out, as a public piece to be reviewed.

    It serves what its original serves in the cycle. Tells the copy's id, and by which id this can be taken
    back. Refuses as `hand_in` does.
    """
    serves = tuple(link.requirement_id for link in original.links if link.cycle_id == cycle_id)
    details = replace(
        original.details, title=title, classification=Classification.PUBLIC, personal_data=False
    )
    with undoable(actor, Act.EVIDENCE_SUBMITTED, now=at.now) as done:
        upload_id = service.remember(actor, file, now=at.now)
        target = Target(original.row.unit_id, cycle_id, serves)
        handed = hand_in(actor, [Submission(upload_id, details)], target, store=store, at=at)
        copy_id = handed.created[0]
        note_copy(actor, copy_id, original.row.id, number=number, places=places, now=at.now)
    return copy_id, done
