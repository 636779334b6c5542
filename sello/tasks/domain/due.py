"""Until when: priorities, terms in running or business days, and how a task stands as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sello.core.dates import written
from sello.core.days import Calendar
from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.tasks.domain.refusals import DaysOutOfRange, DueInThePast, DueMissing
from sello.tasks.domain.turn import Reason, Turn, Whose

LONGEST_TERM = 730
"""Days; a longer term is a plan, not a task."""

SOON = 5
"""Business days left from which an open task is shown as due soon."""


class Priority(LabelledEnum):
    """How much a task presses beside others of the same day."""

    HIGH = "high", N_("Alta")
    NORMAL = "normal", N_("Normal")
    LOW = "low", N_("Baja")

    @property
    def rank(self) -> int:
        """Its place when tasks are sorted, the most pressing first."""
        return list(Priority).index(self)


class DueKind(LabelledEnum):
    """How the due date was given."""

    DATE = "date", N_("En una fecha")
    BUSINESS = "business", N_("En días hábiles")
    CALENDAR = "calendar", N_("En días corridos")


@dataclass(frozen=True, slots=True)
class Term:
    """What a person asked for: a day, or a number of days from the notification."""

    kind: DueKind
    on: date | None = None
    days: int | None = None


def due_date(term: Term, *, today: date, calendar: Calendar) -> date:
    """The day on which a term given today ends (art. 25, Ley 19.880: today is day 0)."""
    if term.kind is DueKind.DATE:
        return _from_today(term.on, today)
    if term.days is None:
        raise DueMissing
    if not 1 <= term.days <= LONGEST_TERM:
        raise DaysOutOfRange(most=LONGEST_TERM)
    if term.kind is DueKind.BUSINESS:
        return calendar.add_business_days(today, term.days)
    return calendar.add_calendar_days(today, term.days)


def _from_today(day: date | None, today: date) -> date:
    if day is None:
        raise DueMissing
    if day < today:
        raise DueInThePast(due=written(day))
    return day


class DueStatus(LabelledEnum):
    """How a task stands as of a day: the word beside its light."""

    OVERDUE = "overdue", N_("Atrasada")
    DUE_TODAY = "due-today", N_("Vence hoy")
    DUE_SOON = "due-soon", N_("Por vencer")
    ON_TIME = "on-time", N_("En plazo")
    IN_REVIEW = "in-review", N_("En revisión")
    WAITING = "waiting", N_("Espera respuesta")
    AWAITING = "awaiting", N_("Espera a otra")
    OUTLIVED = "outlived", N_("Plazo por revisar")
    DONE = "done", N_("Cerrada")

    @property
    def light(self) -> Light:
        """Its shape and colour."""
        return LIGHTS[self]


LIGHTS = {
    DueStatus.OVERDUE: Light.RED,
    DueStatus.DUE_TODAY: Light.AMBER,
    DueStatus.DUE_SOON: Light.AMBER,
    DueStatus.ON_TIME: Light.GREEN,
    DueStatus.IN_REVIEW: Light.GREEN,
    DueStatus.WAITING: Light.GREEN,
    DueStatus.AWAITING: Light.GREY,
    DueStatus.OUTLIVED: Light.AMBER,
    DueStatus.DONE: Light.GREY,
}


def due_status(now: Whose, due_on: date, *, today: date, calendar: Calendar) -> DueStatus:
    """How a task stands today; only what is in the unit's hands can be late or due soon."""
    if now.turn is Turn.NOBODY:
        return DueStatus.DONE
    if now.turn is Turn.ANOTHER:
        return DueStatus.AWAITING
    if now.reason is Reason.OUTLIVED:
        return DueStatus.OUTLIVED
    if now.turn is not Turn.UNIT:
        return DueStatus.WAITING if now.reason in (Reason.ASKED, Reason.TIME) else DueStatus.IN_REVIEW
    return _days_left(due_on, today, calendar)


def _days_left(due_on: date, today: date, calendar: Calendar) -> DueStatus:
    if due_on < today:
        return DueStatus.OVERDUE
    if due_on == today:
        return DueStatus.DUE_TODAY
    soon = calendar.business_days_between(today, due_on) <= SOON
    return DueStatus.DUE_SOON if soon else DueStatus.ON_TIME


def end_of_week(today: date) -> date:
    """The Sunday that closes the week of a day; Chilean weeks begin on Monday."""
    return today + timedelta(days=6 - today.weekday())


class QueueGroup(LabelledEnum):
    """What an open task waits for: every one is in exactly one group, which queue, dashboard and lists share.

    In the order in which they are read; the first three are not the unit's. Its values stand in addresses.
    """

    TO_REVIEW = "por-revisar", N_("Con evidencia por revisar")
    TO_ANSWER = "por-responder", N_("Por responder")
    OUTSIDE = "en-consulta", N_("Consultadas a la evaluación externa")
    OVERDUE = "atrasadas", N_("Atrasadas")
    RETURNED = "devueltas", N_("Devueltas, aún en plazo")
    THIS_WEEK = "esta-semana", N_("Vencen esta semana")
    LATER = "mas-adelante", N_("Más adelante")
    AWAITING = "en-espera", N_("Esperan a otra tarea")


OURS = (QueueGroup.TO_REVIEW, QueueGroup.TO_ANSWER, QueueGroup.OUTSIDE)
"""The groups that the secretariat answers for."""


_ELSEWHERE = {Turn.EVALUATION: QueueGroup.OUTSIDE, Turn.ANOTHER: QueueGroup.AWAITING}


def queue_group(now: Whose, due_on: date, *, today: date) -> QueueGroup | None:
    """The one group to which a task belongs; None when it is closed."""
    if now.turn is Turn.NOBODY:
        return None
    if now.turn in _ELSEWHERE:
        return _ELSEWHERE[now.turn]
    if now.turn is Turn.SECRETARIAT:
        return QueueGroup.TO_REVIEW if now.reason is Reason.REVIEW else QueueGroup.TO_ANSWER
    if due_on < today:
        return QueueGroup.OVERDUE
    if now.reason is Reason.RETURNED:
        return QueueGroup.RETURNED
    return QueueGroup.THIS_WEEK if due_on <= end_of_week(today) else QueueGroup.LATER
