"""The simulator says of a month what was sent in it: the passes, run day by day, are its witness."""

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import select

from sello.accounts.domain.actor import Role
from sello.config import Config
from sello.core.db import db, scope_to
from sello.core.jobs import Work
from sello.core.refusal import Refusal
from sello.reminders import jobs
from sello.reminders.domain.schedule import Kind, Schedule
from sello.reminders.domain.simulation import Stretch, simulated
from sello.reminders.models import About, Reminder
from sello.reminders.queries.simulation import courses, trial
from sello.reminders.queries.sweeps import directory
from tests import builders
from tests.builders import AT, TODAY, Town
from tests.progress.loop import ACTS, Loop
from tests.reminders import cast
from tests.reminders.test_sweeps import piece

DAY = timedelta(days=1)
SHORT = Schedule(ladder=cast.ladder((3, 1, 0), 2, 2, 3), expiring=(20, 5))


def sent(town: Town) -> Counter[tuple[date, int, Kind]]:
    """How many things each person was told of on each day, by the ledger."""
    scope_to(db.session(), town.institution.id)
    rows = db.session.scalars(select(Reminder).where(Reminder.about.in_([About.TASK, About.EVIDENCE])))
    return Counter((AT.day_of(row.written_at), row.person_id, row.kind) for row in rows)


def said(town: Town, stretch: Stretch, schedule: Schedule) -> Counter[tuple[date, int, Kind]]:
    """The same by the simulator."""
    scope_to(db.session(), town.institution.id)
    found: Counter[tuple[date, int, Kind]] = Counter()
    people = directory(stretch.last)
    for one in simulated(courses(stretch, at=AT), stretch, schedule, people, at=AT):
        found[one.day, one.person_id, one.kind] += one.things
    return found


def one_pass(settings: Config, day: date) -> None:
    db.session.commit()
    jobs.remind(Work(settings, AT.start_of(day) + timedelta(hours=8, minutes=30)))


@pytest.fixture
def settled(town: Town):
    def settle(schedule: Schedule) -> None:
        values = {"ladder": cast.stored(schedule.ladder), "expiring": list(schedule.expiring)}
        cast.settle_on(town, **values)

    return settle


@pytest.mark.parametrize("schedule", [Schedule(), SHORT], ids=["usual", "short"])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_month_of_work_is_told_as_it_was_sent(
    loop: Loop, settings: Config, settled, schedule: Schedule, seed: int
) -> None:
    random = Random(seed)
    settled(schedule)
    dates = [TODAY + timedelta(days=random.randrange(-3, 25)) for _ in range(12)]
    made = loop.at.now - timedelta(hours=5)
    cast.tasks(loop.town, dates, None, unit_id=loop.town.units.dideco, created_at=made)
    for number in (6, 19, 21):
        piece(loop.town, TODAY + timedelta(days=number), accepted_at=made)
    stretch = Stretch(TODAY, TODAY + timedelta(days=18))
    for day in stretch.days(loop.at.calendar):
        one_pass(settings, day)
        scope_to(db.session(), loop.town.institution.id)
        loop.at = loop.at.then(AT.start_of(day) + timedelta(hours=11))
        loop.prepare(random)
        for move in random.sample(ACTS, 4):
            with suppress(Refusal), db.session.begin_nested():
                move(loop, random)
            loop.later(7)
    expected = sent(loop.town)
    assert len(expected) > 8
    assert said(loop.town, stretch, schedule) == expected


def test_another_policy_is_set_beside_the_one_that_holds(town: Town) -> None:
    cast.tasks(town, [TODAY + timedelta(days=7)], town.people.contributor.id)
    scope_to(db.session(), town.institution.id)
    before, after = trial(Schedule(ladder=cast.ladder((5, 3, 2, 1))), at=AT)
    assert (before.now, before.tried) == (0, 0)
    in_time = [day for day in after.days if day.on <= TODAY + timedelta(days=7)]
    assert sum(day.now for day in in_time) == 2
    assert sum(day.tried for day in in_time) == 4
    assert {line.name for day in in_time for line in day.lines} == {town.people.contributor.name}
    assert sum(line.tried for line in after.lines) == after.tried


def test_to_look_writes_nothing_and_costs_the_same(town: Town, statements) -> None:
    def cost() -> int:
        scope_to(db.session(), town.institution.id)
        with statements() as asked:
            trial(SHORT, at=AT)
        assert not [each for each in asked if not each.lstrip().upper().startswith("SELECT")]
        return len(asked)

    cast.tasks(town, [TODAY], town.people.contributor.id)
    few = cost()
    cast.tasks(town, [TODAY + timedelta(days=number) for number in range(30)], None)
    assert cost() == few


def test_the_next_head_above_is_told_when_it_drags_on_further(town: Town, settings: Config, settled) -> None:
    settled(Schedule(ladder=cast.ladder(every=1, head_from=2, above_from=3)))
    scope_to(db.session(), town.institution.id)
    above = builders.person(town.institution.id, "Ada Alta", Role.UNIT_HEAD, town.units.alcaldia)
    db.session.commit()
    cast.tasks(town, [TODAY - 3 * DAY], town.people.contributor.id)
    told: list[set[int]] = []
    for number in range(3):
        one_pass(settings, TODAY + number * DAY)
        day = TODAY + number * DAY
        told.append({person for on, person, _ in sent(town) if on == day})
    mario, diego = town.people.contributor.id, town.people.other_head.id
    assert told == [{mario}, {mario, diego}, {mario, diego, above.id}]
