"""Outside an institution's own hours nothing is written or sent that nobody waits for."""

from datetime import time, timedelta

import pytest
from sqlalchemy import func, select

from sello.config import Config
from sello.core.db import db, everywhere
from sello.core.jobs import Work
from sello.core.mail.outbox import OutboxMail
from sello.reminders import jobs
from sello.reminders.domain.schedule import EARLIEST, LATEST, Schedule, is_office_hour
from sello.reminders.queries.sweeps import places
from tests.builders import AT, TODAY, Town
from tests.reminders import cast


def at(hour: time):
    """A business day at a local hour."""
    return AT.then(AT.start_of(TODAY) + timedelta(hours=hour.hour, minutes=hour.minute))


def queued() -> int:
    with everywhere():
        return db.session.scalar(select(func.count()).select_from(OutboxMail)) or 0


@pytest.mark.parametrize(
    ("hour", "open_"),
    [
        (time(7), False),
        (time(9, 59), False),
        (time(10), True),
        (time(16), True),
        (time(16, 1), False),
        (time(20), False),
    ],
)
def test_the_hours_are_the_institutions_own(town: Town, hour: time, open_: bool) -> None:
    cast.settle_on(town, mails_from=time(10), mails_until=time(16), send_at=time(10), digest_at=time(10))
    (place,) = places()
    assert is_office_hour(at(hour), *place.hours) is open_


def test_whoever_decided_nothing_has_the_hours_of_every_house(town: Town) -> None:
    assert [place.hours for place in places()] == [(EARLIEST, LATEST)]
    assert (Schedule().mails_from, Schedule().mails_until) == (EARLIEST, LATEST)


def test_what_came_due_after_the_last_hour_is_written_the_next_morning(town: Town, settings: Config) -> None:
    cast.settle_on(town, mails_until=time(12), off=["digest"])
    cast.tasks(town, [TODAY + timedelta(days=1)], town.people.contributor.id)
    jobs.remind(Work(settings, at(time(12, 1)).now))
    assert queued() == 0
    jobs.remind(Work(settings, at(time(12)).now))
    assert queued() == 1
