"""The last day of a piece that whoever reviews it says, where whoever handed it in said none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.evidence.domain.details import Details
from sello.evidence.domain.review import OverAlready
from sello.evidence.queries import suggested
from sello.evidence.queries.piece import Piece, piece
from sello.files.store.disk import Store
from sello.tasks.service import hand_in


@dataclass(frozen=True, slots=True)
class Ends:
    """A last day, with the store that every correction of a piece is given."""

    on: date
    store: Store


def lacks_end(details: Details) -> bool:
    """Whether a document that is renewed says of no day that it is its last: a file that came by mail."""
    return details.valid_until is None and details.type.renews


def read_end(found: Piece, actor: Actor, *, today: date) -> date | None:
    """The last day that its text says, where nobody said one yet (one statement, or none)."""
    if not lacks_end(found.details):
        return None
    return suggested.last_day(found.row.id, actor.visibility, today=today)


def ending(actor: Actor, evidence_id: int, version: int, ends: Ends, at: Moment) -> int:
    """Say of a piece that waits until when it is in force; returns its version after that.

    Refuses with OverAlready, and as `tasks.service.hand_in.correct` does.
    """
    if ends.on < at.today:
        raise OverAlready
    found = piece(evidence_id, actor.visibility, today=at.today)
    if found is None:
        raise NotFound
    said = replace(found.details, valid_until=ends.on)
    hand_in.correct(actor, evidence_id, said, None, version=version, store=ends.store, at=at)
    return version + 1
