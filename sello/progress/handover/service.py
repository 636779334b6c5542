"""Handing over what was somebody's: each thing to whoever receives it, in one act that can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sello.accounts.domain.actor import Actor, Role
from sello.accounts.domain.handover import (
    OWN,
    HeadElsewhere,
    Hers,
    Leaving,
    Line,
    NobodyGiven,
    NothingToHandOver,
    Thing,
    ThingsChanged,
    lines,
    mark,
)
from sello.accounts.models import Handover, Person
from sello.accounts.queries import people as people_queries
from sello.accounts.queries.people import PersonRow
from sello.accounts.service.people import PersonData, edit_person, set_substitute
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.core.undo import Done, undoable
from sello.progress.handover.holdings import Holding
from sello.progress.handover.queries import Receiver, hers, receivers, words_of_today
from sello.tasks.service import assigning
from sello.tasks.service.loading import load


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody wants it handed over: one choice for all, and others by row (`Hers.key`)."""

    reason: Leaving
    to_all: int | None
    by_row: Mapping[str, int | None]
    note: str = ""
    as_head: bool = False
    """Whether who receives also becomes the head of the unit."""


def everything(
    person: PersonRow, people: tuple[Receiver, ...], also: Sequence[Holding] = (), *, at: Moment
) -> tuple[Hers, ...]:
    """All that is a person's, here and in the rooms above."""
    return (*hers(person, people, at=at), *(one for each in also for one in each.read(person, people)))


def preview(person_id: int, wish: Wish, also: Sequence[Holding] = (), *, at: Moment) -> tuple[Line, ...]:
    """What would go to whom; nothing is written. Raises NotFound and NobodyGiven."""
    person = people_queries.person(person_id, now=at.now)
    if person is None:
        raise NotFound
    people = receivers(person_id)
    if wish.to_all is not None and wish.to_all not in {one.id for one in people}:
        raise NobodyGiven
    return lines(
        everything(person, people, also, at=at),
        wish.to_all,
        wish.by_row,
        head_id=_new_head(person, people, wish),
    )


def _new_head(person: PersonRow, people: tuple[Receiver, ...], wish: Wish) -> int | None:
    """Who becomes the head of the unit, if that is wished; refuses whoever does not work in it."""
    if not wish.as_head:
        return None
    there = {one.id for one in people if one.unit_id is not None and one.unit_id == person.unit_id}
    if person.role is not Role.UNIT_HEAD or wish.to_all not in there:
        raise HeadElsewhere
    return wish.to_all


def hand_over(
    actor: Actor, person_id: int, wish: Wish, also: Sequence[Holding] = (), *, shown: str, at: Moment
) -> tuple[int, Done]:
    """Give all that is a person's to whoever receives it, and keep the minute; returns its id.

    `shown` is the mark of the preview that was looked at. Raises what `preview` does, NothingToHandOver, and
    ThingsChanged when something else would be done by now.
    """
    given = preview(person_id, wish, also, at=at)
    if not given:
        raise NothingToHandOver
    if mark(given) != shown:
        raise ThingsChanged
    with undoable(actor, Act.PERSON_RELIEVED, now=at.now) as done:
        for line in sorted(given, key=lambda one: (one.kind.value, one.id)):
            _give(actor, line, also, at)
        if wish.as_head and wish.to_all is not None:
            _make_head(actor, wish.to_all, at)
        row = Handover(
            person_id=person_id,
            to_id=wish.to_all,
            reason=wish.reason,
            note=wish.note.strip(),
            lines=[line.as_kept() for line in given],
            at=at.now,
            made_by=actor.person_id,
        )
        db.session.add(row)
        db.session.flush()
        row.words = words_of_today(row.id)
        record(actor, Act.PERSON_RELIEVED, person_id, now=at.now, handover_id=row.id)
    return row.id, done


def _give(actor: Actor, line: Line, also: Sequence[Holding], at: Moment) -> None:
    """Let one thing change hands; what is the unit's stays with it."""
    holding = next((each for each in also if each.kind is line.kind), None)
    if holding is not None:
        if line.to_id is not None or line.kind not in OWN:
            holding.give(actor, line, at)
        return
    if line.kind is Thing.TASK:
        task = load(line.id, actor)
        assigning.assign(actor, task.id, line.to_id, version=task.version, at=at)
    elif line.kind is Thing.ACTS_FOR:
        absent = db.session.get_one(Person, line.id)
        set_substitute(
            actor,
            absent.id,
            line.to_id,
            absent.substitute_from,
            absent.substitute_until,
            version=absent.version,
            now=at.now,
        )


def _make_head(actor: Actor, person_id: int, at: Moment) -> None:
    """Let somebody of a unit answer for it."""
    row = db.session.get_one(Person, person_id)
    data = PersonData(name=row.name, email=row.email, post=row.post, role=Role.UNIT_HEAD, unit_id=row.unit_id)
    edit_person(actor, person_id, data, version=row.version, at=at)
