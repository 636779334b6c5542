"""Reads for copying a cycle: what there is to carry, and what a copy carried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select

from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.trail.history import events_of
from sello.cycles.models import Answer, Cycle
from sello.cycles.queries.cycles import CycleRow
from sello.evidence.models import Evidence
from sello.evidence.queries.facts import facts_for_cycle
from sello.tasks.domain.states import OPEN_STATES
from sello.tasks.domain.turn import whose
from sello.tasks.models import Task, TaskRequirement
from sello.tasks.queries.options import units
from sello.tasks.queries.turns import FACTS, WORK, facts_of
from sello.transfers.copy_cycle.domain import (
    Behind,
    Carry,
    NotACopy,
    why_answer_stays,
    why_evidence_stays,
    why_owner_stays,
    why_task_stays,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that could be carried: where it belongs, its id, and why it stays (None: it is carried)."""

    code: str
    id: int
    stays: Behind | None
    requirement_id: int = 0


Inventory = Mapping[Carry, tuple[Item, ...]]
"""Everything of a cycle that could be carried to one that starts on a day."""


@dataclass(frozen=True, slots=True)
class Offer:
    """How many of a kind would be carried, and how many would stay, by reason."""

    carry: Carry
    carried: int
    total: int
    behind: tuple[tuple[Behind, int], ...]


@dataclass(frozen=True, slots=True)
class LeftLine:
    """One thing that stayed behind: where it belongs, what it is called, why it stayed."""

    code: str
    id: int
    title: str
    why: Behind


@dataclass(frozen=True, slots=True)
class CopyPart:
    """What became of one kind of thing."""

    carry: Carry
    asked: bool
    carried: int
    left: tuple[LeftLine, ...]


@dataclass(frozen=True, slots=True)
class CopyPage:
    """The report of a copy."""

    source_id: int
    source: str
    copied_at: datetime
    parts: tuple[CopyPart, ...]
    closed: int


def inventory(cycle: CycleRow, *, starts_on: date, at: Moment) -> Inventory:
    """What could be carried from a cycle (five statements)."""
    living = frozenset(each.id for each in units(today=at.today))
    rows = db.session.execute(
        select(
            Requirement.code,
            Answer.requirement_id,
            Answer.declared,
            Answer.not_applicable,
            Answer.narrative,
            Answer.unit_id,
        )
        .join(Requirement, Requirement.id == Answer.requirement_id)
        .where(Answer.cycle_id == cycle.id)
        .order_by(Requirement.position)
    ).all()
    codes = {row.requirement_id: row.code for row in rows}
    return {
        Carry.ANSWERS: tuple(
            Item(
                row.code,
                row.requirement_id,
                why_answer_stays(row.declared, not_applicable=row.not_applicable, narrative=row.narrative),
            )
            for row in rows
        ),
        Carry.OWNERS: tuple(
            Item(row.code, row.requirement_id, why_owner_stays(row.unit_id, living)) for row in rows
        ),
        Carry.EVIDENCE: _evidence(cycle.id, codes, starts_on, at),
        Carry.TASKS: _tasks(cycle.id, living),
    }


def _evidence(cycle_id: int, codes: Mapping[int, str], starts_on: date, at: Moment) -> tuple[Item, ...]:
    return tuple(
        Item(codes.get(requirement_id, ""), fact.id, why_evidence_stays(fact, starts_on), requirement_id)
        for requirement_id, facts in facts_for_cycle(cycle_id, at=at).items()
        for fact in facts
    )


def _tasks(cycle_id: int, living: frozenset[int]) -> tuple[Item, ...]:
    open_ones = db.session.execute(
        select(Task.id, Task.state, Task.unit_id, *FACTS)
        .where(Task.cycle_id == cycle_id, Task.state.in_(OPEN_STATES), WORK)
        .order_by(Task.due_on, Task.id)
    ).all()
    named: dict[int, list[str]] = {}
    serves = (
        select(TaskRequirement.task_id, Requirement.code)
        .join(Requirement, Requirement.id == TaskRequirement.requirement_id)
        .join(Task, Task.id == TaskRequirement.task_id)
        .where(Task.cycle_id == cycle_id, Task.state.in_(OPEN_STATES), WORK)
        .order_by(Requirement.position)
    )
    for task_id, code in db.session.execute(serves):
        named.setdefault(task_id, []).append(code)
    return tuple(
        Item(
            ", ".join(named.get(row.id, ())),
            row.id,
            why_task_stays(whose(facts_of(row)).reason, row.unit_id, living),
        )
        for row in open_ones
    )


def _stays(row: Row[Any], living: frozenset[int]) -> Behind | None:
    return why_task_stays(whose(facts_of(row)).reason, row.unit_id, living)


def offers(found: Inventory) -> tuple[Offer, ...]:
    """What there is to carry, in numbers."""
    return tuple(
        Offer(
            carry=carry,
            carried=sum(item.stays is None for item in found[carry]),
            total=len(found[carry]),
            behind=tuple(Counter(item.stays for item in found[carry] if item.stays).items()),
        )
        for carry in Carry
    )


def copy_page(cycle_id: int) -> CopyPage:
    """The report of a copy (five statements); NotACopy when the cycle was opened empty."""
    found = events_of([Act.CYCLE_COPIED], [cycle_id])
    if not found:
        raise NotACopy
    detail: Mapping[str, Any] = found[0].detail
    titles = _titles(detail["behind"])
    return CopyPage(
        source_id=detail["source_id"],
        source=db.session.scalar(select(Cycle.name).where(Cycle.id == detail["source_id"])) or "",
        copied_at=found[0].at,
        parts=tuple(
            CopyPart(
                carry=carry,
                asked=carry.value in detail["asked"],
                carried=detail["carried"].get(carry.value, 0),
                left=tuple(
                    LeftLine(code, number, titles[carry].get(number, ""), Behind(why))
                    for code, number, why in detail["behind"].get(carry.value, ())
                ),
            )
            for carry in Carry
        ),
        closed=detail["closed"],
    )


def _titles(behind: Mapping[str, list[list[Any]]]) -> dict[Carry, dict[int, str]]:
    """How the things that stayed behind are called today."""
    places = {
        Carry.ANSWERS: (Requirement.id, Requirement.title),
        Carry.OWNERS: (Requirement.id, Requirement.title),
        Carry.EVIDENCE: (Evidence.id, Evidence.title),
        Carry.TASKS: (Task.id, Task.title),
    }
    return {
        carry: dict(
            db.session.execute(
                select(number, title).where(number.in_({left[1] for left in behind.get(carry.value, ())}))
            ).all()
        )
        for carry, (number, title) in places.items()
    }
