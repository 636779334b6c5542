"""Remarks at a place on a page, as a reader sees them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Person
from sello.core.db import db
from sello.core.rows import rows_as
from sello.evidence.models import Evidence, Pin
from sello.evidence.queries.conditions import seen_by


@dataclass(frozen=True)
class PinLine:
    """A remark: on which page, where in thousandths of it (both 0: the page as a whole), who and when."""

    id: int
    page: int
    across: int
    down: int
    text: str
    pinned_at: datetime
    author: str | None


def pins(evidence_id: int, number: int, visibility: Visibility) -> tuple[PinLine, ...]:
    """The remarks on a version, by page; how a piece came to be released is not told with it."""
    if visibility.released_only:
        return ()
    found = db.session.execute(
        select(Pin.id, Pin.page, Pin.across, Pin.down, Pin.text, Pin.pinned_at, Person.name.label("author"))
        .join(Evidence, Evidence.id == Pin.evidence_id)
        .outerjoin(Person, Person.id == Pin.pinned_by)
        .where(Pin.evidence_id == evidence_id, Pin.version_number == number, seen_by(visibility))
        .order_by(Pin.page, Pin.id)
    )
    return rows_as(PinLine, found)
