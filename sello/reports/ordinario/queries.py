"""Reads around an Ordinario: who signs and who is addressed, and the letters that were issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select

from sello.accounts.domain.actor import Actor, Role
from sello.accounts.models import Person, Unit
from sello.accounts.queries.units import in_force
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.core.rows import row_as, rows_as
from sello.reports.mayor.decisions import Decision
from sello.reports.mayor.decisions import Office as UnitOffice
from sello.reports.models import OfficialLetter
from sello.reports.ordinario.compose import Hand, Office
from sello.reports.ordinario.contents import Ordinario, as_kept
from sello.tasks.models import Task
from sello.tasks.queries.rows import visible


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter as pages name it."""

    id: int
    task_id: int
    issued_on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class IssuedLetter:
    """A letter with its words."""

    id: int
    issued_on: date
    words: Ordinario


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
    statement = (
        select(Person.name, Person.post)
        .where(
            Person.role == Role.UNIT_HEAD,
            Person.active.is_(True),
            Person.unit_id == (decision.unit.id if decision.unit else None),
        )
        .order_by(Person.id)
        .limit(1)
    )
    head = db.session.execute(statement).one_or_none()
    copy = secretariats_office(today=today)
    return Office(
        institution=signs.institution_name,
        cycle=cycle,
        signs=Hand(signs.name, signs.post),
        head=row_as(Hand, head) if head is not None else None,
        copies=(copy.name,) if copy is not None and copy != decision.unit else (),
    )


def letter(letter_id: int, actor: Actor) -> IssuedLetter:
    """A letter whose task the reader may see (one statement), or NotFound."""
    statement: Any = (
        select(OfficialLetter.id, OfficialLetter.issued_on, OfficialLetter.words)
        .join(Task, Task.id == OfficialLetter.task_id)
        .where(OfficialLetter.id == letter_id, visible(actor.visibility, actor.person_id))
    )
    row = db.session.execute(statement).one_or_none()
    if row is None:
        raise NotFound
    return IssuedLetter(row.id, row.issued_on, as_kept(row.words))


def is_issued(letter_id: int | None) -> bool:
    """Whether there is a letter of this id, and was not taken back (one statement)."""
    statement = select(OfficialLetter.id).where(OfficialLetter.id == letter_id)
    return letter_id is not None and db.session.scalar(statement) is not None


def letters_of(task_id: int) -> tuple[LetterRow, ...]:
    """The letters that ordered a task, the latest first (one statement); the task's page asked who may."""
    statement = (
        select(OfficialLetter.id, OfficialLetter.task_id, OfficialLetter.issued_on, OfficialLetter.at)
        .where(OfficialLetter.task_id == task_id)
        .order_by(OfficialLetter.id.desc())
    )
    return rows_as(LetterRow, db.session.execute(statement))
