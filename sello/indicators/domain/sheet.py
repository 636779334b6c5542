"""Values of an indicator as a table in the long form: its columns told by their titles, each cell judged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from sello.core.cells import (
    HEADER_ROWS,
    NoteBelow,
    beginning_alike,
    by_title,
    check_result,
    is_note,
    is_total,
    unread_columns,
)
from sello.core.figures import figure
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.core.text import fold
from sello.indicators.domain.cuts import find
from sello.indicators.domain.numbers import Measure, is_unknown, read_figure
from sello.indicators.domain.periods import Period, Periodicity, read_period
from sello.indicators.domain.suppression import ALL, Cut
from sello.indicators.domain.tables import Shape

MOST_ROWS = 3000
LONGEST_SOURCE = 300

PERIOD, VALUE, SOURCE, STATE, INDICATOR = (
    N_("Período"), N_("Valor"), N_("Fuente"), N_("Estado"), N_("Indicador")
)  # fmt: skip
WHOLE_ROW = N_("Toda la fila")
TITLES: Mapping[str, tuple[str, ...]] = {
    PERIOD: ("periodo", "ano", "mes", "trimestre", "semestre"),
    VALUE: ("valor", "cifra", "cantidad", "numero", "total"),
    SOURCE: ("fuente", "origen"),
    STATE: ("estado", "provisorio o definitivo"),
    INDICATOR: ("indicador",),
}
"""How people call these columns, the surest first; those of cuts are called as their cut."""

_COUNTED = frozenset({"total", "numero", "ano", "mes"})
"""Names that are a title alone: «Total mujeres» is a sum of one option, «Mes de cierre» no period."""

_PART_OF_ONE = re.compile(r"0?,(\d*[1-9]\d*)", re.ASCII)

EVERYBODY = frozenset({"", "total", "todas", "todos", "ambos", "ambos sexos"})
"""What says all options of a cut."""

STATES = {"": False, "definitivo": False, "definitiva": False, "provisorio": True, "provisoria": True}


class NothingWritten(Refusal):
    """Neither a table nor a file."""

    message = N_("Pegue la tabla o elija la planilla.")
    field = "pasted"


class TooManyValues(Refusal):
    """Nobody looks through so many."""

    message = N_("La tabla tiene %(rows)s filas y se revisan hasta %(most)s a la vez. Divídala y repita.")
    field = "pasted"


class ColumnMissing(Refusal):
    """A table without one of the columns that say where a value belongs."""

    message = N_("Falta la columna «%(column)s».")
    field = "pasted"


class ValueMissing(Refusal):
    """A row without its value."""

    message = N_("Falta el valor. Si no hay información escriba s/i.")


class PartOfOne(Refusal):
    """A share without its sign: spreadsheets keep 45 % as 0,45, and people mean 0,45 % as well."""

    message = N_("«%(typed)s» puede ser %(whole)s o %(part)s: escríbalo con el signo %%.")


class SumGiven(Refusal):
    """A sum, where the product adds up by itself."""

    message = N_("Es un total, y los totales se suman solos: saque esta fila o diga de qué corte es.")


class SaidBefore(Refusal):
    """Two rows about one cell."""

    message = N_("La fila %(row)s ya dice el valor de ese período y ese corte.")


class OtherIndicator(Refusal):
    """A row about something else."""

    message = N_("Es de otro indicador: «%(name)s».")


class UnknownState(Refusal):
    """What is written is neither of the two states."""

    message = N_("Escriba «definitivo» o «provisorio»; vacío es definitivo.")


class SourceTooLong(Refusal):
    """More than the source of a value holds."""

    message = N_("La fuente es demasiado larga: caben %(most)s letras.")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell is not taken: its row as people count, the name of its column, and the refusal."""

    number: int
    label: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Line:
    """A value that was understood: its row, and where it belongs."""

    number: int
    period: Period
    cut: Cut
    value: int | None
    source: str
    provisional: bool


def columns_of(shape: Shape) -> tuple[str, ...]:
    """The columns of an indicator's table, in the order in which one without titles has them."""
    return (PERIOD, *(axis.label for axis in shape.axes), VALUE, SOURCE, STATE)


def read_table(
    rows: Sequence[Sequence[str]],
    shape: Shape,
    periodicity: Periodicity,
    name: str,
    *,
    today: date,
    splits: Mapping[int, Refusal] = MappingProxyType({}),
) -> tuple[tuple[Line, ...], tuple[Problem, ...]]:
    """The values of a table and what of it is not understood, cell by cell.

    ``splits`` says of rows, numbered from 0, why they are not read: their texts stand elsewhere.
    Raises NothingWritten, TooManyValues or ColumnMissing for the table as a whole.
    """
    titles = _titles(rows, shape)
    top, places = titles or (-1, _usual(shape))
    for needed in (PERIOD, *(axis.label for axis in shape.axes), VALUE):
        if needed not in places:
            raise ColumnMissing(column=needed)
    below = enumerate(rows[top + 1 :], start=top + 2)
    body = [(number, row) for number, row in below if any(map(str.strip, row))]
    if not body:
        raise NothingWritten
    if len(body) > MOST_ROWS:
        raise TooManyValues(rows=len(body), most=MOST_ROWS)
    reader = _Reader(shape, periodicity, name, places, today)
    for number, row in body:
        reader.take(number, row, splits.get(number - 1))
    return tuple(reader.lines), tuple(reader.problems)


def _usual(shape: Shape) -> dict[str, int]:
    return {column: place for place, column in enumerate(columns_of(shape))}


def lacks(rows: Sequence[Sequence[str]], shape: Shape, column: str) -> bool:
    """Whether a table has no such column: what is kept there already stays."""
    found = _titles(rows, shape)
    places = _usual(shape) if found is None else found[1]
    return all(places.get(column, len(row)) >= len(row) for row in rows)


def title_row(rows: Sequence[Sequence[str]], shape: Shape) -> int:
    """The number of the row of titles, from 0; -1 for a table without."""
    found = _titles(rows, shape)
    return -1 if found is None else found[0]


def unread(rows: Sequence[Sequence[str]], shape: Shape) -> tuple[str, ...]:
    """The titles of the columns that nothing is read from."""
    found = _titles(rows, shape)
    if found is None:
        return ()
    top, places = found
    return unread_columns(rows, top, tuple(places.values()))


def _titles(rows: Sequence[Sequence[str]], shape: Shape) -> tuple[int, dict[str, int]] | None:
    """Where the titles stand, perhaps below a heading, and the columns by them; None where there are none."""
    names = {**TITLES, **{axis.label: (axis.label,) for axis in shape.axes}}
    filled = [at for at, row in enumerate(rows) if any(map(str.strip, row))]
    found = {at: by_title(rows[at], names) for at in filled[:HEADER_ROWS]}
    told = (at for at, columns in found.items() if len(columns) > 1 or PERIOD in columns.values())
    at = next(told, None)
    return None if at is None else (at, _places(rows[at], names, found[at]))


def _places(
    row: Sequence[str], names: Mapping[str, Sequence[str]], found: Mapping[int, str]
) -> dict[str, int]:
    """Where each column stands, those with more words than its name too."""
    likely = {column: [name for name in called if name not in _COUNTED] for column, called in names.items()}
    return {column: place for place, column in beginning_alike(row, likely, found).items()}


class _Reader:
    """Reads row after row, and remembers which cell was said where."""

    def __init__(
        self, shape: Shape, periodicity: Periodicity, name: str, places: Mapping[str, int], today: date
    ) -> None:
        self._shape, self._periodicity, self._name = shape, periodicity, name
        self._places, self._today = places, today
        self._said: dict[tuple[Period, Cut], int] = {}
        self.lines: list[Line] = []
        self.problems: list[Problem] = []

    def take(self, number: int, row: Sequence[str], split: Refusal | None) -> None:
        """Judge every cell of a row, unless it is parted; one that has no problem is a line."""
        if split is not None:
            self.problems.append(Problem(number, WHOLE_ROW, split))
            return
        if _is_note(row):
            self.problems.append(Problem(number, WHOLE_ROW, NoteBelow()))
            return
        before = len(self.problems)
        cells = {column: self._cell(row, place) for column, place in self._places.items()}
        read = {column: self._try(number, column, cells.get(column, "")) for column in self._columns()}
        if len(self.problems) > before:
            return
        cut = self._cut(read)
        refusal = self._refused((read[PERIOD], cut), number)
        if refusal is not None:
            self.problems.append(Problem(number, VALUE, refusal))
            return
        self.lines.append(Line(number, read[PERIOD], cut, read[VALUE], read[SOURCE], read[STATE]))

    def _columns(self) -> Iterable[str]:
        return (*columns_of(self._shape), INDICATOR)

    def _cell(self, row: Sequence[str], place: int) -> str:
        return row[place].strip() if place < len(row) else ""

    def _try(self, number: int, column: str, typed: str) -> Any:
        try:
            return self._read(column, check_result(typed))
        except Refusal as refusal:
            self.problems.append(Problem(number, column, refusal))
            return None

    def _read(self, column: str, typed: str) -> Any:
        """What a cell says: a period, the code of an option, a figure or None, a source, a state."""
        readers: dict[str, Callable[[str], Any]] = {
            PERIOD: self._period,
            VALUE: self._figure,
            SOURCE: _source,
            STATE: _state,
            INDICATOR: self._own,
        }
        return readers[column](typed) if column in readers else self._option(column, typed)

    def _period(self, typed: str) -> Period:
        if is_total(typed):
            raise SumGiven
        return read_period(typed, self._periodicity, today=self._today)

    def _figure(self, typed: str) -> int | None:
        if not typed:
            raise ValueMissing
        if is_unknown(typed):
            return None
        if self._shape.measure is Measure.PERCENT and (match := _PART_OF_ONE.fullmatch(typed)):
            share = Fraction(f"0.{match[1]}") * 100
            raise PartOfOne(typed=typed, whole=f"{figure(share, 3)} %", part=f"{typed} %")
        return read_figure(typed, self._shape.measure)

    def _own(self, typed: str) -> None:
        if typed and fold(typed) != fold(self._name):
            raise OtherIndicator(name=typed[:60])

    def _option(self, column: str, typed: str) -> str:
        axis = next(axis for axis in self._shape.axes if axis.label == column)
        if fold(typed) in EVERYBODY:
            return ALL
        options = self._shape.first if axis is self._shape.axes[0] else self._shape.second
        return find(axis, options, typed).code

    def _cut(self, read: Mapping[str, Any]) -> Cut:
        codes = [read[axis.label] for axis in self._shape.axes]
        first, second = (*codes, ALL, ALL)[:2]
        return first, second

    def _refused(self, where: tuple[Period, Cut], number: int) -> Refusal | None:
        """Why a row that was understood is not taken all the same."""
        if where[1] not in self._shape.inner:
            return SumGiven()
        if where in self._said:
            return SaidBefore(row=self._said[where])
        self._said[where] = number
        return None


def _is_note(row: Sequence[str]) -> bool:
    """Whether a row says nothing but a note below the table."""
    told = [cell for cell in row if cell.strip()]
    return len(told) == 1 and is_note(told[0])


def _source(typed: str) -> str:
    if len(typed) > LONGEST_SOURCE:
        raise SourceTooLong(most=LONGEST_SOURCE)
    return typed


def _state(typed: str) -> bool:
    if fold(typed) not in STATES:
        raise UnknownState
    return STATES[fold(typed)]
