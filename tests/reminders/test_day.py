"""The mails of generated towns and days: one for each person and day, all that is promised, nothing twice."""

import re
from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from sello.config import Config
from sello.core.db import db, scope_to
from sello.core.jobs import Work
from sello.core.mail.outbox import OutboxMail
from sello.core.refusal import Refusal
from sello.core.trail.notices import Notice
from sello.reminders import jobs
from sello.reminders.domain.day import gathered, mail_hour, rest_of_week
from sello.reminders.domain.digest import Digest
from sello.reminders.domain.news import How, NewsKind
from sello.reminders.domain.recipients import Directory
from sello.reminders.domain.schedule import Kind, Schedule, Weekday
from sello.reminders.domain.tellings import Telling
from sello.reminders.models import NewsChoice, Reminder, Told
from sello.reminders.queries.sweeps import DueThing, OpenTask
from sello.tasks.domain.due import QueueGroup
from sello.tasks.models import Task
from tests.builders import AT, TODAY
from tests.progress.loop import ACTS, Loop
from tests.reminders import cast
from tests.reminders.test_digest import PEOPLE
from tests.reminders.test_sweeps import piece

KINDS = (Kind.OVERDUE, Kind.DUE_SOON, Kind.EXPIRING, Kind.ESCALATED, Kind.FOLLOWED)
DAYS = [TODAY + timedelta(days=number) for number in range(15)]


def telling(person_id: int, kind: Kind, thing_id: int) -> Telling:
    thing = DueThing(thing_id, f"T{thing_id}", TODAY, 1, None)
    return Telling(PEOPLE[person_id], kind, thing, TODAY, 1, TODAY + timedelta(days=1))


told = st.lists(
    st.builds(telling, st.sampled_from([1, 2, 3]), st.sampled_from(KINDS), st.integers(1, 6)),
    unique_by=lambda each: (each.to.person_id, each.kind, each.thing.id),
)
tasks = st.lists(st.integers(1, 6), unique=True).map(
    lambda ids: tuple(OpenTask(each, f"T{each}", TODAY, QueueGroup.THIS_WEEK, 1, None) for each in ids)
)
weeks = st.dictionaries(
    st.sampled_from([1, 2, 3]),
    st.builds(Digest, late=tasks, soon=tasks, returned=tasks, units_late=st.just(()), to_review=st.just(0)),
)


@given(told, weeks)
def test_each_person_has_one_mail_with_all_that_is_hers_and_each_task_once(
    reminders: list[Telling], hers: dict[int, Digest[OpenTask]]
) -> None:
    hers = {person_id: week for person_id, week in hers.items() if week}
    mails = gathered(reminders, {}, hers, Directory(TODAY, PEOPLE, {}, {}, {}))
    assert len({mail.to.person_id for mail in mails}) == len(mails)
    assert Counter(each for mail in mails for each in mail.tellings) == Counter(reminders)
    assert all(each.to == mail.to for mail in mails for each in mail.tellings)
    for mail in mails:
        kinds = [letter.kind for letter in mail.letters]
        assert kinds == [kind for kind in KINDS if kind in kinds]
        recalled = {each.thing.id for each in mail.tellings if each.kind is not Kind.EXPIRING}
        left = rest_of_week(mail)
        for part in ("late", "soon", "returned"):
            whole = {task.id for task in getattr(mail.week, part)} if mail.week else set()
            named = {task.id for task in getattr(left, part)} if left else set()
            assert named == whole - recalled


@given(st.sampled_from(Weekday), st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.booleans())
def test_it_is_never_written_before_its_own_hour(weekday: Weekday, day: date, off: bool) -> None:
    schedule = Schedule(digest_on=weekday, off=frozenset({Kind.DIGEST} if off else ()))
    assert mail_hour(day, AT.calendar, schedule) >= schedule.send_at


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_days_of_work_are_one_mail_each_and_nothing_is_missing_or_twice(
    loop: Loop, settings: Config, seed: int
) -> None:
    random = Random(seed)
    cast.settle_on(
        loop.town, digest_on=random.choice(list(Weekday)), ladder=cast.stored(cast.ladder((3, 1), 2))
    )
    for person in (loop.unit, loop.secretary):
        for kind in random.sample(list(NewsKind), 4):
            db.session.add(NewsChoice(person_id=person.id, kind=kind, how=How.DIGEST))
    db.session.commit()
    dates = [TODAY + timedelta(days=random.randrange(-6, 15)) for _ in range(8)]
    cast.tasks(loop.town, dates, None, unit_id=loop.town.units.dideco)
    piece(loop.town, TODAY + timedelta(days=7))
    for day in DAYS:
        for hour in (9, 15):
            loop.at = loop.at.then(AT.start_of(day) + timedelta(hours=hour))
            recalled_before = _recalled()
            _passes(settings, loop)
            _nobody_elses_turn(_recalled() - recalled_before)
            _work(loop, random)
    _one_for_each_day(loop)
    assert db.session.scalars(select(Reminder.id).where(Reminder.mail_id.is_(None))).all() == []
    assert db.session.scalars(select(Told.id).where(Told.mail_id.is_(None))).all() == []
    waiting = db.session.scalars(select(Notice.event_id)).all()
    told_of = set(db.session.scalars(select(Told.event_id)))
    assert told_of, "the towns do something that is told"
    assert len(waiting) < len(told_of), "what waits is of the last hours"


def _passes(settings: Config, loop: Loop) -> None:
    """All jobs that write, twice: a second scheduler finds nothing to do."""
    db.session.commit()
    for _ in range(2):
        for job in (jobs.news, jobs.remind):
            job(Work(settings, loop.at.now))
    scope_to(db.session(), loop.town.institution.id)


def _work(loop: Loop, random: Random) -> None:
    loop.prepare(random)
    for move in random.sample(ACTS, 3):
        with suppress(Refusal), db.session.begin_nested():
            move(loop, random)
        loop.later(7)
    db.session.commit()


def _recalled() -> set[tuple[int, int, str]]:
    rows = db.session.execute(select(Reminder.id, Reminder.about_id, Reminder.about)).all()
    return {(row.id, row.about_id, row.about.value) for row in rows}


def _nobody_elses_turn(fresh: set[tuple[int, int, str]]) -> None:
    """What was just recalled is in its unit's hands."""
    from sello.tasks.domain.turn import Turn
    from sello.tasks.queries.turns import in_turn

    ids = {about_id for _, about_id, about in fresh if about == "task"}
    hers = db.session.scalars(select(Task.id).where(Task.id.in_(ids), in_turn(Turn.UNIT)))
    assert set(hers) == ids


def _one_for_each_day(loop: Loop) -> None:
    mails = db.session.scalars(select(OutboxMail).where(OutboxMail.kind == "news-of-the-day")).all()
    assert len(mails) > 8
    counts = Counter((mail.person_id, loop.at.day_of(mail.created_at)) for mail in mails)
    assert set(counts.values()) == {1}
    for mail in mails:
        named = re.findall(r"/tareas/(\d+)/entregar\n", mail.text)
        assert len(named) == len(set(named)), "a task is asked for once"
