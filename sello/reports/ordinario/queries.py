"""Reads around an Ordinario: who signs and who is addressed, and the letters that were issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from sello.accounts.domain.actor import Actor, Role
from sello.accounts.models import Person, Unit
from sello.accounts.queries.units import in_force
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.core.rows import row_as, rows_as
from sello.reports.mayor.decisions import Decision
from sello.reports.mayor.decisions import Office as UnitOffice
from sello.reports.models import LetterAnnulment, OfficialLetter
from sello.reports.ordinario.compose import Hand, Office
from sello.reports.ordinario.contents import Ordinario, as_kept
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task, TaskRequirement
from sello.tasks.queries.rows import visible


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter as pages name it."""

    id: int
    task_id: int
    task: str
    due_on: date
    """The task's last day."""
    closed: bool
    """Whether the task is."""
    issued_on: date
    at: datetime
    by: str | None
    words: dict[str, Any]
    why: str | None
    """Why it has no effect any more; None while it has."""
    annulled_at: datetime | None
    replaced_by: int | None

    @property
    def letter(self) -> Ordinario:
        """All that stands on it."""
        return as_kept(self.words)

    @property
    def subject(self) -> str:
        """What it is about."""
        return str(self.words.get("subject", ""))

    @property
    def in_force(self) -> bool:
        """Whether it still has effect."""
        return self.why is None


def secretariats_office(*, today: date) -> UnitOffice | None:
    """The unit of whoever of the secretariat has the oldest account, else the topmost (one statement)."""
    home = (
        select(Person.unit_id)
        .where(Person.role == Role.SECRETARIAT, Person.active.is_(True), Person.unit_id.is_not(None))
        .order_by(Person.id)
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        select(Unit.id, Unit.name)
        .where(in_force(today), or_(Unit.id == home, Unit.parent_id.is_(None)))
        .order_by((Unit.id == home).desc().nulls_last(), Unit.id)
        .limit(1)
    )
    return next(iter(rows_as(UnitOffice, db.session.execute(statement))), None)


def office_of(decision: Decision, signs: Actor, cycle: str, *, today: date) -> Office:
    """All that a letter of the authority rests on besides its decision (two statements)."""
    head = head_of(decision.unit.id if decision.unit else None)
    copy = secretariats_office(today=today)
    return Office(
        institution=signs.institution_name,
        cycle=cycle,
        signs=Hand(signs.name, signs.post),
        head=head,
        copies=(copy.name,) if copy is not None and copy != decision.unit else (),
    )


def head_of(unit_id: int | None) -> Hand | None:
    """Who heads a unit today (one statement)."""
    statement = (
        select(Person.name, Person.post)
        .where(Person.role == Role.UNIT_HEAD, Person.active.is_(True), Person.unit_id == unit_id)
        .order_by(Person.id)
        .limit(1)
    )
    found = db.session.execute(statement).one_or_none()
    return row_as(Hand, found) if found is not None else None


SHOWN = 100
"""How many letters a list shows."""

ROWS: Select[Any] = (
    select(
        OfficialLetter.id,
        OfficialLetter.task_id,
        Task.title.label("task"),
        Task.due_on,
        (Task.state == TaskState.CLOSED).label("closed"),
        OfficialLetter.issued_on,
        OfficialLetter.at,
        Person.name.label("by"),
        OfficialLetter.words,
        LetterAnnulment.why,
        LetterAnnulment.at.label("annulled_at"),
        LetterAnnulment.replaced_by,
    )
    # The sum keeps SQLite from beginning at every task of the town.
    .join(Task, Task.id == OfficialLetter.task_id + 0)
    .outerjoin(Person, Person.id == OfficialLetter.person_id)
    .outerjoin(LetterAnnulment, LetterAnnulment.letter_id == OfficialLetter.id)
    .order_by(OfficialLetter.id.desc())
    .limit(SHOWN)
)


def letter(letter_id: int, actor: Actor) -> LetterRow:
    """A letter whose task the reader may see (one statement), or NotFound."""
    found = _seen(actor, OfficialLetter.id == letter_id)
    if not found:
        raise NotFound
    return found[0]


def letters(actor: Actor) -> tuple[LetterRow, ...]:
    """The letters whose tasks the reader may see, the latest first (one statement)."""
    return _seen(actor)


def letters_of(task_id: int, actor: Actor) -> tuple[LetterRow, ...]:
    """The letters that ordered a task, the latest first (one statement)."""
    return _seen(actor, OfficialLetter.task_id == task_id)


def letters_for(cycle_id: int, requirement_id: int, actor: Actor) -> tuple[LetterRow, ...]:
    """The letters whose tasks work for a requirement, the latest first (one statement)."""
    works = select(TaskRequirement.task_id).where(TaskRequirement.requirement_id == requirement_id)
    return _seen(actor, OfficialLetter.task_id.in_(works), Task.cycle_id == cycle_id)


def is_issued(letter_id: int | None) -> bool:
    """Whether there is a letter of this id, and was not taken back (one statement)."""
    statement = select(OfficialLetter.id).where(OfficialLetter.id == letter_id)
    return letter_id is not None and db.session.scalar(statement) is not None


def _seen(actor: Actor, *which: ColumnElement[bool]) -> tuple[LetterRow, ...]:
    statement = ROWS.where(*which, visible(actor.visibility, actor.person_id))
    return rows_as(LetterRow, db.session.execute(statement))
