"""Reading a rule that somebody wrote, or saying why it cannot be kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from sello.duties.domain.refusals import (
    EndsBeforeItBegins,
    HoursSaid,
    IntervalOutOfRange,
    LastsTooLong,
    NeverEndingRule,
    NoDates,
    PartNotTaken,
    RuleMissing,
    TooManyDates,
    TooOften,
    UnreadableRule,
)
from sello.duties.domain.rules import WEEKDAYS, Frequency, Rule, Weekday, furthest

MOST_DATES = 600
"""More dates than these are not a duty but a flood: one a week for ten years is 520."""


def checked(text: str, starts: date) -> Rule:
    """The rule that was written, if it can be kept from a day on; raises a RuleRefused that says why not."""
    rule = read_rule(text)
    if rule.until is not None:
        _check_until(rule.until, starts)
    elif rule.count is None:
        raise NeverEndingRule
    found = sum(1 for _ in islice(rule.dates(starts), MOST_DATES + 1))
    if not found:
        raise NoDates
    if found > MOST_DATES:
        raise TooManyDates
    if rule.count is not None and found < rule.count:
        raise LastsTooLong
    return rule


def _check_until(until: date, starts: date) -> None:
    if until < starts:
        raise EndsBeforeItBegins
    if until > furthest(starts):
        raise LastsTooLong


def read_rule(text: str) -> Rule:
    """Read a rule of RFC 5545, with or without its `RRULE:`; raises a RuleRefused for what is not taken."""
    if not text.strip():
        raise RuleMissing
    parts = _Parts()
    for written in text.strip().upper().removeprefix("RRULE:").split(";"):
        name, sign, value = written.strip().partition("=")
        if not sign or not value or name in parts.seen:
            raise UnreadableRule(part=written.strip()[:40])
        parts.take(name, value)
    return parts.rule()


@dataclass
class _Parts:
    """The parts of a rule as they are read."""

    seen: dict[str, str] = field(default_factory=dict)

    def take(self, name: str, value: str) -> None:
        """Keep a part, or refuse it by its name."""
        if name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
            raise HoursSaid(part=f"{name}={value}"[:40])
        if name not in ("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "COUNT", "UNTIL"):
            raise PartNotTaken(part=name[:40])
        self.seen[name] = value

    def rule(self) -> Rule:
        """The rule of all parts."""
        rule = Rule(
            frequency=self._frequency(),
            interval=self._interval(),
            months=self._numbers("BYMONTH", 1, 12),
            days=self._numbers("BYMONTHDAY", -31, 31),
            weekdays=tuple(_weekday(one) for one in self._listed("BYDAY")),
            until=self._until(),
            count=self._count(),
        )
        self._refuse_nonsense(rule)
        return rule

    def _refuse_nonsense(self, rule: Rule) -> None:
        by_month = rule.frequency is Frequency.MONTHLY or (
            rule.frequency is Frequency.YEARLY and bool(rule.months)
        )
        if any(one.nth for one in rule.weekdays) and not by_month:
            raise UnreadableRule(part=f"BYDAY={self.seen['BYDAY']}"[:40])
        if rule.days and rule.frequency is Frequency.WEEKLY:
            raise UnreadableRule(part=f"BYMONTHDAY={self.seen['BYMONTHDAY']}"[:40])
        if rule.until is not None and rule.count is not None:
            raise UnreadableRule(part="COUNT, UNTIL")

    def _frequency(self) -> Frequency:
        said = self.seen.get("FREQ", "")
        if said in ("HOURLY", "MINUTELY", "SECONDLY"):
            raise TooOften
        if said not in set(Frequency):
            raise UnreadableRule(part=f"FREQ={said}"[:40])
        return Frequency(said)

    def _interval(self) -> int:
        said = self.seen.get("INTERVAL", "1")
        if re.fullmatch(r"[0-9]{1,2}", said) is None or not int(said):
            raise IntervalOutOfRange
        return int(said)

    def _count(self) -> int | None:
        said = self.seen.get("COUNT")
        if said is None:
            return None
        if re.fullmatch(r"[0-9]{1,9}", said) is None or not int(said):
            raise UnreadableRule(part=f"COUNT={said}"[:40])
        if int(said) > MOST_DATES:
            raise TooManyDates
        return int(said)

    def _until(self) -> date | None:
        said = self.seen.get("UNTIL")
        if said is None:
            return None
        match = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})(T[0-9]{6}Z?)?", said)
        try:
            return date(int(match[1]), int(match[2]), int(match[3])) if match else _unreadable("UNTIL", said)
        except ValueError:
            return _unreadable("UNTIL", said)

    def _numbers(self, name: str, least: int, most: int) -> tuple[int, ...]:
        found = []
        for said in self._listed(name):
            number = int(said) if re.fullmatch(r"[+-]?[0-9]{1,2}", said) else 0
            if not number or not least <= number <= most:
                raise UnreadableRule(part=f"{name}={said}"[:40])
            found.append(number)
        return tuple(sorted(set(found)))

    def _listed(self, name: str) -> list[str]:
        said = self.seen.get(name)
        return said.split(",") if said else []


def _unreadable(name: str, said: str) -> date:
    raise UnreadableRule(part=f"{name}={said}"[:40])


def _weekday(said: str) -> Weekday:
    match = re.fullmatch(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)", said)
    if match is None:
        raise UnreadableRule(part=f"BYDAY={said}"[:40])
    return Weekday(WEEKDAYS.index(match[2]), int(match[1] or 0))
