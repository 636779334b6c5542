"""Keeping how pieces serve requirements, each time that it changes: any later day tells what stood then."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, exists, false, func, insert, literal, select, true
from sqlalchemy.orm import aliased

from sello.core.db import UTCDateTime, db
from sello.evidence.models import Evidence, EvidenceLink, ServiceState

_PLACE: Final = ("institution_id", "evidence_id", "cycle_id", "requirement_id", "to_confirm")
_PIECE: Final = ("state", "accepted_at", "valid_until", "superseded_on")
_WRITTEN: Final = ["since", "linked", *_PLACE, *_PIECE]


def keep(chosen: ColumnElement[bool], *, now: datetime) -> None:
    """Keep how pieces serve requirements, as what stands from now on (one statement).

    `chosen` is a condition on links. Every function that changes a piece or makes a link calls it afterwards.
    """
    db.session.flush()
    serves = (
        select(
            literal(now, UTCDateTime()),
            true(),
            *(getattr(EvidenceLink, name) for name in _PLACE),
            *(getattr(Evidence, name) for name in _PIECE),
        )
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .where(chosen)
    )
    db.session.execute(insert(ServiceState).from_select(_WRITTEN, serves))


def keep_gone(chosen: ColumnElement[bool], *, now: datetime) -> None:
    """Keep that what served until now, and has no link any more, serves no longer (one statement).

    `chosen` is a condition on states. Every function that takes links away calls it afterwards.
    """
    db.session.flush()
    own = aliased(ServiceState)
    latest = (
        select(func.max(ServiceState.id))
        .where(chosen)
        .group_by(ServiceState.cycle_id, ServiceState.requirement_id, ServiceState.evidence_id)
    )
    still = exists().where(
        EvidenceLink.evidence_id == own.evidence_id,
        EvidenceLink.cycle_id == own.cycle_id,
        EvidenceLink.requirement_id == own.requirement_id,
    )
    gone = select(
        literal(now, UTCDateTime()), false(), *(getattr(own, name) for name in (*_PLACE, *_PIECE))
    ).where(own.id.in_(latest), own.linked, ~still)
    db.session.execute(insert(ServiceState).from_select(_WRITTEN, gone))
