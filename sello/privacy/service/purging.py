"""An acta of destruction: proposed by one person (or the clock), confirmed by another."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Institution
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.trail.recording import Doer, record
from sello.evidence.models_closed import StruckCopy
from sello.evidence.service import ending
from sello.privacy.domain.purging import (
    ItemState,
    NotProposed,
    PurgeState,
    ReasonMissing,
    check_chosen,
    check_confirms,
)
from sello.privacy.domain.retention import Need, check_destroyable
from sello.privacy.models import Purge, PurgeItem
from sello.privacy.queries.due import Weighed, files_of, needs_of, rules, weigh
from sello.privacy.service import clearing


def propose(
    doer: Doer,
    ids: Collection[int],
    reason: str,
    *,
    at: Moment,
    with_copies: bool = False,
    request_id: int | None = None,
) -> int:
    """Propose that the files of some pieces be destroyed; gives the id of the acta.

    For a person's request they may go before their time. Refuses with NotFound, ReasonMissing, NothingChosen,
    TooManyChosen, StillNeeded or NotDue; then nothing is proposed.
    """
    chosen = {*ids, *(_copies(ids) if with_copies else ())}
    check_chosen(len(chosen))
    if not reason.strip():
        raise ReasonMissing
    number = next_number(doer.institution_id)
    pieces = weigh(sorted(chosen), rules(), at)
    if len(pieces) != len(chosen):
        raise NotFound
    early = request_id is not None
    for piece in pieces:
        check_destroyable(piece.id, piece.due_on, piece.needs, today=at.today, early=early)
    purge = Purge(
        number=number,
        state=PurgeState.PROPOSED,
        reason=reason.strip(),
        request_id=request_id,
        proposed_at=at.now,
        proposed_by=doer.person_id,
    )
    write(purge, pieces)
    record(doer, Act.PURGE_PROPOSED, purge.id, now=at.now, number=number, count=len(pieces))
    return purge.id


def write(purge: Purge, pieces: Collection[Weighed]) -> None:
    """Write an acta with its pieces, each with why it goes and its files as they are."""
    db.session.add(purge)
    db.session.flush()
    files = files_of([piece.id for piece in pieces])
    for piece in pieces:
        kept = [[file.number, file.sha256, file.size] for file in files.get(piece.id, ())]
        item = PurgeItem(
            purge_id=purge.id,
            evidence_id=piece.id,
            rule=_said(piece),
            files=kept,
            state=ItemState.PENDING,
        )
        db.session.add(item)


def adopt(actor: Actor, purge_id: int, *, now: datetime) -> None:
    """Make what the clock proposed one's own, so that another person can confirm it."""
    purge = _held(purge_id)
    if purge.state is not PurgeState.PROPOSED or purge.proposed_by is not None:
        raise NotProposed
    purge.proposed_by, purge.proposed_at = actor.person_id, now
    record(actor, Act.PURGE_ADOPTED, purge.id, now=now, number=purge.number)


def withdraw(actor: Actor, purge_id: int, *, now: datetime) -> None:
    """Have nothing of an acta destroyed. Refuses with NotProposed once it was confirmed."""
    purge = _held(purge_id)
    if purge.state is not PurgeState.PROPOSED:
        raise NotProposed
    purge.state, purge.decided_at, purge.finished_at = PurgeState.WITHDRAWN, now, now
    for item in items(purge_id):
        item.state = ItemState.LEFT
    record(actor, Act.PURGE_WITHDRAWN, purge.id, now=now, number=purge.number)


def confirm(actor: Actor, purge_id: int, allowed_by: str, *, at: Moment, texts: Collection[str] = ()) -> int:
    """Confirm an acta of somebody else; what came to be needed meanwhile stays. Gives how many pieces go.

    From this commit on no page gives their files away; the job lets go of them, and clears the `texts`
    around them, each by its key. Refuses with NotProposed, OwnActa or TextChanged; one that the clock
    proposed is first to be adopted by somebody.
    """
    purge = _held(purge_id)
    check_confirms(purge.state, purge.proposed_by, actor.person_id)
    if purge.proposed_by is None:
        raise NotProposed
    pieces = items(purge_id)
    needs = needs_of([item.evidence_id for item in pieces], today=at.today)
    for item in pieces:
        found = [need for need in needs.get(item.evidence_id, ()) if need is not Need.UNDER_WAY]
        if found:
            item.state, item.left, item.done_at = ItemState.LEFT, found[0], at.now
    going = [item.evidence_id for item in pieces if item.state is ItemState.PENDING]
    purge.state, purge.decided_at, purge.confirmed_by = PurgeState.CONFIRMED, at.now, actor.person_id
    purge.allowed_by = allowed_by.strip()
    db.session.flush()
    clearing.choose(purge_id, [item.evidence_id for item in pieces], texts)
    ending.begin_purge(going, purge.number)
    record(actor, Act.PURGE_CONFIRMED, purge.id, now=at.now, number=purge.number, count=len(going))
    return len(going)


def _copies(ids: Collection[int]) -> Collection[int]:
    """The struck-out copies of some pieces."""
    return db.session.scalars(select(StruckCopy.evidence_id).where(StruckCopy.original_id.in_(ids))).all()


def next_number(institution_id: int) -> int:
    """The number of the next acta; whoever asks holds the institution, so that none is given twice."""
    db.session.execute(select(Institution.id).where(Institution.id == institution_id).with_for_update())
    return (db.session.scalar(select(func.max(Purge.number))) or 0) + 1


def _held(purge_id: int) -> Purge:
    purge = db.session.scalars(
        select(Purge).where(Purge.id == purge_id).with_for_update().execution_options(populate_existing=True)
    ).one_or_none()
    if purge is None:
        raise NotFound
    return purge


def items(purge_id: int) -> list[PurgeItem]:
    """The pieces of an acta."""
    asked = select(PurgeItem).where(PurgeItem.purge_id == purge_id).order_by(PurgeItem.evidence_id)
    return list(db.session.scalars(asked))


def _said(piece: Weighed) -> dict[str, Any]:
    """Why a piece goes, in values that stay when the rule changes."""
    return {
        "classification": piece.classification.value,
        "type": piece.type.value,
        "unit": piece.unit,
        "years": piece.rule.years,
        "anchor": piece.rule.anchor.value,
        "basis": piece.rule.basis,
        "due_on": piece.due_on.isoformat() if piece.due_on else None,
        "handed_in": piece.handed_in.isoformat(),
    }
