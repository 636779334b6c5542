"""Actions of a plan: added, changed, taken out, and asked for as tasks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import differing, record
from sello.core.undo import Done, undoable
from sello.improvement.domain.refusals import AskedAlready, ObjectiveGone, TwoIndicators, UnknownIndicator
from sello.improvement.domain.rules import check_period
from sello.improvement.models import (
    ActionTask,
    ImprovementPlan,
    ObjectiveRequirement,
    PlanAction,
    PlanObjective,
)
from sello.improvement.service.loading import begun, held_action, next_number
from sello.indicators.queries.rows import indicators
from sello.tasks.domain.due import DueKind, Term
from sello.tasks.domain.refusals import PersonElsewhere, UnitElsewhere
from sello.tasks.domain.states import OPEN_STATES
from sello.tasks.models import Task
from sello.tasks.queries.options import branch_of, people, requirements, units
from sello.tasks.service import assigning
from sello.tasks.service.assigning import TaskDraft

Translate = Callable[[str], str]

ASKED = N_("Es la acción %(number)s del plan de mejora.")
PROVES = N_("Medio de verificación: %(verification)s")
MEASURES = N_("Indicador: %(indicator)s")


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """What a person wrote about an action: the whole of its form; the budget in pesos."""

    objective_id: int
    title: str
    unit_id: int
    starts_on: date
    ends_on: date
    person_id: int | None = None
    budget: int | None = None
    indicator_id: int | None = None
    indicator: str = ""
    verification: str = ""


def add(actor: Actor, said: ActionDraft, *, at: Moment) -> int:
    """Add an action to the plan of the current cycle, and return its id."""
    plan = begun(actor, at=at)
    _check(actor, plan, said, None, at)
    number = next_number(PlanAction, plan.id)
    row = PlanAction(plan_id=plan.id, number=number, **_columns(said))
    db.session.add(row)
    plan.version += 1
    db.session.flush()
    record(actor, Act.IMPROVEMENT_PLAN_ACTION_ADDED, plan.id, now=at.now, number=number)
    db.session.flush()
    return row.id


def edit(actor: Actor, action_id: int, said: ActionDraft, *, version: int, at: Moment) -> bool:
    """Change an action; tells whether anything changed. Raises Stale over another's change."""
    plan, row = held_action(action_id, actor)
    if row.version != version:
        raise Stale
    _check(actor, plan, said, row, at)
    before, after = differing(row, _columns(said))
    if not after:
        return False
    for name, value in after.items():
        setattr(row, name, value)
    row.version += 1
    plan.version += 1
    told = {"number": row.number, "fields": sorted(after), "before": _told(before), "after": _told(after)}
    record(actor, Act.IMPROVEMENT_PLAN_ACTION_EDITED, plan.id, now=at.now, **told)
    db.session.flush()
    return True


def drop(actor: Actor, action_id: int, *, at: Moment) -> Done:
    """Take an action out of the plan; approved versions keep it, and its tasks go on."""
    plan, row = held_action(action_id, actor)
    with undoable(actor, Act.IMPROVEMENT_PLAN_ACTION_DROPPED, now=at.now) as done:
        row.dropped_at = at.now
        plan.version += 1
        record(actor, Act.IMPROVEMENT_PLAN_ACTION_DROPPED, plan.id, now=at.now, number=row.number)
    return done


def ask(actor: Actor, action_id: int, *, at: Moment, translate: Translate) -> int:
    """Ask its unit for an action until its last day, and return the task's id. Raises AskedAlready."""
    plan, row = held_action(action_id, actor)
    pending = (
        select(Task.id)
        .join(ActionTask, ActionTask.task_id == Task.id)
        .where(ActionTask.action_id == action_id, Task.state.in_(sorted(OPEN_STATES)))
    )
    if db.session.scalars(pending.limit(1)).first() is not None:
        raise AskedAlready(number=row.number)
    asked = TaskDraft(
        title=row.title,
        unit_id=row.unit_id,
        term=Term(DueKind.DATE, on=row.ends_on),
        description=_description(row, translate),
        person_id=row.person_id,
        requirement_ids=_landing(row),
    )
    task_id = assigning.create(actor, asked, cycle_id=plan.cycle_id, at=at)
    db.session.add(ActionTask(action_id=action_id, task_id=task_id))
    number = row.number
    record(actor, Act.IMPROVEMENT_PLAN_ACTION_ASKED, plan.id, now=at.now, number=number, task_id=task_id)
    db.session.flush()
    return task_id


def _description(row: PlanAction, translate: Translate) -> str:
    lines = [translate(ASKED) % {"number": row.number}]
    if row.verification:
        lines.append(translate(PROVES) % {"verification": row.verification})
    if row.indicator:
        lines.append(translate(MEASURES) % {"indicator": row.indicator})
    return "\n".join(lines)


def _landing(row: PlanAction) -> tuple[int, ...]:
    """The requirements of its objective that the current cycle asks for."""
    offered = {one.id for one in requirements()}
    asked = select(ObjectiveRequirement.requirement_id).where(
        ObjectiveRequirement.objective_id == row.objective_id
    )
    return tuple(sorted(one for one in db.session.scalars(asked) if one in offered))


def _check(
    actor: Actor, plan: ImprovementPlan, said: ActionDraft, row: PlanAction | None, at: Moment
) -> None:
    objective = db.session.get(PlanObjective, said.objective_id)
    if objective is None or objective.plan_id != plan.id or objective.dropped_at is not None:
        raise ObjectiveGone
    check_period(said.starts_on, said.ends_on, calendar=at.calendar)
    _check_whom(said, row, at)
    _check_indicator(actor, said)


def _check_whom(said: ActionDraft, row: PlanAction | None, at: Moment) -> None:
    held_unit, held_person = (row.unit_id, row.person_id) if row else (None, None)
    options = units(today=at.today, keep=[held_unit])
    if said.unit_id not in {one.id for one in options}:
        raise UnitElsewhere
    staff = people(branch_of(options, said.unit_id), keep=[held_person])
    if said.person_id is not None and said.person_id not in {one.id for one in staff}:
        raise PersonElsewhere


def _check_indicator(actor: Actor, said: ActionDraft) -> None:
    if said.indicator_id is None:
        return
    if said.indicator.strip():
        raise TwoIndicators
    if said.indicator_id not in {one.id for one in indicators(actor.visibility)}:
        raise UnknownIndicator


def _told(values: dict[str, Any]) -> dict[str, str]:
    """Values as the trail keeps them."""
    return {name: str(value) for name, value in values.items()}


def _columns(said: ActionDraft) -> dict[str, Any]:
    values = asdict(said)
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
