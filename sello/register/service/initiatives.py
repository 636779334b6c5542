"""Keeping the register: what is known of an initiative is written down, what is not stays empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import NotFound, Stale
from sello.core.text import fold
from sello.core.trail.acts import Act
from sello.core.trail.recording import differing, record
from sello.register.domain import (
    ActKind,
    Basis,
    FormerName,
    InitiativeKind,
    NameTaken,
    PartialDate,
    Precision,
    Stage,
    UnitMissing,
    check,
)
from sello.register.models import Initiative, InitiativeName, InitiativeRequirement, InitiativeUnit
from sello.register.parts.domain.kinds import check_end
from sello.register.queries.initiative import former_names
from sello.register.queries.rows import visible
from sello.tasks.domain.refusals import UnitElsewhere, UnknownRequirement
from sello.tasks.queries.options import requirements, units

LONG = frozenset({"aim", "description", "source", "folded"})


@dataclass(frozen=True, slots=True)
class InitiativeDraft:
    """What a person wrote about an initiative: the whole of its form."""

    name: str
    kind: InitiativeKind
    unit_ids: frozenset[int]
    starts: PartialDate | None = None
    ends: PartialDate | None = None
    act_kind: ActKind | None = None
    act_number: str = ""
    act_on: date | None = None
    aim: str = ""
    description: str = ""
    source: str = ""
    stage: Stage | None = None
    territory: str = ""
    basis: Basis | None = None
    open_ended: bool = False
    renew_days: int | None = None
    """Business days before its end; None: as usual."""
    feeds: tuple[tuple[int, str], ...] = ()
    """Requirements that it feeds, each with how."""
    former: tuple[FormerName, ...] = ()
    """Names that it had before, the oldest first."""
    unasked: frozenset[str] = frozenset()
    """Columns that its form did not ask: what was known of them stays."""


def create(actor: Actor, said: InitiativeDraft, *, at: Moment) -> int:
    """Add an initiative to the register, and return its id."""
    _check(actor, said, None, frozenset(), at.today)
    row = Initiative(created_at=at.now, created_by=actor.person_id, **_columns(said))
    db.session.add(row)
    db.session.flush()
    _write_units(row.id, frozenset(), said.unit_ids)
    _write_feeds(row.id, {}, said)
    _write_names(row.id, (), said.former)
    record(actor, Act.INITIATIVE_CREATED, row.id, now=at.now, kind=said.kind.value)
    db.session.flush()
    return row.id


def edit(actor: Actor, initiative_id: int, said: InitiativeDraft, *, version: int, at: Moment) -> bool:
    """Change what is known of an initiative; tells whether anything changed. Raises Stale over another's."""
    row = load(initiative_id, actor)
    if row.version != version:
        raise Stale
    held = _units_held(initiative_id)
    _check(actor, said, initiative_id, held, at.today)
    former = _with_last_name(row.name, said, at.today)
    columns = _columns(replace(said, former=former))
    before, after = differing(row, columns)
    changed = sorted(after)
    changed += ["units"] if _write_units(initiative_id, held, said.unit_ids) else []
    changed += ["feeds"] if _write_feeds(initiative_id, _feeds_held(initiative_id), said) else []
    changed += ["former"] if _write_names(initiative_id, former_names(initiative_id), former) else []
    if not changed:
        return False
    for name in columns:
        setattr(row, name, columns[name])
    note_edit(actor, row, changed, before=_short(before), after=_short(after), now=at.now)
    return True


def note_edit(
    actor: Actor,
    row: Initiative,
    fields: list[str],
    *,
    now: datetime,
    before: Mapping[str, Any] = MappingProxyType({}),
    after: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Count and record a change of an initiative, or of the rows of a part of it."""
    row.version += 1
    change = {"before": dict(before), "after": dict(after)}
    record(actor, Act.INITIATIVE_EDITED, row.id, now=now, fields=fields, **change)
    db.session.flush()


def _short(values: Mapping[str, Any]) -> dict[str, Any]:
    """Before and after as the trail keeps them: long texts are not copied into it."""
    return {name: value for name, value in values.items() if name not in LONG}


def load(initiative_id: int, actor: Actor) -> Initiative:
    """The initiative, locked for this transaction; raises NotFound for one that the actor may not see."""
    statement = (
        select(Initiative)
        .where(Initiative.id == initiative_id, visible(actor.visibility))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    row = db.session.scalar(statement)
    if row is None:
        raise NotFound
    return row


def _check(
    actor: Actor, said: InitiativeDraft, initiative_id: int | None, held: frozenset[int], today: date
) -> None:
    check(
        starts=said.starts,
        ends=said.ends,
        unit_ids=said.unit_ids,
        act_kind=said.act_kind,
        act_number=said.act_number,
        act_on=said.act_on,
    )
    check_end(said.kind, starts=said.starts, ends=said.ends, open_ended=said.open_ended)
    _check_units(actor, said.unit_ids, held, today)
    _check_name(said, initiative_id)


def _check_units(actor: Actor, wanted: frozenset[int], held: frozenset[int], today: date) -> None:
    """A unit head answers for her branch: she adds and takes away no other unit, and keeps one of hers."""
    known = {one.id for one in units(today=today, keep=held)}
    if not wanted <= known:
        raise UnitElsewhere
    mine = actor.visibility.units
    if mine is None:
        return
    if (wanted ^ held) - mine:
        raise UnitElsewhere
    if not wanted & mine:
        raise UnitMissing


def _check_name(said: InitiativeDraft, initiative_id: int | None) -> None:
    same = select(Initiative.id).where(Initiative.kind == said.kind, Initiative.name == said.name.strip())
    taken = db.session.scalar(same)
    if taken is not None and taken != initiative_id:
        raise NameTaken(name=said.name.strip())


def _columns(said: InitiativeDraft) -> dict[str, Any]:
    columns = {
        "name": said.name.strip(),
        "kind": said.kind,
        "starts_on": said.starts.first if said.starts else None,
        "starts_precision": said.starts.precision if said.starts else Precision.DAY,
        "ends_on": said.ends.last if said.ends else None,
        "ends_precision": said.ends.precision if said.ends else Precision.DAY,
        "act_kind": said.act_kind,
        "act_number": said.act_number.strip(),
        "act_on": said.act_on,
        "aim": said.aim.strip(),
        "description": said.description.strip(),
        "source": said.source.strip(),
        "stage": said.stage,
        "territory": said.territory.strip(),
        "basis": said.basis,
        "open_ended": said.open_ended,
        "renew_days": said.renew_days,
        "folded": fold(
            said.name, *(one.name for one in said.former), said.aim, said.description, said.act_number
        ),
    }
    return {name: value for name, value in columns.items() if name not in said.unasked}


def _with_last_name(before: str, said: InitiativeDraft, today: date) -> tuple[FormerName, ...]:
    """The former names with the one that a renaming leaves behind, unless she has written it down herself."""
    renamed = before != said.name.strip() and before not in {one.name for one in said.former}
    return (*said.former, FormerName(before, PartialDate(today))) if renamed else said.former


def _write_names(initiative_id: int, held: tuple[FormerName, ...], wanted: tuple[FormerName, ...]) -> bool:
    if held == wanted:
        return False
    for row in db.session.scalars(
        select(InitiativeName).where(InitiativeName.initiative_id == initiative_id)
    ):
        db.session.delete(row)
    db.session.flush()
    db.session.add_all(
        InitiativeName(
            initiative_id=initiative_id,
            name=one.name,
            until_on=one.until.last if one.until else None,
            until_precision=one.until.precision if one.until else Precision.DAY,
        )
        for one in wanted
    )
    return True


def _units_held(initiative_id: int) -> frozenset[int]:
    statement = select(InitiativeUnit.unit_id).where(InitiativeUnit.initiative_id == initiative_id)
    return frozenset(db.session.scalars(statement))


def _write_units(initiative_id: int, held: frozenset[int], wanted: frozenset[int]) -> bool:
    gone = held - wanted
    statement = select(InitiativeUnit).where(
        InitiativeUnit.initiative_id == initiative_id, InitiativeUnit.unit_id.in_(sorted(gone))
    )
    for link in db.session.scalars(statement):
        db.session.delete(link)
    if held != wanted:
        _forget_shares(initiative_id)
    db.session.add_all(
        InitiativeUnit(initiative_id=initiative_id, unit_id=unit_id) for unit_id in sorted(wanted - held)
    )
    return held != wanted


def _forget_shares(initiative_id: int) -> None:
    """What units shared out was shared among others."""
    theirs = InitiativeUnit.initiative_id == initiative_id
    for link in db.session.scalars(select(InitiativeUnit).where(theirs, InitiativeUnit.share.is_not(None))):
        link.share = None


def _feeds_held(initiative_id: int) -> dict[int, InitiativeRequirement]:
    statement = select(InitiativeRequirement).where(InitiativeRequirement.initiative_id == initiative_id)
    return {link.requirement_id: link for link in db.session.scalars(statement)}


def _write_feeds(initiative_id: int, held: dict[int, InitiativeRequirement], said: InitiativeDraft) -> bool:
    """Write the requirements of the edition at work; links to those of other editions are left alone."""
    offered = {one.id for one in requirements()}
    wanted = {requirement_id: how.strip() for requirement_id, how in said.feeds}
    if not wanted.keys() <= offered | held.keys():
        raise UnknownRequirement
    changed = False
    for requirement_id in sorted((held.keys() & offered) - wanted.keys()):
        db.session.delete(held[requirement_id])
        changed = True
    for requirement_id, how in sorted(wanted.items()):
        link = held.get(requirement_id)
        if link is None:
            link = InitiativeRequirement(initiative_id=initiative_id, requirement_id=requirement_id)
            db.session.add(link)
        changed = changed or link.contribution != how
        link.contribution = how
    return changed
