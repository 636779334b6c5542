"""On which days something falls: the part of RFC 5545's rules that a town hall's duties need.

A rule here always ends, falls on days and not on hours, and is answered from the days themselves: whether a
day fits is a question of arithmetic, so that no rule, however it is written, can keep a process busy.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

YEARS = 10
"""The longest that a rule runs on; then somebody should look at it again."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Frequency(StrEnum):
    """How often, as RFC 5545 says it."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (0: Monday), every one of them or the n-th of the month (negative: from its end)."""

    number: int
    nth: int = 0

    def fits(self, day: date) -> bool:
        """Whether a day is such a one."""
        if day.weekday() != self.number:
            return False
        from_end = (monthrange(day.year, day.month)[1] - day.day) // 7 + 1
        return self.nth in (0, (day.day - 1) // 7 + 1, -from_end)

    def __str__(self) -> str:
        """As RFC 5545 writes it."""
        return f"{self.nth or ''}{WEEKDAYS[self.number]}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that was read; empty parts say nothing, and take what is missing from the first day."""

    frequency: Frequency
    interval: int = 1
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    """Days of the month; negative ones are counted from its end."""
    weekdays: tuple[Weekday, ...] = ()
    until: date | None = None
    count: int | None = None

    def __str__(self) -> str:
        """The rule as RFC 5545 writes it, its parts in one order."""
        parts: list[tuple[str, object]] = [
            ("FREQ", self.frequency),
            ("INTERVAL", self.interval if self.interval > 1 else ""),
            ("BYMONTH", ",".join(map(str, self.months))),
            ("BYMONTHDAY", ",".join(map(str, self.days))),
            ("BYDAY", ",".join(map(str, self.weekdays))),
            ("COUNT", self.count or ""),
            ("UNTIL", f"{self.until:%Y%m%d}" if self.until else ""),
        ]
        return ";".join(f"{name}={value}" for name, value in parts if value)

    def dates(self, starts: date, *, first: date | None = None, last: date | None = None) -> Iterator[date]:
        """The days on which it falls from `starts` on, in order, between two days (both included)."""
        end = min(day for day in (self.until, last, furthest(starts)) if day is not None)
        begin = starts if first is None or self.count is not None else max(starts, first)
        fitting = (day for day in _days(begin, end) if self._fits(day, starts))
        for day in islice(fitting, self.count):
            if first is None or day >= first:
                yield day

    def _fits(self, day: date, starts: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        return PERIODS[self.frequency](day, starts) % self.interval == 0 and self._day_fits(day, starts)

    def _day_fits(self, day: date, starts: date) -> bool:
        if self.days and not any(_is_day_of_month(day, number) for number in self.days):
            return False
        if self.weekdays:
            return any(one.fits(day) for one in self.weekdays)
        return bool(self.days) or self._as_the_first(day, starts)

    def _as_the_first(self, day: date, starts: date) -> bool:
        """Whether a day is like the first one, where the rule does not say which."""
        if self.frequency is Frequency.DAILY:
            return True
        if self.frequency is Frequency.WEEKLY:
            return day.weekday() == starts.weekday()
        same_month = self.frequency is Frequency.MONTHLY or bool(self.months) or day.month == starts.month
        return day.day == starts.day and same_month


PERIODS: dict[Frequency, Callable[[date, date], int]] = {
    Frequency.DAILY: lambda day, starts: (day - starts).days,
    Frequency.WEEKLY: lambda day, starts: (day.toordinal() - 1) // 7 - (starts.toordinal() - 1) // 7,
    Frequency.MONTHLY: lambda day, starts: (day.year - starts.year) * 12 + day.month - starts.month,
    Frequency.YEARLY: lambda day, starts: day.year - starts.year,
}
"""How many periods lie between the first day and another."""


def furthest(starts: date) -> date:
    """The last day on which any rule that begins on a day may fall."""
    return date(starts.year + YEARS, starts.month, min(starts.day, 28))


def _is_day_of_month(day: date, number: int) -> bool:
    length = monthrange(day.year, day.month)[1]
    return day.day == (number if number > 0 else length + 1 + number)


def _days(first: date, last: date) -> Iterator[date]:
    for step in range((last - first).days + 1):
        yield first + timedelta(days=step)
