"""A period of an indicator as a table: what was written, its sums, and what stays hidden of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.indicators.domain.cuts import MEN, WOMEN, Axis, Lists, Option
from sello.indicators.domain.numbers import STEP, Measure
from sello.indicators.domain.suppression import ALL, WHOLE, Cut, hidden, totals

USUAL_THRESHOLD, LEAST, MOST = 5, 2, 50
"""Counts below the usual threshold stay hidden; what an institution may set instead."""


class SameAxisTwice(Refusal):
    """A table that would cross a cut with itself."""

    message = N_("Los dos cortes son el mismo. Elija otro, o deje solo uno.")
    field = "second_axis"


class FirstAxisFirst(Refusal):
    """A second cut without a first one."""

    message = N_("Elija primero el primer corte.")
    field = "first_axis"


class EmptyAxis(Refusal):
    """A cut of which the institution has not said what it is cut into."""

    message = N_("La lista de «%(axis)s» está vacía. Primero escriba sus opciones en «Listas de cortes».")


class Seen(Enum):
    """What a cell shows."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    """Somebody wrote that there is no information."""
    EMPTY = "empty"
    HIDDEN = "hidden"


SHOWN = {Seen.UNKNOWN: N_("s/i"), Seen.EMPTY: N_("—"), Seen.HIDDEN: N_("oculta")}
"""What a cell without a figure says."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as whoever looks may see it; `value` (thousandths) where it is known and seen."""

    cut: Cut
    seen: Seen
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """How an indicator's tables look: what is counted, and the options of its cuts."""

    measure: Measure
    axes: tuple[Axis, ...]
    first: tuple[Option, ...] = ()
    second: tuple[Option, ...] = ()

    @property
    def is_crossed(self) -> bool:
        """Whether two cuts are crossed."""
        return len(self.axes) == 2

    @property
    def inner(self) -> tuple[Cut, ...]:
        """The cells that are written in: of whatever adds up, not its sums."""
        cuts = self.cells
        if not self.measure.adds_up or not self.axes:
            return cuts
        return tuple(cut for cut in cuts if cut[0] != ALL and (cut[1] != ALL or not self.is_crossed))

    @property
    def cells(self) -> tuple[Cut, ...]:
        """All cells with the sums, row by row."""
        firsts = [*(one.code for one in self.first), ALL] if self.axes else [ALL]
        seconds = [*(one.code for one in self.second), ALL] if self.is_crossed else [ALL]
        return tuple((first, second) for first in firsts for second in seconds)


def check_axes(axes: tuple[Axis | None, Axis | None], lists: Lists) -> None:
    """Refuse cuts that make no table: SameAxisTwice, FirstAxisFirst or EmptyAxis."""
    first, second = axes
    if second is not None and first is None:
        raise FirstAxisFirst
    if second is not None and first is second:
        raise SameAxisTwice
    for axis in filter(None, axes):
        if not lists[axis]:
            raise EmptyAxis(axis=axis.label)


def shape_of(measure: Measure, axes: Iterable[Axis | None], lists: Lists) -> Shape:
    """The shape of an indicator that has these cuts."""
    known = tuple(axis for axis in axes if axis is not None)
    options = [lists[axis] for axis in known] + [(), ()]
    return Shape(measure, known, options[0], options[1])


@dataclass(frozen=True, slots=True)
class Table:
    """A period of an indicator as whoever looks may see it."""

    shape: Shape
    cells: Mapping[Cut, Cell]

    @property
    def whole(self) -> Cell:
        """The figure of all options together."""
        return self.cells[WHOLE]

    @property
    def hides(self) -> bool:
        """Whether a figure is hidden."""
        return any(cell.seen is Seen.HIDDEN for cell in self.cells.values())

    @property
    def lacks(self) -> bool:
        """Whether a sum leaves out what is not known or not written."""
        inner = set(self.shape.inner)
        lacking = {Seen.UNKNOWN, Seen.EMPTY}
        return any(cell.seen in lacking for cut, cell in self.cells.items() if cut in inner)

    def of(self, axis: Axis, code: str) -> Cell | None:
        """The figure of one option of a cut, whatever else the table is cut by."""
        if axis not in self.shape.axes:
            return None
        return self.cells.get((code, ALL) if self.shape.axes[0] is axis else (ALL, code))

    def share(self, cell: Cell) -> Fraction | None:
        """Which part of the whole a figure is; only where both are seen."""
        whole = self.whole.value
        if not self.shape.measure.adds_up or cell.value is None or not whole:
            return None
        return Fraction(cell.value, whole)


def table(shape: Shape, values: Mapping[Cut, int | None], threshold: int | None) -> Table:
    """The table of one period; `values` are what is kept of its cells, in thousandths, None where unknown.

    Below the threshold figures of people and cases are hidden; None for whoever may see them all.
    """
    inner = {cut: values[cut] for cut in shape.inner if cut in values}
    known = {cut: value for cut, value in inner.items() if value is not None}
    sums = totals(known, shape.is_crossed) if shape.measure.adds_up else known
    unseen = _unseen(shape, known, threshold)
    return Table(shape, {cut: _cell(cut, cut in inner, sums, unseen) for cut in shape.cells})


def _unseen(shape: Shape, known: Mapping[Cut, int], threshold: int | None) -> frozenset[Cut]:
    if threshold is None or not shape.measure.is_protected:
        return frozenset()
    counts = {cut: value // STEP for cut, value in known.items()}
    return hidden(counts, threshold, crossed=shape.is_crossed)


def _cell(cut: Cut, written: bool, sums: Mapping[Cut, int], unseen: frozenset[Cut]) -> Cell:
    if cut in unseen:
        return Cell(cut, Seen.HIDDEN)
    if cut in sums:
        return Cell(cut, Seen.KNOWN, sums[cut])
    return Cell(cut, Seen.UNKNOWN if written else Seen.EMPTY)


@dataclass(frozen=True, slots=True)
class Gap:
    """By how many hundredths women's figure is above men's (below: negative), and both."""

    women: Fraction
    men: Fraction

    @property
    def points(self) -> Fraction:
        """The difference, as a share of one: a hundredth is a point."""
        return self.women - self.men

    @property
    def sentence(self) -> str:
        """What it says; `women`, `men` and `points` are to be filled in."""
        if self.points == 0:
            return EVEN
        return WOMEN_ABOVE if self.points > 0 else MEN_ABOVE


EVEN = N_("Mujeres y hombres están parejos: %(women)s y %(men)s.")
WOMEN_ABOVE = N_("Mujeres %(women)s, hombres %(men)s: ellas están %(points)s puntos por encima.")
MEN_ABOVE = N_("Mujeres %(women)s, hombres %(men)s: ellas están %(points)s puntos por debajo.")


def gap(found: Table) -> Gap | None:
    """The gap between the sexes: of shares or of two percentages; None where one is not seen."""
    women, men = found.of(Axis.SEX, WOMEN), found.of(Axis.SEX, MEN)
    if women is None or men is None or women.value is None or men.value is None:
        return None
    if found.shape.measure is Measure.PERCENT:
        return Gap(Fraction(women.value, STEP * 100), Fraction(men.value, STEP * 100))
    shares = found.share(women), found.share(men)
    return None if shares[0] is None or shares[1] is None else Gap(shares[0], shares[1])
