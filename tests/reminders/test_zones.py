"""Each institution is told in its own hours, wherever it is, through the weeks in which clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from sello.accounts.models import Institution
from sello.config import Config
from sello.core.db import db
from sello.core.jobs import Work
from sello.core.mail.outbox import OUTBOX
from sello.core.moment import Moment
from sello.reminders import jobs
from sello.scheduler import schedule
from tests.builders import Town
from tests.reminders import cast

ZONES = ("Pacific/Easter", "America/Santiago", "America/Punta_Arenas")
DAYS = (
    date(2026, 4, 1),  # the clocks change in the night to Sunday the 5th
    date(2026, 4, 6),
    date(2026, 9, 4),  # and in the night to Sunday the 6th
    date(2026, 9, 7),
    date(2026, 11, 23),
)


def move(town: Town, zone: str) -> None:
    """Let the institution's clocks stand in another zone."""
    db.session.get_one(Institution, town.institution.id).zone = zone
    db.session.commit()


def go_through(job, name: str, settings: Config, here: Moment, day: date, hours: tuple[time, time]) -> None:
    """Run a job whenever the schedule wakes it between two hours of a day there."""
    woken = schedule()[name].get_next_fire_time(None, here.start_of(day))
    while woken < here.end_of(day):
        if hours[0] <= here.local(woken).time() <= hours[1]:
            db.session.rollback()
            job(Work(settings, woken))
            db.session.remove()
        woken = schedule()[name].get_next_fire_time(woken, woken + timedelta(microseconds=1))


def written(kind: str, here: Moment) -> list[datetime]:
    """When the mails of a kind were written, by the clocks there."""
    with db.engine.connect() as connection:
        found = connection.execute(select(OUTBOX.c.created_at).where(OUTBOX.c.kind == kind))
        return [here.local(row.created_at) for row in found]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", DAYS)
def test_the_last_office_hour_is_as_good_as_any(town: Town, settings: Config, zone: str, day: date) -> None:
    here = Moment(datetime.combine(day, time(12), UTC), zone)
    move(town, zone)
    cast.settle_on(town, send_at=time(19, 45))
    due_on = here.calendar.add_business_days(day, 1)
    cast.tasks(town, [due_on], town.people.contributor.id, created_at=here.now - timedelta(days=30))
    go_through(jobs.remind, "reminders", settings, here, day, (time(18, 30), time(23, 59)))
    assert [each.replace(second=0) for each in written("news-of-the-day", here)] == [
        datetime.combine(day, time(19, 50), here.local(here.now).tzinfo)
    ]


@pytest.mark.parametrize("zone", ZONES)
def test_the_hour_that_is_set_is_the_one_of_the_clocks_there(town: Town, settings: Config, zone: str) -> None:
    """Half past eight comes two hours later on the island than on the continent."""
    day = date(2026, 11, 23)
    here = Moment(datetime.combine(day, time(12), UTC), zone)
    move(town, zone)
    cast.tasks(town, [date(2026, 11, 24)], town.people.contributor.id)
    go_through(jobs.remind, "reminders", settings, here, day, (time(7), time(10)))
    assert [f"{each:%H:%M}" for each in written("news-of-the-day", here)] == ["08:30"]
