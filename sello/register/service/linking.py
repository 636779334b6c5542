"""Linking an initiative with the evidence that shows it and the tasks that ask for it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.trail.recording import Doer, record
from sello.evidence.queries.piece import is_known
from sello.register.domain import AlreadyAsked, Purpose
from sello.register.models import InitiativeEvidence, InitiativeRequirement, InitiativeTask
from sello.register.queries.initiative import asked_of
from sello.register.service.initiatives import load
from sello.tasks.domain.refusals import UnknownRequirement
from sello.tasks.queries.options import requirements
from sello.tasks.service import assigning


def link_evidence(
    actor: Actor, initiative_id: int, evidence_id: int, *, now: datetime, is_act: bool = False
) -> bool:
    """Say that a piece of evidence shows the initiative, or is its act; tells whether that is news."""
    load(initiative_id, actor)
    if not is_known(evidence_id, actor.visibility):
        raise NotFound
    there = select(InitiativeEvidence).where(
        InitiativeEvidence.initiative_id == initiative_id, InitiativeEvidence.evidence_id == evidence_id
    )
    link = db.session.scalar(there)
    if link is not None and (link.is_act or not is_act):
        return False
    if link is None:
        link = InitiativeEvidence(initiative_id=initiative_id, evidence_id=evidence_id)
        db.session.add(link)
    link.is_act = is_act
    record(actor, Act.INITIATIVE_EVIDENCE_LINKED, initiative_id, now=now, evidence_id=evidence_id)
    db.session.flush()
    return True


def feed(actor: Actor, initiative_id: int, requirement_id: int, *, now: datetime) -> bool:
    """Say that an initiative feeds a requirement; tells whether that is news. Raises UnknownRequirement."""
    load(initiative_id, actor)
    if requirement_id not in {one.id for one in requirements()}:
        raise UnknownRequirement
    there = select(InitiativeRequirement.id).where(
        InitiativeRequirement.initiative_id == initiative_id,
        InitiativeRequirement.requirement_id == requirement_id,
    )
    if db.session.scalar(there) is not None:
        return False
    db.session.add(InitiativeRequirement(initiative_id=initiative_id, requirement_id=requirement_id))
    record(actor, Act.INITIATIVE_FED, initiative_id, now=now, requirement_id=requirement_id)
    db.session.flush()
    return True


def ask(
    actor: Actor,
    initiative_id: int,
    asked: assigning.TaskDraft,
    *,
    cycle_id: int | None,
    at: Moment,
    purpose: Purpose | None = None,
) -> int:
    """Ask something for an initiative: make the task and link it, and return its id.

    What the product asks by itself is asked once while it is open: raises AlreadyAsked.
    """
    initiative = load(initiative_id, actor)
    if purpose is not None and purpose in asked_of(initiative_id):
        raise AlreadyAsked
    if purpose is Purpose.RENEWAL:
        initiative.renewal_for = initiative.ends_on
    task_id = assigning.create(actor, asked, cycle_id=cycle_id, at=at)
    note_asked(actor, initiative_id, task_id, purpose, now=at.now)
    return task_id


def note_asked(
    doer: Doer, initiative_id: int, task_id: int, purpose: Purpose | None, *, now: datetime
) -> None:
    """Write down which task asks something for an initiative."""
    db.session.add(InitiativeTask(initiative_id=initiative_id, task_id=task_id, purpose=purpose))
    record(doer, Act.INITIATIVE_TASK_ASKED, initiative_id, now=now, task_id=task_id)
    db.session.flush()
