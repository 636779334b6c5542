"""Business days of Chile: which days count for a legal term, and the arithmetic over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

import holidays

from sello.core.dates import EARLIEST, LATEST, ONE_DAY, later

FRIDAY = 4

SOON = timedelta(days=60)
"""How long before its last day a piece of evidence or an initiative is announced as ending, everywhere."""


@lru_cache(maxsize=64)
def holidays_of(year: int, region: str = "") -> Mapping[date, str]:
    """Holidays of one year with their Spanish names, as the `holidays` library publishes them.

    The national ones, and those of a region where it has its own (a code such as AP, for Arica y Parinacota).
    None where no date of ours may lie: rows of earlier versions say 9999 for what has no end.
    """
    if not EARLIEST.year <= year <= LATEST.year:
        return MappingProxyType({})
    found = holidays.country_holidays("CL", subdiv=region or None, years=year, language="es")
    return MappingProxyType(dict(found))


@dataclass(frozen=True, slots=True)
class DaysOff:
    """What an institution adds to the national holidays: its region's, and days of its own."""

    region: str = ""
    closed: frozenset[date] = frozenset()


NO_MORE = DaysOff()
"""Only the national holidays."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days an institution works: Monday to Friday, except holidays (art. 25, Ley 19.880).

    `closed` adds days that only this institution (or only this year) does not work, such as an election day;
    `opened` takes back a holiday or a Saturday on which it does. A day in both is closed.
    """

    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()
    region: str = ""

    def less(self, off: DaysOff) -> Calendar:
        """The calendar of an institution that does not work on some more days."""
        return replace(self, closed=self.closed | off.closed, region=off.region or self.region)

    def is_business_day(self, day: date) -> bool:
        """Whether the day counts for a term in business days."""
        if day in self.closed:
            return False
        if day in self.opened:
            return True
        return day.weekday() <= FRIDAY and day not in holidays_of(day.year, self.region)

    def next_business_day(self, day: date) -> date:
        """The day itself when it counts, else the first after it that does, or the calendar's last."""
        return next((one for one in self._from(day) if self.is_business_day(one)), date.max)

    def last_business_day(self, day: date) -> date:
        """The day itself when it counts, else the last one before it that does, or the calendar's first."""
        while day > date.min and not self.is_business_day(day):
            day -= ONE_DAY
        return day

    def business_days_before(self, day: date, days: int) -> date:
        """The day so many business days before another; with none, that day itself."""
        for _ in range(days):
            day = self.last_business_day(later(day, -ONE_DAY))
        return day

    def add_business_days(self, start: date, days: int) -> date:
        """The day on which a term of `days` (one or more) ends; the day of notification itself is day 0.

        Where the calendar ends before the term does, its last day. Raises ValueError for a term without
        days: it would end on a day that may not count.
        """
        if days < 1:
            raise ValueError("a term in business days has at least one day")
        left = days
        for day in self._from(later(start, ONE_DAY)):
            left -= self.is_business_day(day)
            if not left:
                return day
        return date.max

    def add_calendar_days(self, start: date, days: int) -> date:
        """The day on which a term of running days ends; if that is a day off, the next business day.

        Raises ValueError for a term without days, as its sister does.
        """
        if days < 1:
            raise ValueError("a term in calendar days has at least one day")
        return self.next_business_day(later(start, timedelta(days=days)))

    def business_days_between(self, start: date, end: date) -> int:
        """Business days after `start` up to and including `end`; negative when `end` lies before `start`.

        It is the inverse of `add_business_days`, and costs the same for a week as for a decade.
        """
        if end < start:
            return -self.business_days_between(end, start)
        off = sum(1 for day in self._days_off(start, end) if day.weekday() <= FRIDAY)
        extra = sum(1 for day in self._worked_weekends(start, end))
        return _weekdays_until(end) - _weekdays_until(start) - off + extra

    def _days_off(self, start: date, end: date) -> Iterator[date]:
        years = range(start.year, end.year + 1)
        named = {day for year in years for day in holidays_of(year, self.region)} - self.opened
        return (day for day in named | self.closed if start < day <= end)

    def _worked_weekends(self, start: date, end: date) -> Iterator[date]:
        weekends = (day for day in self.opened - self.closed if day.weekday() > FRIDAY)
        return (day for day in weekends if start < day <= end)

    @staticmethod
    def _from(day: date) -> Iterator[date]:
        while day < date.max:
            yield day
            day += ONE_DAY
        yield day


def _weekdays_until(day: date) -> int:
    """Mondays to Fridays from the first day of the common era (a Monday) up to and including the day."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def parse_days(text: str) -> frozenset[date]:
    """The dates of a setting such as `2027-11-21, 2027-12-19`; raises ValueError naming what is none."""
    days = set()
    for part in text.replace(",", " ").split():
        try:
            days.add(date.fromisoformat(part))
        except ValueError:
            raise ValueError(f"{part!r} is not a date like 2027-11-21") from None
    return frozenset(days)


@lru_cache(maxsize=4)
def calendar_closed_on(days: str) -> Calendar:
    """Chile's business days less those of a setting, written as `parse_days` reads it."""
    return Calendar(closed=parse_days(days))
