"""The file of a unit: all that a meeting with it needs, on one page."""

from __future__ import annotations

from dataclasses import dataclass

from sello.accounts.domain.actor import Actor
from sello.accounts.domain.units import UnitSpan
from sello.accounts.queries import people as people_queries
from sello.accounts.queries import units as units_queries
from sello.accounts.queries.people import PersonLine
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.cycles.queries import cycles
from sello.cycles.queries.cycles import CycleRow
from sello.evidence.queries.endings import endings
from sello.evidence.queries.listing import Filters as EvidenceFilters
from sello.evidence.queries.listing import Page as EvidencePage
from sello.evidence.queries.listing import evidence_page
from sello.evidence.queries.rows import Row
from sello.progress.checklist import ChecklistRow, Filters, checklist
from sello.progress.contacts import DoneLately, last_acts
from sello.tasks.domain.promptness import Promptness
from sello.tasks.queries import options
from sello.tasks.queries.lists import BoardColumn, TaskFilter, board
from sello.tasks.queries.options import UnitOption, branch_of
from sello.tasks.queries.promptness import promptness_of_units
from sello.tasks.queries.turns import WITHOUT_TASK

NEWEST = 10
"""Pieces that the file shows; their list has the others."""


@dataclass(frozen=True, slots=True)
class UnitFile:
    """What is on record about a unit and all that hangs from it, as a reader may see it."""

    span: UnitSpan
    branch: frozenset[int]
    """The unit with all that hangs from it: what the file speaks of."""
    cycle: CycleRow | None
    requirements: tuple[ChecklistRow, ...]
    turns: tuple[BoardColumn, ...]
    """Its open conversations by whose turn they are."""
    evidence: EvidencePage
    endings: tuple[Row, ...]
    promptness: Promptness
    people: tuple[PersonLine, ...]
    acts: tuple[DoneLately, ...]


def unit_file(unit_id: int, actor: Actor, *, at: Moment) -> UnitFile:
    """The file of a unit that exists today; NotFound for one that is none of the reader's."""
    span = units_queries.tree().in_force(at.today).get(unit_id)
    if span is None or not actor.visibility.sees_unit(unit_id):
        raise NotFound
    offered = options.units(today=at.today)
    branch = branch_of(offered, unit_id)
    cycle = cycles.current(actor.visibility)
    people = tuple(row for row in people_queries.lines(active=True) if row.unit_id in branch)
    return UnitFile(
        span=span,
        branch=branch,
        cycle=cycle,
        requirements=requirements_of(cycle, unit_id, offered, actor, at=at),
        turns=board(TaskFilter(unit_ids=branch), actor.visibility, actor.person_id, at=at),
        evidence=evidence_page(
            EvidenceFilters(unit_ids=branch),
            actor.visibility,
            alone=WITHOUT_TASK,
            today=at.today,
            size=NEWEST,
        ),
        endings=endings(branch, actor.visibility, today=at.today),
        promptness=promptness_of_units(branch, at=at),
        people=people,
        acts=last_acts([row.id for row in people], actor),
    )


def requirements_of(
    cycle: CycleRow | None, unit_id: int, offered: tuple[UnitOption, ...], actor: Actor, *, at: Moment
) -> tuple[ChecklistRow, ...]:
    """What a unit and all that hangs from it answer for in a cycle; nothing without one."""
    if cycle is None:
        return ()
    found = checklist(cycle, actor.visibility, Filters(unit_id=unit_id), units=offered, at=at)
    return tuple(row for group in found.groups for row in group.rows)
