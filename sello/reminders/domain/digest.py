"""The weekly digest: when it is due, and what it tells whom."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, Protocol, TypeVar

from sello.accounts.domain.actor import Role
from sello.core.days import Calendar
from sello.core.moment import Moment
from sello.reminders.domain.recipients import Addressee, Directory
from sello.reminders.domain.schedule import Schedule
from sello.tasks.domain.due import OURS, QueueGroup

WEEK = timedelta(days=7)

WORKING_ROLES = frozenset({Role.SECRETARIAT, Role.UNIT_HEAD, Role.CONTRIBUTOR})
"""The roles that have a week to plan; the authority and the auditor look when they want to."""


def digest_week(at: Moment, schedule: Schedule) -> date | None:
    """Return the Monday that names the week whose digest is due at this moment, or None.

    On a day of rest the digest moves to the next business day. One that was missed is still due until the day
    of its successor, and never beside it; which of them were written already is for the ledger to say.
    """
    hour, today, calendar = at.local(at.now).time(), at.today, at.calendar
    if hour > schedule.mails_until or not calendar.is_business_day(today):
        return None
    week = today - timedelta(days=today.weekday())
    day = digest_day(week, calendar, schedule)
    if day > today:
        week, day = week - WEEK, digest_day(week - WEEK, calendar, schedule)
    from_hour = schedule.digest_at if day == today else min(schedule.digest_at, schedule.send_at)
    return week if hour >= from_hour else None


def digest_day(week: date, calendar: Calendar, schedule: Schedule) -> date:
    """Return the day on which the digest of a week (named by its Monday) is written."""
    return calendar.next_business_day(week + timedelta(days=int(schedule.digest_on.value)))


class Task(Protocol):
    """An open task, as the digest needs it."""

    @property
    def id(self) -> int:
        """Its row."""

    @property
    def due_on(self) -> date:
        """Until when."""

    @property
    def group(self) -> QueueGroup:
        """What it waits for."""

    @property
    def unit_id(self) -> int:
        """Whose it is."""

    @property
    def person_id(self) -> int | None:
        """Who is in charge."""


T = TypeVar("T", bound=Task)


@dataclass(frozen=True, slots=True)
class UnitLate:
    """How many late tasks a unit has."""

    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class Digest(Generic[T]):
    """A person's week: her own tasks, those of the units she heads, and what she has to review."""

    late: tuple[T, ...]
    soon: tuple[T, ...]
    returned: tuple[T, ...]
    units_late: tuple[UnitLate, ...]
    to_review: int

    def __bool__(self) -> bool:
        return bool(self.late or self.soon or self.returned or self.units_late or self.to_review)


def digests(tasks: Sequence[T], directory: Directory) -> dict[int, Digest[T]]:
    """Say what each working person's digest holds; people with nothing to read get none."""
    own: dict[int, list[T]] = defaultdict(list)
    late_units: Counter[int] = Counter()
    delivered = 0
    for task in tasks:
        if task.group in OURS:
            delivered += task.group is not QueueGroup.OUTSIDE
            continue
        late_units[task.unit_id] += task.group is QueueGroup.OVERDUE
        charged = directory.in_charge(task.person_id, task.unit_id)
        if charged is not None:
            own[charged.person_id].append(task)
    found = {
        person.person_id: _digest(person, own[person.person_id], late_units, delivered, directory)
        for person in directory.people.values()
        if person.active and person.role in WORKING_ROLES
    }
    return {person_id: digest for person_id, digest in found.items() if digest}


def _digest(
    person: Addressee, own: Sequence[T], late_units: Mapping[int, int], delivered: int, directory: Directory
) -> Digest[T]:
    secretariat = person.role is Role.SECRETARIAT
    by_group: dict[QueueGroup, list[T]] = defaultdict(list)
    for task in own:
        by_group[task.group].append(task)
    return Digest(
        late=tuple(by_group[QueueGroup.OVERDUE]),
        soon=(*by_group[QueueGroup.THIS_WEEK], *by_group[QueueGroup.LATER]),
        returned=tuple(by_group[QueueGroup.RETURNED]),
        units_late=tuple(_units_late(person, late_units, directory)),
        to_review=delivered if secretariat else 0,
    )


def _units_late(person: Addressee, late_units: Mapping[int, int], directory: Directory) -> Iterator[UnitLate]:
    """The units that are late, the latest first: all for the secretariat, for a head the ones she heads."""
    for unit_id, count in sorted(late_units.items(), key=lambda item: (-item[1], item[0])):
        hers = person.role is Role.SECRETARIAT or directory.head_of(unit_id) == person
        if count and hers:
            yield UnitLate(directory.unit_names[unit_id], count)
