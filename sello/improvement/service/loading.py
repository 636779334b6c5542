"""The rows of a plan for whoever writes: held, and only of the current cycle."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select

from sello.accounts.domain.actor import Actor
from sello.core.db import db, insert_into, scope_of
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.cycles.queries.cycles import CycleRow, current
from sello.improvement.domain.refusals import NotCurrent
from sello.improvement.models import ImprovementPlan, PlanAction, PlanObjective


def current_cycle(actor: Actor) -> CycleRow:
    """The cycle whose plan can be written; raises NotFound where there is none."""
    cycle = current(actor.visibility)
    if cycle is None:
        raise NotFound
    return cycle


def begun(actor: Actor, *, at: Moment) -> ImprovementPlan:
    """The plan of the current cycle, held for writing; it begins with its first row."""
    cycle_id = current_cycle(actor).id
    values = {"institution_id": scope_of(db.session()), "cycle_id": cycle_id, "version": 1}
    entered = insert_into(ImprovementPlan).values(**values, created_at=at.now)
    made = db.session.execute(entered.on_conflict_do_nothing().returning(ImprovementPlan.id)).first()
    if made is not None:
        record(actor, Act.IMPROVEMENT_PLAN_CREATED, made.id, now=at.now, cycle_id=cycle_id)
    return _held(ImprovementPlan.cycle_id == cycle_id)


def held_plan(plan_id: int, actor: Actor) -> ImprovementPlan:
    """A plan, held for writing; raises NotFound, or NotCurrent for one of another cycle."""
    plan = _held(ImprovementPlan.id == plan_id)
    if plan.cycle_id != current_cycle(actor).id:
        raise NotCurrent
    return plan


def held_objective(objective_id: int, actor: Actor) -> tuple[ImprovementPlan, PlanObjective]:
    """An objective that is in its plan, both held; raises NotFound or NotCurrent."""
    row = db.session.get(PlanObjective, objective_id)
    if row is None:
        raise NotFound
    plan = held_plan(row.plan_id, actor)
    db.session.refresh(row)
    if row.dropped_at is not None:
        raise NotFound
    return plan, row


def held_action(action_id: int, actor: Actor) -> tuple[ImprovementPlan, PlanAction]:
    """An action that is in its plan, both held; raises NotFound or NotCurrent."""
    row = db.session.get(PlanAction, action_id)
    if row is None:
        raise NotFound
    plan = held_plan(row.plan_id, actor)
    db.session.refresh(row)
    if row.dropped_at is not None:
        raise NotFound
    return plan, row


def next_number(model: type[PlanObjective | PlanAction], plan_id: int) -> int:
    """A number that no row of the plan has or had."""
    last = db.session.scalar(select(func.max(model.number)).where(model.plan_id == plan_id))
    return (last or 0) + 1


def _held(condition: ColumnElement[bool]) -> ImprovementPlan:
    statement = select(ImprovementPlan).where(condition).with_for_update()
    found = db.session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound
    return found
