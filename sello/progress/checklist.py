"""The checklist: every requirement with its state, its owner and what waits, filtered as the URL says."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sello.accounts.domain.actor import Visibility
from sello.core.moment import Moment
from sello.core.text import fold, words_asked
from sello.cycles.queries.answers import AnswerRow
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.queries.editions import KnownEdition
from sello.level.status import EvidenceCount, Status, Turn, count_by_status
from sello.progress.standing import Standing, standing_today
from sello.tasks.queries.options import UnitOption, meant_by
from sello.tasks.queries.summaries import counts_by_requirement


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader wants to see; nothing chosen is everything."""

    dimension: str | None = None
    unit_id: int | None = None
    """It stands for what hangs from it too; 0 for requirements without an owner."""
    alone: bool = False
    """The unit without those that hang from it."""
    status: Status | None = None
    turn: Turn | None = None
    overdue: bool = False
    mandatory: str | None = None
    text: str = ""

    @property
    def any(self) -> bool:
        """Whether something is filtered out."""
        return self != Filters()


@dataclass(frozen=True, slots=True)
class OpenTasks:
    """The open tasks of a requirement."""

    open: int = 0
    overdue: int = 0


NO_TASKS = OpenTasks()


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One line of the checklist."""

    requirement_id: int
    code: str
    title: str
    dimension: str
    unit_id: int | None
    unit_name: str | None
    status: Status
    evidence: EvidenceCount
    mandatory: tuple[str, ...]
    tasks: OpenTasks
    moved_at: datetime | None
    moved_by: str | None


@dataclass(frozen=True, slots=True)
class ChecklistGroup:
    """The lines of one dimension, and how many of all its visible ones are validated."""

    code: str
    name: str
    rows: tuple[ChecklistRow, ...]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter, with how many lines it would leave."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Checklist:
    """The checklist as the page shows it."""

    cycle: CycleRow
    groups: tuple[ChecklistGroup, ...]
    shown: int
    total: int
    called: tuple[str, ...]
    """What every requirement that the reader may see is called, whatever is filtered."""
    statuses: dict[Status, int]
    dimensions: tuple[Choice, ...]
    units: tuple[Choice, ...]
    overdue: int


def visible_rows(
    answers: Iterable[AnswerRow], visibility: Visibility, also: Collection[int] = ()
) -> list[AnswerRow]:
    """The answers of the units that may be seen, and those in ``also``: she has a task for them."""
    return [row for row in answers if visibility.sees_unit(row.unit_id) or row.requirement_id in also]


def checklist(
    cycle: CycleRow,
    visibility: Visibility,
    filters: Filters,
    *,
    units: Sequence[UnitOption] = (),
    at: Moment,
) -> Checklist:
    """The checklist as a reader sees it today: her units' requirements and those she has a task for.

    `units` is the tree that tells what hangs from the unit of the filters. Three statements, whatever the
    evidence.
    """
    stands = standing_today(cycle, at=at)
    asked = counts_by_requirement(cycle.id, visibility, today=at.today)
    return assemble(
        stands,
        visible_rows(stands.answers, visibility, asked),
        as_of=at.today,
        tasks={key: OpenTasks(found.open, found.overdue) for key, found in asked.items()},
        filters=filters,
        units=units,
    )


def assemble(
    stands: Standing,
    answers: Iterable[AnswerRow],
    *,
    as_of: date,
    tasks: Mapping[int, OpenTasks],
    filters: Filters,
    units: Sequence[UnitOption] = (),
) -> Checklist:
    """Assemble the checklist of the visible answers in one pass, without a statement."""
    known, statuses = stands.cycle.known, stands.statuses(as_of)
    rows = [
        _row(stands, answer, statuses[answer.code], tasks.get(answer.requirement_id, NO_TASKS), as_of)
        for answer in answers
    ]
    kept = _keep(rows, filters, units)
    return Checklist(
        cycle=stands.cycle,
        groups=_groups(known, rows, kept),
        shown=len(kept),
        total=len(rows),
        called=tuple(f"{row.title} {row.unit_name or ''}" for row in rows),
        statuses=count_by_status(row.status for row in rows),
        dimensions=tuple(
            Choice(code, part.text().title, n)
            for code, part in known.dimensions.items()
            if (n := sum(row.dimension == code for row in rows))
        ),
        units=_units(rows, units, alone=filters.alone),
        overdue=sum(row.tasks.overdue > 0 for row in rows),
    )


def _row(stands: Standing, answer: AnswerRow, status: Status, tasks: OpenTasks, as_of: date) -> ChecklistRow:
    known = stands.cycle.known
    marks = known.requirements[answer.code].rule.mandatory_for
    return ChecklistRow(
        requirement_id=answer.requirement_id,
        code=answer.code,
        title=answer.title,
        dimension=answer.dimension,
        unit_id=answer.unit_id,
        unit_name=answer.unit_name,
        status=status,
        evidence=stands.evidence_of(answer, as_of),
        mandatory=tuple(level.name for level in known.edition.levels if level.code in marks),
        tasks=tasks,
        moved_at=answer.moved_at,
        moved_by=answer.moved_by,
    )


def _keep(rows: Iterable[ChecklistRow], filters: Filters, units: Sequence[UnitOption]) -> list[ChecklistRow]:
    asked = tuple(_conditions(filters, units))
    return [row for row in rows if all(keeps(row) for keeps in asked)]


def _conditions(filters: Filters, units: Sequence[UnitOption]) -> Iterator[Callable[[ChecklistRow], bool]]:
    """One condition for each filter that is set."""
    if filters.dimension is not None:
        yield lambda row: row.dimension == filters.dimension
    theirs = meant_by(units, filters.unit_id, alone=filters.alone)
    if theirs is not None:
        yield lambda row: (row.unit_id or 0) in theirs
    if filters.status is not None:
        yield lambda row: row.status is filters.status
    if filters.turn is not None:
        yield lambda row: row.status.turn is filters.turn
    if filters.overdue:
        yield lambda row: row.tasks.overdue > 0
    if filters.mandatory is not None:
        yield lambda row: filters.mandatory in row.mandatory
    words = words_asked(filters.text)
    if words:
        yield lambda row: _has(row, words)


def _has(row: ChecklistRow, words: list[str]) -> bool:
    text = fold(f"{row.code} {row.title} {row.unit_name or ''}")
    return all(word in text for word in words)


def _groups(
    known: KnownEdition, rows: list[ChecklistRow], kept: list[ChecklistRow]
) -> tuple[ChecklistGroup, ...]:
    by_dimension: dict[str, list[ChecklistRow]] = {}
    for row in kept:
        by_dimension.setdefault(row.dimension, []).append(row)
    done = (Status.VALIDATED, Status.EXPIRING, Status.NOT_APPLICABLE)
    return tuple(
        ChecklistGroup(
            code=code,
            name=part.text().title,
            rows=tuple(by_dimension[code]),
            done=sum(row.dimension == code and row.status in done for row in rows),
            total=sum(row.dimension == code for row in rows),
        )
        for code, part in known.dimensions.items()
        if code in by_dimension
    )


def _units(rows: list[ChecklistRow], units: Sequence[UnitOption], *, alone: bool) -> tuple[Choice, ...]:
    """The units that own something, by name, each with as many as it is found with; 0 is nobody's."""
    owned = Counter(row.unit_id or 0 for row in rows)
    names = {(row.unit_name or "", row.unit_id or 0) for row in rows}
    return tuple(
        Choice(str(unit_id), name, sum(owned[one] for one in meant_by(units, unit_id, alone=alone) or ()))
        for name, unit_id in sorted(names)
    )
