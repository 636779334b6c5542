"""What the forms of a plan offer beside units, people and requirements."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.rows import rows_as
from sello.evidence.domain.details import EvidenceType
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import accepted, seen_by
from sello.improvement.models import ImprovementPlan, PlanAction

MOST_MINUTES = 200
"""The pieces that an approval offers, the latest first."""

ACTS = (EvidenceType.MINUTES, EvidenceType.DECREE, EvidenceType.RESOLUTION)
"""Kinds of document by which a committee decides."""


@dataclass(frozen=True, slots=True)
class MinutesRef:
    """A piece that can hold the committee's act."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class ActionRef:
    """An action that stands in the plan of a cycle."""

    id: int
    title: str
    cycle_id: int


def actions_called(ids: Collection[int]) -> dict[int, ActionRef]:
    """Actions that stand in a plan, by id (one statement, or none)."""
    if not ids:
        return {}
    found = (
        select(PlanAction.id, PlanAction.title, ImprovementPlan.cycle_id)
        .join(ImprovementPlan, ImprovementPlan.id == PlanAction.plan_id)
        .where(PlanAction.id.in_(ids), PlanAction.dropped_at.is_(None))
    )
    return {one.id: one for one in rows_as(ActionRef, db.session.execute(found))}


def minutes(actor: Actor) -> tuple[MinutesRef, ...]:
    """The accepted acts that the actor sees, the latest first (one statement)."""
    statement = (
        select(Evidence.id, Evidence.title)
        .where(Evidence.type.in_(ACTS), accepted(), seen_by(actor.visibility))
        .order_by(Evidence.id.desc())
        .limit(MOST_MINUTES)
    )
    return rows_as(MinutesRef, db.session.execute(statement))
