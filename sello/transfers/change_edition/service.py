"""Taking another edition in a cycle, all at once, and going back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import inspect, select

from sello.accounts.domain.actor import Actor
from sello.catalogue.changes import match
from sello.catalogue.domain.rules import Scale
from sello.catalogue.queries import changes, editions
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.cycles.domain.targets import target_in
from sello.cycles.models import Answer, Cut, Cycle
from sello.cycles.service.kept import keep
from sello.transfers.change_edition.domain import (
    FrozenByCut,
    NoAdoption,
    NotTheLatest,
    SameEdition,
    translate,
)
from sello.transfers.change_edition.links import rehang
from sello.transfers.change_edition.models import Adoption

GRADED: Final = ("declared", "validated", "external")
"""The columns of an answer that hold a grade of the edition's scale."""

VERSION: Final = "version"
"""Beside the grades, an adoption keeps the version of an answer before and after it."""

_NOT_CONTENT: Final = frozenset({"institution_id", "cycle_id", "requirement_id"})


def adopt(cycle_id: int, edition_id: int, actor: Actor, *, now: datetime) -> int:
    """Move a cycle to another edition: answers, evidence, tasks, efforts and initiatives go along.

    What has no counterpart is kept whole in the adoption, to be listed and to come back if it is undone.
    """
    cycle = _cycle(cycle_id)
    if cycle.edition_id == edition_id:
        raise SameEdition
    before, after = editions.edition(cycle.edition_id).edition, editions.edition(edition_id).edition
    matched = match(before, after, changes.mapping(cycle.edition_id, edition_id))
    old, new = editions.requirement_ids(cycle.edition_id), editions.requirement_ids(edition_id)
    rows = _answers(cycle_id)
    row = Adoption(
        cycle_id=cycle_id,
        before_id=cycle.edition_id,
        after_id=edition_id,
        target_before=cycle.target_level,
        matched=matched,
        kept=_take_out(rows, {code: old[code] for code in old if code not in matched}),
        answers=_carry(
            rows, {old[one]: (other, new[other]) for one, other in matched.items()}, before.scale, after.scale
        ),
        adopted_at=now,
        adopted_by=actor.person_id,
    )
    db.session.add(row)
    _add_empty(cycle_id, [new[code] for code in new if code not in matched.values()])
    rehang(cycle, {old[one]: new[other] for one, other in matched.items()}, now=now)
    keep(Answer.cycle_id == cycle_id, now=now)
    cycle.edition_id = edition_id
    cycle.target_level = target_in(after.levels, cycle.target_level, before.levels)
    cycle.version += 1
    db.session.flush()
    change = {"before": row.before_id, "after": row.after_id}
    record(actor, Act.CYCLE_EDITION_ADOPTED, cycle_id, now=now, adoption_id=row.id, **change)
    return row.id


def undo(adoption_id: int, actor: Actor, *, now: datetime) -> int:
    """Go back to the edition before; what was answered since is carried back. Returns the cycle."""
    row = _adoption(adoption_id)
    cycle = _cycle(row.cycle_id)
    _check_undo(row)
    before, after = editions.edition(row.before_id).edition, editions.edition(row.after_id).edition
    old, new = editions.requirement_ids(row.before_id), editions.requirement_ids(row.after_id)
    rows = _answers(cycle.id)
    row.left_behind = _take_out(rows, {code: new[code] for code in new if code not in row.matched.values()})
    _carry_back(
        rows,
        row,
        {new[other]: (other, old[one]) for one, other in row.matched.items()},
        after.scale,
        before.scale,
    )
    _put_back(cycle.id, {old[code]: content for code, content in row.kept.items()})
    rehang(cycle, {new[other]: old[one] for one, other in row.matched.items()}, now=now)
    keep(Answer.cycle_id == cycle.id, now=now)
    cycle.edition_id, cycle.target_level = row.before_id, row.target_before
    cycle.version += 1
    row.undone_at, row.undone_by = now, actor.person_id
    db.session.flush()
    change = {"before": row.after_id, "after": row.before_id}
    record(actor, Act.CYCLE_ADOPTION_UNDONE, cycle.id, now=now, adoption_id=row.id, **change)
    return cycle.id


def _cycle(cycle_id: int) -> Cycle:
    cycle = db.session.scalar(select(Cycle).where(Cycle.id == cycle_id))
    if cycle is None:
        raise NotFound
    return cycle


def _adoption(adoption_id: int) -> Adoption:
    row = db.session.scalar(select(Adoption).where(Adoption.id == adoption_id))
    if row is None or row.undone_at is not None:
        raise NoAdoption
    return row


def _check_undo(row: Adoption) -> None:
    later = select(Adoption.id).where(
        Adoption.cycle_id == row.cycle_id, Adoption.id > row.id, Adoption.undone_at.is_(None)
    )
    if db.session.execute(later.limit(1)).first():
        raise NotTheLatest
    cut = db.session.scalar(
        select(Cut.name).where(Cut.cycle_id == row.cycle_id, Cut.made_at >= row.adopted_at).limit(1)
    )
    if cut is not None:
        raise FrozenByCut(cut=cut)


def _answers(cycle_id: int) -> dict[int, Answer]:
    found = db.session.scalars(select(Answer).where(Answer.cycle_id == cycle_id))
    return {answer.requirement_id: answer for answer in found}


def _carry(
    rows: Mapping[int, Answer], places: Mapping[int, tuple[str, int]], before: Scale, after: Scale
) -> dict[str, dict[str, list[Any]]]:
    """Hang answers on their new requirements; tells by code what each said and what was written."""
    told: dict[str, dict[str, list[Any]]] = {}
    for requirement_id, (code, place) in places.items():
        answer = rows[requirement_id]
        told[code] = {name: _translated(answer, name, before, after) for name in GRADED}
        told[code][VERSION] = [answer.version, answer.version + 1]
        answer.requirement_id = place
        answer.version += 1
    db.session.flush()
    return told


def _translated(answer: Answer, name: str, before: Scale, after: Scale) -> list[Any]:
    said = getattr(answer, name)
    written = translate(said, before, after)
    setattr(answer, name, written)
    return [said, written]


def _carry_back(
    rows: Mapping[int, Answer],
    row: Adoption,
    places: Mapping[int, tuple[str, int]],
    after: Scale,
    before: Scale,
) -> None:
    """Hang answers back; a grade that nobody touched since is what it was, another one is translated."""
    for requirement_id, (code, place) in places.items():
        answer = rows[requirement_id]
        for name in GRADED:
            said, written = row.answers[code][name]
            now = getattr(answer, name)
            setattr(answer, name, said if now == written else translate(now, after, before))
        answer.requirement_id = place
        answer.version = _version_back(answer.version, row.answers[code].get(VERSION))
    db.session.flush()


def _version_back(now: int, told: list[int] | None) -> int:
    """An answer that nobody saved since is the one that was: its pages of before are not stale."""
    return told[0] if told is not None and told[1] == now else now + 1


def _take_out(rows: Mapping[int, Answer], ids: Mapping[str, int]) -> dict[str, dict[str, Any]]:
    """Take answers out of the cycle and give them whole, by code; with their ids, which no other row gets."""
    contents = {code: _content(rows[number]) for code, number in ids.items() if number in rows}
    for number in ids.values():
        if number in rows:
            db.session.delete(rows[number])
    db.session.flush()
    return contents


def _content(answer: Answer) -> dict[str, Any]:
    values = {column.key: getattr(answer, column.key) for column in inspect(Answer).column_attrs}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
        if name not in _NOT_CONTENT
    }


def _put_back(cycle_id: int, contents: Mapping[int, Mapping[str, Any]]) -> None:
    for requirement_id, content in contents.items():
        values = {
            name: datetime.fromisoformat(value) if name.endswith("_at") and value else value
            for name, value in content.items()
        }
        db.session.add(Answer(cycle_id=cycle_id, requirement_id=requirement_id, **values))
    db.session.flush()


def _add_empty(cycle_id: int, requirement_ids: list[int]) -> None:
    db.session.add_all(Answer(cycle_id=cycle_id, requirement_id=number) for number in requirement_ids)
    db.session.flush()
