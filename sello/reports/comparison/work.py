"""Whose work it was: the recorded deeds on each requirement of a cycle between two instants."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import InstrumentedAttribute

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Person, Unit
from sello.catalogue.models import Requirement
from sello.core.audit import AuditEvent
from sello.core.db import db
from sello.core.moment import Moment
from sello.cycles.models import Answer
from sello.cycles.queries.requirement import ENTITY as ANSWER
from sello.evidence.domain.review import Decision, EvidenceState
from sello.evidence.models import EvidenceVersion, Review
from sello.evidence.queries.served import serving_links
from sello.reports.comparison.contents import Deed, Work

ON_ANSWERS = {
    "answer.declared": Deed.DECLARED,
    "answer.validated": Deed.VALIDATED,
    "answer.decided": Deed.DECIDED,
}
CONFIRMED = "evidence.link_confirmed"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Between two instants: answers from one to the other, decisions and evidence likewise, dates by day."""

    said: tuple[datetime, datetime]
    decided: tuple[datetime, datetime]
    days: tuple[date, date]
    here: Moment

    def within(self, instant: datetime, deed: Deed) -> bool:
        """Whether a deed of an instant lies in it."""
        first, last = self.said if deed is Deed.DECLARED else self.decided
        return first < instant <= last

    def holds(self, day: date) -> bool:
        """Whether something that takes effect on a day does so in it."""
        return self.days[0] < day <= self.days[1]


Key = tuple[int, str]
"""A requirement of a cycle: the cycle's id, and the code that it has in the cycle's edition today."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of evidence that serves a requirement of a cycle."""

    key: Key
    id: int
    requirement_id: int
    title: str


def deeds(cycle_ids: Iterable[int], stretch: Stretch, visibility: Visibility) -> dict[Key, tuple[Work, ...]]:
    """The deeds on every requirement of the cycles, the earliest first (five statements).

    The same deed of one person on the same day is told once. What rests on a piece of evidence is told to
    those who may see the piece.
    """
    wanted = sorted(set(cycle_ids))
    found: dict[Key, list[tuple[datetime, Work]]] = {}
    for key, at, work in (*_on_answers(wanted, stretch), *_on_evidence(wanted, stretch, visibility)):
        found.setdefault(key, []).append((at, work))
    return {
        key: tuple(
            dict.fromkeys(work for _, work in sorted(each, key=lambda one: (one[0], one[1].deed.value)))
        )
        for key, each in found.items()
    }


Told = tuple[Key, datetime, Work]
Who = tuple[int | None, str | None, str | None]
"""Somebody's id, name and unit; all None for what a date did."""


def _on_answers(cycle_ids: list[int], stretch: Stretch) -> Iterator[Told]:
    rows = db.session.execute(
        select(
            Answer.cycle_id,
            Requirement.code,
            AuditEvent.at,
            AuditEvent.action,
            Person.id,
            Person.name,
            Unit.name,
        )
        .join(Answer, Answer.id == AuditEvent.entity_id)
        .join(Requirement, Requirement.id == Answer.requirement_id)
        .outerjoin(Person, Person.id == AuditEvent.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(
            AuditEvent.entity == ANSWER,
            AuditEvent.action.in_(ON_ANSWERS),
            Answer.cycle_id.in_(cycle_ids),
            _either(AuditEvent.at, stretch),
        )
    )
    for cycle_id, code, at, action, person_id, person, unit in rows:
        deed = ON_ANSWERS[action]
        if stretch.within(at, deed):
            yield (cycle_id, code), at, _work(stretch, at, deed, (person_id, person, unit))


def _on_evidence(cycle_ids: list[int], stretch: Stretch, visibility: Visibility) -> Iterator[Told]:
    pieces: dict[int, list[_Piece]] = {}
    for told, piece in _links(cycle_ids, stretch, visibility):
        pieces.setdefault(piece.id, []).append(piece)
        yield from told
    for evidence_id, at, deed, who in (*_handed_in(pieces, stretch), *_reviewed(pieces, stretch)):
        for piece in pieces[evidence_id]:
            yield piece.key, at, _work(stretch, at, deed, who, piece.title)
    yield from _confirmed(pieces, stretch)


def _links(
    cycle_ids: list[int], stretch: Stretch, visibility: Visibility
) -> Iterator[tuple[list[Told], _Piece]]:
    """Every piece that serves a requirement, with the link's own deed and what a date did to it."""
    for link in serving_links(cycle_ids, visibility):
        piece = _Piece((link.cycle_id, link.code), link.evidence_id, link.requirement_id, link.title)
        at, who = link.linked_at, (link.person_id, link.person, link.unit)
        told: list[Told] = []
        if at > link.created_at and stretch.within(at, Deed.LINKED):
            told.append((piece.key, at, _work(stretch, at, Deed.LINKED, who, piece.title)))
        if link.state is EvidenceState.ACCEPTED:
            told.extend(_ended(piece, link.valid_until, link.superseded_on, stretch))
        yield told, piece


def _ended(piece: _Piece, until: date | None, replaced: date | None, stretch: Stretch) -> Iterator[Told]:
    """What a date did to a piece: it stopped counting after its last day, or when another took its place."""
    first_without = until + timedelta(days=1) if until else None
    for day, deed in ((first_without, Deed.EXPIRED), (replaced, Deed.SUPERSEDED)):
        if day is not None and stretch.holds(day):
            at = stretch.here.start_of(day)
            yield piece.key, at, _work(stretch, at, deed, (None, None, None), piece.title)


Seen = tuple[int, datetime, Deed, Who]


def _handed_in(pieces: Collection[int], stretch: Stretch) -> Iterator[Seen]:
    at = EvidenceVersion.uploaded_at
    statement = _by(
        select(EvidenceVersion.evidence_id, at, Person.id, Person.name, Unit.name),
        EvidenceVersion.uploaded_by,
    )
    statement = statement.where(EvidenceVersion.evidence_id.in_(pieces), _either(at, stretch))
    for evidence_id, when, *who in db.session.execute(statement):
        if stretch.within(when, Deed.HANDED_IN):
            yield evidence_id, when, Deed.HANDED_IN, (who[0], who[1], who[2])


def _reviewed(pieces: Collection[int], stretch: Stretch) -> Iterator[Seen]:
    statement = _by(
        select(Review.evidence_id, Review.decided_at, Review.decision, Person.id, Person.name, Unit.name),
        Review.decided_by,
    )
    statement = statement.where(Review.evidence_id.in_(pieces), _either(Review.decided_at, stretch))
    for evidence_id, when, decision, *who in db.session.execute(statement):
        deed = Deed.ACCEPTED if decision is Decision.ACCEPTED else Deed.RETURNED
        if stretch.within(when, deed):
            yield evidence_id, when, deed, (who[0], who[1], who[2])


def _confirmed(pieces: Mapping[int, list[_Piece]], stretch: Stretch) -> Iterator[Told]:
    """Links that were confirmed; the event names the requirement, so the piece's other ones are left out."""
    at = AuditEvent.at
    statement = _by(
        select(AuditEvent.entity_id, at, AuditEvent.detail, Person.id, Person.name, Unit.name),
        AuditEvent.person_id,
    ).where(
        AuditEvent.entity == "evidence",
        AuditEvent.action == CONFIRMED,
        AuditEvent.entity_id.in_(pieces),
        _either(at, stretch),
    )
    for evidence_id, when, detail, *who in db.session.execute(statement):
        if not stretch.within(when, Deed.CONFIRMED):
            continue
        for piece in pieces[evidence_id]:
            if piece.requirement_id == detail.get("link"):
                work = _work(stretch, when, Deed.CONFIRMED, (who[0], who[1], who[2]), piece.title)
                yield piece.key, when, work


def _by(
    statement: Select[*tuple[Any, ...]], person: InstrumentedAttribute[int | None]
) -> Select[*tuple[Any, ...]]:
    """With the person who did it, and the unit where she works."""
    return statement.outerjoin(Person, Person.id == person).outerjoin(Unit, Unit.id == Person.unit_id)


def _either(at: InstrumentedAttribute[datetime], stretch: Stretch) -> ColumnElement[bool]:
    """The condition that may be asked of the database: between the outer ends of both stretches."""
    return and_(at > min(stretch.said[0], stretch.decided[0]), at <= max(stretch.said[1], stretch.decided[1]))


def _work(stretch: Stretch, at: datetime, deed: Deed, who: Who, about: str = "") -> Work:
    person_id, person, unit = who
    return Work(stretch.here.day_of(at), deed, person_id, person or "", unit or "", about)
