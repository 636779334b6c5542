"""The plan of a cycle as it is worked on, its approved versions, and the tasks of its actions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Person, Unit
from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.core.rows import row_as, rows_as
from sello.core.trail import history as trail
from sello.core.trail.history import HistoryEvent
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import accepted, known_to
from sello.improvement.domain.plan import Action, Asked, Objective, Plan, from_value
from sello.improvement.domain.progress import Thread
from sello.improvement.models import (
    ActionTask,
    ImprovementPlan,
    ObjectiveRequirement,
    PlanAction,
    PlanObjective,
    PlanVersion,
)
from sello.indicators.models import Indicator
from sello.tasks.domain.states import TaskState
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task, TaskEvidence
from sello.tasks.queries.turns import in_turn

MOST_EVENTS = 50


@dataclass(frozen=True, slots=True)
class PlanRow:
    """The plan of a cycle; its version counts its changes."""

    id: int
    cycle_id: int
    version: int


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version as the committee approved it, without what it says."""

    number: int
    act_number: str
    act_on: date
    evidence_id: int | None
    """Its act as a piece of evidence; None where the reader may not know of it."""
    approved_at: datetime
    approved_by: str | None


def plan_of(cycle_id: int) -> PlanRow | None:
    """The plan of a cycle, if somebody began one (one statement)."""
    statement = select(ImprovementPlan.id, ImprovementPlan.cycle_id, ImprovementPlan.version)
    row = db.session.execute(statement.where(ImprovementPlan.cycle_id == cycle_id)).one_or_none()
    return None if row is None else row_as(PlanRow, row)


def draft(plan_id: int) -> Plan:
    """What a plan says now, with the names of today (three statements)."""
    asked, actions = _requirements(plan_id), _actions(plan_id)
    found = db.session.execute(
        select(PlanObjective.id, PlanObjective.number, PlanObjective.title, PlanObjective.gap)
        .where(PlanObjective.plan_id == plan_id, PlanObjective.dropped_at.is_(None))
        .order_by(PlanObjective.number)
    )
    return Plan(
        tuple(
            row_as(
                Objective,
                row,
                requirements=tuple(asked.get(row.id, ())),
                actions=tuple(actions.get(row.id, ())),
            )
            for row in found
        )
    )


def _requirements(plan_id: int) -> dict[int, list[Asked]]:
    found = db.session.execute(
        select(ObjectiveRequirement.objective_id, Requirement.id, Requirement.code, Requirement.title)
        .join(Requirement, Requirement.id == ObjectiveRequirement.requirement_id)
        .join(PlanObjective, PlanObjective.id == ObjectiveRequirement.objective_id)
        .where(PlanObjective.plan_id == plan_id)
        .order_by(Requirement.position, Requirement.id)
    )
    grouped: dict[int, list[Asked]] = defaultdict(list)
    for objective_id, requirement_id, code, title in found:
        grouped[objective_id].append(Asked(requirement_id, code, title))
    return grouped


def _actions(plan_id: int) -> dict[int, list[Action]]:
    found = db.session.execute(
        select(
            PlanAction.objective_id,
            PlanAction.id,
            PlanAction.number,
            PlanAction.title,
            PlanAction.unit_id,
            Unit.name.label("unit"),
            PlanAction.person_id,
            func.coalesce(Person.name, "").label("person"),
            PlanAction.starts_on,
            PlanAction.ends_on,
            PlanAction.budget,
            PlanAction.indicator_id,
            func.coalesce(Indicator.name, PlanAction.indicator).label("indicator"),
            PlanAction.verification,
        )
        .join(Unit, Unit.id == PlanAction.unit_id)
        .outerjoin(Person, Person.id == PlanAction.person_id)
        .outerjoin(Indicator, Indicator.id == PlanAction.indicator_id)
        .where(PlanAction.plan_id == plan_id, PlanAction.dropped_at.is_(None))
        .order_by(PlanAction.number)
    )
    grouped: dict[int, list[Action]] = defaultdict(list)
    for row in found:
        grouped[row.objective_id].append(row_as(Action, row))
    return grouped


def versions(plan_id: int, visibility: Visibility) -> tuple[VersionRow, ...]:
    """The approved versions of a plan, the latest first (one statement)."""
    statement = (
        select(
            PlanVersion.number,
            PlanVersion.act_number,
            PlanVersion.act_on,
            Evidence.id.label("evidence_id"),
            PlanVersion.approved_at,
            Person.name.label("approved_by"),
        )
        .outerjoin(Person, Person.id == PlanVersion.approved_by)
        .outerjoin(Evidence, and_(Evidence.id == PlanVersion.evidence_id, known_to(visibility)))
        .where(PlanVersion.plan_id == plan_id)
        .order_by(PlanVersion.number.desc())
    )
    return rows_as(VersionRow, db.session.execute(statement))


def contents(plan_id: int, number: int) -> Plan:
    """What a version says, as it was approved (one statement); raises NotFound."""
    statement = select(PlanVersion.contents).where(
        PlanVersion.plan_id == plan_id, PlanVersion.number == number
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return from_value(found)


PROVED = (
    select(TaskEvidence.id)
    .join(Evidence, Evidence.id == TaskEvidence.evidence_id)
    .where(TaskEvidence.task_id == Task.id, accepted())
    .correlate(Task)
    .exists()
)


def threads(plan_id: int) -> dict[int, tuple[Thread, ...]]:
    """The tasks of a plan's actions, by the action's id (one statement)."""
    found = db.session.execute(
        select(
            ActionTask.action_id,
            Task.id,
            Task.unit_id,
            Task.state,
            Task.due_on,
            in_turn(Turn.UNIT).label("with_unit"),
            PROVED.label("accepted"),
        )
        .join(Task, Task.id == ActionTask.task_id)
        .join(PlanAction, PlanAction.id == ActionTask.action_id)
        .where(PlanAction.plan_id == plan_id)
        .order_by(Task.id)
    )
    grouped: dict[int, list[Thread]] = defaultdict(list)
    for row in found:
        closed = row.state is TaskState.CLOSED
        grouped[row.action_id].append(
            Thread(row.id, row.unit_id, closed, bool(row.accepted), bool(row.with_unit), row.due_on)
        )
    return {action_id: tuple(found) for action_id, found in grouped.items()}


def history(plan_id: int) -> tuple[HistoryEvent, ...]:
    """What was done to a plan, the latest first (one statement)."""
    return trail.history("improvement_plan", plan_id, limit=MOST_EVENTS)
