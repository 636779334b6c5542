"""On which day the authority's page goes by mail: pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from sello.core.moment import Moment
from sello.reminders.domain.schedule import LATEST, Weekday

WEEK, DAY = timedelta(days=7), timedelta(days=1)
LAST = 28
"""The last day that every month has."""


@dataclass(frozen=True, slots=True)
class PageDay:
    """Each week on a weekday, or each month on a day from 1 to 28; nothing from before `since`."""

    weekday: Weekday | None
    month_day: int | None
    since: date

    @property
    def word(self) -> str:
        """The choice in one word, as the form and the trail name it."""
        return f"w{self.weekday.value}" if self.weekday is not None else f"m{self.month_day}"


def read_day(word: str, *, since: date) -> PageDay | None:
    """The choice that a word stands for; None for never, or for a word that stands for nothing."""
    weekday = next((each for each in Weekday if word == f"w{each.value}"), None)
    if weekday is not None:
        return PageDay(weekday, None, since)
    month_day = next((n for n in range(1, LAST + 1) if word == f"m{n}"), None)
    return PageDay(None, month_day, since) if month_day is not None else None


def page_day(at: Moment, chosen: PageDay, *, send_at: time) -> date | None:
    """Return the chosen day whose mail is due at this moment, or None.

    On a day of rest it moves to the next business day; one that was missed is due until its successor is.
    Which of them were written already is for the ledger to say.
    """
    hour, today = at.local(at.now).time(), at.today
    if not send_at <= hour <= LATEST or not at.calendar.is_business_day(today):
        return None
    day = _latest(chosen, today)
    if at.calendar.next_business_day(day) > today:
        day = _latest(chosen, day - DAY)
    return day if day >= chosen.since else None


def _latest(chosen: PageDay, until: date) -> date:
    """The last chosen day up to a day."""
    if chosen.weekday is not None:
        return until - timedelta(days=(until.weekday() - int(chosen.weekday.value)) % 7)
    month_day = chosen.month_day or 1
    month = until if until.day >= month_day else until.replace(day=1) - DAY
    return month.replace(day=month_day)
