"""Reads of the passes: who is who, what came due, what the week holds."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, and_, case, func, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql import ColumnElement

from sello.accounts.domain.actor import Role
from sello.accounts.models import Institution, Person, Unit
from sello.accounts.queries.institutions import DAYS_OFF, HOUSE, days_off_of, house_of
from sello.accounts.queries.units import in_force
from sello.core.days import NO_MORE, DaysOff
from sello.core.db import db, everywhere
from sello.core.house import OURS, House
from sello.core.mail.message import MailState
from sello.core.mail.outbox import OutboxMail
from sello.core.moment import Moment
from sello.core.rows import row_as, rows_as
from sello.evidence.queries.by_cycle import ending_on
from sello.reminders.domain.recipients import Addressee, Directory, heads_of_units
from sello.reminders.domain.schedule import EARLIEST, LATEST, Kind
from sello.reminders.domain.waves import LateWave, Wave
from sello.reminders.models import About, Reminder, ReminderSettings, ReminderSilence, ReminderSweep
from sello.tasks.domain.due import QueueGroup, queue_group
from sello.tasks.domain.turn import Reason, Turn, whose
from sello.tasks.models import Task
from sello.tasks.queries.turns import FACTS, because, facts_of, in_turn, recalled_on


@dataclass(frozen=True, slots=True)
class Place:
    """An institution as the passes see it."""

    id: int
    name: str
    zone: str
    reply_to: str | None = None
    """Whom an answer to a mail reaches."""
    house: House = OURS
    days_off: DaysOff = NO_MORE
    mails_from: time | None = None
    mails_until: time | None = None

    @property
    def hours(self) -> tuple[time, time]:
        """Between which local times mails that nobody waits for go out."""
        return self.mails_from or EARLIEST, self.mails_until or LATEST


@dataclass(frozen=True, slots=True)
class DueThing:
    """A task or piece of evidence whose notice came due."""

    id: int
    title: str
    due_on: date
    unit_id: int
    person_id: int | None


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task as the weekly digest lists it."""

    id: int
    title: str
    due_on: date
    group: QueueGroup
    unit_id: int
    person_id: int | None


def places() -> list[Place]:
    """Every institution of the instance (one statement)."""
    with everywhere():
        return [_place(row) for row in db.session.execute(_PLACES)]


def place(institution_id: int) -> Place:
    """One institution of the instance (one statement)."""
    with everywhere():
        return _place(db.session.execute(_PLACES.where(Institution.id == institution_id)).one())


def _place(row: Row[*tuple[Any, ...]]) -> Place:
    return row_as(Place, row, house=house_of(row), days_off=days_off_of(row))


def swept_through(about: About) -> date | None:
    """The last day whose pass was finished for the institution at work."""
    return db.session.scalar(select(ReminderSweep.swept_through).where(ReminderSweep.about == about))


def directory(today: date) -> Directory:
    """Everybody and every unit of the institution at work (three statements)."""
    silenced: dict[int, set[Kind]] = {}
    for person_id, kind in db.session.execute(select(ReminderSilence.person_id, ReminderSilence.kind)):
        silenced.setdefault(person_id, set()).add(kind)
    people: dict[int, Addressee] = {}
    for row in db.session.execute(select(*_PERSON).order_by(Person.active.desc(), Person.id)):
        quiet = frozenset(silenced.get(row.person_id, ()))
        people[row.person_id] = row_as(Addressee, row, silenced=quiet)
    ended = and_(not_(in_force(today)), Unit.successor_id.is_not(None))
    above = case((ended, Unit.successor_id), else_=Unit.parent_id)
    units = db.session.execute(select(Unit.id, Unit.name, above.label("parent_id"))).all()
    return Directory(
        today=today,
        people=people,
        heads=heads_of_units(people.values()),
        parents={row.id: row.parent_id for row in units},
        unit_names={row.id: row.name for row in units},
    )


def tasks_of(wave: Wave, *, zone_end: datetime) -> list[DueThing]:
    """Tasks in their units' hands that a wave reaches and nobody was told of (one statement).

    `zone_end` is the instant at which the wave's day ended: a task made later never had that notice.
    """
    told = _told(About.TASK, Task.institution_id, Task.id, Task.due_on, wave.point)
    statement = (
        select(Task.id, Task.title, Task.due_on, Task.unit_id, Task.person_id)
        .where(
            in_turn(Turn.UNIT),
            recalled_on(wave.point),
            Task.due_on.in_(list(wave.notices)),
            Task.created_at < zone_end,
            ~told,
        )
        .order_by(Task.due_on, Task.id)
    )
    return list(rows_as(DueThing, db.session.execute(statement)))


def evidence_of(wave: Wave, *, zone_end: datetime) -> list[DueThing]:
    """Accepted evidence that a wave reaches and nobody was told of (one statement)."""
    ending = ending_on(wave.notices).subquery().c
    told = _told(About.EVIDENCE, ending.institution_id, ending.id, ending.due_on, wave.point)
    statement = (
        select(ending.id, ending.title, ending.due_on, ending.unit_id, ending.person_id)
        .where(ending.created_at < zone_end, ~told)
        .order_by(ending.due_on, ending.id)
    )
    return [DueThing(**row) for row in db.session.execute(statement).mappings()]


def late_tasks_of(wave: LateWave, *, at: Moment) -> list[DueThing]:
    """Tasks in their units' hands that were made after their current notice came due (one statement)."""
    told = _told_since(About.TASK, Task.institution_id, Task.id, Task.due_on, wave)
    statement = (
        select(Task.id, Task.title, Task.due_on, Task.unit_id, Task.person_id)
        .where(
            in_turn(Turn.UNIT),
            recalled_on(wave.point),
            Task.due_on.in_(list(wave.notices)),
            _since(Task.due_on, wave, lambda day: Task.created_at >= at.start_of(day)),
            ~told,
        )
        .order_by(Task.due_on, Task.id)
    )
    return list(rows_as(DueThing, db.session.execute(statement)))


def late_evidence_of(wave: LateWave, *, at: Moment) -> list[DueThing]:
    """Evidence that was accepted after the current notice of its last day came due (one statement)."""
    ending = ending_on(wave.notices).subquery().c
    told = _told_since(About.EVIDENCE, ending.institution_id, ending.id, ending.due_on, wave)
    entered_at = func.coalesce(ending.accepted_at, ending.created_at)
    statement = (
        select(ending.id, ending.title, ending.due_on, ending.unit_id, ending.person_id)
        .where(_since(ending.due_on, wave, lambda day: entered_at >= at.start_of(day)), ~told)
        .order_by(ending.due_on, ending.id)
    )
    return [DueThing(**row) for row in db.session.execute(statement).mappings()]


def tasks_for_digest(today: date) -> list[OpenTask]:
    """What the unit has late, due within a week or back, by date; and what waits for the secretariat."""
    soon = and_(in_turn(Turn.UNIT), Task.due_on <= today + timedelta(days=7))
    statement = (
        select(Task.id, Task.title, Task.due_on, Task.state, Task.unit_id, Task.person_id, *FACTS)
        .where(or_(soon, because(Reason.RETURNED), in_turn(Turn.SECRETARIAT)))
        .order_by(Task.due_on, Task.id)
    )
    found = []
    for row in db.session.execute(statement):
        group = queue_group(whose(facts_of(row)), row.due_on, today=today)
        if group is not None:
            found.append(row_as(OpenTask, row, group=group))
    return found


def inactive_people_with_mail() -> list[int]:
    """People who left and for whom something still waits, in any institution at work."""
    return list(
        db.session.scalars(
            select(OutboxMail.person_id)
            .join(Person, Person.id == OutboxMail.person_id)
            .where(OutboxMail.state == MailState.WAITING, Person.active.is_(False))
            .distinct()
        )
    )


_OLDEST = (
    select(Person.email)
    .where(Person.institution_id == Institution.id, Person.role == Role.SECRETARIAT, Person.active.is_(True))
    .order_by(Person.id)
    .limit(1)
    .correlate(Institution)
    .scalar_subquery()
)

_PLACES = (
    select(
        Institution.id,
        Institution.name,
        Institution.zone,
        func.coalesce(ReminderSettings.reply_to, _OLDEST).label("reply_to"),
        ReminderSettings.mails_from,
        ReminderSettings.mails_until,
        *HOUSE,
        *DAYS_OFF,
    )
    .outerjoin(ReminderSettings, ReminderSettings.institution_id == Institution.id)
    .order_by(Institution.id)
)

_PERSON = (
    Person.id.label("person_id"),
    Person.name,
    Person.email,
    Person.active,
    Person.substitute_id,
    Person.substitute_from,
    Person.substitute_until,
    Person.role,
    Person.unit_id,
)


def _since(due_on: Any, wave: LateWave, holds: Callable[[date], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Whether something holds since the first late day of a thing's date: few days, each with its dates."""
    dates: dict[date, list[date]] = defaultdict(list)
    for each, since in sorted(wave.since.items()):
        dates[since].append(each)
    return or_(*(and_(due_on.in_(those), holds(since)) for since, those in dates.items()))


def _told_since(
    about: About,
    institution_id: ColumnElement[int] | InstrumentedAttribute[int],
    thing_id: ColumnElement[int] | InstrumentedAttribute[int],
    due_on: ColumnElement[date] | InstrumentedAttribute[date],
    wave: LateWave,
) -> ColumnElement[bool]:
    """Whether anybody was told of a thing since its current notice came due."""
    return (
        select(Reminder.id)
        .where(
            Reminder.institution_id == institution_id,
            Reminder.about == about,
            Reminder.about_id == thing_id,
            Reminder.due_on == due_on,
            _since(due_on, wave, lambda day: Reminder.point >= day),
        )
        .exists()
    )


def _told(
    about: About,
    institution_id: ColumnElement[int] | InstrumentedAttribute[int],
    thing_id: ColumnElement[int] | InstrumentedAttribute[int],
    due_on: ColumnElement[date] | InstrumentedAttribute[date],
    point: date,
) -> ColumnElement[bool]:
    return (
        select(Reminder.id)
        .where(
            Reminder.institution_id == institution_id,
            Reminder.about == about,
            Reminder.about_id == thing_id,
            Reminder.point == point,
            Reminder.due_on == due_on,
        )
        .exists()
    )
