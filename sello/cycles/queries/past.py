"""Reads of a cycle as it stood on a past day: its edition and its answers, from what was kept of them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, func, literal, null, select

from sello.accounts.models import Unit
from sello.catalogue.models import Dimension, Edition, Requirement
from sello.core.dates import written
from sello.core.db import UTCDateTime, db
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import Refusal
from sello.core.rows import rows_as
from sello.core.trail import history as trail
from sello.core.trail.acts import Act
from sello.cycles.domain.targets import target_in
from sello.cycles.models import AnswerState, Cycle
from sello.cycles.queries.answers import AnswerRow
from sello.cycles.queries.cycles import CycleRow

_MOVES = (Act.CYCLE_EDITION_ADOPTED, Act.CYCLE_ADOPTION_UNDONE)
_NEXT_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Past:
    """A cycle as it was at the end of a day.

    `cycle` works on the edition of that day. What was kept before `until` is what stood; `told_from` is the
    day from which that can be told, where it lies after the day that was asked for.
    """

    cycle: CycleRow
    until: datetime
    told_from: date | None


class BeforeTheCycle(Refusal):
    """Of a day before there was a cycle nothing can be told, and nothing frozen."""

    message = N_(
        "«%(cycle)s» existe desde el %(day)s: antes de ese día no hay nada que mostrar. Elija otra fecha."
    )
    field = "as_of"


def refuse_before(cycle: CycleRow, as_of: date, *, at: Moment) -> None:
    """Raise BeforeTheCycle for a day before its start on which nobody had opened it yet either."""
    if as_of >= cycle.starts_on:
        return
    opened = at.day_of(db.session.scalars(select(Cycle.created_at).where(Cycle.id == cycle.id)).one())
    if as_of < opened:
        raise BeforeTheCycle(cycle=cycle.name, day=written(min(opened, cycle.starts_on)))


def past(cycle: CycleRow, as_of: date, *, at: Moment) -> Past:
    """Go back to the end of a day, or as near to it as was kept (two statements at most)."""
    until, told_from = at.end_of(as_of), None
    if cycle.kept_from is not None and until <= cycle.kept_from:
        until, told_from = cycle.kept_from + _NEXT_INSTANT, at.day_of(cycle.kept_from)
    return Past(_on_edition(cycle, _edition_at(cycle, until)), until, told_from)


def _edition_at(cycle: CycleRow, until: datetime) -> int:
    """The edition on which the cycle worked just before an instant."""
    edition_id = cycle.edition_id
    for event in reversed(trail.events_of(_MOVES, [cycle.id])):
        if event.at < until:
            break
        edition_id = event.before
    return edition_id


def _on_edition(cycle: CycleRow, edition_id: int) -> CycleRow:
    if edition_id == cycle.edition_id:
        return cycle
    found = db.session.execute(
        select(Edition.name, Edition.version, Edition.is_working, Edition.digest).where(
            Edition.id == edition_id
        )
    ).one()
    then = replace(
        cycle,
        edition_id=edition_id,
        edition_name=found.name,
        edition_version=found.version,
        edition_is_working=found.is_working,
        edition_digest=found.digest,
    )
    levels = then.known.edition.levels
    return replace(then, target_level=target_in(levels, cycle.target_level, cycle.known.edition.levels))


_LATEST = (
    select(func.max(AnswerState.id))
    .where(
        AnswerState.cycle_id == bindparam("cycle_id"),
        AnswerState.since < bindparam("until", type_=UTCDateTime()),
    )
    .group_by(AnswerState.requirement_id)
)
_STATE = select(AnswerState).where(AnswerState.id.in_(_LATEST)).subquery()
THEN = (
    select(
        literal(0).label("id"),
        Requirement.id.label("requirement_id"),
        Requirement.code,
        Requirement.title,
        Dimension.code.label("dimension"),
        _STATE.c.unit_id,
        Unit.name.label("unit_name"),
        _STATE.c.declared,
        func.coalesce(_STATE.c.not_applicable, False).label("not_applicable"),
        func.coalesce(_STATE.c.not_applicable_reason, "").label("not_applicable_reason"),
        _STATE.c.validated,
        _STATE.c.validated_at,
        _STATE.c.external,
        _STATE.c.external_at,
        literal(0).label("version"),
        _STATE.c.since.label("moved_at"),
        null().label("moved_by"),
    )
    .select_from(Requirement)
    .join(Dimension, Dimension.id == Requirement.dimension_id)
    .outerjoin(_STATE, _STATE.c.requirement_id == Requirement.id)
    .outerjoin(Unit, Unit.id == _STATE.c.unit_id)
    .where(Requirement.edition_id == bindparam("edition_id"))
    .order_by(Requirement.position, Requirement.id)
)


def answers_then(then: Past) -> tuple[AnswerRow, ...]:
    """Every answer as it stood, in the edition's order (one statement); it has no row, no version of its own.

    What nobody had opened yet is empty.
    """
    asked = {"cycle_id": then.cycle.id, "edition_id": then.cycle.edition_id, "until": then.until}
    return rows_as(AnswerRow, db.session.execute(THEN, asked))
