"""Which requirements open to whom, said for all of them at once: what names them leads only to these."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Select, func, or_, select

from sello.accounts.domain.actor import Actor, Visibility
from sello.accounts.permissions import Action, allows
from sello.core.changes import kept
from sello.core.db import db
from sello.cycles.models import Answer, Cycle
from sello.cycles.queries.cycles import PREFERRED
from sello.tasks.models import Task, TaskRequirement
from sello.tasks.queries.rows import visible


def open_requirements(actor: Actor) -> frozenset[int] | None:
    """The requirements that `requirement.opened` finds where no cycle is named; None stands for every one.

    One statement, none for a reader whom no unit limits, nor for one who may open no such page.
    """
    if not allows(actor, Action.REQUIREMENT_VIEW):
        return frozenset()
    if actor.visibility.units is None:
        return None
    visibility, person_id = actor.visibility, actor.person_id
    return kept(
        lambda: frozenset(db.session.scalars(_open(visibility, person_id)).all()),
        "open_requirements",
        visibility,
        person_id,
    )


@lru_cache(maxsize=256)
def _open(visibility: Visibility, person_id: int) -> Select[int]:
    """The statement, built once for each reader: what her units own, and what she has a task for.

    Each requirement is looked at in the cycle in which its page shows it: the current one, else the latest.
    """
    latest = func.row_number().over(partition_by=Answer.requirement_id, order_by=PREFERRED)
    shown = (
        select(Answer.requirement_id, Answer.unit_id, Answer.cycle_id, latest.label("place"))
        .join(Cycle, Cycle.id == Answer.cycle_id)
        .subquery()
    )
    asked = (
        select(Task.id)
        .join(TaskRequirement, TaskRequirement.task_id == Task.id)
        .where(
            TaskRequirement.requirement_id == shown.c.requirement_id,
            Task.cycle_id == shown.c.cycle_id,
            visible(visibility, person_id),
        )
        .exists()
    )
    own = shown.c.unit_id.in_(sorted(visibility.units or ()))
    return select(shown.c.requirement_id).where(shown.c.place == 1, or_(own, asked))
