"""Which pieces' time is over, and what needs them nevertheless."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, column, literal, not_, or_, select, table, union_all

from sello.accounts.models import Unit
from sello.core.db import db, everywhere
from sello.core.moment import Moment
from sello.cycles.models import Cycle
from sello.evidence.domain.details import Classification, EvidenceType
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion, ServiceState
from sello.evidence.queries.conditions import blocked, gone, leaving_or_gone, returned, waiting
from sello.files.models import Upload
from sello.improvement.models import PlanVersion
from sello.privacy.domain.purging import ItemState, PurgeState
from sello.privacy.domain.retention import Anchor, Need, Rule, Span, bound, due_on, in_force, rule_for
from sello.privacy.models import EvidenceHold, Purge, PurgeItem, RetentionRule
from sello.register.models import InitiativeEvidence
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task, TaskAbout, TaskEvidence

MOST = 200
"""Pieces that one look weighs."""
REPORT = table("report", column("sha256"))
"""Kept reports lie in the same store; the room that makes them stands above this one."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A piece with its rule, its day, and what needs it."""

    id: int
    title: str
    type: EvidenceType
    classification: Classification
    unit: str
    handed_in: date
    rule: Rule
    due_on: date | None
    needs: tuple[Need, ...]

    @property
    def is_needed(self) -> bool:
        """Whether something keeps it whatever its rule says."""
        return bool(self.needs)


@dataclass(frozen=True, slots=True)
class Over:
    """Some pieces whose time is over, and the number after which to go on; None: those were the last."""

    pieces: tuple[Weighed, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class File:
    """One file of a piece: its version, hash and size in bytes."""

    number: int
    sha256: str
    size: int


def rules() -> tuple[Rule, ...]:
    """The rules that hold here, the institution's own over the defaults (one statement)."""
    own = db.session.scalars(select(RetentionRule).order_by(RetentionRule.id))
    return in_force(Rule(row.classification, row.of_kind, row.anchor, row.years, row.basis) for row in own)


def over(at: Moment, *, after: int = 0, most: int = MOST) -> Over:
    """The pieces whose time is over, by their number from one on, with what needs them (seven statements)."""
    held = rules()
    asked = [_maybe_over(rule, held, at) for rule in held if rule.years is not None]
    if not asked:
        return Over((), None)
    candidates = db.session.scalars(
        select(Evidence.id)
        .where(or_(*asked), not_(leaving_or_gone()), Evidence.id > after)
        .order_by(Evidence.id)
        .limit(most)
    ).all()
    due = (piece for piece in weigh(candidates, held, at) if is_over(piece, at.today))
    return Over(tuple(due), candidates[-1] if len(candidates) == most else None)


def is_over(piece: Weighed, today: date) -> bool:
    """Whether the time of a piece is over, needed or not."""
    return piece.due_on is not None and piece.due_on <= today


def weigh(ids: Collection[int], held: tuple[Rule, ...], at: Moment) -> tuple[Weighed, ...]:
    """Some pieces with their rule, their day and what needs them, by their number (five statements)."""
    found = db.session.execute(
        select(
            Evidence.id,
            Evidence.title,
            Evidence.type,
            Evidence.classification,
            Evidence.submitted_at,
            Unit.name.label("unit"),
        )
        .join(Unit, Unit.id == Evidence.unit_id)
        .where(Evidence.id.in_(ids), not_(gone()))
        .order_by(Evidence.id)
    ).all()
    seals, needs = _seals(ids), needs_of(ids, today=at.today)
    weighed = []
    for row in found:
        rule = rule_for(held, row.classification, row.type)
        span = Span(at.day_of(row.submitted_at), seals.get(row.id, ()))
        weighed.append(
            Weighed(
                id=row.id,
                title=row.title,
                type=row.type,
                classification=row.classification,
                unit=row.unit,
                handed_in=span.handed_in,
                rule=rule,
                due_on=due_on(rule, span),
                needs=needs.get(row.id, ()),
            )
        )
    return tuple(weighed)


def needs_of(ids: Collection[int], *, today: date) -> Mapping[int, tuple[Need, ...]]:
    """What needs each of some pieces, whatever their rules say (three statements)."""
    asked = (select(literal(need.name), each.subquery()) for need, each in _asked(ids, today).items())
    found: dict[int, set[Need]] = {}
    for name, piece in db.session.execute(union_all(*asked)):
        found.setdefault(piece, set()).add(Need[name])
    for piece in shared(ids):
        found.setdefault(piece, set()).add(Need.SHARED)
    return {
        piece: tuple(need for need in Need if need in needs and not _said_twice(need, needs))
        for piece, needs in found.items()
    }


def files_of(ids: Collection[int]) -> Mapping[int, tuple[File, ...]]:
    """The files of some pieces, by piece (one statement)."""
    found: dict[int, list[File]] = {}
    rows = db.session.execute(
        select(
            EvidenceVersion.evidence_id, EvidenceVersion.number, EvidenceVersion.sha256, EvidenceVersion.size
        )
        .where(EvidenceVersion.evidence_id.in_(ids))
        .order_by(EvidenceVersion.evidence_id, EvidenceVersion.number)
    )
    for row in rows:
        found.setdefault(row.evidence_id, []).append(File(row.number, row.sha256, row.size))
    return {piece: tuple(files) for piece, files in found.items()}


def shared(ids: Collection[int]) -> frozenset[int]:
    """Which of some pieces have bytes that something else on this machine answers for (two statements).

    Also what belongs to another institution: the store keeps equal bytes once for all.
    """
    pieces = {piece: {file.sha256 for file in files} for piece, files in files_of(ids).items()}
    if not pieces:
        return frozenset()
    needed = elsewhere({sha256 for hashes in pieces.values() for sha256 in hashes}, but=ids)
    return frozenset(piece for piece, hashes in pieces.items() if hashes & needed)


def elsewhere(hashes: Collection[str], *, but: Collection[int]) -> frozenset[str]:
    """Which bytes something else than some pieces names: a piece that stays, a file that waits, a report."""
    version = EvidenceVersion
    others = (
        select(version.sha256)
        .join(Evidence, Evidence.id == version.evidence_id)
        .where(version.sha256.in_(hashes), not_(leaving_or_gone()), Evidence.id.not_in(but))
        .union(
            select(Upload.sha256).where(Upload.sha256.in_(hashes)),
            select(REPORT.c.sha256).where(REPORT.c.sha256.in_(hashes)),
        )
    )
    with everywhere():
        return frozenset(db.session.scalars(others))


def _said_twice(need: Need, needs: Collection[Need]) -> bool:
    """A piece that still serves a requirement there is counted by its cuts as well."""
    return need is Need.CUT and Need.REQUIREMENT in needs


def _asked(ids: Collection[int], today: date) -> dict[Need, Any]:
    """For each need, the pieces among some that have it."""
    running = or_(Cycle.is_current, Cycle.valid_until.is_(None), Cycle.valid_until >= today)

    def serving(of: type[EvidenceLink] | type[ServiceState]) -> Any:
        return (
            select(of.evidence_id)
            .join(Cycle, Cycle.id == of.cycle_id)
            .where(of.evidence_id.in_(ids), running)
        )

    def tasks(of: type[TaskEvidence] | type[TaskAbout]) -> Any:
        return (
            select(of.evidence_id)
            .join(Task, Task.id == of.task_id)
            .where(of.evidence_id.in_(ids), Task.state != TaskState.CLOSED)
        )

    here = select(Evidence.id).where(Evidence.id.in_(ids))
    return {
        Need.REQUIREMENT: serving(EvidenceLink),
        Need.CUT: serving(ServiceState),
        Need.REVIEW: here.where(or_(waiting(), returned())),
        Need.TASK: tasks(TaskEvidence).union(tasks(TaskAbout)),
        Need.INITIATIVE: select(InitiativeEvidence.evidence_id).where(
            InitiativeEvidence.evidence_id.in_(ids)
        ),
        Need.PLAN: select(PlanVersion.evidence_id).where(PlanVersion.evidence_id.in_(ids)),
        Need.HOLD: select(EvidenceHold.evidence_id).where(
            EvidenceHold.evidence_id.in_(ids), EvidenceHold.lifted_at.is_(None)
        ),
        Need.BLOCKED: here.where(blocked()),
        Need.UNDER_WAY: _under_way(ids),
    }


def _under_way(ids: Collection[int]) -> Any:
    """The pieces among some that an open acta holds."""
    return (
        select(PurgeItem.evidence_id)
        .join(Purge, Purge.id == PurgeItem.purge_id)
        .where(
            PurgeItem.evidence_id.in_(ids),
            PurgeItem.state == ItemState.PENDING,
            Purge.state.in_([PurgeState.PROPOSED, PurgeState.CONFIRMED]),
        )
    )


def _maybe_over(rule: Rule, held: Iterable[Rule], at: Moment) -> ColumnElement[bool]:
    """Pieces of a rule that were handed in long enough ago; its own kinds, or those that have no rule."""
    others = [
        one.kind
        for one in held
        if one.classification is rule.classification and one.kind is not None and rule.kind is None
    ]
    kinds = Evidence.type == rule.kind if rule.kind is not None else Evidence.type.not_in(others)
    latest = bound(at.today, rule.years or 0)
    begun = Evidence.submitted_at < at.end_of(latest)
    if rule.anchor is Anchor.SEAL:
        begun = and_(begun, ~_seal_after(latest))
    return and_(Evidence.classification == rule.classification, kinds, begun)


def _seal_after(day: date) -> ColumnElement[bool]:
    """It serves a cycle whose seal ends later, or has no last day yet."""
    return (
        select(EvidenceLink.id)
        .join(Cycle, Cycle.id == EvidenceLink.cycle_id)
        .where(
            EvidenceLink.evidence_id == Evidence.id,
            or_(Cycle.valid_until.is_(None), Cycle.valid_until > day),
        )
        .exists()
    )


def _seals(ids: Collection[int]) -> Mapping[int, tuple[date | None, ...]]:
    """The last days of the seals in which some pieces serve (one statement)."""
    found: dict[int, set[date | None]] = {}
    rows = db.session.execute(
        select(EvidenceLink.evidence_id, Cycle.valid_until)
        .join(Cycle, Cycle.id == EvidenceLink.cycle_id)
        .where(EvidenceLink.evidence_id.in_(ids))
        .distinct()
    )
    for row in rows:
        found.setdefault(row.evidence_id, set()).add(row.valid_until)
    return {piece: tuple(days) for piece, days in found.items()}
