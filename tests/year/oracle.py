"""Who must be told what on a day, worked out from the documents and from the acts, not by the product.

It shares no code with `sello`: business days, ladders, turns and addressees are its own, plain on purpose.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

import holidays

from tests.year.plain import ASKED, CLASSES, NEAREST, Person, Rung, Thread, Town

ONE_DAY = timedelta(days=1)
LOOKS_BACK = 30
"""Business days for which a pass makes up after a standstill."""
GIVES_UP = 250
"""Business days after which a late thread is recalled no more."""


@dataclass(frozen=True, order=True)
class Telling:
    """One person is told of one thread, and asked for it or not."""

    email: str
    thread: int
    asked: bool


class Days:
    """The business days of some years, numbered."""

    def __init__(self, closed: frozenset[date], first: date, last: date) -> None:
        off = set(holidays.country_holidays("CL", years=range(first.year, last.year + 1))) | closed
        every = (first + timedelta(days=n) for n in range((last - first).days + 1))
        self.days = [day for day in every if day.weekday() < 5 and day not in off]

    def until(self, day: date) -> int:
        """How many there are up to a day, with it."""
        return bisect_right(self.days, day)

    def is_one(self, day: date) -> bool:
        """Whether a day is one."""
        return self.days[self.until(day) - 1] == day

    def number(self, count: int) -> date:
        """The one that makes a count."""
        return self.days[count - 1]


class Oracle:
    """One town's oracle."""

    def __init__(self, town: Town, first: date, last: date) -> None:
        self.town = town
        self.days = Days(town.closed_days, first - timedelta(days=500), last + timedelta(days=500))

    def may_write(self, instant: datetime) -> bool:
        """Whether reminders may be written then: a business day, from the town's hour until it is quiet."""
        there, policy = self.town.local(instant), self.town.policy
        return self.days.is_one(there.date()) and policy.send_at <= there.time() <= policy.mails_until

    def may_arrive(self, instant: datetime) -> bool:
        """Whether a reminder may arrive then."""
        there, policy = self.town.local(instant), self.town.policy
        return self.days.is_one(there.date()) and policy.mails_from <= there.time() <= policy.mails_until

    def is_units(self, thread_id: int) -> bool:
        """Whether a thread is its unit's turn."""
        thread = self.town.threads.get(thread_id)
        return thread is not None and thread.is_units

    def passes(self, instant: datetime) -> list[Telling]:
        """What a pass at an instant has to tell, once; remembers that it did."""
        today = self.town.local(instant).date()
        if not self.may_write(instant) or self.town.swept == today:
            return []
        told = [each for thread in self.town.threads.values() for each in self._of_thread(thread, today)]
        self.town.swept = today
        return told

    def _of_thread(self, thread: Thread, today: date) -> list[Telling]:
        if not thread.is_units:
            return []
        best: dict[str, str] = {}
        points = set()
        for to, point, kind in self._steps(thread, today):
            for reader in self._readers(to, thread, today):
                if kind in reader.silenced:
                    continue
                points.add((thread.due, point))
                held = best.get(reader.email, kind)
                best[reader.email] = min(held, kind, key=NEAREST.index)
        thread.told |= points
        return [Telling(email, thread.id, kind in ASKED) for email, kind in best.items()]

    def _steps(self, thread: Thread, today: date) -> Iterator[tuple[str, date, str]]:
        """The steps of which it is told today: that came since the last pass, or that it entered late for."""
        swept = self.town.swept
        for to in CLASSES:
            found = self._current(thread.due, today, to)
            if found is None:
                continue
            point, rung = found
            told = {day for due, day in thread.told if due == thread.due}
            is_there = thread.born <= point and not _rests(thread, point)
            if self._is_come(point, today) and is_there and point not in told:
                yield to, point, rung.kind
            since = point + ONE_DAY if self._is_new(point, today) else point
            since = max(since, swept) if swept else since
            is_told = any(day >= since for day in told)
            if point < today and thread.born >= since and not is_told and not _rests(thread, today):
                yield to, today, rung.kind

    def _is_come(self, point: date, today: date) -> bool:
        """Whether a step is told by its own day: also that of the last mails, which came too early for it."""
        return point == self.town.swept or self._is_new(point, today)

    def _is_new(self, point: date, today: date) -> bool:
        if point == today:
            return True
        swept = self.town.swept
        is_near = self.days.until(today) - self.days.until(point) < LOOKS_BACK
        return swept is not None and swept < point < today and is_near

    def _current(self, due: date, today: date, to: str) -> tuple[date, Rung] | None:
        """The last step of some that has come for a last day, and its rung."""
        when = "before" if due >= today else "after"
        rungs = [rung for rung in self._rungs if (rung.when, rung.to) == (when, to)]
        come: list[tuple[int, Rung]] = []
        now, last = self.days.until(today), self.days.until(due)
        for rung in rungs:
            if when == "before":
                come += [(last - rung.days, rung)] if last - rung.days <= now else []
                continue
            late = now - last
            if rung.days <= late <= GIVES_UP:
                extra = (late - rung.days) // rung.every * rung.every if rung.every else 0
                come.append((last + rung.days + extra, rung))
        if not come:
            return None
        number, rung = max(come, key=lambda each: each[0])
        return self.days.number(number), rung

    @cached_property
    def _rungs(self) -> list[Rung]:
        policy = self.town.policy
        return [rung for rung in policy.ladder if rung.kind not in policy.off]

    def _readers(self, to: str, thread: Thread, today: date) -> Iterator[Person]:
        heads = list(self._heads(thread.unit, today))
        charged = self._acting(thread.person, today) or (heads[0] if heads else None)
        if to == "person":
            yield from [charged] if charged else []
            return
        for reader in self._named(to, thread, heads, today):
            if reader is not charged:
                yield reader

    def _named(self, to: str, thread: Thread, heads: list[Person], today: date) -> list[Person]:
        if to in ("head", "above"):
            return heads[:1] if to == "head" else heads[1:2]
        if to == "substitute":
            whose = self.town.people[thread.person] if thread.person else (heads[0] if heads else None)
            deputy = self.town.people.get(whose.substitute or 0) if whose else None
            return [deputy] if deputy and deputy.active and self._sees(deputy, thread.unit) else []
        named = self.town.administration if to == "administration" else self.town.committee
        found = (
            self._acting(each, today) for each in named if self._sees(self.town.people[each], thread.unit)
        )
        return list({each.id: each for each in found if each}.values())

    def _acting(self, person: int | None, today: date) -> Person | None:
        if person is None:
            return None
        one = self.town.people[person]
        deputy = self.town.people.get(one.substitute or 0)
        if one.away and one.away[0] <= today <= one.away[1] and deputy and deputy.active:
            return deputy
        return one if one.active else None

    def _heads(self, unit: int, today: date) -> Iterator[Person]:
        """Who answers for a unit and those above it, the nearest first, each once."""
        seen = set()
        for above in self._chain(unit):
            heads = [one for one in self.town.people.values() if one.unit == above]
            ranked = [one for role in ("unit_head", "secretariat") for one in heads if one.role == role]
            ranked.sort(key=lambda one: not one.active)
            acting = self._acting(ranked[0].id, today) if ranked else None
            if acting and acting.id not in seen:
                seen.add(acting.id)
                yield acting

    def _sees(self, person: Person, unit: int) -> bool:
        if person.role in ("secretariat", "authority"):
            return True
        return person.unit in (self._chain(unit) if person.role == "unit_head" else [unit])

    def _chain(self, unit: int) -> list[int]:
        chain, above = [], unit
        while above:
            chain.append(above)
            above = self.town.parents[above] or 0
        return chain


def _rests(thread: Thread, day: date) -> bool:
    return thread.paused_until is not None and day <= thread.paused_until
