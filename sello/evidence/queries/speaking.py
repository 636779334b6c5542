"""Of the evidence of a cycle the pieces that speak from today on, chosen by the database.

The twin of `sello.level.speaking` on rows. Of pieces that can only differ in how long they count, the last
to end speaks for all; of pieces that wait, the first. So of each requirement a handful comes over, with its
titles and days, and every verdict from today on is that of all of them. What counts them, or looks back,
reads `facts_for_cycle`.
"""

from datetime import date

from sqlalchemy import bindparam, case, func, select

from sello.core.db import db
from sello.core.moment import Moment
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries import conditions
from sello.evidence.queries.facts import FACTS, as_facts
from sello.evidence.queries.judged import BEGUN, CONFIRMED
from sello.level.state import EvidenceFact

END = case(
    (conditions.cut_short(), Evidence.superseded_on), else_=func.coalesce(Evidence.valid_until, date.max)
)
"""By which of two alike one ends later; of all that wait nobody asks when they end."""

ALIKE = (
    EvidenceLink.requirement_id,
    Evidence.state,
    EvidenceLink.to_confirm,
    case((BEGUN, 1), else_=0),
    case((CONFIRMED & conditions.cut_short(), 1), else_=0),
)
"""What two pieces share of which only one speaks."""

RANKED = (
    select(
        EvidenceLink.id.label("link_id"),
        func.row_number()
        .over(partition_by=ALIKE, order_by=(case((CONFIRMED, END)).desc(), Evidence.id))
        .label("place"),
        case((CONFIRMED & ~BEGUN, 1), else_=0).label("coming"),
    )
    .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
    .where(EvidenceLink.cycle_id == bindparam("cycle_id"))
    .subquery()
)
SPEAKING = FACTS.where(
    EvidenceLink.id.in_(select(RANKED.c.link_id).where((RANKED.c.place == 1) | (RANKED.c.coming == 1)))
)


def speaking_for_cycle(cycle_id: int, *, at: Moment) -> dict[int, tuple[EvidenceFact, ...]]:
    """What the level engine is told for today and the days to come, by requirement id. One statement."""
    asked = {"cycle_id": cycle_id, "next_day": at.end_of(at.today)}
    return as_facts(db.session.execute(SPEAKING, asked), at)
