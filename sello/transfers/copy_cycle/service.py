"""Copying a cycle, all at once or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from graphlib import TopologicalSorter

from sqlalchemy import func, select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.cycles.models import Answer, Cycle
from sello.cycles.queries import cycles
from sello.cycles.service.answers import carry_over
from sello.cycles.service.cycles import CycleDraft, make_current, open_cycle
from sello.cycles.service.kept import keep
from sello.evidence.service import links
from sello.tasks.domain.due import DueKind, Term
from sello.tasks.domain.states import Step
from sello.tasks.models import Task, TaskWait
from sello.tasks.queries.belongings import belongings
from sello.tasks.queries.options import branch_of, people, units
from sello.tasks.service.assigning import TaskDraft, create
from sello.tasks.service.steps import take_step
from sello.transfers.copy_cycle.domain import (
    Carry,
    Report,
    SameName,
    carried_due,
)
from sello.transfers.copy_cycle.queries import Inventory, inventory

WHY_CLOSED = N_("Continúa en el ciclo «%(name)s».")
"""Why an original task was closed."""


@dataclass(frozen=True)
class CopyDraft:
    """What is asked of a copy: how the new cycle is called and dated, and what it takes along."""

    cycle: CycleDraft
    carry: frozenset[Carry]
    current: bool = False
    close_originals: bool = False


@dataclass(frozen=True)
class Bench:
    """Who copies, from where to where, and when."""

    actor: Actor
    source_id: int
    target_id: int
    at: Moment
    begins: date


def copy_cycle(actor: Actor, source_id: int, draft: CopyDraft, *, at: Moment) -> int:
    """Open a cycle on the same edition with what was asked for; the original keeps everything.

    Answers come as self-assessment, and evidence does not count until it is confirmed in the new cycle.
    Open tasks are asked again; the original ones are closed where that was asked. Returns the new cycle.
    """
    source = cycles.find(source_id, actor.visibility)
    _check_name(draft.cycle.name)
    found = inventory(source, starts_on=draft.cycle.starts_on, at=at)
    target_id = open_cycle(actor, source.edition_id, draft.cycle, now=at.now)
    bench = Bench(actor, source_id, target_id, at, max(at.today, draft.cycle.starts_on))
    _carry(bench, draft.carry, found)
    closes = draft.close_originals and Carry.TASKS in draft.carry
    closed = _close(bench, found, draft.cycle.name) if closes else 0
    if draft.current:
        make_current(actor, target_id, now=at.now)
    db.session.flush()
    report = _report(source_id, draft.carry, found, closed)
    record(actor, Act.CYCLE_COPIED, target_id, now=at.now, **report.as_detail())
    return target_id


def _check_name(name: str) -> None:
    taken = select(Cycle.id).where(func.lower(Cycle.name) == name.strip().lower())
    if db.session.execute(taken).first():
        raise SameName(name=name.strip())


def _carry(bench: Bench, asked: Collection[Carry], found: Inventory) -> None:
    answers = _by_requirement(bench.target_id)
    before = _by_requirement(bench.source_id)
    if Carry.OWNERS in asked:
        for number in _carried(found, Carry.OWNERS):
            answers[number].unit_id = before[number].unit_id
    if Carry.ANSWERS in asked:
        for number in _carried(found, Carry.ANSWERS):
            carry_over(bench.actor, before[number], answers[number], now=bench.at.now)
    keep(Answer.cycle_id == bench.target_id, now=bench.at.now)
    if Carry.EVIDENCE in asked:
        _carry_evidence(bench, found)
    if Carry.TASKS in asked:
        _carry_tasks(bench, _carried(found, Carry.TASKS))
    db.session.flush()


def _carried(found: Inventory, carry: Carry) -> list[int]:
    return [item.id for item in found[carry] if item.stays is None]


def _by_requirement(cycle_id: int) -> Mapping[int, Answer]:
    rows = db.session.scalars(select(Answer).where(Answer.cycle_id == cycle_id))
    return {row.requirement_id: row for row in rows}


def _carry_evidence(bench: Bench, found: Inventory) -> None:
    carried = {(item.requirement_id, item.id) for item in found[Carry.EVIDENCE] if item.stays is None}
    links.carry(bench.actor, carried, bench.source_id, bench.target_id, now=bench.at.now)


def _carry_tasks(bench: Bench, task_ids: list[int]) -> None:
    """Ask again what is open, with its checklist unticked and the units that contribute and still exist.

    Somebody who no longer works in the unit's branch is not asked. What waits for another that is carried as
    well waits for its copy.
    """
    options = units(today=bench.at.today)
    living = {one.id for one in options}
    copies: dict[int, int] = {}
    for task in _awaited_first(task_ids):
        there = {one.id for one in people(branch_of(options, task.unit_id))}
        beside = belongings(task.id)
        due_on = carried_due(task.due_on, bench.at.day_of(task.created_at), bench.begins, bench.at.calendar)
        asked = TaskDraft(
            title=task.title,
            description=task.description,
            unit_id=task.unit_id,
            person_id=task.person_id if task.person_id in there else None,
            term=Term(DueKind.DATE, on=due_on),
            requirement_ids=tuple(beside["requirement_ids"]),
            priority=task.priority,
            awaited_ids=tuple(copies[one] for one in beside["awaited_ids"] if one in copies),
            helper_ids=tuple(one for one in beside["helper_ids"] if one in living),
            checks=tuple(beside["checks"]),
            checks_first=task.checks_first,
        )
        copies[task.id] = create(
            bench.actor,
            asked,
            cycle_id=bench.target_id,
            at=bench.at,
        )


def _awaited_first(task_ids: list[int]) -> Iterable[Task]:
    """The tasks in an order in which each comes after those that it waits for."""
    waits: dict[int, set[int]] = {one: set() for one in task_ids}
    rows = select(TaskWait.task_id, TaskWait.awaited_id).where(
        TaskWait.task_id.in_(task_ids), TaskWait.awaited_id.in_(task_ids)
    )
    for task_id, awaited_id in db.session.execute(rows):
        waits[task_id].add(awaited_id)
    for task_id in TopologicalSorter(waits).static_order():
        yield db.session.get_one(Task, task_id)


def _close(bench: Bench, found: Inventory, name: str) -> int:
    carried = _carried(found, Carry.TASKS)
    why = WHY_CLOSED % {"name": name.strip()}
    for task_id in carried:
        take_step(bench.actor, task_id, Step.CANCEL, why=why, now=bench.at.now)
    return len(carried)


def _report(source_id: int, asked: frozenset[Carry], found: Inventory, closed: int) -> Report:
    """What was carried, and what was not: for what nobody asked to carry that is the reason."""
    return Report(
        source_id=source_id,
        asked=tuple(carry for carry in Carry if carry in asked),
        carried={carry: len(_carried(found, carry)) if carry in asked else 0 for carry in Carry},
        behind={
            carry: tuple((item.code, item.id, item.stays) for item in found[carry] if item.stays is not None)
            for carry in Carry
            if carry in asked
        },
        closed=closed,
    )
