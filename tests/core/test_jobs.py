"""Jobs are remembered, and a broken one leaves nothing open."""

import pytest

from sello.accounts.models import Institution
from sello.config import Config
from sello.core import jobs
from sello.core.context import request_id
from sello.core.db import db
from sello.scheduler import JOBS, schedule
from tests.builders import NOW, ZONE


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
    assert set(schedule("America/Santiago")) == set(JOBS)


def test_what_has_an_hour_keeps_away_from_the_hours_that_the_clock_change_takes() -> None:
    for name, trigger in schedule("America/Santiago").items():
        if name != "deliver":
            hours = next(str(field) for field in trigger.fields if field.name == "hour")
            assert all(3 <= int(hour) <= 21 for hour in hours.split("-")), name
