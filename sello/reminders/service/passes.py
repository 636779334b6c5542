"""What every pass over an institution is given, and how far its passes have come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from sello.core.db import db, insert_into, unit_of_work
from sello.core.moment import Moment
from sello.reminders.domain.leaving import sealed
from sello.reminders.domain.news import NewsKind
from sello.reminders.domain.schedule import Kind
from sello.reminders.links import LEAVE, absolute
from sello.reminders.models import About, ReminderSweep
from sello.reminders.queries.sweeps import Place


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


def finish(run: Pass, about: About, day: date) -> None:
    """Remember how far the passes have come; a slower pass never takes it back."""
    with unit_of_work(run.place.id) as session:
        row = session.scalars(select(ReminderSweep).where(ReminderSweep.about == about)).one_or_none()
        if row is None:
            _insert_sweep(run, about, day)
        elif row.swept_through < day:
            row.swept_through = day


def _insert_sweep(run: Pass, about: About, day: date) -> None:
    values = {"institution_id": run.place.id, "about": about, "swept_through": day}
    db.session.execute(insert_into(ReminderSweep).values(values).on_conflict_do_nothing())
