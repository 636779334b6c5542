"""Values from a spreadsheet: looked at first, cell by cell, then kept whole."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sello.accounts.domain.actor import Actor
from sello.catalogue.exchange.pasted import Pasted, as_pasted, splits
from sello.catalogue.exchange.sheets import read_sheets
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import Refusal
from sello.indicators.domain.periods import Period
from sello.indicators.domain.sheet import (
    SOURCE,
    STATE,
    Line,
    NothingWritten,
    Problem,
    lacks,
    read_table,
    title_row,
    unread,
)
from sello.indicators.domain.suppression import Cut
from sello.indicators.domain.tables import Shape
from sello.indicators.queries import tables
from sello.indicators.queries.rows import IndicatorRow, indicator
from sello.indicators.queries.rules import rules
from sello.indicators.queries.tables import Value
from sello.indicators.service.values import Grid, write


class LookFirst(Refusal):
    """Something else was looked at than would be kept now."""

    message = N_("La tabla o los valores cambiaron desde que la revisó. Mire de nuevo qué pasaría y guarde.")
    field = "pasted"


class HasProblems(Refusal):
    """A table is kept whole or not at all."""

    message = N_("Hay celdas que no se entienden: corríjalas y revise otra vez.")
    field = "pasted"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A value that was understood, beside the one that is kept."""

    line: Line
    before: Value | None

    @property
    def is_same(self) -> bool:
        """Whether all that it says stands already."""
        line, before = self.line, self.before
        told = (line.value, line.source, line.provisional)
        return before is not None and told == (before.value, before.source, before.provisional)


@dataclass(frozen=True, slots=True)
class Look:
    """What a table says, beside what is kept, and what of it is not understood."""

    shape: Shape
    rows: tuple[Weighed, ...]
    problems: tuple[Problem, ...]
    version: int
    unread: tuple[str, ...] = ()
    """Titles of columns that nothing is read from."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The values as they would be kept."""
        return tuple(row.line for row in self.rows)

    @property
    def changes(self) -> int:
        """How many values are new, or would be others."""
        return sum(not row.is_same for row in self.rows)

    @property
    def seal(self) -> str:
        """What was looked at, in a few letters, over which values."""
        told = [(one.period, one.cut, one.value, one.source, one.provisional) for one in self.lines]
        return hashlib.sha256(repr((self.version, told)).encode()).hexdigest()[:16]


def pasted_from(actor: Actor, indicator_id: int, document: bytes, file: str) -> Pasted:
    """A sheet of a file as a table that can be pasted; raises InvalidEdition."""
    shape = tables.shape(indicator(indicator_id, actor.visibility), rules())
    return as_pasted(document, file, lambda sheet: title_row(sheet.rows, shape) >= 0)


def look(actor: Actor, indicator_id: int, pasted: str, *, at: Moment) -> Look:
    """What a table says; nothing is kept. Raises what is refused of the table as a whole."""
    row = indicator(indicator_id, actor.visibility)
    shape = tables.shape(row, rules())
    return _look(row, shape, pasted, at)


def bring(actor: Actor, indicator_id: int, pasted: str, *, seen: str, at: Moment) -> int:
    """Keep the table that was looked at, and nothing else; tells how many values that changed.

    Other values of its periods stay; of a table that stands already, as after a second press, nothing is
    kept and nothing refused. Raises LookFirst, HasProblems, or what `look` and `values.write` raise.
    """
    found = look(actor, indicator_id, pasted, at=at)
    if found.problems:
        raise HasProblems
    if not found.changes:
        return 0
    if seen != found.seal:
        raise LookFirst
    return write(actor, indicator_id, tuple(_grids(found.lines)), version=found.version, at=at)


def _look(row: IndicatorRow, shape: Shape, pasted: str, at: Moment) -> Look:
    if not pasted.strip():
        raise NothingWritten
    (sheet,) = read_sheets(pasted.encode(), "tabla.csv")
    parted = splits(sheet, title_row(sheet.rows, shape))
    lines, problems = read_table(sheet.rows, shape, row.periodicity, row.name, today=at.today, splits=parted)
    kept = tables.every_written(row)
    lacking = {column for column in (SOURCE, STATE) if lacks(sheet.rows, shape, column)}
    weighed = tuple(_weighed(line, kept.get((line.period.starts, line.cut)), lacking) for line in lines)
    return Look(shape, weighed, problems, row.version, unread(sheet.rows, shape))


def _weighed(line: Line, before: Value | None, lacking: Collection[str]) -> Weighed:
    """A line beside what is kept, which stays where the table has no column for it."""
    if before is not None and SOURCE in lacking:
        line = replace(line, source=before.source)
    if before is not None and STATE in lacking:
        line = replace(line, provisional=before.provisional)
    return Weighed(line, before)


def _grids(lines: Iterable[Line]) -> Iterable[Grid]:
    """The lines by period, source and state: a grid has one of each."""
    grouped: dict[tuple[Period, str, bool], dict[Cut, int | None]] = defaultdict(dict)
    for line in lines:
        grouped[line.period, line.source, line.provisional][line.cut] = line.value
    for (period, source, provisional), cells in sorted(grouped.items()):
        yield Grid(period, cells, source, provisional, rest_stays=True)
