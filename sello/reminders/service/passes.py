"""What every pass over an institution is given, and how far its passes have come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import Table

from sello.core.db import db, insert_into
from sello.core.moment import Moment
from sello.reminders.domain.leaving import sealed
from sello.reminders.domain.news import NewsKind
from sello.reminders.domain.schedule import Kind
from sello.reminders.links import LEAVE, absolute
from sello.reminders.models import About, ReminderSweep
from sello.reminders.queries.sweeps import Place

SWEEPS = cast("Table", ReminderSweep.__table__)


@dataclass(frozen=True, slots=True)
class Pass:
    """An institution, the address and the secret of this instance, and when it is there."""

    place: Place
    base_url: str
    secret: str
    at: Moment

    def leave(self, person_id: int, kinds: Iterable[Kind | NewsKind]) -> str:
        """The address under which a person stops the mails of some kinds."""
        return absolute(self.base_url, LEAVE, token=sealed(self.secret, person_id, kinds))


def claim(run: Pass, about: About, day: date) -> bool:
    """Take a day for this transaction, if nobody took it or a later one (one statement).

    Who comes second waits for the first to commit, and finds it taken; or finds it free, if that was killed.
    """
    values = {"institution_id": run.place.id, "about": about, "swept_through": day}
    taken = insert_into(SWEEPS).values(values)
    statement = taken.on_conflict_do_update(
        index_elements=["institution_id", "about"],
        set_={"swept_through": taken.excluded.swept_through},
        where=SWEEPS.c.swept_through < taken.excluded.swept_through,
    )
    return db.session.execute(statement.returning(SWEEPS.c.id)).one_or_none() is not None
