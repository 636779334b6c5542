"""What other rooms tell of the pieces that serve cycles: their links, their papers, their last days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, func, not_, select
from sqlalchemy.orm import aliased

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Person, Unit
from sello.catalogue.models import Requirement
from sello.core.days import SOON
from sello.core.db import db
from sello.core.rows import row_as, rows_as
from sello.evidence.domain.details import Classification, Details, is_restricted
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion
from sello.evidence.queries.conditions import (
    accepted,
    closed,
    ends_between,
    ends_by,
    ends_on,
    has_successor,
    known_to,
    past,
    seen_by,
    titled,
    unreplaced,
)


@dataclass(frozen=True, slots=True)
class ServingLink:
    """A piece that serves a requirement of a cycle, and who linked it (None: nobody's hand)."""

    cycle_id: int
    requirement_id: int
    code: str
    evidence_id: int
    title: str
    state: EvidenceState
    created_at: datetime
    valid_until: date | None
    superseded_on: date | None
    linked_at: datetime
    person_id: int | None
    person: str | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A piece as a list of documents names it, with the hash of a version."""

    id: int
    details: Details
    number: int
    sha256: str
    unit: str


def serving_links(cycle_ids: Iterable[int], visibility: Visibility) -> tuple[ServingLink, ...]:
    """Every link of some cycles to a piece that the reader may know of (one statement)."""
    found = db.session.execute(
        select(
            EvidenceLink.cycle_id,
            EvidenceLink.requirement_id,
            Requirement.code,
            EvidenceLink.evidence_id,
            Evidence.title,
            Evidence.state,
            Evidence.created_at,
            Evidence.valid_until,
            Evidence.superseded_on,
            EvidenceLink.linked_at,
            Person.id.label("person_id"),
            Person.name.label("person"),
            Unit.name.label("unit"),
        )
        .join(Requirement, Requirement.id == EvidenceLink.requirement_id)
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .outerjoin(Person, Person.id == EvidenceLink.linked_by)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(EvidenceLink.cycle_id.in_(list(cycle_ids)), seen_by(visibility))
    )
    return tuple(ServingLink(**row._mapping) for row in found)


def papers(ids: Iterable[int], visibility: Visibility, *, made_before: datetime) -> tuple[Paper, ...]:
    """The pieces among `ids` that were there before an instant, by their document's date (one statement).

    Each with the last version that it had then.
    """
    other = aliased(EvidenceVersion)
    last = (
        select(func.max(other.number))
        .where(other.evidence_id == Evidence.id, other.uploaded_at < made_before)
        .scalar_subquery()
    )
    found = db.session.execute(
        select(
            Evidence.id,
            Evidence.details,
            EvidenceVersion.number,
            EvidenceVersion.sha256,
            Unit.name.label("unit"),
        )
        .join(Unit, Unit.id == Evidence.unit_id)
        .join(
            EvidenceVersion,
            (EvidenceVersion.evidence_id == Evidence.id) & (EvidenceVersion.number == last),
        )
        .where(Evidence.id.in_(sorted(ids)), seen_by(visibility), Evidence.created_at < made_before)
        .order_by(Evidence.document_date.is_(None), Evidence.document_date, Evidence.id)
    )
    return tuple(Paper(**row._mapping) for row in found)


@dataclass(frozen=True, slots=True)
class Ends:
    """Of the pieces of a cycle those that ended, and those that will soon: how many, the first of each."""

    over: int
    first_over: str | None
    coming: int
    first_coming: str | None
    coming_on: date | None


def ends_of(cycle_id: int, visibility: Visibility, *, today: date) -> Ends:
    """What ended and what will soon of a cycle's evidence that nothing replaced (one statement).

    The first is the one with the earliest last day, of several the first by title.
    """
    last = today + SOON
    serves = select(EvidenceLink.id).where(
        EvidenceLink.evidence_id == Evidence.id, EvidenceLink.cycle_id == cycle_id
    )
    pieces = (unreplaced(today), seen_by(visibility, by_index=False), serves.correlate(Evidence).exists())
    counts = (
        select(
            func.count(case((past(today), 1))).label("over"),
            func.count(case((ends_between(today, last), 1))).label("coming"),
        )
        .where(ends_by(last), *pieces)
        .subquery()
    )
    first = (Evidence.valid_until, Evidence.title)
    over = select(Evidence.title).where(past(today), *pieces).order_by(*first).limit(1)
    coming = select(Evidence).where(ends_between(today, last), *pieces).order_by(*first).limit(1)
    row = db.session.execute(
        select(
            *counts.c,
            over.scalar_subquery().label("first_over"),
            coming.with_only_columns(Evidence.title).scalar_subquery().label("first_coming"),
            coming.with_only_columns(Evidence.valid_until).scalar_subquery().label("coming_on"),
        )
    ).one()
    return row_as(Ends, row)


@dataclass(frozen=True, slots=True)
class Ending:
    """An accepted piece that nothing replaces, with its last day."""

    id: int
    title: str
    unit_name: str
    valid_until: date
    classification: Classification
    personal_data: bool

    @property
    def restricted(self) -> bool:
        """Whether its name stays inside: reserved, or about people."""
        return is_restricted(self.classification, self.personal_data)


def restricted_among(ids: Iterable[int]) -> frozenset[int]:
    """Those of some pieces whose names stay inside (one statement)."""
    columns = (Evidence.id, Evidence.classification, Evidence.personal_data)
    found = db.session.execute(select(*columns).where(Evidence.id.in_(sorted(set(ids)))))
    return frozenset(row.id for row in found if is_restricted(row.classification, row.personal_data))


def ending_between(
    first: date, last: date, visibility: Visibility, unit_ids: frozenset[int] | None
) -> tuple[Ending, ...]:
    """The accepted pieces of some units (or all) whose last day is one of these days (one statement)."""
    statement = (
        select(
            Evidence.id,
            Evidence.title,
            Unit.name.label("unit_name"),
            Evidence.valid_until,
            Evidence.classification,
            Evidence.personal_data,
        )
        .join(Unit, Unit.id == Evidence.unit_id)
        .where(accepted(), ends_between(first, last), not_(has_successor()), seen_by(visibility))
        .where(known_to(Visibility(unit_ids)))
        .order_by(Evidence.valid_until, Evidence.id)
    )
    return rows_as(Ending, db.session.execute(statement))


def ending_on(days: Iterable[date]) -> Select[*tuple[Any, ...]]:
    """The statement of the accepted pieces whose last day is one of these and that nothing replaces.

    It selects id, institution_id, title, due_on (the last day), unit_id, person_id (who made it), created_at
    and accepted_at; it is for passes over a whole institution, which narrow it further.
    """
    return select(
        Evidence.id,
        Evidence.institution_id,
        titled(Evidence.title, not_(closed())).label("title"),
        Evidence.valid_until.label("due_on"),
        Evidence.unit_id,
        Evidence.created_by.label("person_id"),
        Evidence.created_at,
        Evidence.accepted_at,
    ).where(accepted(), ~has_successor(), ends_on(list(days)))
