"""What the dashboard shows, as plain values: the level, what is missing, who has to act, how long is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from sello.accounts.domain.actor import Visibility
from sello.core.changes import kept
from sello.core.moment import Moment
from sello.cycles.queries import cycles
from sello.cycles.queries.answers import AnswerRow
from sello.cycles.queries.cycles import CycleRow
from sello.evidence.domain.review import prompt_from
from sello.evidence.queries import desk, facts
from sello.evidence.queries.remarks import how_many_to_correct
from sello.level.assessment import Assessment
from sello.level.state import Reading
from sello.level.status import Status, Turn, count_by_status
from sello.progress.checklist import visible_rows
from sello.progress.standing import Standing, standing_today
from sello.tasks.queries import summaries
from sello.tasks.queries.summaries import TaskCounts, UnitOverdue
from sello.tasks.queries.turns import WITHOUT_TASK

QUIET = timedelta(days=30)
"""A unit with open requirements that moved nothing for this long has gone quiet."""


@dataclass(frozen=True)
class ReadingLine:
    """The level in one reading."""

    reading: Reading
    level: str | None
    mark: int
    share: Fraction | None
    met: int
    applicable: int


@dataclass(frozen=True)
class Gap:
    """What is missing to the level aimed at: how many requirements, and which mandatory ones."""

    target: str
    mark: int
    threshold: Fraction
    reached: bool
    needed: int
    mandatory: tuple[str, ...]


@dataclass(frozen=True)
class DimensionLine:
    """One dimension of the chosen reading."""

    code: str
    name: str
    met: int
    applicable: int


@dataclass(frozen=True)
class UnitLine:
    """One unit: how many requirements it still holds up, per dimension, and when it last moved one."""

    unit_id: int | None
    name: str | None
    open: tuple[int, ...]
    last: date | None
    quiet: bool

    @property
    def total(self) -> int:
        """How many requirements the unit holds up in all."""
        return sum(self.open)


@dataclass(frozen=True)
class Today:
    """What asks for an act today."""

    to_review: int
    long_in_review: int
    """Those of them that have waited for longer than `review.PROMPT` business days."""
    to_validate: int
    to_correct: int
    expiring: int
    expired: int
    tasks: TaskCounts
    late_units: tuple[UnitOverdue, ...]


@dataclass(frozen=True)
class Board:
    """The whole dashboard."""

    cycle: CycleRow
    reading: Reading
    readings: tuple[ReadingLine, ...]
    chosen: ReadingLine
    gap: Gap
    days_left: int | None
    dimensions: tuple[DimensionLine, ...]
    units: tuple[UnitLine, ...]
    statuses: dict[Status, int]
    today: Today
    ids: dict[str, int]
    standing: Standing


def board(visibility: Visibility, reading: Reading, *, at: Moment) -> Board | None:
    """Assemble the dashboard of the current cycle; None while there is no cycle that may be seen.

    It is kept until something of the institution changes.
    """
    return kept(lambda: _board(visibility, reading, at), "board", visibility, reading, at.today)


def _board(visibility: Visibility, reading: Reading, at: Moment) -> Board | None:
    cycle = cycles.current(visibility)
    if cycle is None:
        return None
    today = at.today
    stands = standing_today(cycle, at=at)
    assessments = stands.assessments(today)
    rows = visible_rows(stands.answers, visibility)
    every = stands.statuses(today)
    statuses = {row.code: every[row.code] for row in rows}
    readings = tuple(_line(assessment) for assessment in assessments.values())
    return Board(
        cycle=cycle,
        reading=reading,
        readings=readings,
        chosen=next(line for line in readings if line.reading is reading),
        gap=_gap(cycle, assessments[reading]),
        days_left=cycle.days_left(today),
        dimensions=_dimensions(cycle, assessments[reading]),
        units=() if visibility.released_only else _units(cycle, rows, statuses, at),
        statuses=count_by_status(statuses.values()),
        today=_today(visibility, statuses.values(), at),
        ids={row.code: row.requirement_id for row in rows},
        standing=stands,
    )


def _line(assessment: Assessment) -> ReadingLine:
    level = assessment.level
    return ReadingLine(
        reading=assessment.reading,
        level=level.name if level else None,
        mark=level.mark if level else 0,
        share=assessment.share,
        met=assessment.score.met,
        applicable=assessment.score.applicable,
    )


def _gap(cycle: CycleRow, assessment: Assessment) -> Gap:
    check = assessment.check(cycle.target_level)
    return Gap(
        target=check.level.name,
        mark=check.level.mark,
        threshold=check.level.threshold,
        reached=check.reached,
        needed=0 if check.reached else assessment.needed(cycle.target_level),
        mandatory=check.held_back_by,
    )


def _dimensions(cycle: CycleRow, assessment: Assessment) -> tuple[DimensionLine, ...]:
    return tuple(
        DimensionLine(code, part.text().title, score.met, score.applicable)
        for code, part in cycle.known.dimensions.items()
        if (score := assessment.dimensions[code])
    )


def _units(
    cycle: CycleRow, rows: Iterable[AnswerRow], statuses: dict[str, Status], at: Moment
) -> tuple[UnitLine, ...]:
    """The units that hold something up, the one that holds up most first; without unit comes before all."""
    by_unit: dict[tuple[int | None, str | None], list[AnswerRow]] = {}
    for row in rows:
        by_unit.setdefault((row.unit_id, row.unit_name), []).append(row)
    lines = [_unit(unit, own, cycle, statuses, at) for unit, own in by_unit.items()]
    held = [line for line in lines if line.total]
    return tuple(sorted(held, key=lambda line: (line.unit_id is not None, -line.total, line.name or "")))


def _unit(
    unit: tuple[int | None, str | None],
    own: list[AnswerRow],
    cycle: CycleRow,
    statuses: dict[str, Status],
    at: Moment,
) -> UnitLine:
    open_ones = [row for row in own if statuses[row.code].turn is Turn.UNIT]
    last = max((at.day_of(row.moved_at) for row in own if row.moved_at), default=None)
    return UnitLine(
        unit_id=unit[0],
        name=unit[1],
        open=tuple(sum(row.dimension == code for row in open_ones) for code in cycle.known.dimensions),
        last=last,
        quiet=bool(open_ones) and (last is None or last < at.today - QUIET),
    )


def _evidence(visibility: Visibility, today: date) -> tuple[int, int, int]:
    """How many pieces have expired, will soon, and wait to be corrected without a task that asks for it."""
    if visibility.released_only:
        return *facts.endings(visibility, today=today), 0
    return facts.endings_beside(how_many_to_correct(visibility, WITHOUT_TASK), visibility, today=today)


def _today(visibility: Visibility, statuses: Iterable[Status], at: Moment) -> Today:
    today = at.today
    expired, expiring, to_correct = _evidence(visibility, today)
    kitchen = visibility.units is None and not visibility.released_only
    late_before = at.start_of(prompt_from(today, at.calendar))
    to_review, long_in_review = desk.how_many_wait(late_before) if kitchen else (0, 0)
    return Today(
        to_review=to_review,
        long_in_review=long_in_review,
        to_validate=sum(status is Status.TO_VALIDATE for status in statuses),
        to_correct=to_correct,
        expiring=expiring,
        expired=expired,
        tasks=summaries.counts_for_dashboard(visibility, today=today),
        late_units=summaries.overdue_by_unit(visibility, today=today),
    )
