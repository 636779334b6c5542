"""What is somebody's, to be handed over; and what was handed over, as its minute tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from sello.accounts.domain.actor import SUBSTITUTABLE, Role, Visibility
from sello.accounts.domain.handover import Hers, Leaving, Line, Thing
from sello.accounts.models import Handover, Institution, Person, Unit
from sello.accounts.queries.people import PersonRow
from sello.core.changes import grounded
from sello.core.dates import read_day
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.rows import row_as, rows_as
from sello.core.text import fold
from sello.cycles.queries import cycles
from sello.duties.models import Duty
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import opened_to, returned, titled, waiting
from sello.evidence.queries.delivered import delivered_by
from sello.progress.checklist import Filters, checklist
from sello.register.models import Initiative, InitiativeUnit
from sello.register.parts.models import CommitteeMember
from sello.tasks.domain.states import OPEN_STATES
from sello.tasks.models import Task
from sello.tasks.queries import options
from sello.tasks.queries.options import branch_of
from sello.tasks.queries.rows import read_rows

EVERYTHING = Visibility(units=None)
PRINTED = Visibility(units=None, withheld=True)
"""A minute is printed, and read by whoever receives: it opens nothing that is secret."""
TITLE = titled(Evidence.title, opened_to(PRINTED)).label("title")


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody to whom something can go."""

    id: int
    name: str
    post: str
    role: Role
    unit_id: int | None


@dataclass(frozen=True, slots=True)
class Minute:
    """A handover as it was done."""

    id: int
    institution: str
    person_id: int
    person: str
    post: str
    to: str | None
    reason: Leaving
    note: str
    at: datetime
    made_by: str | None
    lines: tuple[Line, ...]
    names: dict[int, str]
    """The people who received something, by id."""
    of_today: bool = False
    """Whether names and post are those of today: earlier versions did not keep those of its day."""


def receivers(person_id: int) -> tuple[Receiver, ...]:
    """The active staff to whom something of a person can go, by name (one statement, kept)."""
    return grounded(lambda: _receivers(person_id), "receivers", person_id)


def _receivers(person_id: int) -> tuple[Receiver, ...]:
    statement = (
        select(Person.id, Person.name, Person.post, Person.role, Person.unit_id)
        .where(Person.active, Person.role.in_(SUBSTITUTABLE), Person.id != person_id)
        .order_by(Person.name, Person.id)
    )
    return rows_as(Receiver, db.session.execute(statement))


def hers(person: PersonRow, people: tuple[Receiver, ...], *, at: Moment) -> tuple[Hers, ...]:
    """All that is a person's, in the order in which it is read (a constant number of statements)."""
    still = grounded(lambda: _still(person, people, at), "handover", person.id, at.today)
    return (
        *_tasks(person, people, at),
        *still.acts_for,
        *_evidence(person),
        *_delivered(person, at),
        *still.seats,
        *_answers_for(person, at),
        *still.of_her_unit,
    )


@dataclass(frozen=True, slots=True)
class _Still:
    """What of hers changes on few days."""

    acts_for: tuple[Hers, ...]
    seats: tuple[Hers, ...]
    of_her_unit: tuple[Hers, ...]


def _still(person: PersonRow, people: tuple[Receiver, ...], at: Moment) -> _Still:
    return _Still(
        tuple(_acts_for(person, people, at)), tuple(_seats(person, at)), tuple(_of_her_unit(person))
    )


def _tasks(person: PersonRow, people: tuple[Receiver, ...], at: Moment) -> Iterator[Hers]:
    units = options.units(today=at.today)
    open_ones = select(Task.id).where(Task.person_id == person.id, Task.state.in_(sorted(OPEN_STATES)))
    for task in read_rows(open_ones, at=at):
        branch = branch_of(units, task.unit_id)
        yield Hers(
            kind=Thing.TASK,
            id=task.id,
            title=task.title,
            status=task.now.reason.label,
            until=task.due_on,
            unit=task.unit_name,
            offered=frozenset(one.id for one in people if one.unit_id in branch),
        )


def _acts_for(person: PersonRow, people: tuple[Receiver, ...], at: Moment) -> Iterator[Hers]:
    statement = (
        select(Person.id, Person.name, Person.post, Person.substitute_until, Unit.name.label("unit"))
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Person.substitute_id == person.id, Person.substitute_until >= at.today)
        .order_by(Person.name, Person.id)
    )
    for row in db.session.execute(statement):
        yield Hers(
            kind=Thing.ACTS_FOR,
            id=row.id,
            title=f"{row.name} · {row.post}" if row.post else row.name,
            status="",
            until=row.substitute_until,
            unit=row.unit or "",
            offered=frozenset(one.id for one in people if one.id != row.id),
        )


def _evidence(person: PersonRow) -> Iterator[Hers]:
    statement = (
        select(Evidence.id, TITLE, Evidence.state, Unit.name.label("unit"))
        .join(Unit, Unit.id == Evidence.unit_id)
        .where(Evidence.created_by == person.id, or_(waiting(), returned()))
        .order_by(Evidence.id)
    )
    for row in db.session.execute(statement):
        yield _of_the_unit(Thing.EVIDENCE, row.id, row.title, row.state.label, row.unit)


def _delivered(person: PersonRow, at: Moment) -> Iterator[Hers]:
    """What she handed in and counts today: whoever comes after her has to know that it ends, and when."""
    for row in delivered_by(person.id, PRINTED, today=at.today):
        told = _of_the_unit(Thing.DELIVERED, row.id, row.title, "", row.unit)
        yield replace(told, until=row.until)


def _seats(person: PersonRow, at: Moment) -> Iterator[Hers]:
    """The seats that her post holds in committees that go on: they stay with the post."""
    statement = (
        select(
            CommitteeMember.id,
            CommitteeMember.post,
            CommitteeMember.seat,
            Initiative.name,
            Unit.name.label("unit"),
        )
        .join(Initiative, Initiative.id == CommitteeMember.initiative_id)
        .outerjoin(Unit, Unit.id == CommitteeMember.unit_id)
        .where(
            or_(CommitteeMember.unit_id.is_(None), CommitteeMember.unit_id == person.unit_id),
            or_(Initiative.ends_on.is_(None), Initiative.ends_on >= at.today),
        )
        .order_by(Initiative.name, CommitteeMember.id)
    )
    for row in db.session.execute(statement):
        if person.post and fold(row.post) == fold(person.post):
            yield _of_the_unit(Thing.SEAT, row.id, row.name, row.seat.label, row.unit or "")


def _answers_for(person: PersonRow, at: Moment) -> Iterator[Hers]:
    """The requirements for which she answers as the head of her unit."""
    if person.role is not Role.UNIT_HEAD or person.unit_id is None:
        return
    cycle = cycles.current()
    if cycle is None:
        return
    own = checklist(cycle, EVERYTHING, Filters(unit_id=person.unit_id, alone=True), at=at)
    for row in (row for group in own.groups for row in group.rows):
        title = f"{row.code} {row.title}"
        yield _of_the_unit(
            Thing.REQUIREMENT, row.requirement_id, title, row.status.label, person.unit_name or ""
        )


def _of_her_unit(person: PersonRow) -> Iterator[Hers]:
    """What else her unit does and owes, where she is its head."""
    if person.role is not Role.UNIT_HEAD or person.unit_id is None:
        return
    unit = person.unit_name or ""
    statement = (
        select(Initiative.id, Initiative.name)
        .join(InitiativeUnit, InitiativeUnit.initiative_id == Initiative.id)
        .where(InitiativeUnit.unit_id == person.unit_id)
        .order_by(Initiative.name, Initiative.id)
    )
    for initiative_id, name in db.session.execute(statement):
        yield _of_the_unit(Thing.INITIATIVE, initiative_id, name, "", unit)
    owed = select(Duty.id, Duty.title).where(Duty.unit_id == person.unit_id, Duty.ended_on.is_(None))
    for duty_id, title in db.session.execute(owed.order_by(Duty.title, Duty.id)):
        yield _of_the_unit(Thing.DUTY, duty_id, title, "", unit)


def _of_the_unit(kind: Thing, thing_id: int, title: str, status: str, unit: str) -> Hers:
    return Hers(
        kind=kind, id=thing_id, title=title, status=status, until=None, unit=unit, offered=frozenset()
    )


def words_of_today(handover_id: int) -> dict[str, Any]:
    """The names and the post that a minute says if it is written today, as its row keeps them."""
    leaving, receiving, maker = aliased(Person), aliased(Person), aliased(Person)
    row = db.session.execute(
        select(
            Institution.name.label("institution"),
            leaving.name.label("person"),
            leaving.post,
            receiving.name.label("to"),
            maker.name.label("made_by"),
            Handover.lines,
        )
        .select_from(Handover)
        .join(Institution, Institution.id == Handover.institution_id)
        .join(leaving, leaving.id == Handover.person_id)
        .outerjoin(receiving, receiving.id == Handover.to_id)
        .outerjoin(maker, maker.id == Handover.made_by)
        .where(Handover.id == handover_id)
    ).one()
    ids = {line.to_id for line in map(_line, row.lines) if line.to_id is not None}
    names = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    said = {name: value for name, value in row._mapping.items() if name != "lines"}
    return {**said, "names": {str(one.id): one.name for one in names}}


def minute(handover_id: int) -> Minute:
    """A handover as it was done (one statement); NotFound for one that is not there."""
    columns = (Handover.id, Handover.person_id, Handover.reason, Handover.note, Handover.at)
    row = db.session.execute(
        select(*columns, Handover.lines, Handover.words).where(Handover.id == handover_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    words = row.words or words_of_today(row.id)
    names = {int(one): name for one, name in words["names"].items()}
    lines = tuple(_line(kept) for kept in row.lines)
    told = words | {"lines": lines, "names": names, "of_today": row.words is None}
    return row_as(Minute, row, **told)


def minutes_of(person_id: int) -> tuple[tuple[int, datetime], ...]:
    """The handovers of a person, the latest first: id and instant (one statement, kept)."""
    return grounded(lambda: _minutes_of(person_id), "handovers", person_id)


def _minutes_of(person_id: int) -> tuple[tuple[int, datetime], ...]:
    statement = (
        select(Handover.id, Handover.at).where(Handover.person_id == person_id).order_by(Handover.id.desc())
    )
    return tuple((row.id, row.at) for row in db.session.execute(statement))


def _line(kept: dict[str, Any]) -> Line:
    until: date | None = read_day(kept["until"]) if kept["until"] else None
    return Line(**{**kept, "kind": Thing(kept["kind"]), "until": until})
