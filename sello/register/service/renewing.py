"""Writing down the end that a renewed instrument gives: by a press, never by itself."""

from __future__ import annotations

from datetime import date

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.trail.recording import differing, record
from sello.core.undo import Done, undoable
from sello.register.domain import PartialDate, Precision
from sello.register.parts.domain.renewing import OfferChanged
from sello.register.queries.renewed import new_end
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
