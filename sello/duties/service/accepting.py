"""Accepting proposals: what initiatives of a kind usually owe becomes what this one owes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.cycles.models import Answer, Cycle
from sello.duties import proposals
from sello.duties.domain.refusals import NothingChosen, NotProposed
from sello.duties.models import Duty
from sello.duties.proposals import Proposal
from sello.duties.service.writing import DutyDraft, create
from sello.register.models import Initiative
from sello.register.queries.rows import InitiativeRow, read_rows, visible
from sello.tasks.queries.options import requirements, units

MOST_FED = 5
"""An initiative that feeds more requirements than these feeds none of them by one document."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal for one initiative; the mark by which a form sends it."""

    initiative: InitiativeRow
    proposal: Proposal

    @property
    def mark(self) -> str:
        """Initiative and proposal in one word."""
        return f"{self.initiative.id}:{self.proposal.key}"


def proposed(actor: Actor, *, at: Moment, initiative_id: int | None = None) -> tuple[Proposed, ...]:
    """What could be owed by the initiatives that somebody sees and is not written down (four statements)."""
    ids = select(Initiative.id).where(visible(actor.visibility))
    if initiative_id is not None:
        ids = ids.where(Initiative.id == initiative_id)
    written = {(row.initiative_id, row.proposal, row.title) for row in db.session.execute(WRITTEN)}
    keys, titles = {(one, key) for one, key, _ in written}, {(one, title) for one, _, title in written}
    return tuple(
        Proposed(initiative, proposal)
        for initiative in read_rows(ids, today=at.today)
        for proposal in proposals.for_kind(initiative.kind)
        if (initiative.id, proposal.key) not in keys and (initiative.id, proposal.title) not in titles
    )


WRITTEN = select(Duty.initiative_id, Duty.proposal, Duty.title)


def accept(actor: Actor, marks: Collection[str], *, at: Moment, starts: date | None = None) -> int:
    """Write the marked proposals down as duties, all or none; returns how many.

    Raises NothingChosen, or NotProposed when one of them was written down meanwhile.
    """
    if not marks:
        raise NothingChosen
    _hold(marks)
    chosen = [one for one in proposed(actor, at=at) if one.mark in marks]
    if {one.mark for one in chosen} != set(marks):
        raise NotProposed
    for one in chosen:
        create(actor, one.initiative.id, draft(one, actor, at=at, starts=starts or at.today), at=at)
    return len(chosen)


def _hold(marks: Collection[str]) -> None:
    """Hold the initiatives, in one order: whoever accepts the same waits, and then finds it written down."""
    named = {mark.partition(":")[0] for mark in marks}
    ids = sorted(int(each) for each in named if each.isascii() and each.isdecimal() and len(each) < 10)
    held = select(Initiative.id).where(Initiative.id.in_(ids)).order_by(Initiative.id).with_for_update()
    db.session.execute(held).all()


def draft(one: Proposed, actor: Actor, *, at: Moment, starts: date) -> DutyDraft:
    """What a proposal would write down: for the unit that works, where several are responsible."""
    proposal, fed = one.proposal, one.initiative.feeds
    by_code = {each.code: each.id for each in requirements()}
    own = {each.requirement_id for each in fed} & set(by_code.values()) if len(fed) <= MOST_FED else set()
    named = {by_code[code] for code in proposal.codes if code in by_code}
    landing = frozenset(named if proposal.codes else own)
    return DutyDraft(
        title=proposal.title,
        rule=proposal.rule(starts),
        starts_on=starts,
        unit_id=_unit(one.initiative, landing, actor, at),
        lead_days=proposal.lead_days,
        evidence_type=proposal.evidence_type,
        origin=proposal.origin,
        source=proposal.source,
        requirement_ids=landing,
        proposal=proposal.key,
    )


def _unit(initiative: InitiativeRow, landing: Collection[int], actor: Actor, at: Moment) -> int:
    """Of the responsible units, one that answers for where it lands, or else the one deepest in the tree."""
    responsible = {unit.id for unit in initiative.units}
    here = [
        one for one in units(today=at.today) if one.id in responsible and actor.visibility.sees_unit(one.id)
    ]
    answering = set(
        db.session.scalars(
            select(Answer.unit_id)
            .join(Cycle, Cycle.id == Answer.cycle_id)
            .where(Cycle.is_current, Answer.requirement_id.in_(sorted(landing)))
        )
    )
    return max(here, key=lambda one: (one.id in answering, one.depth)).id if here else 0
