"""A mail that waited for the mail server recalls nothing that was done meanwhile, and loses nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from sello.config import Config
from sello.core import jobs
from sello.core.db import db, everywhere, unit_of_work
from sello.core.mail.message import MailState
from sello.core.mail.outbox import OUTBOX
from sello.progress import service as progress
from sello.reminders.jobs import JOBS
from sello.reminders.models import Told
from sello.tasks.domain.states import Step
from sello.tasks.domain.turn import Turn
from sello.tasks.service import asking
from tests.builders import AT, Town
from tests.reminders import cast

MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
"""Nine in the morning there, with the week's summary; on Tuesday there is none of those who had it."""
TUESDAY = MONDAY + timedelta(days=1)
LATE = date(2026, 11, 20)
WAITING, WITHDRAWN = MailState.WAITING, MailState.WITHDRAWN


@pytest.fixture
def two(app: Flask, town: Town) -> list[int]:
    """Late tasks of two people."""
    people = town.people.contributor, cast.crowd(town, 1)[0]
    made = [cast.tasks(town, [LATE], each.id)[0] for each in people]
    db.session.commit()
    return made


@pytest.fixture
def weeks(app: Flask, town: Town, settings: Config) -> None:
    """On Monday everybody's week was told; nobody had anything in it."""
    run(settings, "reminders", MONDAY)
    assert cast.outbox_states() == {}


def run(settings: Config, name: str, now: datetime) -> None:
    jobs.run(JOBS[name], jobs.Work(settings, now))


def hand_in(town: Town, *task_ids: int) -> None:
    with unit_of_work(town.institution.id):
        for each in task_ids:
            actor = town.people.contributor.actor()
            progress.take_step(actor, each, Step.DELIVER, why="Va en papel.", at=AT)


def states_of(person_id: int) -> list[MailState]:
    """How each mail to somebody stands, in their order."""
    with everywhere():
        mails = select(OUTBOX.c.state).where(OUTBOX.c.person_id == person_id).order_by(OUTBOX.c.id)
        return list(db.session.scalars(mails))


@pytest.mark.usefixtures("weeks")
def test_what_was_handed_in_while_it_waited_is_not_recalled(
    town: Town, settings: Config, two: list[int]
) -> None:
    run(settings, "reminders", TUESDAY)
    assert list(cast.outbox_states().values()) == [WAITING] * 2
    hand_in(town, two[0])
    run(settings, "deliver", TUESDAY)
    states = [state for _, state in sorted(cast.outbox_states().items())]
    assert states == [WITHDRAWN, WAITING]


@pytest.mark.usefixtures("weeks")
def test_what_names_something_that_is_still_to_do_goes_out(
    town: Town, settings: Config, two: list[int]
) -> None:
    cast.tasks(town, [LATE], town.people.contributor.id)
    db.session.commit()
    run(settings, "reminders", TUESDAY)
    hand_in(town, two[0])
    run(settings, "deliver", TUESDAY)
    assert list(cast.outbox_states().values()) == [WAITING] * 2


def test_a_mail_with_her_week_goes_out(town: Town, settings: Config, two: list[int]) -> None:
    cast.tasks(town, [LATE + timedelta(days=9)], town.people.contributor.id)
    db.session.commit()
    run(settings, "reminders", MONDAY)
    hand_in(town, two[0])
    run(settings, "deliver", MONDAY)
    assert states_of(town.people.contributor.id) == [WAITING]


@pytest.mark.usefixtures("weeks")
def test_a_mail_that_also_tells_what_somebody_did_goes_out(
    town: Town, settings: Config, two: list[int]
) -> None:
    news = cast.tasks(town, [LATE + timedelta(days=60)], town.people.contributor.id)
    db.session.commit()
    with unit_of_work(town.institution.id):
        actor = town.people.secretary.actor()
        asking.ask(actor, news[0], "¿Quién firma?", to=Turn.UNIT, at=AT)
    run(settings, "reminders", TUESDAY)
    with everywhere():
        assert db.session.scalars(select(Told.mail_id).where(Told.mail_id.is_not(None))).all()
    hand_in(town, two[0])
    run(settings, "deliver", TUESDAY)
    assert states_of(town.people.contributor.id) == [WAITING]
