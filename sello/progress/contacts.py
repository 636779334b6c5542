"""What people did last, with the things that they did it to: for the files of units and of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, literal, select, union_all

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
    """The last acts of some people, the latest first, as far as the reader may see (two statements)."""
    events = acts_by(person_ids, WORK, limit=LISTED)
    names = _names(events, actor)
    return tuple(_told(one, names.get((one.act.entity, one.entity_id), HIDDEN)) for one in events)


def _told(event: HistoryEvent, name: tuple[int, str]) -> DoneLately:
    thing_id, title = name
    return DoneLately(
        at=event.at, act=event.act, who=event.who or "", thing_id=thing_id, title=title, detail=event.detail
    )


def _names(events: Iterable[HistoryEvent], actor: Actor) -> dict[tuple[str, int], tuple[int, str]]:
    """What the things are called that the reader may know of, by their kind and their id in the trail."""
    ids: dict[str, set[int]] = defaultdict(set)
    for event in events:
        ids[event.act.entity].add(event.entity_id)
    if not ids:
        return {}
    found = db.session.execute(union_all(*(_naming(kind, sorted(few), actor) for kind, few in ids.items())))
    return {(row.kind, row.id): (row.thing_id, row.title) for row in found}


def _naming(entity: str, ids: list[int], actor: Actor) -> Select[*tuple[Any, ...]]:
    """The statement that names things of a kind: their id in the trail, the id of their page, their title."""
    kind = literal(entity).label("kind")
    if entity == "task":
        return select(kind, Task.id, Task.id.label("thing_id"), Task.title).where(
            Task.id.in_(ids), visible(actor.visibility, actor.person_id)
        )
    if entity == "evidence":
        return select(kind, Evidence.id, Evidence.id.label("thing_id"), Evidence.title).where(
            Evidence.id.in_(ids), seen_by(actor.visibility)
        )
    seen = actor.visibility.units
    title = (Requirement.code + " " + Requirement.title).label("title")
    answers = (
        select(kind, Answer.id, Requirement.id.label("thing_id"), title)
        .join(Requirement, Requirement.id == Answer.requirement_id)
        .where(Answer.id.in_(ids))
    )
    return answers if seen is None else answers.where(Answer.unit_id.in_(sorted(seen)))
