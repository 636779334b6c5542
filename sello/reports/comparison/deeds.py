"""Whose work it was: the recorded deeds on each requirement of a cycle between two instants."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import InstrumentedAttribute

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Person, Unit
from sello.catalogue.models import Requirement
from sello.core.dates import ONE_DAY
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.trail import history as trail
from sello.core.trail.acts import Act
from sello.cycles.models import Answer
from sello.evidence.domain.review import Decision, EvidenceState
from sello.evidence.models import EvidenceVersion, Review
from sello.evidence.queries.by_cycle import serving_links
from sello.reports.comparison.contents import Deed, Work

ON_ANSWERS = {
    Act.ANSWER_DECLARED: Deed.DECLARED,
    Act.ANSWER_VALIDATED: Deed.VALIDATED,
    Act.ANSWER_DECIDED: Deed.DECIDED,
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Between two instants: answers from one to the other, decisions and evidence likewise, dates by day."""

    said: tuple[datetime, datetime]
    decided: tuple[datetime, datetime]
    days: tuple[date, date]
    here: Moment

    @property
    def ends(self) -> tuple[datetime, datetime]:
        """The outer ends of both: before the first nothing counts, nor after the last."""
        return min(self.said[0], self.decided[0]), max(self.said[1], self.decided[1])

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
    """The deeds on every requirement of the cycles, the earliest first (six statements).

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


DatedWork = tuple[Key, datetime, Work]
Who = tuple[int | None, str | None, str | None]
"""Somebody's id, name and unit; all None for what a date did."""


def _on_answers(cycle_ids: list[int], stretch: Stretch) -> Iterator[DatedWork]:
    keys: dict[int, Key] = {
        row.id: (row.cycle_id, row.code)
        for row in db.session.execute(
            select(Answer.id, Answer.cycle_id, Requirement.code)
            .join(Requirement, Requirement.id == Answer.requirement_id)
            .where(Answer.cycle_id.in_(cycle_ids))
        )
    }
    for event, who in _between(ON_ANSWERS, keys, stretch):
        deed = ON_ANSWERS[event.act]
        if stretch.within(event.at, deed):
            yield keys[event.entity_id], event.at, _work(stretch, event.at, deed, who)


def _between(
    acts: Collection[Act], about: Collection[int], stretch: Stretch
) -> Iterator[tuple[trail.HistoryEvent, Who]]:
    """What was done and stands, between the outer ends of both stretches, each with who did it."""
    first, last = stretch.ends
    for event in trail.standing_events_of(acts, about, after=first, until=last):
        yield event, (event.person_id, event.who, event.unit)


def _on_evidence(cycle_ids: list[int], stretch: Stretch, visibility: Visibility) -> Iterator[DatedWork]:
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
) -> Iterator[tuple[list[DatedWork], _Piece]]:
    """Every piece that serves a requirement, with the link's own deed and what a date did to it."""
    for link in serving_links(cycle_ids, visibility):
        piece = _Piece((link.cycle_id, link.code), link.evidence_id, link.requirement_id, link.title)
        at, who = link.linked_at, (link.person_id, link.person, link.unit)
        told: list[DatedWork] = []
        if at > link.created_at and stretch.within(at, Deed.LINKED):
            told.append((piece.key, at, _work(stretch, at, Deed.LINKED, who, piece.title)))
        if link.state is EvidenceState.ACCEPTED:
            told.extend(_ended(piece, link.valid_until, link.superseded_on, stretch))
        yield told, piece


def _ended(piece: _Piece, until: date | None, replaced: date | None, stretch: Stretch) -> Iterator[DatedWork]:
    """What a date did to a piece: it stopped counting after its last day, or when another took its place."""
    first_without = until + ONE_DAY if until and until < date.max else None
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


def _confirmed(pieces: Mapping[int, list[_Piece]], stretch: Stretch) -> Iterator[DatedWork]:
    """Links that were confirmed; the event names the requirement, so the piece's other ones are left out."""
    for event, who in _between([Act.EVIDENCE_LINK_CONFIRMED], pieces, stretch):
        if not stretch.within(event.at, Deed.CONFIRMED):
            continue
        for piece in pieces[event.entity_id]:
            if piece.requirement_id == event.detail["requirement_id"]:
                yield piece.key, event.at, _work(stretch, event.at, Deed.CONFIRMED, who, piece.title)


def _by(
    statement: Select[*tuple[Any, ...]], person: InstrumentedAttribute[int | None]
) -> Select[*tuple[Any, ...]]:
    """With the person who did it, and the unit where she works."""
    return statement.outerjoin(Person, Person.id == person).outerjoin(Unit, Unit.id == Person.unit_id)


def _either(at: InstrumentedAttribute[datetime], stretch: Stretch) -> ColumnElement[bool]:
    """The condition that may be asked of the database: between the outer ends of both stretches."""
    first, last = stretch.ends
    return and_(at > first, at <= last)


def _work(stretch: Stretch, at: datetime, deed: Deed, who: Who, about: str = "") -> Work:
    person_id, person, unit = who
    return Work(stretch.here.day_of(at), deed, person_id, person or "", unit or "", about)
