"""Opening a cycle, correcting it, making it the current one, and letting the auditors in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, update

from sello.accounts.domain.actor import Actor
from sello.catalogue.domain.rules import EditionRules
from sello.catalogue.queries import editions
from sello.core.db import db
from sello.core.labels import N_
from sello.core.refusal import NotFound, Refusal, Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import differing, record
from sello.cycles.domain.stages import Stage, check_dates, check_stages, ordered
from sello.cycles.models import Answer, Cycle
from sello.cycles.models import Stage as StageTable
from sello.cycles.queries import cycles
from sello.cycles.service.kept import keep


class NameMissing(Refusal):
    """A cycle is called something."""

    message = N_("Escriba un nombre para el ciclo.")
    field = "name"


class NotALevelOfTheEdition(Refusal):
    """The target is one of the edition's levels."""

    message = N_("La edición elegida no tiene ese nivel. Elija una de las metas que ofrece.")
    field = "target_level"


@dataclass(frozen=True)
class CycleDraft:
    """What a cycle says of itself."""

    name: str
    target_level: str
    starts_on: date
    evaluation_on: date | None = None
    valid_until: date | None = None
    stages: Sequence[Stage] = ()


def open_cycle(actor: Actor, edition_id: int, draft: CycleDraft, *, now: datetime) -> int:
    """Open a cycle on an edition, with an empty answer for each of its requirements.

    The first cycle of an institution is its current one.
    """
    _check(draft, editions.rules(edition_id))
    first = cycles.current_id() is None
    cycle = Cycle(edition_id=edition_id, is_current=first, created_at=now, **_values(draft))
    db.session.add(cycle)
    db.session.flush()
    _write_stages(cycle.id, draft.stages)
    for requirement_id in editions.requirement_ids(edition_id).values():
        db.session.add(Answer(cycle_id=cycle.id, requirement_id=requirement_id))
    keep(Answer.cycle_id == cycle.id, now=now)
    record(actor, Act.CYCLE_OPENED, cycle.id, now=now, edition_id=edition_id)
    return cycle.id


def edit_cycle(actor: Actor, cycle_id: int, draft: CycleDraft, *, version: int, now: datetime) -> int:
    """Correct a cycle's name, target, dates and stages; its edition stays.

    ``version`` is the one that the page showed: Stale when somebody saved meanwhile.
    """
    cycle = _load(cycle_id, for_writing=True)
    if cycle.version != version:
        raise Stale
    _check(draft, editions.rules(cycle.edition_id))
    values = _values(draft)
    before, after = differing(cycle, values)
    for name, value in values.items():
        setattr(cycle, name, value)
    cycle.version += 1
    _write_stages(cycle.id, draft.stages)
    record(actor, Act.CYCLE_EDITED, cycle.id, now=now, before=before, after=after, fields=sorted(after))
    return cycle.id


def make_current(actor: Actor, cycle_id: int, *, now: datetime) -> None:
    """Make a cycle the current one; the one that was is kept as it is."""
    cycle = _load(cycle_id)
    db.session.execute(update(Cycle).where(Cycle.is_current, Cycle.id != cycle.id).values(is_current=False))
    cycle.is_current = True
    record(actor, Act.CYCLE_PROMOTED, cycle.id, now=now)


def release(actor: Actor, cycle_id: int, *, now: datetime) -> None:
    """Let external auditors read the cycle from now on; a second time changes nothing."""
    cycle = _load(cycle_id)
    if cycle.released_at is None:
        cycle.released_at = now
        record(actor, Act.CYCLE_RELEASED, cycle.id, now=now)


def withdraw(actor: Actor, cycle_id: int, *, now: datetime) -> None:
    """Close the cycle to external auditors again; what they decided is kept."""
    cycle = _load(cycle_id)
    if cycle.released_at is not None:
        cycle.released_at = None
        record(actor, Act.CYCLE_WITHDRAWN, cycle.id, now=now)


def _load(cycle_id: int, *, for_writing: bool = False) -> Cycle:
    cycle = db.session.get(Cycle, cycle_id, with_for_update=for_writing, populate_existing=for_writing)
    if cycle is None:
        raise NotFound
    return cycle


def _check(draft: CycleDraft, rules: EditionRules) -> None:
    if not draft.name.strip():
        raise NameMissing
    if draft.target_level not in {level.code for level in rules.levels}:
        raise NotALevelOfTheEdition
    check_dates(draft.starts_on, draft.evaluation_on, draft.valid_until)
    check_stages(draft.stages)


def _values(draft: CycleDraft) -> dict[str, object]:
    return {
        "name": draft.name.strip(),
        "target_level": draft.target_level,
        "starts_on": draft.starts_on,
        "evaluation_on": draft.evaluation_on,
        "valid_until": draft.valid_until,
    }


def _write_stages(cycle_id: int, stages: Sequence[Stage]) -> None:
    db.session.execute(delete(StageTable).where(StageTable.cycle_id == cycle_id))
    for stage in ordered(stages):
        db.session.add(
            StageTable(
                cycle_id=cycle_id, kind=stage.kind.value, starts_on=stage.starts_on, ends_on=stage.ends_on
            )
        )
    db.session.flush()
