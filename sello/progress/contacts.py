"""What people did last, with the things that they did it to: for the files of units and of people."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from sello.accounts.domain.actor import Actor
from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.history import HistoryEvent, acts_by
from sello.cycles.models import Answer
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import seen_by
from sello.tasks.models import Task
from sello.tasks.queries.rows import visible

LISTED = 10
"""The last ones are enough to remember when one spoke last; the rest is told by each thing's own page."""

WORK = ("answer", "evidence", "task")
"""What is work; signing in and changing one's own record is nobody else's business."""

HIDDEN = (0, "")
"""The name of what the reader may not know of."""


@dataclass(frozen=True, slots=True)
class DoneLately:
    """One thing that somebody did."""

    at: datetime
    act: Act
    who: str
    thing_id: int
    """The task, the piece or the requirement; 0 where the reader may not know of it."""
    title: str
    detail: dict[str, Any]
    """What the act's sentence may name."""


def last_acts(person_ids: Collection[int], actor: Actor) -> tuple[DoneLately, ...]:
    """The last acts of some people, the latest first, as far as the reader may see (four statements)."""
    events = acts_by(person_ids, WORK, limit=LISTED)
    names = {entity: _names(entity, events, actor) for entity in WORK}
    return tuple(_told(one, names[one.act.entity].get(one.entity_id, HIDDEN)) for one in events)


def _told(event: HistoryEvent, name: tuple[int, str]) -> DoneLately:
    thing_id, title = name
    return DoneLately(
        at=event.at, act=event.act, who=event.who or "", thing_id=thing_id, title=title, detail=event.detail
    )


def _names(entity: str, events: Iterable[HistoryEvent], actor: Actor) -> dict[int, tuple[int, str]]:
    ids = sorted({event.entity_id for event in events if event.act.entity == entity})
    found = db.session.execute(_naming(entity, ids, actor)) if ids else ()
    return {key: (thing_id, title) for key, thing_id, title in found}


def _naming(entity: str, ids: list[int], actor: Actor) -> Select[int, int, str]:
    """The statement that names things of a kind: their id in the trail, the id of their page, their title."""
    if entity == "task":
        return select(Task.id, Task.id, Task.title).where(
            Task.id.in_(ids), visible(actor.visibility, actor.person_id)
        )
    if entity == "evidence":
        return select(Evidence.id, Evidence.id, Evidence.title).where(
            Evidence.id.in_(ids), seen_by(actor.visibility)
        )
    seen = actor.visibility.units
    answers: Select[int, int, str] = (
        select(Answer.id, Requirement.id, Requirement.code + " " + Requirement.title)
        .join(Requirement, Requirement.id == Answer.requirement_id)
        .where(Answer.id.in_(ids))
    )
    return answers if seen is None else answers.where(Answer.unit_id.in_(sorted(seen)))
