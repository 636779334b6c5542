"""Taking an act back: every row that it changed, as it was before, for ten minutes and for whoever acted.

What happens inside `undoable` is watched at the session, whichever service writes: the rows as they were
before, and as they are after. Undoing puts the former back if the latter still stands and nobody acted on
the same things since. The trail keeps both, the act and its undoing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Table,
    and_,
    delete,
    event,
    select,
)
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column
from sqlalchemy.sql.dml import UpdateBase

from sello.core.db import NEVER_AGAIN, Base, Scoped, db
from sello.core.labels import N_
from sello.core.refusal import NotFound, Refusal
from sello.core.row_copies import Key, Values, drop, held_rows, hold, is_built_upon, put_back, stands
from sello.core.trail.acts import Act
from sello.core.trail.history import acted_between, acted_since
from sello.core.trail.recording import Doer, Recorded, is_event, record, recorded

GRACE = timedelta(minutes=10)
"""How long an act can be taken back; what it tells by mail waits as long."""

WATCHING = "undo"
UNDONE = {
    "answer": Act.ANSWER_UNDONE,
    "evidence": Act.EVIDENCE_UNDONE,
    "improvement_plan": Act.IMPROVEMENT_PLAN_UNDONE,
    "initiative": Act.INITIATIVE_UNDONE,
    "person": Act.PERSON_UNDONE,
    "task": Act.TASK_UNDONE,
    "unit": Act.UNIT_UNDONE,
}
"""What is recorded of each thing whose act is taken back."""


class TooLate(Refusal):
    """The time for undoing is over."""

    message = N_("Ya pasaron los diez minutos para deshacer. Use los pasos de la página para corregirlo.")
    status = 409


class ActedSince(Refusal):
    """Somebody built on the act."""

    message = N_(
        "No se puede deshacer: alguien actuó después sobre lo mismo. No cambió nada; revise la historia."
    )
    status = 409


class Undoable(Scoped, Base):
    """An act that can be taken back: the rows that it changed, before and after."""

    __tablename__ = "undoable"
    # An old button must never take back a later act.
    __table_args__ = (Index("ix_undoable_at", "at"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    # What was done, as the trail names it.
    sentence: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]
    # The last event of the trail that the act wrote.
    last_event_id: Mapped[int]
    # {"things": [["task", 6]], "rows": [{"table": "task", "id": 6, "before": {…} or null, "after": …}]}.
    rows: Mapped[dict[str, Any]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None]


@dataclass
class _Watch:
    """What an act has touched so far."""

    before: dict[Key, Values | None] = field(default_factory=dict)
    events: list[Recorded] = field(default_factory=list)

    def was_disturbed(self) -> bool:
        """Whether others acted on the same things between this act's first event and its last."""
        ours = [each.id for each in self.events]
        things = {(each.entity, each.entity_id) for each in self.events}
        return bool(ours) and acted_between(things, min(ours), max(ours), but=ours)

    def note(self, table: str, rows: Iterator[Values]) -> None:
        for row in rows:
            self.before.setdefault((table, row["id"]), row)


@dataclass
class Done:
    """What `undoable` leaves: the id by which the act can be taken back, once it is over."""

    id: int | None = None


@contextmanager
def undoable(doer: Doer, act: Act, *, now: datetime) -> Iterator[Done]:
    """Watch an act of a person, and keep what it changed; an act that changes nothing leaves nothing.

    Acts inside an act belong to it. An act that commits on its way, so that others write meanwhile, is kept
    if nobody acted on the same things.
    """
    session, done = db.session(), Done()
    if session.info.get(WATCHING) is not None or doer.person_id is None:
        yield done
        return
    session.flush()
    watch = session.info[WATCHING] = _Watch()
    try:
        yield done
        session.flush()
    finally:
        session.info[WATCHING] = None
    changed = [row for row in _kept(session, watch.before) if row["before"] != row["after"]]
    if not changed or watch.was_disturbed():
        return
    session.execute(delete(Undoable).where(Undoable.at <= now - GRACE))  # of no use any more
    things = sorted({(each.entity, each.entity_id) for each in watch.events})
    kept = Undoable(
        person_id=doer.person_id,
        sentence=act.value,
        at=now,
        last_event_id=max((each.id for each in watch.events), default=0),
        rows={"things": [list(thing) for thing in things], "rows": changed},
    )
    session.add(kept)
    session.flush()
    done.id = kept.id


def held_until(now: datetime) -> datetime:
    """From when on a mail that is queued now may go: not while what it tells can be taken back."""
    return now if db.session().info.get(WATCHING) is None else now + GRACE


def made(table: str, ids: Iterable[int]) -> None:
    """Say of rows that were written past the session that the act at work made them."""
    watch = db.session().info.get(WATCHING)
    if watch is not None:
        watch.before |= {(table, row_id): None for row_id in ids}


def made_with(model: type[Base], chosen: ColumnElement[bool]) -> None:
    """The same of the rows that a condition chooses; looks for them only while an act is watched."""
    table = cast("Table", model.__table__)
    if db.session().info.get(WATCHING) is not None:
        made(table.name, db.session.scalars(select(table.c.id).where(chosen)))


@dataclass(frozen=True, slots=True)
class Undone:
    """An act that was taken back, what it was done on, and the rows that are as they were before it."""

    act: Act
    things: tuple[Key, ...]
    at: datetime
    """When it had been done."""
    rows: frozenset[Key]
    said: tuple[tuple[str, Values], ...]
    """What these rows said before the act and after it, each with its table."""

    def values(self, table: str) -> tuple[Values, ...]:
        """What the rows of a table said before the act and after it."""
        return tuple(values for name, values in self.said if name == table)

    def ids(self, table: str) -> frozenset[int]:
        """The rows of a table among them."""
        return frozenset(row_id for name, row_id in self.rows if name == table)


def last_on(doer: Doer, act: Act, thing: Key) -> int | None:
    """By which id the doer's own latest act of a kind on a thing can be taken back (one statement)."""
    own = select(Undoable.id, Undoable.rows).where(
        Undoable.person_id == doer.person_id, Undoable.sentence == act.value, Undoable.undone_at.is_(None)
    )
    found = db.session.execute(own.order_by(Undoable.id.desc()))
    return next((row.id for row in found if list(thing) in row.rows["things"]), None)


def _nothing(_made: Set[Key]) -> Set[Key]:
    return frozenset()


def undo(
    doer: Doer,
    undoable_id: int,
    *,
    along: Callable[[Set[Key]], Set[Key]] = _nothing,
    beside: Set[Act] = frozenset(),
    now: datetime,
) -> Undone:
    """Take an act back, and tell which one it was and what it had changed.

    ``along`` names the rows that go with those that the act made: what the doer herself left on them by
    looking. ``beside`` are acts that may have followed on the same things where they wrote other columns,
    which then stay as they left them. Whoever keeps what stood on each day has to keep these rows anew.
    Raises NotFound for an act of somebody else or one that was taken back, TooLate, and ActedSince.
    """
    session = db.session()
    kept = session.scalars(
        select(Undoable)
        .where(Undoable.id == undoable_id, Undoable.person_id == doer.person_id, Undoable.undone_at.is_(None))
        .with_for_update()
    ).one_or_none()
    if kept is None:
        raise NotFound
    if now >= kept.at + GRACE:
        raise TooLate
    things = [(entity, entity_id) for entity, entity_id in kept.rows["things"]]
    gone = along(_made_by(kept))
    _refuse_after_an_act(session, kept, things, gone, beside)
    drop(session, gone)
    put_back(session, kept.rows["rows"])
    kept.undone_at = now
    session.flush()
    session.expire_all()
    for entity, entity_id in things:
        if entity in UNDONE:
            record(doer, UNDONE[entity], entity_id, now=now, undone=kept.sentence)
    session.flush()
    return _undone(kept, things)


def _undone(kept: Undoable, things: list[Key]) -> Undone:
    rows = kept.rows["rows"]
    said = [(row["table"], values) for row in rows for values in (row["before"], row["after"]) if values]
    return Undone(
        act=next(act for act in Act if act.value == kept.sentence),
        things=tuple(things),
        at=kept.at,
        rows=frozenset((row["table"], row["id"]) for row in rows),
        said=tuple(said),
    )


def _made_by(kept: Undoable) -> frozenset[Key]:
    """The rows that were not there before an act."""
    return frozenset((row["table"], row["id"]) for row in kept.rows["rows"] if row["before"] is None)


def _refuse_after_an_act(
    session: Session, kept: Undoable, things: list[Key], gone: Set[Key], beside: Set[Act]
) -> None:
    """Hold everything that is concerned first: nobody acts on it between this look and the writing."""
    rows = {(row["table"], row["id"]): row for row in kept.rows["rows"]}
    held = hold(session, {*things, *rows})
    if any(acted_since(entity, entity_id, kept.last_event_id, beside) for entity, entity_id in things):
        raise ActedSince
    for key, row in rows.items():
        before = row["before"] if beside else None
        if not stands(row["after"], held.get(key), before):
            raise ActedSince
    if is_built_upon(session, _made_by(kept), own=rows.keys() | gone):
        raise ActedSince


def _kept(session: Session, before: Mapping[Key, Values | None]) -> Iterator[dict[str, Any]]:
    """Rows as they were and as they are; those of a table are read together."""
    after = hold(session, before.keys())
    for key, values in before.items():
        yield {"table": key[0], "id": key[1], "before": values, "after": after.get(key)}


def _watched(row: object) -> bool:
    return (
        isinstance(row, Base)
        and not isinstance(row, Undoable)
        and not is_event(row)
        and "id" in row.__table__.c
    )


@event.listens_for(Session, "before_flush")
def _note_changes(session: Session, _context: object, _instances: object) -> None:
    """Keep rows that are about to be changed or dropped as they are."""
    watch = session.info.get(WATCHING)
    if watch is None:
        return
    for row in (*session.dirty, *session.deleted):
        if _watched(row):
            table = cast("Table", row.__table__)
            watch.note(table.name, held_rows(session, table, table.c.id == row.id))


@event.listens_for(Session, "after_flush")
def _note_new(session: Session, _context: object) -> None:
    """Keep that new rows were not there."""
    watch = session.info.get(WATCHING)
    if watch is None:
        return
    watch.events += recorded(session.new)
    for row in session.new:
        if _watched(row):
            watch.before.setdefault((row.__table__.name, row.id), None)


@event.listens_for(Session, "do_orm_execute")
def _note_mass_changes(state: ORMExecuteState) -> None:
    """The same for statements that change or drop many rows at once."""
    watch = state.session.info.get(WATCHING)
    if watch is None or not (state.is_update or state.is_delete):
        return
    statement = cast("UpdateBase", state.statement)
    table = cast("Table", statement.entity_description["table"])
    if "id" in table.c:
        state.session.flush()  # the statement will find what waits to be written, too
        conditions = and_(*statement._where_criteria)  # type: ignore[attr-defined]  # of updates and deletes
        watch.note(table.name, held_rows(state.session, table, conditions))
