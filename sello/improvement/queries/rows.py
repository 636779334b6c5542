"""One objective or one action, for its form."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import select

from sello.core.db import db
from sello.core.refusal import NotFound
from sello.improvement.domain.plan import Action, Objective
from sello.improvement.models import PlanAction, PlanObjective
from sello.improvement.queries.plan import draft

Kind = TypeVar("Kind", PlanObjective, PlanAction)


def objective(objective_id: int) -> tuple[Objective, int]:
    """An objective that is in its plan, and the version of its row (four statements); raises NotFound."""
    plan_id, version = _where(PlanObjective, objective_id)
    found = next((one for one in draft(plan_id).objectives if one.id == objective_id), None)
    if found is None:
        raise NotFound
    return found, version


def action(action_id: int) -> tuple[Action, int, int]:
    """An action that is in its plan, its objective's id and its version (four statements); or NotFound."""
    plan_id, version = _where(PlanAction, action_id)
    for each in draft(plan_id).objectives:
        for one in each.actions:
            if one.id == action_id:
                return one, each.id, version
    raise NotFound


def _where(model: type[Kind], row_id: int) -> tuple[int, int]:
    row = db.session.execute(select(model.plan_id, model.version).where(model.id == row_id)).one_or_none()
    if row is None:
        raise NotFound
    return row.plan_id, row.version
