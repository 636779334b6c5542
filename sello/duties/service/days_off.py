"""Days on which only the institution does not work: what would move away from them, and moving it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import update

from sello.accounts.domain.actor import Actor
from sello.accounts.domain.days_off import OwnDays
from sello.accounts.service import institution
from sello.core.days import Calendar
from sello.core.db import db
from sello.core.moment import Moment
from sello.duties.models import Duty, DutyDate
from sello.duties.queries.rows import read_rows
from sello.tasks.queries.due_days import due_days, due_on
from sello.tasks.service.moving import move_away

HORIZON = timedelta(days=550)
"""So far ahead it is told which dates of duties would move."""


@dataclass(frozen=True, slots=True)
class Moving:
    """A term that would move: of a task (its id), or a date of a duty that nobody asked for yet."""

    title: str
    unit_name: str
    before: date
    after: date
    task_id: int | None = None
    duty_id: int | None = None


def would_move(wanted: Calendar, *, at: Moment) -> tuple[Moving, ...]:
    """What would move from today's calendar to another one, by its new day (five statements)."""
    days = _moved_days(wanted, at)
    tasks = [
        Moving(one.title, one.unit_name, one.due_on, days[one.due_on], task_id=one.id) for one in due_on(days)
    ]
    return tuple(sorted([*tasks, *_duties(wanted, at)], key=lambda one: (one.before, one.title)))


def set_days_off(actor: Actor, off: OwnDays, wanted: Calendar, *, version: int, at: Moment) -> int | None:
    """Keep an institution's own days, and move the open terms that fall on them; returns how many.

    None when there was nothing to change. Raises Stale, or what is refused of days. The dates of duties that
    nobody asked for yet follow the calendar by themselves.
    """
    days = _moved_days(wanted, at)
    moved = move_away(actor, days, now=at.now)
    for task_id in moved:
        _follow(task_id, days)
    if not institution.set_days_off(actor, off, version=version, moved=len(moved), now=at.now):
        return None
    return len(moved)


def _moved_days(wanted: Calendar, at: Moment) -> dict[date, date]:
    """The days of open terms that count today and would no more, each with the day that takes its place."""
    return {
        day: wanted.next_business_day(day)
        for day in due_days(at.today)
        if at.calendar.is_business_day(day) and not wanted.is_business_day(day)
    }


def _duties(wanted: Calendar, at: Moment) -> list[Moving]:
    moving = []
    for duty in read_rows(Duty.ended_on.is_(None)):
        first, last = max(at.today, duty.counts_from), at.today + HORIZON
        for one in duty.timing.fallings(at.calendar, first=first, last=last):
            after = duty.timing.shift.moved(one.fell_on, wanted)
            if one.asked_on > at.today and after != one.due_on:
                moving.append(Moving(duty.title, duty.unit_name, one.due_on, after, duty_id=duty.id))
    return moving


def _follow(task_id: int, days: dict[date, date]) -> None:
    """The date of a duty moves with the task that asks for it."""
    for before, after in days.items():
        same = (DutyDate.task_id == task_id, DutyDate.due_on == before)
        db.session.execute(update(DutyDate).where(*same).values(due_on=after))
