"""Of pieces that can only differ in how long they count, which one speaks for all.

The twin of `sello.level.speaking` on rows: the last to end speaks, and of pieces that wait the first. It
depends on no day but the one from which an acceptance has begun.
"""

from datetime import date, datetime

from sqlalchemy import BindParameter, ColumnElement, Subquery, bindparam, case, func, select

from sello.core.db import UTCDateTime
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries import conditions

NEXT_DAY: BindParameter[datetime] = bindparam("next_day", type_=UTCDateTime())
CONFIRMED = conditions.accepted() & EvidenceLink.to_confirm.is_(False)
BEGUN = conditions.accepted_before(NEXT_DAY)

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


def ranked(*served: ColumnElement[bool]) -> Subquery:
    """The links of a cycle to some requirements (without any: to all), each with its place among its like.

    The first of each speaks, and so does every one whose acceptance is still coming.
    """
    return (
        select(
            EvidenceLink.id.label("link_id"),
            EvidenceLink.requirement_id,
            EvidenceLink.evidence_id,
            func.row_number()
            .over(partition_by=ALIKE, order_by=(case((CONFIRMED, END)).desc(), Evidence.id))
            .label("place"),
            case((CONFIRMED & ~BEGUN, 1), else_=0).label("coming"),
        )
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .where(EvidenceLink.cycle_id == bindparam("cycle_id"), *served)
        .subquery()
    )
