"""When the weekly digest is due, and what it tells whom."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.accounts.domain.actor import Role
from sello.core.days import Calendar
from sello.core.moment import Moment
from sello.reminders.domain.digest import WEEK, UnitLate, digest_day, digest_week, digests
from sello.reminders.domain.recipients import Addressee, Directory
from sello.reminders.domain.schedule import Schedule, Weekday
from sello.tasks.domain.due import QueueGroup

ZONE = "America/Santiago"
MONDAY = date(2026, 11, 23)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZoneInfo(ZONE)).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (at(MONDAY, 8, 29), None),
        (at(MONDAY, 8, 30), MONDAY),
        (at(date(2026, 11, 27), 17), MONDAY),
        (at(date(2026, 11, 28), 10), None),
        (at(MONDAY, 20, 1), None),
        (at(date(2026, 10, 12), 9), None),  # Monday, a holiday
        (at(date(2026, 10, 13), 8, 30), date(2026, 10, 12)),
    ],
)
def test_it_is_due_on_monday_morning_or_the_next_business_day(moment: datetime, week: date | None) -> None:
    assert digest_week(Moment(moment, ZONE), Schedule()) == week


def test_on_a_friday_of_rest_it_moves_into_the_next_week_and_keeps_its_name() -> None:
    friday = Schedule(digest_on=Weekday.FRIDAY)
    holiday = date(2026, 12, 25)
    assert digest_week(Moment(at(date(2026, 12, 28), 9), ZONE), friday) == date(2026, 12, 21)
    assert digest_day(date(2026, 12, 21), Calendar(), friday) == date(2026, 12, 28)
    assert digest_week(Moment(at(holiday, 9), ZONE), friday) is None


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from(Weekday),
    st.frozensets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=60),
)
def test_once_its_hour_has_come_it_stays_due_until_the_day_of_the_next(
    day: date, weekday: Weekday, closed: frozenset[date]
) -> None:
    calendar, schedule = Calendar(closed=closed), Schedule(digest_on=weekday)
    week = digest_week(Moment(at(day, 12), ZONE, calendar), schedule)
    assert (week is not None) == calendar.is_business_day(day)
    if week is not None:
        assert digest_day(week, calendar, schedule) <= day
        following = digest_day(week + WEEK, calendar, schedule)
        assert day < following or digest_day(week, calendar, schedule) == following


@dataclass(frozen=True)
class Job:
    due_on: date
    group: QueueGroup
    unit_id: int
    person_id: int | None
    id: int = 0


def someone(person_id: int, role: Role, unit_id: int | None, *, active: bool = True) -> Addressee:
    return Addressee(
        person_id, f"P{person_id}", f"p{person_id}@x.example", active, None, None, None, role, unit_id
    )


TOP, OFFICE = 1, 2
PEOPLE = {
    1: someone(1, Role.SECRETARIAT, None),
    2: someone(2, Role.UNIT_HEAD, TOP),
    3: someone(3, Role.CONTRIBUTOR, OFFICE),
    4: someone(4, Role.AUTHORITY, None),
    5: someone(5, Role.CONTRIBUTOR, OFFICE, active=False),
}
DIRECTORY = Directory(
    MONDAY, PEOPLE, {TOP: 2}, {TOP: None, OFFICE: TOP}, {TOP: "DIDECO", OFFICE: "Migrantes"}
)


def test_everybody_reads_her_own_week() -> None:
    late = Job(date(2026, 11, 20), QueueGroup.OVERDUE, OFFICE, 3)
    soon = Job(date(2026, 11, 25), QueueGroup.THIS_WEEK, OFFICE, 3)
    returned = Job(date(2026, 11, 25), QueueGroup.RETURNED, OFFICE, 3)
    orphan = Job(date(2026, 11, 19), QueueGroup.OVERDUE, OFFICE, 5)
    delivered = Job(date(2026, 11, 19), QueueGroup.TO_REVIEW, OFFICE, 3)
    asking = Job(date(2026, 11, 19), QueueGroup.TO_ANSWER, OFFICE, 3)
    outside = Job(date(2026, 11, 19), QueueGroup.OUTSIDE, OFFICE, 3)
    found = digests([late, soon, returned, orphan, delivered, asking, outside], DIRECTORY)
    assert set(found) == {1, 2, 3}
    assert (found[3].late, found[3].soon, found[3].returned) == ((late,), (soon,), (returned,))
    assert found[3].units_late == ()
    assert found[3].to_review == 0
    assert found[2].late == (orphan,), "whose person left goes to the head"
    assert found[2].units_late == (UnitLate("Migrantes", 2),)
    assert found[1].units_late == (UnitLate("Migrantes", 2),)
    assert found[1].to_review == 2
    assert found[1].late == ()


def test_nothing_to_read_is_not_written() -> None:
    assert digests([], DIRECTORY) == {}
