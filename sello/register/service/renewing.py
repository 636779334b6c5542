"""Writing down the end that a renewed instrument gives: by a press, never by itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.trail.recording import differing, record
from sello.core.undo import Done, last_on, undo, undoable
from sello.register.domain import PartialDate, Precision
from sello.register.parts.domain.renewing import BESIDE, AnotherWroteIt, OfferChanged, RenewedSince
from sello.register.queries.renewed import new_end, resting_on
from sello.register.service.initiatives import load
from sello.register.service.linking import link_evidence


def renew(actor: Actor, initiative_id: int, evidence_id: int, until: date, *, at: Moment) -> Done:
    """Let an initiative be in force until the day that an accepted piece gives; the piece becomes its own.

    Refuses with NotFound for an initiative that the actor may not see, and with OfferChanged where the piece
    gives that day no more.
    """
    with undoable(actor, Act.INITIATIVE_RENEWED, now=at.now) as done:
        row = load(initiative_id, actor)
        ends = PartialDate.holding(row.ends_on, row.ends_precision)
        offer = new_end(initiative_id, row.kind, ends, actor, today=at.today)
        if offer is None or (offer.evidence_id, offer.until) != (evidence_id, until):
            raise OfferChanged
        before, after = differing(row, {"ends_on": until, "ends_precision": Precision.DAY})
        row.ends_on, row.ends_precision = until, Precision.DAY
        row.version += 1
        change = {"before": before, "after": after, "evidence_id": evidence_id}
        record(actor, Act.INITIATIVE_RENEWED, initiative_id, now=at.now, **change)
        link_evidence(actor, initiative_id, evidence_id, now=at.now)
    return done


def take_back(
    actor: Actor, evidence_ids: Collection[int], *, since: datetime, now: datetime
) -> tuple[str, ...]:
    """Take back the ends that were taken of pieces since they were accepted; returns whose ends, by name.

    Refuses with RenewedSince where a later end was taken of another piece, which would leave this one to come
    back; with AnotherWroteIt where somebody else wrote one down; and as `core.undo.undo` does.
    """
    found = resting_on(evidence_ids, since=since)
    for one in found:
        if one.is_covered:
            raise RenewedSince(name=one.name)
        renewal = last_on(actor, Act.INITIATIVE_RENEWED, ("initiative", one.id))
        if renewal is None:
            raise AnotherWroteIt(name=one.name)
        undo(actor, renewal, beside=BESIDE, now=now)
    return tuple(one.name for one in found)
