"""A duty: which day it moves to, when it is asked for, and how each of its dates stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise

from sello.core.days import Calendar
from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.duties.domain.refusals import LeadOutOfRange, LeadTooLong
from sello.duties.domain.rules import Rule

MOST_LEAD = 60
"""Business days; longer than that nobody keeps something in mind."""

LATE_TERM = 5
"""Business days that a unit is given for a date that nobody asked for in time."""

SHOWN_BEFORE_SAVING = 6


class Shift(LabelledEnum):
    """Where a date goes that falls on a day on which nobody works."""

    FORWARD = "forward", N_("Al día hábil siguiente")
    BACKWARD = "backward", N_("Al día hábil anterior")

    def moved(self, day: date, calendar: Calendar) -> date:
        """The business day that a date means."""
        return calendar.next_business_day(day) if self is Shift.FORWARD else calendar.last_business_day(day)


class Origin(LabelledEnum):
    """What obliges."""

    LAW = "law", N_("Ley o reglamento")
    AGREEMENT = "agreement", N_("Convenio")
    ACT = "act", N_("Decreto u otro acto del municipio")
    STANDARD = "standard", N_("Estándar del Sello")
    OWN = "own", N_("Compromiso propio")


@dataclass(frozen=True, slots=True)
class Falling:
    """One date of a duty: where the rule puts it, until when it is owed, from when it is asked for."""

    fell_on: date
    due_on: date
    asked_on: date


@dataclass(frozen=True, slots=True)
class Timing:
    """All that says when a duty is owed."""

    rule: Rule
    starts: date
    shift: Shift
    lead_days: int

    def fallings(
        self, calendar: Calendar, *, first: date | None = None, last: date | None = None
    ) -> Iterator[Falling]:
        """Its dates between two days of the rule, in order; of two that move to one day, the first."""
        before = None
        for day in self.rule.dates(self.starts, first=first, last=last):
            due_on = self.shift.moved(day, calendar)
            if due_on != before:
                yield Falling(day, due_on, calendar.business_days_before(due_on, self.lead_days))
            before = due_on

    def next_dates(self, calendar: Calendar, today: date) -> tuple[Falling, ...]:
        """What is shown before a rule is saved: the dates that come."""
        coming = (one for one in self.fallings(calendar) if one.due_on >= today)
        return tuple(islice(coming, SHOWN_BEFORE_SAVING))


def check_lead(timing: Timing, calendar: Calendar) -> None:
    """Refuse a notice that would ask for a date before the one before it is due."""
    if not 0 <= timing.lead_days <= MOST_LEAD:
        raise LeadOutOfRange
    dates = islice(timing.fallings(calendar), 60)
    gaps = [calendar.business_days_between(one.due_on, two.due_on) for one, two in pairwise(dates)]
    if gaps and timing.lead_days > min(gaps):
        raise LeadTooLong(days=timing.lead_days, gap=min(gaps))


@dataclass(frozen=True, slots=True)
class Woken:
    """What a waking finds to do for a duty: dates to ask for, and dates that passed without being asked."""

    ask: tuple[Falling, ...]
    missed: tuple[Falling, ...]


def woken(fallings: Collection[Falling], known: Collection[date], *, today: date) -> Woken:
    """What is to be done today: whose notice came is asked; of those that passed unasked, only the last.

    So whoever was down for months catches up with one question for each duty, not with all of them.
    """
    come = [one for one in fallings if one.asked_on <= today and one.fell_on not in known]
    coming, passed = _parted(come, today)
    asked_already = any(one.fell_on in known for one in _parted(fallings, today)[0])
    last = [] if asked_already else passed[-1:]
    return Woken(ask=(*last, *coming), missed=tuple(passed[: len(passed) - len(last)]))


def _parted(fallings: Collection[Falling], today: date) -> tuple[list[Falling], list[Falling]]:
    """The dates that come, today's among them, and those that passed."""
    coming = [one for one in fallings if one.due_on >= today]
    return coming, [one for one in fallings if one.due_on < today]


def term(due_on: date, *, today: date, calendar: Calendar) -> date:
    """Until when the unit is asked: the date itself, or some days from today where that has passed."""
    return due_on if due_on >= today else calendar.add_business_days(today, LATE_TERM)


class DateState(LabelledEnum):
    """How one date of a duty stands, in the order in which several of a month are told."""

    LATE = "atrasada", N_("Atrasada")
    NOT_ASKED = "no-pedida", N_("No se pidió")
    ASKED = "pedida", N_("Pedida")
    IN_REVIEW = "en-revision", N_("En revisión")
    FORESEEN = "prevista", N_("Prevista")
    DROPPED = "sin-evidencia", N_("Cerrada sin evidencia")
    FULFILLED = "cumplida", N_("Cumplida")

    @property
    def light(self) -> Light:
        """Its shape and colour."""
        return LIGHTS[self]


LIGHTS = {
    DateState.LATE: Light.RED,
    DateState.NOT_ASKED: Light.RED,
    DateState.ASKED: Light.AMBER,
    DateState.IN_REVIEW: Light.AMBER,
    DateState.FORESEEN: Light.GREY,
    DateState.DROPPED: Light.GREY,
    DateState.FULFILLED: Light.GREEN,
}


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of a date: whether there is a task, whose turn it is, whether something was accepted."""

    has_task: bool
    closed: bool = False
    with_unit: bool = True
    """Whether the unit has the turn; else what it handed in is being looked at."""
    accepted: bool = False
    """Whether an accepted piece of evidence proves it."""
    until: date | None = None
    """The day until which the unit was given time."""


def state_of(due_on: date, followed: Followed | None, *, today: date) -> DateState:
    """How a date stands today; nothing known of it means that it was not asked for yet."""
    if followed is None or not followed.has_task:
        return _unasked(due_on, proved=followed is not None and followed.accepted, today=today)
    if followed.closed:
        return DateState.FULFILLED if followed.accepted else DateState.DROPPED
    if not followed.with_unit:
        return DateState.IN_REVIEW
    return DateState.LATE if (followed.until or due_on) < today else DateState.ASKED


def _unasked(due_on: date, *, proved: bool, today: date) -> DateState:
    if proved:
        return DateState.FULFILLED
    return DateState.FORESEEN if due_on >= today else DateState.NOT_ASKED


def worst(states: Collection[DateState]) -> DateState:
    """The state that a month with several dates shows: the one that asks most loudly."""
    return min(states, key=list(DateState).index)
