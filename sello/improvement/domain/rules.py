"""When an action can be kept, when a plan can be approved, and what a plan still lacks."""

from __future__ import annotations

from datetime import date, timedelta

from sello.core.dates import written
from sello.core.days import Calendar
from sello.core.labels import N_, LabelledEnum
from sello.improvement.domain.plan import Action, Objective, Plan
from sello.improvement.domain.refusals import (
    EndsBeforeItStarts,
    EndsOnDayOff,
    LastsTooLong,
    NothingToApprove,
    ObjectiveWithoutAction,
    SameAsApproved,
    StartsOnDayOff,
)

LONGEST = timedelta(days=5 * 366)


def check_period(starts_on: date, ends_on: date, *, calendar: Calendar) -> None:
    """Refuse a period that ends before it begins, lasts too long, or begins or ends when nobody works."""
    if ends_on < starts_on:
        raise EndsBeforeItStarts(start=written(starts_on), end=written(ends_on))
    if ends_on - starts_on > LONGEST:
        raise LastsTooLong
    if not calendar.is_business_day(starts_on):
        near = calendar.next_business_day(starts_on)
        raise StartsOnDayOff(day=written(starts_on), near=written(near))
    if not calendar.is_business_day(ends_on):
        raise EndsOnDayOff(day=written(ends_on), near=written(calendar.last_business_day(ends_on)))


def check_approvable(plan: Plan, last: Plan | None, last_number: int) -> None:
    """Refuse to approve a plan that is empty, that nothing leads to, or that says nothing new."""
    if not plan.objectives:
        raise NothingToApprove
    for objective in plan.objectives:
        if not objective.actions:
            raise ObjectiveWithoutAction(number=objective.number)
    if plan == last:
        raise SameAsApproved(number=last_number)


class Lack(LabelledEnum):
    """Something that nobody said yet; the plan can be approved without it, and says that it lacks."""

    REQUIREMENT = "requirement", N_("Falta: requerimiento")
    ACTIONS = "actions", N_("Falta: acciones")
    PERSON = "person", N_("Falta: persona responsable")
    BUDGET = "budget", N_("Falta: presupuesto")
    INDICATOR = "indicator", N_("Falta: indicador")
    AFTER = "after", N_("Termina después de la evaluación")


def lacks_of(action: Action, evaluation_on: date | None) -> tuple[Lack, ...]:
    """What an action lacks."""
    found = (
        (Lack.PERSON, action.person_id is None),
        (Lack.BUDGET, action.budget is None),
        (Lack.INDICATOR, not action.indicator),
        (Lack.AFTER, evaluation_on is not None and action.ends_on > evaluation_on),
    )
    return tuple(lack for lack, is_so in found if is_so)


def objective_lacks(objective: Objective) -> tuple[Lack, ...]:
    """What an objective lacks."""
    found = ((Lack.REQUIREMENT, not objective.requirements), (Lack.ACTIONS, not objective.actions))
    return tuple(lack for lack, is_so in found if is_so)
