"""A mail that waited for the mail server recalls nothing that was done meanwhile."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from sello.config import Config
from sello.core import jobs
from sello.core.db import unit_of_work
from sello.core.mail.message import MailState
from sello.progress import service as progress
from sello.reminders.jobs import JOBS
from sello.tasks.domain.states import Step
from tests.builders import AT, Town
from tests.reminders import cast

NINE = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LATE = date(2026, 11, 20)


@pytest.fixture
def written(app: Flask, town: Town, settings: Config) -> list[int]:
    """Two tasks of two people, each recalled in a mail that waits."""
    people = town.people.contributor, cast.crowd(town, 1)[0]
    made = [cast.tasks(town, [LATE], each.id)[0] for each in people]
    jobs.run(JOBS["reminders"], jobs.Work(settings, NINE))
    assert list(cast.outbox_states().values()) == [MailState.WAITING] * 2
    return made


def test_what_was_handed_in_while_it_waited_is_not_recalled(
    town: Town, settings: Config, written: list[int]
) -> None:
    with unit_of_work(town.institution.id):
        actor = town.people.contributor.actor()
        progress.take_step(actor, written[0], Step.DELIVER, why="Va en papel.", at=AT)
    jobs.run(JOBS["deliver"], jobs.Work(settings, NINE))
    states = [state for _, state in sorted(cast.outbox_states().items())]
    assert states == [MailState.WITHDRAWN, MailState.WAITING]


def test_what_names_something_that_is_still_to_do_goes_out(
    town: Town, settings: Config, written: list[int]
) -> None:
    del written
    jobs.run(JOBS["deliver"], jobs.Work(settings, NINE))
    assert list(cast.outbox_states().values()) == [MailState.WAITING] * 2
