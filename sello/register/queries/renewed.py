"""Which accepted piece renews an initiative, and until when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, case, false, func, or_, select, union_all

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.history import HistoryEvent, standing_events_of
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import accepted, last_day, seen_by, unreplaced
from sello.register.domain import InitiativeKind, PartialDate, Purpose
from sello.register.models import Initiative, InitiativeEvidence, InitiativeTask
from sello.register.parts.domain.renewing import INSTRUMENT, NewEnd, offered
from sello.register.queries.initiative import EvidenceRef
from sello.register.queries.rows import visible
from sello.tasks.models import TaskEvidence


def new_end(
    initiative_id: int, kind: InitiativeKind, ends: PartialDate | None, actor: Actor, *, today: date
) -> NewEnd | None:
    """The new end that a piece gives which the actor may see (one statement, or none); None where none does.

    A piece renews an initiative that was brought for a task that asked for the renewal; or that is of the
    kind of document by which it is renewed, and is its own or was brought for any task of it, as a duty's.
    """
    if kind not in INSTRUMENT or ends is None:
        return None
    given = _giving(select(Initiative.id).where(Initiative.id == initiative_id), actor, today=today)
    return offered(given.get(initiative_id, ()), ends)


_WRITES = frozenset({Act.INITIATIVE_RENEWED, Act.INITIATIVE_EDITED})
"""The acts by which an initiative gets an end."""


@dataclass(frozen=True, slots=True)
class Renewable:
    """An initiative to which a piece gives a new end, that somebody has to confirm."""

    id: int
    name: str
    until: date


def renewed_by(
    evidence_ids: Collection[int],
    actor: Actor,
    *,
    today: date,
    waiting: bool = False,
    as_if: date | None = None,
) -> dict[int, tuple[Renewable, ...]]:
    """The initiatives to which each of some pieces gives a new end, by piece (two statements; one for none).

    Where they are `waiting`, those to which they would give it once all of them were accepted; and if those
    without a last day ended `as_if` says.
    """
    brought = (
        select(InitiativeTask.initiative_id)
        .join(TaskEvidence, TaskEvidence.task_id == InitiativeTask.task_id)
        .where(TaskEvidence.evidence_id.in_(evidence_ids))
    )
    own = select(InitiativeEvidence.initiative_id).where(InitiativeEvidence.evidence_id.in_(evidence_ids))
    of_them = or_(Initiative.id.in_(brought), Initiative.id.in_(own)) & Initiative.ends_on.is_not(None)
    ids = select(Initiative.id).where(of_them)
    given = _giving(ids, actor, today=today, waiting=evidence_ids if waiting else (), as_if=as_if)
    if not given:
        return {}
    found = db.session.scalars(
        select(Initiative)
        .where(Initiative.id.in_(given), visible(actor.visibility))
        .order_by(Initiative.name, Initiative.id)
    )
    renewed: dict[int, tuple[Renewable, ...]] = {}
    for row in found:
        end = offered(given.get(row.id, ()), PartialDate.holding(row.ends_on, row.ends_precision))
        if end is not None and end.evidence_id in evidence_ids:
            one = Renewable(row.id, row.name, end.until)
            renewed[end.evidence_id] = (*renewed.get(end.evidence_id, ()), one)
    return renewed


def _giving(
    ids: Select[int],
    actor: Actor,
    *,
    today: date,
    waiting: Collection[int] = (),
    as_if: date | None = None,
) -> dict[int, list[NewEnd]]:
    """The ends that pieces give to initiatives that are renewed, by initiative (one statement).

    Of accepted ones that the actor may see; those that are `waiting` as if they were.
    """
    way = _ways(ids)
    supposed = None if as_if is None else case((Evidence.id.in_(waiting), as_if))
    until = last_day() if supposed is None else func.coalesce(last_day(), supposed)
    statement: Select[*tuple[Any, ...]] = (
        select(
            way.c.initiative_id.label("initiative_id"),
            Evidence.id.label("evidence_id"),
            Evidence.title,
            until.label("until"),
        )
        .join(way, way.c.evidence_id == Evidence.id)
        .join(Initiative, Initiative.id == way.c.initiative_id)
        .where(or_(*_renewing(way.c.asked)), until.is_not(None))
    )
    given: dict[int, list[NewEnd]] = {}
    for row in db.session.execute(statement.where(_counting(waiting, today), seen_by(actor.visibility))):
        given.setdefault(row.initiative_id, []).append(NewEnd(row.evidence_id, row.title, row.until))
    return given


def _ways(ids: Select[int]) -> Subquery:
    """The pieces of some initiatives: brought for a task of theirs, asked for a renewal or not; or own."""
    brought = (
        select(
            InitiativeTask.initiative_id,
            TaskEvidence.evidence_id,
            (InitiativeTask.purpose == Purpose.RENEWAL).label("asked"),
        )
        .join(TaskEvidence, TaskEvidence.task_id == InitiativeTask.task_id)
        .where(InitiativeTask.initiative_id.in_(ids))
    )
    own = select(
        InitiativeEvidence.initiative_id, InitiativeEvidence.evidence_id, false().label("asked")
    ).where(InitiativeEvidence.initiative_id.in_(ids))
    return union_all(brought, own).subquery()


def _counting(waiting: Collection[int], today: date) -> ColumnElement[bool]:
    """What is accepted and not replaced; where some wait, as it will be once they are accepted."""
    counts = accepted() & unreplaced(today)
    if not waiting:
        return counts
    stood_for = select(Evidence.replaces_id).where(
        Evidence.id.in_(waiting), Evidence.replaces_id.is_not(None)
    )
    return or_(counts & Evidence.id.not_in(stood_for), Evidence.id.in_(waiting))


def _renewing(asked: ColumnElement[bool]) -> Iterator[ColumnElement[bool]]:
    """Of each kind that is renewed: what was asked for it, or the kind of document by which it is."""
    for kind, instrument in INSTRUMENT.items():
        yield (Initiative.kind == kind) & or_(asked, Evidence.type == instrument)


def basis(
    events: Iterable[HistoryEvent], pieces: Sequence[EvidenceRef], ends: PartialDate | None
) -> EvidenceRef | None:
    """The piece of which the end was taken that an initiative has; None where it was typed.

    `events` is its history, the latest first; `pieces` are those that the reader may open.
    """
    said = _taken_of(events, ends)
    return next((one for one in pieces if said and one.id == said.detail["evidence_id"]), None)


@dataclass(frozen=True, slots=True)
class Resting:
    """An initiative that took its end of a piece; where `is_covered`, a later one of another piece since."""

    id: int
    name: str
    is_covered: bool


def resting_on(evidence_ids: Collection[int], *, since: datetime) -> tuple[Resting, ...]:
    """The initiatives that took an end of some pieces since an instant, which stands (two statements)."""
    own = select(InitiativeEvidence.initiative_id).where(InitiativeEvidence.evidence_id.in_(evidence_ids))
    rows = db.session.scalars(select(Initiative).where(Initiative.id.in_(own)).order_by(Initiative.id)).all()
    if not rows:
        return ()
    events: dict[int, list[HistoryEvent]] = {}
    for event in reversed(standing_events_of(_WRITES, [row.id for row in rows])):
        events.setdefault(event.entity_id, []).append(event)
    found = (_resting(row, events.get(row.id, ()), evidence_ids, since) for row in rows)
    return tuple(one for each in found for one in each)


def _resting(
    row: Initiative, events: Sequence[HistoryEvent], evidence_ids: Collection[int], since: datetime
) -> Iterator[Resting]:
    last = _taken_of(events, PartialDate.holding(row.ends_on, row.ends_precision))
    taken = [event for event in events if event.act is Act.INITIATIVE_RENEWED and event.at >= since]
    if last is not None and any(event.detail["evidence_id"] in evidence_ids for event in taken):
        yield Resting(row.id, row.name, last.detail["evidence_id"] not in evidence_ids)


def _taken_of(events: Iterable[HistoryEvent], ends: PartialDate | None) -> HistoryEvent | None:
    """The act by which an end was taken of a piece; None where it was typed. The latest event comes first.

    A later one that was taken back wrote another end than there is.
    """
    latest = next((event for event in events if ends and _writes(event, ends)), None)
    return latest if latest is not None and latest.act is Act.INITIATIVE_RENEWED else None


def _writes(event: HistoryEvent, ends: PartialDate) -> bool:
    return event.act in _WRITES and (event.after or {}).get("ends_on") == ends.last.isoformat()
