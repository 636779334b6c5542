"""Renewals ask for themselves: in time, once for each end, of whoever answers for it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from sello.core.db import db, everywhere
from sello.core.jobs import Work
from sello.duties import jobs
from sello.duties.models import Duty, DutyDate
from sello.duties.service import writing
from sello.evidence.domain.details import EvidenceType
from sello.register.domain import InitiativeKind, Purpose, Stage, read_partial
from sello.register.models import Initiative, InitiativeTask
from sello.register.service import asking, initiatives
from sello.tasks.models import Task, TaskRequirement
from tests.builders import AT
from tests.tasks import cast

ENDS = date(2027, 3, 31)
KINDS = InitiativeKind


def sign(town, name="Centro de la Mujer", **values):
    """An agreement that ends in March."""
    said = {"kind": KINDS.AGREEMENT, "starts": read_partial("2025"), "ends": read_partial("31-03-2027")}
    said |= {"unit_ids": frozenset({town.units.migrantes})} | values
    made = initiatives.create(
        town.people.secretary.actor(), initiatives.InitiativeDraft(name=name, **said), at=AT
    )
    db.session.commit()
    return made


def run(settings, day, times=1):
    """How many were asked for by each waking of a day."""
    noon = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
    asked = []
    for _ in range(times):
        db.session.rollback()
        asked.append(jobs.ask(Work(settings, noon))["asked"])
        db.session.remove()
    return asked


def asked_tasks():
    with everywhere():
        return db.session.scalars(select(Task).order_by(Task.id)).all()


@pytest.fixture
def course(town):
    made = cast.course()
    db.session.commit()
    return made


def test_it_asks_in_time_and_once(town, settings, course):
    sign(town, feeds=((course.requirements["1.1.1"], "El convenio"),))
    assert run(settings, ENDS - timedelta(days=120), 2) == [0, 0]
    assert run(settings, ENDS - timedelta(days=60), 3) == [1, 0, 0]
    (task,) = asked_tasks()
    assert task.title == "Renovar: Centro de la Mujer"
    assert "31-03-2027" in task.description
    assert (task.unit_id, task.created_by) == (town.units.migrantes, None)
    with everywhere():
        (link,) = db.session.scalars(select(InitiativeTask)).all()
        assert link.purpose is Purpose.RENEWAL
        assert db.session.scalars(select(TaskRequirement.requirement_id)).all() == [
            course.requirements["1.1.1"]
        ], "what proves the renewal lands where the initiative feeds"


def test_whose_conversation_was_closed_is_not_asked_again_for_the_same_end(town, settings, course):
    made = sign(town)
    day = ENDS - timedelta(days=60)
    assert run(settings, day) == [1]
    with everywhere():
        (task,) = db.session.scalars(select(Task)).all()
        task.state = "closed"
        db.session.commit()
    assert run(settings, day + timedelta(days=1)) == [0]
    with everywhere():
        row = db.session.get_one(Initiative, made)
        row.ends_on = date(2028, 3, 31)
        db.session.commit()
    assert run(settings, ENDS) == [0], "a year ahead is too soon"
    assert run(settings, date(2028, 2, 1)) == [1], "the new end asks for itself"


def test_who_asked_by_hand_is_not_asked_by_the_clock(town, settings, course):
    made = sign(town)
    actor = town.people.secretary.actor()
    asking.ask_unit(actor, made, Purpose.RENEWAL, cycle_id=course.cycle_id, at=AT)
    db.session.commit()
    assert run(settings, ENDS - timedelta(days=30)) == [0]
    assert len(asked_tasks()) == 1


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("an office is not renewed", {"kind": KINDS.OFFICE}),
        ("what is closed is over", {"stage": Stage.DONE}),
        ("what ended is left to people", {"ends": read_partial("2025"), "starts": read_partial("2024")}),
        ("what has no end has none to renew", {"ends": None, "open_ended": True}),
        ("it said how many days before", {"renew_days": 5}),
    ],
)
def test_nobody_is_asked_for_nothing(town, settings, course, name, values):
    sign(town, name=name, **values)
    assert run(settings, ENDS - timedelta(days=30)) == [0]


def test_a_month_means_its_last_day(town, settings, course):
    sign(town, ends=read_partial("03-2027"), renew_days=1)
    assert run(settings, ENDS - timedelta(days=2)) == [0]
    assert run(settings, ENDS - timedelta(days=1)) == [1]


def owe(town, course, initiative_id, evidence=EvidenceType.AGREEMENT, day=15):
    """The agreement owes something each March; returns the duty."""
    said = writing.DutyDraft(
        title="Convenio renovado",
        rule=f"FREQ=YEARLY;BYMONTH=3;BYMONTHDAY={day};UNTIL=20291231",
        starts_on=date(2027, 1, 1),
        unit_id=town.units.migrantes,
        lead_days=20,
        evidence_type=evidence,
        requirement_ids=frozenset({course.requirements["1.1.1"]}),
    )
    made = writing.create(town.people.secretary.actor(), initiative_id, said, at=AT)
    db.session.commit()
    return made


def what_was_asked():
    """The titles of all conversations, and whether a duty asked for each."""
    with everywhere():
        duties = set(db.session.scalars(select(DutyDate.task_id)))
        return [(task.title, task.id in duties) for task in asked_tasks()]


@pytest.mark.parametrize("day", [1, 31])
def test_one_thing_is_asked_where_a_duty_brings_the_renewed_agreement(town, settings, course, day):
    owe(town, course, sign(town), day=day)
    for before in range(100, -1, -1):
        run(settings, ENDS - timedelta(days=before))
    assert what_was_asked() == [(f"Convenio renovado: Centro de la Mujer ({day:02}-03-2027)", True)]


@pytest.mark.parametrize("what", [EvidenceType.REPORT, EvidenceType.PLAN, EvidenceType.CERTIFICATE])
def test_what_else_is_owed_by_the_end_renews_nothing(town, settings, course, what):
    owe(town, course, sign(town), evidence=what, day=31)
    for before in range(60, -1, -10):
        run(settings, ENDS - timedelta(days=before))
    assert sorted(by_duty for _, by_duty in what_was_asked()) == [False, True]


def test_a_duty_that_is_over_leaves_the_renewal_to_itself(town, settings, course):
    duty = owe(town, course, sign(town))
    assert run(settings, ENDS - timedelta(days=60)) == [0], "the duty asks for it, later"
    with everywhere():
        db.session.get_one(Duty, duty).ended_on = ENDS - timedelta(days=59)
        db.session.commit()
    assert run(settings, ENDS - timedelta(days=58)) == [1]
    assert what_was_asked() == [("Renovar: Centro de la Mujer", False)]
