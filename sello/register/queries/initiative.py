"""An initiative's own page and form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import false, select

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Person, Unit
from sello.accounts.permissions import Action, allows
from sello.core.changes import grounded
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import Forbidden, NotFound
from sello.core.rows import rows_as
from sello.core.trail import history as trail
from sello.core.trail.history import HistoryEvent
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries.conditions import seen_by
from sello.register.domain import ActKind, Basis, FormerName, PartialDate, Purpose, Stage
from sello.register.models import (
    Initiative,
    InitiativeEvidence,
    InitiativeName,
    InitiativeRequirement,
    InitiativeTask,
)
from sello.register.queries.rows import InitiativeRow, read_rows, visible
from sello.tasks.domain.states import OPEN_STATES
from sello.tasks.models import Task
from sello.tasks.queries import rows as tasks

MOST = 100


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """A piece of evidence of an initiative, or one that could be."""

    id: int
    title: str
    state: str
    is_act: bool
    """Whether it is the document of the act that approves the initiative."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the product has asked for an initiative by itself: of whom, when, and in which conversation."""

    purpose: Purpose
    task_id: int
    unit_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class InitiativeDetail:
    """Everything that an initiative's page shows and its form edits."""

    row: InitiativeRow
    version: int
    description: str
    source: str
    act_kind: ActKind | None
    act_number: str
    act_on: date | None
    stage: Stage | None
    territory: str
    basis: Basis | None
    open_ended: bool
    renew_days: int | None
    created_at: datetime
    created_by: str | None
    former: tuple[FormerName, ...]

    @property
    def starts(self) -> PartialDate | None:
        """When it began, as far as it is known."""
        return self.row.starts

    @property
    def ends(self) -> PartialDate | None:
        """When it ends, as far as it is known."""
        return self.row.ends


def detail(initiative_id: int, actor: Actor, *, today: date) -> InitiativeDetail:
    """An initiative (three statements); raises NotFound for one that the actor may not see."""
    ids = select(Initiative.id).where(Initiative.id == initiative_id, visible(actor.visibility))
    rows = read_rows(ids, today=today)
    if not rows:
        raise NotFound
    head = db.session.execute(
        select(
            Initiative.version,
            Initiative.description,
            Initiative.source,
            Initiative.act_kind,
            Initiative.act_number,
            Initiative.act_on,
            Initiative.stage,
            Initiative.territory,
            Initiative.basis,
            Initiative.open_ended,
            Initiative.renew_days,
            Initiative.created_at,
            Person.name.label("created_by"),
        )
        .outerjoin(Person, Person.id == Initiative.created_by)
        .where(Initiative.id == initiative_id)
    ).one()
    return InitiativeDetail(row=rows[0], **head._mapping, former=former_names(initiative_id))


def check_managed(initiative_id: int, actor: Actor) -> None:
    """Refuse an initiative that the actor does not see (NotFound), or only reads (Forbidden)."""
    seen = select(Initiative.id).where(Initiative.id == initiative_id, visible(actor.visibility))
    if db.session.scalar(seen) is None:
        raise NotFound
    if not allows(actor, Action.REGISTER_MANAGE):
        raise Forbidden


def former_names(initiative_id: int) -> tuple[FormerName, ...]:
    """The names that an initiative had before, the oldest first (one statement, kept)."""
    return grounded(lambda: _former_names(initiative_id), "former names", initiative_id)


def _former_names(initiative_id: int) -> tuple[FormerName, ...]:
    statement = (
        select(InitiativeName.name, InitiativeName.until_on, InitiativeName.until_precision)
        .where(InitiativeName.initiative_id == initiative_id)
        .order_by(InitiativeName.id)
    )
    return tuple(
        FormerName(name, PartialDate.holding(until_on, precision))
        for name, until_on, precision in db.session.execute(statement)
    )


def history(initiative_id: int) -> tuple[HistoryEvent, ...]:
    """What was done to an initiative, the latest first (one statement)."""
    return trail.history("initiative", initiative_id, limit=MOST)


def evidence_of(initiative_id: int, actor: Actor) -> tuple[EvidenceRef, ...]:
    """The evidence of an initiative that the actor may open (one statement)."""
    statement = (
        select(Evidence.id, Evidence.title, Evidence.state, InitiativeEvidence.is_act)
        .join(InitiativeEvidence, InitiativeEvidence.evidence_id == Evidence.id)
        .where(InitiativeEvidence.initiative_id == initiative_id, seen_by(actor.visibility))
        .order_by(Evidence.title, Evidence.id)
    )
    return rows_as(EvidenceRef, db.session.execute(statement))


def evidence_to_link(initiative_id: int, actor: Actor) -> tuple[EvidenceRef, ...]:
    """Evidence that already serves what the initiative feeds, and is not yet its own (one statement)."""
    serving = (
        select(EvidenceLink.evidence_id)
        .join(InitiativeRequirement, InitiativeRequirement.requirement_id == EvidenceLink.requirement_id)
        .where(InitiativeRequirement.initiative_id == initiative_id)
    )
    linked = select(InitiativeEvidence.evidence_id).where(InitiativeEvidence.initiative_id == initiative_id)
    statement = (
        select(Evidence.id, Evidence.title, Evidence.state, false().label("is_act"))
        .where(Evidence.id.in_(serving), Evidence.id.not_in(linked), seen_by(actor.visibility))
        .order_by(Evidence.id.desc())
        .limit(MOST)
    )
    return rows_as(EvidenceRef, db.session.execute(statement))


def asked_of(initiative_id: int) -> dict[Purpose, Asked]:
    """What was asked of its unit by itself and is still open, by purpose (one statement)."""
    statement = (
        select(
            InitiativeTask.purpose,
            Task.id.label("task_id"),
            Unit.name.label("unit_name"),
            Task.created_at.label("at"),
        )
        .join(Task, Task.id == InitiativeTask.task_id)
        .join(Unit, Unit.id == Task.unit_id)
        .where(
            InitiativeTask.initiative_id == initiative_id,
            InitiativeTask.purpose.is_not(None),
            Task.state.in_(sorted(OPEN_STATES)),
        )
        .order_by(Task.id)
    )
    return {one.purpose: one for one in rows_as(Asked, db.session.execute(statement))}


def tasks_of(initiative_id: int, actor: Actor, *, at: Moment) -> tuple[tasks.TaskRow, ...]:
    """The tasks of an initiative that the actor may see, by due date (two statements)."""
    linked = select(InitiativeTask.task_id).where(InitiativeTask.initiative_id == initiative_id)
    ids = select(Task.id).where(Task.id.in_(linked), tasks.visible(actor.visibility, actor.person_id))
    return tasks.read_rows(ids, at=at)
