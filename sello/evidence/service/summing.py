"""Keeping the sums of evidence true: whoever changes a piece, or what it serves, adds up again.

Nobody has to think of it. The session tells which pieces and links a transaction writes, by rows or by
statements; before it commits, the sums of the requirements that they serve, and served, are added up again in
the same transaction. Rows that go past the session (an act taken back) are named by `touch`.

Two who meet at a requirement: both hold its sum first, in one order for everybody, and add up afterwards. So
the second one sees what the first one committed. It is the last that a transaction waits for but for the
change counter, so nobody waits for somebody who waits for him.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, bindparam, event, func, inspect, select, update
from sqlalchemy.orm import ORMExecuteState, Session

from sello.accounts.models import Institution
from sello.core.changes import note
from sello.core.db import db, in_turns, insert_into, scope_of
from sello.core.moment import Moment
from sello.core.trail.recording import instants
from sello.cycles.models import Cycle
from sello.evidence.models import Evidence, EvidenceLink, RequirementSum
from sello.evidence.queries.judged import NONE, Place, judge
from sello.evidence.queries.sums import TOUCHED

AT_ONCE: Final = 500
"""Requirements that are held, added up and written together."""

TABLES: Final = frozenset({"evidence", "evidence_link"})

WRITE: Final = update(RequirementSum).where(
    RequirementSum.cycle_id == bindparam("in_cycle"), RequirementSum.requirement_id == bindparam("served")
)


@dataclass
class Touched:
    """Whose sums a transaction has to renew, and when it acts."""

    pieces: set[int] = field(default_factory=set)
    places: set[Place] = field(default_factory=set)
    institutions: set[int | None] = field(default_factory=set)
    """Where rows were written by a statement that does not say which; None: anywhere."""
    at: datetime | None = None


def touch(*, pieces: Iterable[int] = (), places: Iterable[Place] = ()) -> None:
    """Say of pieces and places that they were written past the session."""
    touched = _touched(db.session())
    touched.pieces.update(pieces)
    touched.places.update(places)


def _touched(session: Session) -> Touched:
    found: Touched = session.info.setdefault(TOUCHED, Touched())
    return found


@event.listens_for(Session, "before_flush")
def _note_rows(session: Session, _context: object, _instances: object) -> None:
    """New pieces are served by new links, so that only written ones have to be looked up."""
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, EvidenceLink):
            _touched(session).places.update(_places_of(row))
        elif isinstance(row, Evidence) and row.id is not None:
            _touched(session).pieces.add(row.id)
    if TOUCHED in session.info:
        touched = _touched(session)
        touched.at = max((*instants(session.new), *filter(None, [touched.at])), default=None)


def _places_of(link: EvidenceLink) -> Iterator[Place]:
    """Where a link serves, and where it did before it was moved."""
    attributes = inspect(link).attrs
    for cycle_id in {link.cycle_id, *attributes.cycle_id.history.deleted}:
        for requirement_id in {link.requirement_id, *attributes.requirement_id.history.deleted}:
            yield cycle_id, requirement_id


@event.listens_for(Session, "do_orm_execute")
def _note_statements(state: ORMExecuteState) -> None:
    """What a statement will change is asked before it does; of one that names no rows it is everything."""
    statement: Any = state.statement
    if not (statement.is_dml and statement.table.name in TABLES):
        return
    session = state.session
    session.flush()
    chosen = () if state.is_insert else statement._where_criteria
    if not chosen or (state.is_update and statement.table.name == EvidenceLink.__tablename__):
        _touched(session).institutions.add(scope_of(session))
        return
    places = select(EvidenceLink.cycle_id, EvidenceLink.requirement_id).distinct()
    if statement.table.name == Evidence.__tablename__:
        places = places.join(Evidence, Evidence.id == EvidenceLink.evidence_id)
    found = session.connection().execute(places.where(*chosen))
    _touched(session).places.update((row.cycle_id, row.requirement_id) for row in found)


def _settle(session: Session) -> None:
    """Add up what the transaction touched, when all else is written."""
    if session.in_nested_transaction():
        return
    session.flush()
    touched: Touched | None = session.info.pop(TOUCHED, None)
    if touched is not None:
        connection = session.connection()
        add_up(connection, {*touched.places, *_served(connection, touched)}, at=touched.at)


event.listen(Session, "before_commit", _settle, insert=True)  # before the change counter, which comes last


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(TOUCHED, None)


def _served(connection: Connection, touched: Touched) -> Iterator[Place]:
    """The requirements that the touched pieces serve now."""
    pieces = sorted(touched.pieces)
    for start in range(0, len(pieces), AT_ONCE):
        yield from _linked(connection, EvidenceLink.evidence_id.in_(pieces[start : start + AT_ONCE]))
    for institution_id in touched.institutions:
        yield from places_of(connection, institution_id)


def places_of(connection: Connection, institution_id: int | None) -> Iterator[Place]:
    """Every requirement that is served in an institution (None: in any), or was."""
    links = select(EvidenceLink.cycle_id, EvidenceLink.requirement_id)
    kept = select(RequirementSum.cycle_id, RequirementSum.requirement_id)
    if institution_id is not None:
        links = links.where(EvidenceLink.institution_id == institution_id)
        kept = kept.where(RequirementSum.institution_id == institution_id)
    yield from ((row.cycle_id, row.requirement_id) for row in connection.execute(links.union(kept)))


def _linked(connection: Connection, chosen: ColumnElement[bool]) -> Iterator[Place]:
    found = connection.execute(select(EvidenceLink.cycle_id, EvidenceLink.requirement_id).where(chosen))
    yield from ((row.cycle_id, row.requirement_id) for row in found)


def rebuild(institution_id: int) -> int:
    """Add up everything of an institution anew, some requirements in each transaction; how many they were."""
    places = sorted(set(places_of(db.session.connection(), institution_id)))
    for some in in_turns(places, AT_ONCE):
        note(db.session(), institution_id, RequirementSum.__tablename__)
        add_up(db.session.connection(), some, at=None)
    return len(places)


def add_up(connection: Connection, places: Collection[Place], *, at: datetime | None) -> None:
    """Hold the sums of some requirements, and write them as their pieces say now.

    They are added up as of the day of ``at``, there where the institution is; without it as of the last day
    that the rows tell of. Which day it is matters to nobody who reads, only how soon it is renewed.
    """
    for cycle_id, group in groupby(sorted(places), key=lambda place: place[0]):
        requirement_ids = [requirement_id for _, requirement_id in group]
        for start in range(0, len(requirement_ids), AT_ONCE):
            _add_up(connection, cycle_id, requirement_ids[start : start + AT_ONCE], at)


def _add_up(connection: Connection, cycle_id: int, requirement_ids: list[int], at: datetime | None) -> None:
    whose = connection.execute(
        select(Institution.id, Institution.zone)
        .join(Cycle, Cycle.institution_id == Institution.id)
        .where(Cycle.id == cycle_id)
    ).one()
    _hold(connection, whose.id, cycle_id, requirement_ids)
    if at is None:
        day = _last_day(connection, whose.zone, cycle_id, requirement_ids)
    else:
        day = Moment(at, whose.zone).today
    found = judge(connection, cycle_id, requirement_ids, day)
    rows = [{"in_cycle": cycle_id, "served": one, "judged_on": day, **said} for one, said in found.items()]
    connection.execute(WRITE, rows)


def _hold(connection: Connection, institution_id: int, cycle_id: int, requirement_ids: list[int]) -> None:
    """Hold the row of each sum until the commit; make those that are not there."""
    empty = {"institution_id": institution_id, "cycle_id": cycle_id, "judged_on": date.min, **NONE}
    held = insert_into(RequirementSum).on_conflict_do_update(
        index_elements=["cycle_id", "requirement_id"], set_={"judged_on": RequirementSum.judged_on}
    )
    connection.execute(held, [{**empty, "requirement_id": one} for one in requirement_ids])


def _last_day(connection: Connection, zone: str, cycle_id: int, requirement_ids: list[int]) -> date:
    sums = (RequirementSum.cycle_id == cycle_id, RequirementSum.requirement_id.in_(requirement_ids))
    links = (EvidenceLink.cycle_id == cycle_id, EvidenceLink.requirement_id.in_(requirement_ids))
    judged: date = connection.execute(select(func.max(RequirementSum.judged_on)).where(*sums)).scalar_one()
    linked = connection.execute(select(func.max(EvidenceLink.linked_at)).where(*links)).scalar()
    return judged if linked is None else max(judged, Moment(linked, zone).today)
