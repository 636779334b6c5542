"""The passes on each database: who is told of what, once, at a cost that does not grow with the tasks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from sello.accounts.models import Person
from sello.config import Config
from sello.core.days import Calendar
from sello.core.db import db, everywhere, scope_to
from sello.core.jobs import Work
from sello.core.mail.message import MailState
from sello.core.mail.outbox import OUTBOX
from sello.evidence.domain.details import Classification, EvidenceType
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence
from sello.reminders import jobs
from sello.reminders.domain.ladder import Rung, To, When
from sello.reminders.domain.schedule import Kind
from sello.reminders.models import Reminder, ReminderSilence, ReminderSweep
from sello.reminders.service import day as service
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task
from tests import builders
from tests.builders import Town
from tests.reminders import cast

CALENDAR = Calendar()
MONDAY = date(2026, 11, 23)
TOMORROW = date(2026, 11, 24)
LATE = date(2026, 11, 20)
VERY_LATE = date(2026, 11, 13)


MARIO, DIEGO, SARA = "mario.migrantes", "diego.dideco", "sara.secretaria"


@pytest.fixture
def town(town: Town) -> Town:
    """A town that sends no summaries of the week, so that each mail is of what it recalls."""
    cast.settle_on(town, off=["digest"])
    return town


def at(day: date, hour: int = 12) -> datetime:
    """An instant of a day in UTC; 12 is nine in the morning in Santiago in November."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def run(settings: Config, job, moment: datetime) -> int:
    db.session.rollback()
    done = job(Work(settings, moment))
    db.session.remove()
    return sum(done.values())


def mails() -> list[tuple[str, str]]:
    """Who is written to about what, in the order of writing."""
    with db.engine.connect() as connection:
        rows = connection.execute(select(OUTBOX.c.recipient, OUTBOX.c.kind).order_by(OUTBOX.c.id)).all()
    return [(row.recipient.partition("@")[0], row.kind) for row in rows]


def test_tasks_are_told_on_their_day_and_once(town: Town, settings: Config) -> None:
    cast.tasks(town, [TOMORROW, LATE, date(2026, 12, 20)], town.people.contributor.id)
    assert run(settings, jobs.remind, at(MONDAY)) == 1
    assert run(settings, jobs.remind, at(MONDAY, 15)) == 0
    assert mails() == [(MARIO, "news-of-the-day")]
    assert cast.recalled() == {(MARIO, "due-soon"): 1, (MARIO, "overdue"): 1}


@pytest.mark.parametrize(
    "moment",
    [at(MONDAY, 11), at(date(2026, 11, 22)), at(date(2026, 12, 8)), at(MONDAY, 23) + timedelta(minutes=1)],
    ids=["too early", "Sunday", "a holiday", "too late"],
)
def test_at_rest_nothing_is_written(town: Town, settings: Config, moment: datetime) -> None:
    day = moment.date()
    cast.tasks(town, [day + timedelta(days=number) for number in range(-9, 9)], town.people.contributor.id)
    cast.settle_on(town, off=[])
    assert run(settings, jobs.remind, moment) == 0


@pytest.mark.parametrize("state", [TaskState.DELIVERED, TaskState.CLOSED])
def test_what_is_not_in_the_units_hands_is_not_recalled(
    town: Town, settings: Config, state: TaskState
) -> None:
    cast.tasks(town, [TOMORROW, LATE], town.people.contributor.id, state=state)
    assert run(settings, jobs.remind, at(MONDAY)) == 0


@pytest.mark.parametrize(
    ("made", "due_on", "told_on"),
    [
        (date(2026, 11, 20), date(2026, 11, 26), [MONDAY, date(2026, 11, 25)]),  # its point was the 19th
        (MONDAY, MONDAY, [MONDAY, TOMORROW]),  # today for today; late the day after
        (MONDAY, TOMORROW, [MONDAY, date(2026, 11, 25)]),  # it is the point of one day before
        (MONDAY, date(2026, 11, 27), [MONDAY, date(2026, 11, 26)]),  # four days: the step of five
        (MONDAY, date(2026, 12, 1), [TOMORROW]),  # six days: no step yet
        (LATE, LATE, [MONDAY]),  # late by now
    ],
)
def test_a_task_that_enters_late_gets_the_notice_of_its_step_and_each_once(
    town: Town, settings: Config, made: date, due_on: date, told_on: list[date]
) -> None:
    run(settings, jobs.remind, at(date(2026, 11, 16)))
    run(settings, jobs.remind, at(LATE))
    cast.tasks(town, [due_on], town.people.contributor.id, created_at=at(made, 13))
    week = [MONDAY, TOMORROW, date(2026, 11, 25), date(2026, 11, 26)]
    passes = [at(day, hour) for day in week for hour in (14, 18)]
    assert [now.date() for now in passes if run(settings, jobs.remind, now)] == told_on


@pytest.mark.parametrize(
    ("left", "told_after"),
    [(45, [0, 15]), (20, [0, 13]), (10, [0, 3]), (3, [0]), (61, [1]), (60, [0, 30]), (0, [0])],
)
def test_evidence_that_comes_in_late_gets_the_notice_of_its_step(
    town: Town, settings: Config, left: int, told_after: list[int]
) -> None:
    run(settings, jobs.remind, at(LATE))
    piece(town, MONDAY + timedelta(days=left), accepted_at=at(MONDAY, 13))
    days = [MONDAY + timedelta(days=number) for number in range(31)]
    told = [day for day in days if sum(run(settings, jobs.remind, at(day, hour)) for hour in (14, 18))]
    expected = [CALENDAR.next_business_day(MONDAY + timedelta(days=number)) for number in told_after]
    assert told == expected


def move(task_id: int, due_on: date) -> None:
    """Give a task another last day."""
    with everywhere():
        db.session.execute(update(Task).where(Task.id == task_id).values(due_on=due_on))
        db.session.commit()


def test_a_moved_date_is_another_thing_to_tell_in_the_next_mail(town: Town, settings: Config) -> None:
    (task_id,) = cast.tasks(town, [TOMORROW], town.people.contributor.id)
    assert run(settings, jobs.remind, at(MONDAY)) == 1
    move(task_id, date(2026, 11, 30))
    assert run(settings, jobs.remind, at(MONDAY, 15)) == 0, "one mail for each day"
    assert [run(settings, jobs.remind, at(TOMORROW, hour)) for hour in (12, 15)] == [1, 0]
    move(task_id, TOMORROW)
    assert run(settings, jobs.remind, at(date(2026, 11, 25))) == 1, "late by now"
    assert cast.recalled() == {(MARIO, "due-soon"): 2, (MARIO, "overdue"): 1}


def test_what_came_back_after_the_mail_is_told_in_the_next_one(town: Town, settings: Config) -> None:
    (task_id,) = cast.tasks(town, [date(2026, 11, 30)], town.people.contributor.id, state=TaskState.DELIVERED)
    assert run(settings, jobs.remind, at(MONDAY)) == 0
    _set(Task, task_id, state=TaskState.PENDING)
    assert [run(settings, jobs.remind, at(day)) for day in (TOMORROW, date(2026, 11, 25))] == [1, 0]
    assert cast.recalled() == {(MARIO, "due-soon"): 1}


def test_who_left_is_not_written_to_and_her_head_is(town: Town, settings: Config) -> None:
    cast.tasks(town, [TOMORROW], town.people.contributor.id)
    _set(Person, town.people.contributor.id, active=False)
    assert run(settings, jobs.remind, at(MONDAY)) == 1
    assert cast.recalled() == {(DIEGO, "due-soon"): 1}


def test_what_waits_for_who_left_meanwhile_is_withdrawn(town: Town, settings: Config) -> None:
    cast.tasks(town, [TOMORROW], town.people.contributor.id)
    run(settings, jobs.remind, at(MONDAY))
    _set(Person, town.people.contributor.id, active=False)
    assert jobs.deliver(Work(settings, at(MONDAY)))["withdrawn"] == 1
    assert list(cast.outbox_states().values()) == [MailState.WITHDRAWN]


def test_who_turned_a_kind_off_is_not_told_of_it(town: Town, settings: Config) -> None:
    person = town.people.contributor.id
    db.session.add(ReminderSilence(person_id=person, kind=Kind.DUE_SOON))
    db.session.add(ReminderSilence(person_id=person, kind=Kind.DIGEST))
    db.session.commit()
    cast.settle_on(town, off=[])
    cast.tasks(town, [TOMORROW, LATE], person)
    run(settings, jobs.remind, at(MONDAY))
    assert cast.recalled() == {(MARIO, "overdue"): 1}
    assert "Su semana" not in texts()[MARIO]
    assert "Su semana" in texts()[DIEGO], "she said nothing"


def test_the_institutions_settings_hold(town: Town, settings: Config) -> None:
    cast.settle_on(town, ladder=cast.stored(cast.ladder([2])), off=["overdue"])
    cast.tasks(town, [TOMORROW, date(2026, 11, 25), LATE], town.people.contributor.id)
    run(settings, jobs.remind, at(MONDAY))
    assert cast.recalled() == {(MARIO, "due-soon"): 1}


def test_a_neighbour_is_told_of_its_own_only(town: Town, settings: Config) -> None:
    with everywhere():
        other = builders.town("Municipalidad Vecina")
        db.session.commit()
    cast.settle_on(other, off=["digest"])
    cast.tasks(town, [TOMORROW], town.people.contributor.id)
    scope_to(db.session(), other.institution.id)
    cast.tasks(other, [LATE], other.people.contributor.id)
    assert run(settings, jobs.remind, at(MONDAY)) == 2
    with db.engine.connect() as connection:
        rows = connection.execute(select(OUTBOX.c.institution_id, OUTBOX.c.subject)).all()
    assert {row.institution_id: row.subject for row in rows} == {
        town.institution.id: "Vence el 24-11-2026: Acta 1 de la comisión",
        other.institution.id: "Atrasada: Acta 1 de la comisión",
    }


def piece(town: Town, valid_until: date, **values: object) -> int:
    """Commit a piece of evidence of Personas."""
    row = Evidence(
        institution_id=town.institution.id,
        title=f"Protocolo hasta {valid_until}",
        type=EvidenceType.PROTOCOL,
        unit_id=town.units.personas,
        classification=Classification.PUBLIC,
        state=values.pop("state", EvidenceState.ACCEPTED),
        valid_until=valid_until,
        submitted_at=cast.BORN,
        created_at=cast.BORN,
        created_by=values.pop("created_by", town.people.head.id),
        **values,
    )
    db.session.add(row)
    db.session.commit()
    return row.id


def test_evidence_that_will_expire_is_told_to_its_author_or_head(town: Town, settings: Config) -> None:
    week = MONDAY + timedelta(days=7)
    piece(town, week)
    piece(town, week, created_by=None)
    piece(town, week, state=EvidenceState.RETURNED)
    piece(town, week, superseded_on=MONDAY)
    piece(town, MONDAY + timedelta(days=8))
    assert run(settings, jobs.remind, at(MONDAY)) == 1
    with db.engine.connect() as connection:
        mail = connection.execute(select(OUTBOX)).mappings().one()
    assert mail["recipient"].startswith("paula.personas")
    assert mail["subject"] == "2 evidencias por vencer"
    assert mail["not_after"] == datetime(2026, 12, 1, 3, tzinfo=UTC)
    assert run(settings, jobs.remind, at(TOMORROW)) == 1, "the other one's day"


def test_the_week_comes_once_to_who_has_something_to_read_and_in_the_mail_of_the_day(
    town: Town, settings: Config
) -> None:
    cast.settle_on(town, off=[])
    cast.tasks(town, [TOMORROW, LATE, date(2026, 11, 26)], town.people.contributor.id)
    assert run(settings, jobs.remind, at(MONDAY)) == 3
    assert sorted(mails()) == [
        (DIEGO, "news-of-the-day"),
        (MARIO, "news-of-the-day"),
        (SARA, "news-of-the-day"),
    ]
    assert all("Su semana, desde el 23-11-2026" in text for text in texts().values())
    hers = texts()[MARIO]
    assert [hers.count(f"Acta {number} de la comisión") for number in (1, 2, 3)] == [1, 1, 1]
    for day in range(1, 7):
        run(settings, jobs.remind, at(MONDAY + timedelta(days=day)))
    assert sum("Su semana" in text for text in all_texts()) == 3
    run(settings, jobs.remind, at(MONDAY + timedelta(days=7)))
    assert sum("Su semana, desde el 30-11-2026" in text for text in all_texts()) == 3


def texts() -> dict[str, str]:
    """What the last mail to each person says."""
    with db.engine.connect() as connection:
        rows = connection.execute(select(OUTBOX.c.recipient, OUTBOX.c.text).order_by(OUTBOX.c.id)).all()
    return {row.recipient.partition("@")[0]: row.text for row in rows}


def all_texts() -> list[str]:
    """What all mails say."""
    with db.engine.connect() as connection:
        return list(connection.scalars(select(OUTBOX.c.text)))


def test_a_pass_that_breaks_leaves_neither_ledger_nor_mail(
    town: Town, settings: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.tasks(town, [TOMORROW], town.people.contributor.id)

    def broken(*_args: object, **_values: object) -> int:
        raise ZeroDivisionError

    with monkeypatch.context() as broken_queue:
        broken_queue.setattr(service, "queue", broken)
        with pytest.raises(ZeroDivisionError):
            run(settings, jobs.remind, at(MONDAY))
    db.session.remove()
    with everywhere():
        assert db.session.scalars(select(Reminder)).all() == []
        assert db.session.scalars(select(ReminderSweep)).all() == [], "nor is the day taken"
    assert run(settings, jobs.remind, at(MONDAY)) == 1


def test_a_pass_costs_the_same_for_ten_and_for_a_thousand_tasks(
    town: Town, settings: Config, statements
) -> None:
    person = town.people.contributor.id
    run(settings, jobs.remind, at(LATE))
    cast.tasks(town, [TOMORROW, date(2026, 12, 31)] * 5, person)
    with statements() as few:
        run(settings, jobs.remind, at(MONDAY))
    far = [date(2027, 1, 4) + timedelta(days=number % 200) for number in range(990)]
    cast.tasks(town, [date(2026, 11, 25), *far], person)
    with statements() as many:
        run(settings, jobs.remind, at(TOMORROW))
    assert len(many) == len(few)


def test_people_by_the_hundred_are_written_to_in_portions(
    town: Town, settings: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "PORTION", 7)
    for someone in cast.crowd(town, 30):
        cast.tasks(town, [TOMORROW, TOMORROW], someone.id)
    assert run(settings, jobs.remind, at(MONDAY)) == 30
    assert len(set(mails())) == 30
    assert set(cast.recalled().values()) == {2}


def _set(model: type, row_id: int, **values: object) -> None:
    with everywhere():
        db.session.execute(update(model).where(model.id == row_id).values(**values))
        db.session.commit()
    db.session.expire_all()
    db.session.rollback()


def test_who_enters_late_gets_the_step_of_each_rung_that_he_is_in_and_each_once(
    town: Town, settings: Config
) -> None:
    rungs = (Rung(When.AFTER, 2, To.PERSON), Rung(When.AFTER, 4, To.HEAD), Rung(When.AFTER, 30, To.ABOVE))
    cast.settle_on(town, ladder=cast.stored(rungs))
    for day in (13, 16, 17, 18, 19, 20):
        run(settings, jobs.remind, at(date(2026, 11, day)))
    cast.tasks(town, [VERY_LATE], town.people.contributor.id, created_at=at(LATE, 14))
    cast.tasks(town, [VERY_LATE], town.people.contributor.id, created_at=at(date(2026, 11, 12)))
    days = [MONDAY, MONDAY, TOMORROW, date(2026, 11, 25)]
    assert [run(settings, jobs.remind, at(day)) for day in days] == [2, 0, 0, 0]
    assert cast.recalled() == {(DIEGO, "escalated"): 1, (MARIO, "overdue"): 1}


def test_the_committee_is_told_once_of_what_drags_on_and_asked_for_nothing(
    town: Town, settings: Config
) -> None:
    mayor = town.people.authority
    rungs = (Rung(When.AFTER, 1, To.PERSON, 5), Rung(When.AFTER, 6, To.COMMITTEE))
    cast.settle_on(town, ladder=cast.stored(rungs), committee=[mayor.id, town.people.contributor.id])
    cast.tasks(town, [VERY_LATE], town.people.contributor.id)
    days = [MONDAY + timedelta(days=number) for number in range(9)]
    assert [run(settings, jobs.remind, at(day)) for day in days] == [2, 0, 0, 0, 0, 0, 0, 1, 0]
    assert cast.recalled() == {(mayor.email.partition("@")[0], "followed"): 1, (MARIO, "overdue"): 2}


def test_the_title_of_what_a_person_had_blocked_is_in_no_mail(town: Town, settings: Config) -> None:
    piece(town, MONDAY + timedelta(days=7), blocked_at=at(MONDAY))
    assert run(settings, jobs.remind, at(MONDAY)) == 1, "it still counts, and will not when it is over"
    (text,) = texts().values()
    assert "una evidencia secreta o sensible" in text
    assert "Protocolo" not in text
