"""Writing down what is owed: the duty itself, its end, and a date that was fulfilled without being asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import NotFound, Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import differing, record
from sello.duties.domain.duties import Origin, Shift, Timing, check_lead
from sello.duties.domain.reading import checked
from sello.duties.domain.refusals import (
    DutyOver,
    NoSuchDate,
    PieceNotAccepted,
    StillAsked,
    TitleTaken,
    UnitNotHere,
)
from sello.duties.models import Duty, DutyDate, DutyRequirement
from sello.duties.queries.duty import dates, duty, proofs
from sello.duties.queries.rows import visible
from sello.evidence.domain.details import EvidenceType
from sello.register.models import Initiative
from sello.register.service import initiatives
from sello.tasks.domain.refusals import UnknownRequirement
from sello.tasks.queries.options import requirements, units


@dataclass(frozen=True, slots=True)
class DutyDraft:
    """What a person wrote about a duty: the whole of its form."""

    title: str
    rule: str
    starts_on: date
    unit_id: int
    shift: Shift = Shift.FORWARD
    lead_days: int = 5
    evidence_type: EvidenceType = EvidenceType.REPORT
    origin: Origin = Origin.OWN
    source: str = ""
    requirement_ids: frozenset[int] = frozenset()
    proposal: str = ""


def timing_of(said: DutyDraft, *, at: Moment) -> Timing:
    """When it would fall; raises the refusals of its rule and its notice."""
    timing = Timing(checked(said.rule, said.starts_on), said.starts_on, said.shift, said.lead_days)
    check_lead(timing, at.calendar)
    return timing


def create(actor: Actor, initiative_id: int, said: DutyDraft, *, at: Moment) -> int:
    """Write down what an initiative owes from today on, and return its id."""
    initiatives.load(initiative_id, actor)
    _check(actor, initiative_id, said, None, at)
    row = Duty(
        initiative_id=initiative_id,
        proposal=said.proposal,
        counts_from=at.today,
        created_at=at.now,
        created_by=actor.person_id,
        **_columns(said, at),
    )
    db.session.add(row)
    db.session.flush()
    _land(row.id, frozenset(), said.requirement_ids)
    record(actor, Act.DUTY_CREATED, row.id, now=at.now, initiative_id=initiative_id)
    db.session.flush()
    return row.id


def edit(actor: Actor, duty_id: int, said: DutyDraft, *, version: int, at: Moment) -> bool:
    """Change what is owed from today on; tells whether anything changed. Raises Stale over another's.

    What was asked already stays asked.
    """
    row = load(duty_id, actor)
    if row.ended_on is not None:
        raise DutyOver
    if row.version != version:
        raise Stale
    _check(actor, row.initiative_id, said, row, at)
    values = _columns(said, at)
    before, after = differing(row, values)
    landing = frozenset(
        db.session.scalars(select(DutyRequirement.requirement_id).where(DutyRequirement.duty_id == duty_id))
    )
    changed = [*after, *(["requirements"] if landing != said.requirement_ids else [])]
    if not changed:
        return False
    for name in after:
        setattr(row, name, values[name])
    if {"rule", "starts_on", "shift"} & set(after):
        row.counts_from = at.today
    _land(duty_id, landing, said.requirement_ids)
    row.version += 1
    told = {"before": _told(before), "after": _told(after)}
    record(actor, Act.DUTY_EDITED, duty_id, now=at.now, fields=sorted(changed), **told)
    db.session.flush()
    return True


def _told(values: dict[str, Any]) -> dict[str, str]:
    """Values as the trail keeps them; a long text is only named."""
    return {name: str(value) for name, value in values.items() if name != "source"}


def end(actor: Actor, duty_id: int, *, at: Moment) -> bool:
    """Say that it is owed no longer, from today on; tells whether that is news. What was asked stays."""
    row = load(duty_id, actor)
    if row.ended_on is not None:
        return False
    row.ended_on = at.today
    row.version += 1
    record(actor, Act.DUTY_ENDED, duty_id, now=at.now)
    db.session.flush()
    return True


def fulfil(actor: Actor, duty_id: int, fell_on: date, evidence_id: int, *, at: Moment) -> None:
    """Say that an accepted piece proves a date which nobody asked for."""
    row = load(duty_id, actor)
    shown = duty(duty_id, actor.visibility)
    line = next((one for one in dates(shown, at=at) if one.fell_on == fell_on), None)
    if line is None or line.evidence_id is not None:
        raise NoSuchDate
    if line.task_id is not None:
        raise StillAsked
    if evidence_id not in {one.id for one in proofs(row.initiative_id, actor)}:
        raise PieceNotAccepted
    there = db.session.scalars(
        select(DutyDate).where(DutyDate.duty_id == duty_id, DutyDate.fell_on == fell_on)
    ).one_or_none()
    if there is None:
        db.session.add(
            DutyDate(duty_id=duty_id, fell_on=fell_on, due_on=line.due_on, evidence_id=evidence_id)
        )
    else:
        there.evidence_id = evidence_id
    record(
        actor, Act.DUTY_FULFILLED, duty_id, now=at.now, fell_on=fell_on.isoformat(), evidence_id=evidence_id
    )
    db.session.flush()


def load(duty_id: int, actor: Actor) -> Duty:
    """The duty, held for writing; raises NotFound for one that the actor may not see."""
    found = db.session.scalars(
        select(Duty)
        .join(Initiative, Initiative.id == Duty.initiative_id)
        .where(Duty.id == duty_id, visible(actor.visibility))
        .with_for_update(of=Duty)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def _check(actor: Actor, initiative_id: int, said: DutyDraft, row: Duty | None, at: Moment) -> None:
    timing_of(said, at=at)
    if row is None or said.unit_id != row.unit_id:
        _check_unit(actor, said.unit_id, at)
    if not said.requirement_ids <= {one.id for one in requirements()}:
        raise UnknownRequirement
    same = select(Duty.id).where(Duty.initiative_id == initiative_id, Duty.title == said.title.strip())
    taken = db.session.scalar(same)
    if taken is not None and (row is None or taken != row.id):
        raise TitleTaken(title=said.title.strip())


def _check_unit(actor: Actor, unit_id: int, at: Moment) -> None:
    here = {one.id for one in units(today=at.today)}
    if unit_id not in here or not actor.visibility.sees_unit(unit_id):
        raise UnitNotHere


def _columns(said: DutyDraft, at: Moment) -> dict[str, Any]:
    return {
        "title": said.title.strip(),
        "rule": str(timing_of(said, at=at).rule),
        "starts_on": said.starts_on,
        "shift": said.shift,
        "lead_days": said.lead_days,
        "unit_id": said.unit_id,
        "evidence_type": said.evidence_type,
        "origin": said.origin,
        "source": said.source.strip(),
    }


def _land(duty_id: int, held: frozenset[int], wanted: frozenset[int]) -> None:
    gone = select(DutyRequirement).where(
        DutyRequirement.duty_id == duty_id, DutyRequirement.requirement_id.in_(sorted(held - wanted))
    )
    for link in db.session.scalars(gone):
        db.session.delete(link)
    db.session.add_all(DutyRequirement(duty_id=duty_id, requirement_id=one) for one in sorted(wanted - held))
