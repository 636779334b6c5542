"""Which requirements open to whom, said for all of them at once: what names them leads only to these."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import CompoundSelect, Select, select, union
from sqlalchemy.orm import aliased

from sello.accounts.domain.actor import Actor, Visibility
from sello.accounts.permissions import Action, allows
from sello.catalogue.models import Requirement
from sello.core.changes import grounded, kept
from sello.core.db import db
from sello.cycles.models import Answer, Cycle
from sello.cycles.queries.cycles import PREFERRED
from sello.tasks.models import Task, TaskRequirement
from sello.tasks.queries.rows import visible


def open_requirements(actor: Actor) -> frozenset[int]:
    """The requirements that `requirement.opened` finds where no cycle is named (at most one statement)."""
    if not allows(actor, Action.REQUIREMENT_VIEW):
        return frozenset()
    visibility, person_id = actor.visibility, actor.person_id
    if visibility.units is None:
        released = visibility.released_only
        return grounded(lambda: _found(_worked_on(released)), "open_requirements", released)
    return kept(lambda: _found(_of_units(visibility, person_id)), "open_requirements", visibility, person_id)


def _found(statement: Select[int] | CompoundSelect[int]) -> frozenset[int]:
    return frozenset(db.session.scalars(statement).all())


@lru_cache(maxsize=2)
def _worked_on(released: bool) -> Select[int]:
    """The statement for whom no unit limits: all of the editions on which a cycle works that she may see."""
    editions = select(Cycle.edition_id)
    if released:
        editions = editions.where(Cycle.released_at.is_not(None))
    return select(Requirement.id).where(Requirement.edition_id.in_(editions))


@lru_cache(maxsize=256)
def _of_units(visibility: Visibility, person_id: int) -> CompoundSelect[int]:
    """The statement for everybody else, built once for each: what her units own, and what she has a task for.

    Each requirement is looked at in the cycle in which its page shows it: of those on its edition the current
    one, else the latest.
    """
    one = aliased(Cycle)
    preferred = (
        select(Cycle.id)
        .where(Cycle.edition_id == one.edition_id)
        .order_by(*PREFERRED)
        .limit(1)
        .correlate(one)
    )
    cycles = select(one.id).where(one.id == preferred.scalar_subquery())
    own = select(Answer.requirement_id).where(
        Answer.cycle_id.in_(cycles), Answer.unit_id.in_(sorted(visibility.units or ()))
    )
    asked = (
        select(TaskRequirement.requirement_id)
        .join(Task, Task.id == TaskRequirement.task_id)
        .where(Task.cycle_id.in_(cycles), visible(visibility, person_id))
    )
    return union(own, asked)
