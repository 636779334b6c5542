"""Jobs are remembered, and a broken one leaves nothing open."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from sello.accounts.models import Institution
from sello.config import Config
from sello.core import jobs
from sello.core.context import request_id
from sello.core.db import db
from sello.core.moment import Moment
from sello.reminders.domain.schedule import EARLIEST, LATEST
from sello.scheduler import JOBS, schedule
from tests.builders import NOW, ZONE

DAY = timedelta(days=1)
CHANGES = (date(2026, 4, 4), date(2026, 9, 5), date(2027, 4, 3), date(2027, 9, 4))
"""Saturdays in whose night Chile's clocks change; those of Magallanes never do."""


def work(settings: Config) -> jobs.Work:
    return jobs.Work(settings, NOW)


def test_a_run_is_remembered_with_what_it_did(app, settings: Config) -> None:
    seen = []

    def act(given: jobs.Work) -> dict[str, int]:
        seen.append((given.now, request_id.get()))
        return {"mails": 3}

    for _ in range(2):
        assert jobs.run(jobs.Job("test", "", act), work(settings)) == {"mails": 3}
    (last,) = jobs.last_runs()
    assert (last.name, last.failed, last.outcome) == ("test", False, "mails: 3")
    assert [moment for moment, _ in seen] == [NOW, NOW]
    assert len({identifier for _, identifier in seen}) == 2, "each run logs under an id of its own"


@pytest.mark.provokes("the run of a job breaks")
def test_a_broken_run_is_remembered_and_rolled_back(app, settings: Config) -> None:
    def act(_given: jobs.Work) -> dict[str, int]:
        db.session.add(Institution(name="a medias", zone=ZONE, created_at=NOW))
        db.session.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        jobs.run(jobs.Job("test", "", act), work(settings))
    (last,) = jobs.last_runs()
    assert (last.failed, last.outcome) == (True, "ZeroDivisionError")
    assert db.session.query(Institution).count() == 0


def test_every_job_has_its_hour_and_every_hour_its_job() -> None:
    assert set(schedule()) == set(JOBS)


def wakings(name: str, since: datetime, until: datetime) -> Iterator[datetime]:
    """When a job is woken in a stretch of time."""
    woken = schedule()[name].get_next_fire_time(None, since)
    while woken and woken < until:
        yield woken
        woken = schedule()[name].get_next_fire_time(woken, woken + timedelta(microseconds=1))


@pytest.mark.parametrize("name", [name for name in JOBS if name != "deliver"])
@pytest.mark.parametrize("change", CHANGES)
def test_no_change_of_the_clock_skips_or_repeats_a_waking(name: str, change: date) -> None:
    around = datetime.combine(change, time(), UTC)
    woken = list(wakings(name, around - 2 * DAY, around + 2 * DAY))
    assert len({later - earlier for earlier, later in pairwise(woken)}) == 1


@pytest.mark.parametrize("zone", ["Pacific/Easter", "America/Santiago", "America/Punta_Arenas"])
@pytest.mark.parametrize("day", [*CHANGES, *(change + DAY for change in CHANGES), date(2026, 11, 23)])
@pytest.mark.parametrize("name", ["reminders", "monthly-report", "uploads"])
def test_everybody_is_woken_in_each_of_her_own_office_hours(zone: str, day: date, name: str) -> None:
    here = Moment(NOW, zone)
    woken = [here.local(each) for each in wakings(name, here.start_of(day), here.end_of(day))]
    often = 6 if name == "reminders" else 1
    for hour in range(EARLIEST.hour, LATEST.hour):
        assert sum(each.hour == hour for each in woken) == often, hour
