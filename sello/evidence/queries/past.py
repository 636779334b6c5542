"""What the level engine is told of a cycle's evidence as it stood on a past day, from what was kept of it."""

from datetime import datetime

from sqlalchemy import bindparam, func, select

from sello.core.db import UTCDateTime, db
from sello.core.moment import Moment
from sello.evidence.models import Evidence, ServiceState
from sello.evidence.queries.facts import as_facts
from sello.level.state import EvidenceFact

_LATEST = (
    select(func.max(ServiceState.id))
    .where(
        ServiceState.cycle_id == bindparam("cycle_id"),
        ServiceState.since < bindparam("until", type_=UTCDateTime()),
    )
    .group_by(ServiceState.requirement_id, ServiceState.evidence_id)
)
THEN = (
    select(
        ServiceState.requirement_id,
        ServiceState.to_confirm,
        Evidence.id,
        Evidence.title,
        ServiceState.state,
        ServiceState.accepted_at,
        ServiceState.valid_until,
        ServiceState.superseded_on,
    )
    .join(Evidence, Evidence.id == ServiceState.evidence_id)
    .where(ServiceState.id.in_(_LATEST), ServiceState.linked)
    .order_by(ServiceState.requirement_id, Evidence.id)
)


def facts_then(cycle_id: int, until: datetime, *, at: Moment) -> dict[int, tuple[EvidenceFact, ...]]:
    """The evidence as it stood just before an instant, by requirement id (one statement).

    A piece is called what it is called today; everything else is as it was.
    """
    return as_facts(db.session.execute(THEN, {"cycle_id": cycle_id, "until": until}), at)
