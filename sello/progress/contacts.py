"""What people did last, with the things that they did it to: for the files of units and of people."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from sello.accounts.domain.actor import Actor
from sello.catalogue.models import Requirement
from sello.core.gathered import Gathered
from sello.core.trail.acts import Act
from sello.core.trail.history import HistoryEvent, acts_by
from sello.cycles.models import Answer
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import seen_by
from sello.tasks.models import Task
from sello.tasks.queries.rows import visible

LISTED = 10
"""The last ones are enough to remember when one spoke last; the rest is told by each thing's own page."""


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
    """The last acts of some people, the latest first, as far as the reader may see (one statement)."""
    names = {kind: named(actor) for kind, named in WORK.items()}
    return tuple(_told(event, name) for event, name in acts_by(person_ids, names, limit=LISTED))


def _told(event: HistoryEvent, name: Gathered) -> DoneLately:
    ((thing_id, title),) = name or ((0, ""),)  # of which the reader may not know
    return DoneLately(
        at=event.at, act=event.act, who=event.who or "", thing_id=thing_id, title=title, detail=event.detail
    )


def _tasks(actor: Actor) -> Select[*tuple[Any, ...]]:
    """Id in the trail, id of the page and title of every task that the reader may know of."""
    seen = visible(actor.visibility, actor.person_id)
    return select(Task.id, Task.id.label("thing_id"), Task.title).where(seen)


def _evidence(actor: Actor) -> Select[*tuple[Any, ...]]:
    return select(Evidence.id, Evidence.id.label("thing_id"), Evidence.title).where(seen_by(actor.visibility))


def _answers(actor: Actor) -> Select[*tuple[Any, ...]]:
    """The same of answers, whose page is their requirement's."""
    title = (Requirement.code + " " + Requirement.title).label("title")
    answers = select(Answer.id, Requirement.id.label("thing_id"), title).join(
        Requirement, Requirement.id == Answer.requirement_id
    )
    seen = actor.visibility.units
    return answers if seen is None else answers.where(Answer.unit_id.in_(sorted(seen)))


WORK = {"answer": _answers, "evidence": _evidence, "task": _tasks}
"""What is work, and how it is named; signing in and changing one's own record is nobody else's business."""
