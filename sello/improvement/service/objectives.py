"""Objectives of a plan: taken from its gaps, written by hand, changed, taken out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import differing, record
from sello.core.undo import Done, undoable
from sello.improvement.domain.gaps import objective_title, said_of
from sello.improvement.domain.refusals import NothingTicked
from sello.improvement.models import ObjectiveRequirement, PlanAction, PlanObjective
from sello.improvement.queries.gaps import gaps
from sello.improvement.queries.plan import draft
from sello.improvement.service.loading import begun, current_cycle, held_objective, next_number
from sello.tasks.domain.refusals import UnknownRequirement
from sello.tasks.queries.options import requirements


@dataclass(frozen=True, slots=True)
class ObjectiveDraft:
    """What a person wrote about an objective: the whole of its form."""

    title: str
    gap: str = ""
    requirement_ids: frozenset[int] = frozenset()


def take_up(
    actor: Actor, requirement_ids: Collection[int], *, at: Moment, translate: Callable[[str], str]
) -> int:
    """Make an objective of each marked gap, all or none; returns how many. Raises NothingTicked."""
    plan = begun(actor, at=at)
    offered = gaps(current_cycle(actor), draft(plan.id), actor, at=at)
    chosen = [one for one in offered if one.requirement_id in requirement_ids]
    if not chosen:
        raise NothingTicked
    for one in chosen:
        said = ObjectiveDraft(
            title=objective_title(one, translate),
            gap=said_of(one, translate),
            requirement_ids=frozenset({one.requirement_id}),
        )
        add(actor, said, at=at)
    return len(chosen)


def add(actor: Actor, said: ObjectiveDraft, *, at: Moment) -> int:
    """Add an objective to the plan of the current cycle, and return its id."""
    plan = begun(actor, at=at)
    _check(said)
    number = next_number(PlanObjective, plan.id)
    row = PlanObjective(plan_id=plan.id, number=number, title=said.title.strip(), gap=said.gap.strip())
    db.session.add(row)
    db.session.flush()
    _ask_for(row.id, frozenset(), said.requirement_ids)
    plan.version += 1
    record(actor, Act.IMPROVEMENT_PLAN_OBJECTIVE_ADDED, plan.id, now=at.now, number=number)
    db.session.flush()
    return row.id


def edit(actor: Actor, objective_id: int, said: ObjectiveDraft, *, version: int, at: Moment) -> bool:
    """Change an objective; tells whether anything changed. Raises Stale over another's change."""
    plan, row = held_objective(objective_id, actor)
    if row.version != version:
        raise Stale
    _check(said)
    before, after = differing(row, {"title": said.title.strip(), "gap": said.gap.strip()})
    held = frozenset(
        db.session.scalars(
            select(ObjectiveRequirement.requirement_id).where(
                ObjectiveRequirement.objective_id == objective_id
            )
        )
    )
    fields = sorted([*after, *(["requirements"] if held != said.requirement_ids else [])])
    if not fields:
        return False
    for name, value in after.items():
        setattr(row, name, value)
    _ask_for(objective_id, held, said.requirement_ids)
    row.version += 1
    plan.version += 1
    record(
        actor,
        Act.IMPROVEMENT_PLAN_OBJECTIVE_EDITED,
        plan.id,
        now=at.now,
        number=row.number,
        fields=fields,
        before=_told(before, held),
        after=_told(after, said.requirement_ids),
    )
    db.session.flush()
    return True


def drop(actor: Actor, objective_id: int, *, at: Moment) -> Done:
    """Take an objective out of the plan, and its actions with it; approved versions keep them."""
    plan, row = held_objective(objective_id, actor)
    actions = select(PlanAction).where(
        PlanAction.objective_id == objective_id, PlanAction.dropped_at.is_(None)
    )
    with undoable(actor, Act.IMPROVEMENT_PLAN_OBJECTIVE_DROPPED, now=at.now) as done:
        row.dropped_at = at.now
        for action in db.session.scalars(actions):
            action.dropped_at = at.now
        plan.version += 1
        record(actor, Act.IMPROVEMENT_PLAN_OBJECTIVE_DROPPED, plan.id, now=at.now, number=row.number)
    return done


def _told(values: dict[str, str], asked: frozenset[int]) -> dict[str, object]:
    """Values as the trail keeps them: a long text is only named."""
    kept = {name: value for name, value in values.items() if name != "gap"}
    return {**kept, "requirement_ids": sorted(asked)}


def _check(said: ObjectiveDraft) -> None:
    if not said.requirement_ids <= {one.id for one in requirements()}:
        raise UnknownRequirement


def _ask_for(objective_id: int, held: frozenset[int], wanted: frozenset[int]) -> None:
    gone = select(ObjectiveRequirement).where(
        ObjectiveRequirement.objective_id == objective_id,
        ObjectiveRequirement.requirement_id.in_(sorted(held - wanted)),
    )
    for link in db.session.scalars(gone):
        db.session.delete(link)
    db.session.add_all(
        ObjectiveRequirement(objective_id=objective_id, requirement_id=one) for one in sorted(wanted - held)
    )
