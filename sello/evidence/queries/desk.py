"""The queue of the review: what waits, the oldest first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, bindparam, case, cast, func, select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Unit
from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries.conditions import accepted, known_to, waiting

SHOWN = 100
"""How many of the queue the desk lists beside the piece at work."""
COUNTED = 1_000

_OLDEST = (
    select(Evidence.submitted_at)
    .where(waiting())
    .order_by(Evidence.submitted_at)
    .limit(COUNTED)
    .subquery("oldest")
)
WAITING = select(
    func.count().label("all"),
    func.count(case((_OLDEST.c.submitted_at < bindparam("since"), 1))).label("before"),
).select_from(_OLDEST)


@dataclass(frozen=True)
class Waiting:
    """A piece in the queue."""

    id: int
    title: str
    unit_id: int
    unit: str
    submitted_at: datetime
    serves: str
    """Ids and codes of its requirements, as `id:code` with blanks between; empty if it serves none."""

    @property
    def requirements(self) -> tuple[tuple[int, str], ...]:
        """The requirements that it serves, by id and code."""
        pairs = (each.partition(":") for each in (self.serves or "").split())
        return tuple((int(row_id), code) for row_id, _, code in pairs)


@dataclass(frozen=True)
class UnconfirmedLink:
    """An accepted piece that a unit offers for one more requirement, or that came from another cycle."""

    id: int
    evidence_id: int
    title: str
    code: str
    requirement: str


SERVES = (
    select(func.aggregate_strings(cast(Requirement.id, String) + ":" + Requirement.code, " "))
    .join(EvidenceLink, EvidenceLink.requirement_id == Requirement.id)
    .where(EvidenceLink.evidence_id == Evidence.id)
    .correlate(Evidence)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class Only:
    """Of the queue, what came from one unit, or serves one requirement."""

    unit_id: int | None = None
    requirement_id: int | None = None

    @property
    def conditions(self) -> tuple[ColumnElement[bool], ...]:
        """What a piece of it fulfils."""
        links = select(EvidenceLink.evidence_id).where(EvidenceLink.requirement_id == self.requirement_id)
        found = []
        if self.unit_id is not None:
            found.append(known_to(Visibility(frozenset({self.unit_id}))))
        if self.requirement_id is not None:
            found.append(Evidence.id.in_(links))
        return tuple(found)


ALL = Only()


def queue(only: Only = ALL, limit: int = SHOWN) -> tuple[Waiting, ...]:
    """The pieces that wait for a decision, the oldest first."""
    found = db.session.execute(
        select(
            Evidence.id,
            Evidence.title,
            Evidence.unit_id,
            Unit.name.label("unit"),
            Evidence.submitted_at,
            SERVES.label("serves"),
        )
        .join(Unit, Unit.id == Evidence.unit_id)
        .where(waiting(), *only.conditions)
        .order_by(Evidence.submitted_at, Evidence.id)
        .limit(limit)
    )
    return tuple(Waiting(**row._mapping) for row in found)


@dataclass(frozen=True, slots=True)
class Pile:
    """What waits from one unit, or for one requirement, and how much."""

    id: int
    name: str
    count: int


def by_unit(queue: Iterable[Waiting]) -> tuple[Pile, ...]:
    """The units from which something of a queue waits, by name."""
    counts = Counter((each.unit, each.unit_id) for each in queue)
    return tuple(Pile(unit_id, name, n) for (name, unit_id), n in sorted(counts.items()))


def by_requirement(queue: Iterable[Waiting]) -> tuple[Pile, ...]:
    """The requirements for which something of a queue waits, by code."""
    counts = Counter(pair for each in queue for pair in set(each.requirements))
    return tuple(Pile(row_id, code, n) for (row_id, code), n in sorted(counts.items(), key=_by_code))


def _by_code(pile: tuple[tuple[int, str], int]) -> list[tuple[int, str]]:
    """1.10.1 after 1.2.1."""
    (_, code), _ = pile
    return [(int(part), "") if part.isdigit() else (0, part) for part in code.split(".")]


def queue_size(only: Only = ALL) -> int:
    """How many pieces wait for a decision, counted up to COUNTED."""
    few = select(Evidence.id).where(waiting(), *only.conditions).limit(COUNTED).subquery()
    return db.session.execute(select(func.count()).select_from(few)).scalar_one()


def how_many_wait(since: datetime) -> tuple[int, int]:
    """How many pieces wait for a decision, and how many of them since before then (one statement).

    Counted up to COUNTED, the oldest first.
    """
    row = db.session.execute(WAITING, {"since": since}).one()
    return row.all, row.before


def unconfirmed_links(limit: int = SHOWN) -> tuple[UnconfirmedLink, ...]:
    """Accepted pieces whose service to a requirement nobody of the secretariat has confirmed."""
    found = db.session.execute(
        select(
            EvidenceLink.id,
            EvidenceLink.evidence_id,
            Evidence.title,
            Requirement.code,
            Requirement.title.label("requirement"),
        )
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .join(Requirement, Requirement.id == EvidenceLink.requirement_id)
        .where(EvidenceLink.to_confirm, accepted())
        .order_by(EvidenceLink.id)
        .limit(limit)
    )
    return tuple(UnconfirmedLink(**row._mapping) for row in found)
