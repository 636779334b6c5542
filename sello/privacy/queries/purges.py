"""Actas of destruction as their pages and their paper show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Person
from sello.core.dates import read_day
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.core.rows import row_as, rows_as
from sello.evidence.domain.around import Spot
from sello.evidence.domain.details import Classification, EvidenceType
from sello.evidence.models import Evidence
from sello.privacy.domain.purging import ItemState, PurgeState
from sello.privacy.domain.retention import Anchor, Need
from sello.privacy.models import EvidenceHold, Purge, PurgeItem, PurgeText
from sello.tasks.models import Task, TaskEvidence
from sello.tasks.queries.rows import visible

NEWEST = 200
"""Actas that a page lists."""


@dataclass(frozen=True, slots=True)
class PurgeRow:
    """An acta as a line of the list."""

    id: int
    number: int
    state: PurgeState
    reason: str
    request_id: int | None
    proposed_at: datetime
    proposed_by: int | None
    proposer: str | None
    decided_at: datetime | None
    confirmer: str | None
    allowed_by: str
    backup: str
    finished_at: datetime | None
    pieces: int


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of an acta."""

    evidence_id: int
    title: str
    unit: str
    type: EvidenceType
    classification: Classification
    years: int | None
    anchor: Anchor
    basis: str
    due_on: date | None
    files: tuple[tuple[int, str, int], ...]
    state: ItemState
    left: Need | None
    done_at: datetime | None
    texts: tuple[Spot, ...] = ()
    """Where texts around it stand that are cleared with it."""


@dataclass(frozen=True, slots=True)
class Acta:
    """An acta with its pieces."""

    row: PurgeRow
    items: tuple[Item, ...]


def actas() -> tuple[PurgeRow, ...]:
    """The latest actas, the newest first (one statement)."""
    return rows_as(PurgeRow, db.session.execute(_rows().order_by(Purge.id.desc()).limit(NEWEST)))


def acta(purge_id: int) -> Acta:
    """An acta with its pieces (three statements). Raises NotFound."""
    row = db.session.execute(_rows().where(Purge.id == purge_id)).one_or_none()
    if row is None:
        raise NotFound
    items = db.session.execute(
        select(
            PurgeItem.evidence_id,
            Evidence.title,
            PurgeItem.rule,
            PurgeItem.files,
            PurgeItem.state,
            PurgeItem.left.label("left"),
            PurgeItem.done_at,
        )
        .join(Evidence, Evidence.id == PurgeItem.evidence_id)
        .where(PurgeItem.purge_id == purge_id)
        .order_by(PurgeItem.evidence_id)
    )
    texts = _texts(purge_id)
    return Acta(row_as(PurgeRow, row), tuple(_item(each, texts[each.evidence_id]) for each in items))


@dataclass(frozen=True, slots=True)
class Conversation:
    """A task for which a piece of an acta was handed in: what was written in it stays."""

    id: int
    title: str


def conversations(purge_id: int, actor: Actor) -> tuple[Conversation, ...]:
    """The tasks of an acta's pieces that the actor may open, the oldest first (one statement)."""
    pieces = select(PurgeItem.evidence_id).where(PurgeItem.purge_id == purge_id)
    held = select(TaskEvidence.task_id).where(TaskEvidence.evidence_id.in_(pieces))
    found = select(Task.id, Task.title).where(Task.id.in_(held), visible(actor.visibility, actor.person_id))
    return rows_as(Conversation, db.session.execute(found.order_by(Task.id).limit(NEWEST)))


def _texts(purge_id: int) -> dict[int, list[Spot]]:
    """Which texts are cleared with the pieces of an acta (one statement)."""
    found: dict[int, list[Spot]] = defaultdict(list)
    asked = select(PurgeText.evidence_id, PurgeText.spot).where(PurgeText.purge_id == purge_id)
    for row in db.session.execute(asked.order_by(PurgeText.id)):
        found[row.evidence_id].append(row.spot)
    return found


def held(evidence_id: int) -> str | None:
    """Why there is an order to keep a piece; None where there is none (one statement)."""
    standing = (EvidenceHold.evidence_id == evidence_id, EvidenceHold.lifted_at.is_(None))
    return db.session.scalar(select(EvidenceHold.reason).where(*standing).limit(1))


def open_actas() -> int:
    """How many actas wait for a decision (one statement)."""
    return db.session.scalar(select(func.count(Purge.id)).where(Purge.state == PurgeState.PROPOSED)) or 0


def _rows() -> Select[*tuple[Any, ...]]:
    proposer, confirmer = aliased(Person), aliased(Person)
    pieces = select(func.count()).where(PurgeItem.purge_id == Purge.id).correlate(Purge).scalar_subquery()
    return (
        select(
            Purge.id,
            Purge.number,
            Purge.state,
            Purge.reason,
            Purge.request_id,
            Purge.proposed_at,
            Purge.proposed_by,
            proposer.name.label("proposer"),
            Purge.decided_at,
            confirmer.name.label("confirmer"),
            Purge.allowed_by,
            Purge.backup,
            Purge.finished_at,
            pieces.label("pieces"),
        )
        .outerjoin(proposer, proposer.id == Purge.proposed_by)
        .outerjoin(confirmer, confirmer.id == Purge.confirmed_by)
    )


def _item(row: Any, texts: Sequence[Spot]) -> Item:
    rule = row.rule
    return Item(
        evidence_id=row.evidence_id,
        title=row.title,
        unit=rule["unit"],
        type=EvidenceType(rule["type"]),
        classification=Classification(rule["classification"]),
        years=rule["years"],
        anchor=Anchor(rule["anchor"]),
        basis=rule["basis"],
        due_on=read_day(rule["due_on"]) if rule["due_on"] else None,
        files=tuple((number, sha256, size) for number, sha256, size in row.files),
        state=row.state,
        left=row.left,
        done_at=row.done_at,
        texts=tuple(texts),
    )
