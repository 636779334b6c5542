"""What hangs on a cycle's requirements besides its answers, and is moved along with them."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from sello.core.db import db
from sello.cycles.models import Cycle
from sello.duties.models import DutyRequirement
from sello.evidence.service import links as evidence_links
from sello.improvement.models import ImprovementPlan, ObjectiveRequirement, PlanObjective
from sello.planning.models import Effort
from sello.register.models import InitiativeRequirement
from sello.tasks.models import Task, TaskRequirement


def rehang(cycle: Cycle, moved: Mapping[int, int], *, now: datetime) -> None:
    """Move evidence, tasks, efforts, objectives and (for the current cycle) initiatives and duties.

    ``moved`` gives the new requirement's row for the old one's. Where the new place is taken already the
    link stays where it was.
    """
    evidence_links.rehang(cycle.id, moved, now=now)
    for effort in db.session.scalars(select(Effort).where(Effort.cycle_id == cycle.id)):
        effort.requirement_id = moved.get(effort.requirement_id, effort.requirement_id)
    tasks = (
        select(TaskRequirement)
        .join(Task, Task.id == TaskRequirement.task_id)
        .where(Task.cycle_id == cycle.id)
    )
    for work in db.session.scalars(tasks):
        work.requirement_id = moved.get(work.requirement_id, work.requirement_id)
    _rehang_objectives(cycle.id, moved)
    if cycle.is_current:
        _rehang_initiatives(moved)
        _rehang_duties(moved)
    db.session.flush()


def _rehang_initiatives(moved: Mapping[int, int]) -> None:
    ends = {*moved, *moved.values()}
    rows = db.session.scalars(
        select(InitiativeRequirement).where(InitiativeRequirement.requirement_id.in_(ends))
    ).all()
    taken = {(row.initiative_id, row.requirement_id) for row in rows}
    for row in rows:
        place = moved.get(row.requirement_id)
        if place is not None and (row.initiative_id, place) not in taken:
            row.requirement_id = place


def _rehang_duties(moved: Mapping[int, int]) -> None:
    ends = {*moved, *moved.values()}
    rows = db.session.scalars(select(DutyRequirement).where(DutyRequirement.requirement_id.in_(ends))).all()
    taken = {(row.duty_id, row.requirement_id) for row in rows}
    for row in rows:
        place = moved.get(row.requirement_id)
        if place is not None and (row.duty_id, place) not in taken:
            row.requirement_id = place


def _rehang_objectives(cycle_id: int, moved: Mapping[int, int]) -> None:
    rows = db.session.scalars(
        select(ObjectiveRequirement)
        .join(PlanObjective, PlanObjective.id == ObjectiveRequirement.objective_id)
        .join(ImprovementPlan, ImprovementPlan.id == PlanObjective.plan_id)
        .where(ImprovementPlan.cycle_id == cycle_id)
    ).all()
    taken = {(row.objective_id, row.requirement_id) for row in rows}
    for row in rows:
        place = moved.get(row.requirement_id)
        if place is not None and (row.objective_id, place) not in taken:
            row.requirement_id = place
