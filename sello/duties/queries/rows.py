"""A duty as every page shows it, and its dates with how they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, false, or_, select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Unit
from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.core.gathered import gathered
from sello.core.moment import Moment
from sello.core.rows import Found, row_as
from sello.duties.domain.duties import DateState, Followed, Origin, Timing, state_of
from sello.duties.domain.reading import read_rule
from sello.duties.models import Duty, DutyDate, DutyRequirement
from sello.evidence.domain.details import EvidenceType
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import accepted, known_to
from sello.register.domain import InitiativeKind
from sello.register.models import Initiative
from sello.register.queries.rows import visible as initiative_visible
from sello.tasks.domain.states import TaskState
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task, TaskEvidence
from sello.tasks.queries.rows import RequirementRef
from sello.tasks.queries.rows import visible as task_visible
from sello.tasks.queries.turns import in_turn

SLACK = timedelta(days=31)
"""Further than this no date is moved to reach a business day."""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty, whose it is, and when it falls."""

    id: int
    initiative_id: int
    initiative: str
    kind: InitiativeKind
    title: str
    unit_id: int
    unit_name: str
    timing: Timing
    evidence_type: EvidenceType
    origin: Origin
    source: str
    proposal: str
    counts_from: date
    ended_on: date | None
    version: int
    requirements: tuple[RequirementRef, ...]
    initiative_opens: bool
    """Whether the reader may open the page of its initiative; she may see a duty of her unit without."""


@dataclass(frozen=True, slots=True)
class DateLine:
    """One date of a duty and how it stands."""

    fell_on: date
    due_on: date
    state: DateState
    task_id: int | None = None
    evidence_id: int | None = None
    opens: bool = False
    """Whether the reader may open that task; where there is none, that piece."""


def visible(visibility: Visibility) -> ColumnElement[bool]:
    """The duties somebody may see: those of her units, and those of the initiatives that she sees."""
    if visibility.units is None:
        return initiative_visible(visibility)
    return or_(Duty.unit_id.in_(sorted(visibility.units)), initiative_visible(visibility))


REQUIREMENTS = gathered(
    select(Requirement.id, Requirement.code, Requirement.title)
    .join(DutyRequirement, DutyRequirement.requirement_id == Requirement.id)
    .where(DutyRequirement.duty_id == Duty.id)
    .correlate(Duty)
    .order_by(Requirement.position, Requirement.id)
)
"""Where what a duty brings lands, in the order of the edition."""


def read_rows(*where: ColumnElement[bool], reader: Visibility | None = None) -> tuple[DutyRow, ...]:
    """Duties that fulfil some conditions, by initiative and title, for a reader if any (one statement)."""
    opens = false() if reader is None else initiative_visible(reader)
    statement = (
        select(
            Duty.id,
            Duty.initiative_id,
            Initiative.name.label("initiative"),
            Initiative.kind,
            Duty.title,
            Duty.unit_id,
            Unit.name.label("unit_name"),
            Duty.rule,
            Duty.starts_on,
            Duty.shift,
            Duty.lead_days,
            Duty.evidence_type,
            Duty.origin,
            Duty.source,
            Duty.proposal,
            Duty.counts_from,
            Duty.ended_on,
            Duty.version,
            REQUIREMENTS.label("requirements"),
            opens.label("initiative_opens"),
        )
        .join(Initiative, Initiative.id == Duty.initiative_id)
        .join(Unit, Unit.id == Duty.unit_id)
        .where(*where)
        .order_by(Initiative.name, Duty.title, Duty.id)
    )
    return tuple(_row(row) for row in db.session.execute(statement))


def _row(row: Found) -> DutyRow:
    timing = Timing(read_rule(row.rule), row.starts_on, row.shift, row.lead_days)
    requirements = tuple(
        RequirementRef(id=key, code=code, title=title) for key, code, title in row.requirements
    )
    return row_as(DutyRow, row, timing=timing, requirements=requirements)


PROVED = (
    select(TaskEvidence.id)
    .join(Evidence, Evidence.id == TaskEvidence.evidence_id)
    .where(TaskEvidence.task_id == DutyDate.task_id, accepted())
    .correlate(DutyDate)
    .exists()
)
PROVED_ALONE = (
    select(Evidence.id).where(Evidence.id == DutyDate.evidence_id, accepted()).correlate(DutyDate).exists()
)


def _opens(reader: Visibility | None) -> ColumnElement[bool]:
    """The condition under which what a date led to opens: its task, else its piece."""
    if reader is None:
        return false()
    piece = select(Evidence.id).where(Evidence.id == DutyDate.evidence_id, known_to(reader))
    return case(
        (DutyDate.task_id.is_not(None), task_visible(reader)), else_=piece.correlate(DutyDate).exists()
    )


def known_dates(
    ids: Collection[int], *, first: date, last: date, reader: Visibility | None = None
) -> Select[*tuple[Any, ...]]:
    """The statement of what became of the dates of some duties that were owed between two days."""
    return (
        select(
            DutyDate.duty_id,
            DutyDate.fell_on,
            DutyDate.due_on,
            DutyDate.task_id,
            DutyDate.evidence_id,
            Task.state,
            Task.due_on.label("until"),
            in_turn(Turn.UNIT).label("with_unit"),
            PROVED.label("proved"),
            PROVED_ALONE.label("proved_alone"),
            _opens(reader).label("opens"),
        )
        .outerjoin(Task, Task.id == DutyDate.task_id)
        .where(DutyDate.duty_id.in_(ids), DutyDate.due_on.between(first, last))
        .order_by(DutyDate.due_on, DutyDate.id)
    )


def dates_of(
    duties: Sequence[DutyRow], *, first: date, last: date, at: Moment, reader: Visibility | None = None
) -> dict[int, tuple[DateLine, ...]]:
    """The dates of duties that are owed between two days, with how each stands (one statement)."""
    ids = [duty.id for duty in duties]
    known: dict[int, list[Found]] = defaultdict(list)
    for row in db.session.execute(known_dates(ids, first=first - SLACK, last=last + SLACK, reader=reader)):
        known[row.duty_id].append(row)
    return {duty.id: _merged(duty, known[duty.id], first, last, at) for duty in duties}


def _merged(duty: DutyRow, known: list[Found], first: date, last: date, at: Moment) -> tuple[DateLine, ...]:
    told = [_known_line(row, at.today) for row in known if first <= row.due_on <= last]
    seen = {row.fell_on for row in known}
    return tuple(sorted([*told, *_coming(duty, seen, first, last, at)], key=lambda one: one.due_on))


def _known_line(row: Found, today: date) -> DateLine:
    followed = Followed(
        has_task=row.task_id is not None,
        closed=row.state is TaskState.CLOSED,
        with_unit=bool(row.with_unit),
        accepted=bool(row.proved or row.proved_alone),
        until=row.until,
    )
    state = state_of(row.due_on, followed, today=today)
    return DateLine(row.fell_on, row.due_on, state, row.task_id, row.evidence_id, bool(row.opens))


def _coming(duty: DutyRow, seen: set[date], first: date, last: date, at: Moment) -> Iterator[DateLine]:
    """The dates of which nothing became yet, since somebody wrote down that they are owed."""
    fallings = duty.timing.fallings(at.calendar, first=first - SLACK, last=last + SLACK)
    begins = max(first, duty.counts_from)
    for one in fallings:
        over = duty.ended_on is not None and one.fell_on > duty.ended_on
        if begins <= one.due_on <= last and one.fell_on not in seen and not over:
            yield DateLine(one.fell_on, one.due_on, state_of(one.due_on, None, today=at.today))


def by_month(lines: Iterable[DateLine]) -> Mapping[int, tuple[DateLine, ...]]:
    """The dates of a year by the number of their month."""
    grouped: dict[int, list[DateLine]] = defaultdict(list)
    for line in lines:
        grouped[line.due_on.month].append(line)
    return {month: tuple(found) for month, found in grouped.items()}
