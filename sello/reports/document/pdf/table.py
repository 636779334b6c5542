"""Tables that any text fits in: rows are laid out once, and a very tall row is cut.

ReportLab's own table measures every cell again at each page break and cannot cut a cell that is taller than
the page; this one can, and writes its rows into the document's structure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportlab.platypus.flowables import Flowable

from sello.core.lights import Light
from sello.reports.document.pdf import fonts, shapes, style
from sello.reports.document.pdf.style import TextStyle
from sello.reports.document.pdf.tagged import (
    TABLE_COLUMN,
    Block,
    Element,
    TaggedCanvas,
    spanning,
)
from sello.reports.document.values import Cell, Column, Table

PAD_X = 5.0
PAD_Y = 4.2
SHAPE = 6.0
CUT = 20
"""A row of more lines than this goes on in the next band, so that it can cross a page."""

CUT_BELOW = 12
"""The same of what stands below a row, and is read on as prose."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cell, ready to be drawn."""

    text: str
    muted: bool


@dataclass(slots=True)
class Band:
    """What is never cut: a row, or one slice of a row that is too tall; a `tied` one is no page's last."""

    cells: tuple[tuple[Line, ...], ...]
    lights: tuple[Light | None, ...]
    height: float
    row: int
    first: bool
    title: str | None = None
    tied: bool = False


class Layout:
    """The table measured for a width; all parts of a split table share it."""

    def __init__(self, table: Table, width: float) -> None:
        self.table, self.width = table, width
        self.spans = list(_spans(table.columns, width))
        self.widths = [right - left for left, right in self.spans]
        self.heading = [
            tuple(Line(text, False) for text in _wrap(column.title, style.CELL_HEAD, room))
            for column, room in zip(table.columns, self.widths, strict=True)
        ]
        self.above = max(len(lines) for lines in self._beside(self.heading))
        tallest = self.above + sum(len(lines) for lines in self._below(self.heading))
        self.heading_height = tallest * style.CELL_HEAD.leading + 2 * PAD_Y
        self.bands = list(self._measure())
        self.tops = [0.0, *accumulate(band.height for band in self.bands)]
        self.element: Element | None = None
        self.rows: dict[int, list[Element]] = {}

    def _measure(self) -> Iterator[Band]:
        row = 0
        for group in self.table.groups:
            if group.title is not None:
                yield from self._title(group.title, row)
                row += 1
            for cells in group.rows:
                yield from self._row(cells, row)
                row += 1

    def _title(self, title: str, row: int) -> Iterator[Band]:
        lines = [Line(text, False) for text in _wrap(title, style.CELL_GROUP, self.width)]
        for start in range(0, len(lines), CUT):
            part = tuple(lines[start : start + CUT])
            height = len(part) * style.CELL_GROUP.leading + 2 * PAD_Y
            yield Band((part,), (None,), height, row, start == 0, title, tied=start + CUT >= len(lines))

    def _row(self, cells: tuple[Cell, ...], row: int) -> Iterator[Band]:
        laid = [tuple(_lines(cell, room)) for cell, room in zip(cells, self.widths, strict=True)]
        lights = tuple(cell.light for cell in cells)
        beside, below = list(self._beside(laid)), list(self._below(laid))
        for start, part in _slices(beside, CUT):
            last = start + CUT >= max(map(len, beside))
            shown = lights if start == 0 else (None,) * len(cells)
            yield Band(part, shown, _tall(part), row, start == 0, tied=last and any(below))
        for _start, part in _slices(below, CUT_BELOW):
            yield Band(part, (None,) * len(cells), _tall(part), row, first=False)

    def _beside(self, laid: Sequence[tuple[Line, ...]]) -> Iterator[tuple[Line, ...]]:
        """The lines of each column that stands beside the others; none of one that stands below them."""
        for column, lines in zip(self.table.columns, laid, strict=True):
            yield () if column.below else lines

    def _below(self, laid: Sequence[tuple[Line, ...]]) -> Iterator[tuple[Line, ...]]:
        """The lines of each column that stands below the others."""
        for column, lines in zip(self.table.columns, laid, strict=True):
            yield lines if column.below else ()


def _slices(
    laid: Sequence[tuple[Line, ...]], most: int
) -> Iterator[tuple[int, tuple[tuple[Line, ...], ...]]]:
    """The lines of a row in parts of at most so many that a page can hold, each with where it starts."""
    for start in range(0, max(map(len, laid)), most):
        yield start, tuple(lines[start : start + most] for lines in laid)


def _spans(columns: Sequence[Column], width: float) -> Iterator[tuple[float, float]]:
    """From where to where each column reaches: the whole width for one that stands below the others."""
    total = sum(column.weight for column in columns if not column.below)
    left = 0.0
    for column in columns:
        if column.below:
            yield 0.0, width
        else:
            right = left + width * column.weight / total
            yield left, right
            left = right


def _tall(part: Sequence[tuple[Line, ...]]) -> float:
    return max(map(len, part)) * style.CELL.leading + 2 * PAD_Y


def _wrap(text: str, look: TextStyle, room: float) -> list[str]:
    return fonts.lines(text, look.font, look.size, room - 2 * PAD_X)


def _lines(cell: Cell, room: float) -> Iterator[Line]:
    indent = SHAPE + 4 if cell.light else 0.0
    for part in cell.parts:
        look = style.CELL_MUTED if part.muted else style.CELL
        for text in _wrap(part.text, look, room - indent):
            yield Line(text, part.muted)


class Grid(Block):
    """A table, or the part of one that stands on a page: bands `start` to `end` of a shared layout."""

    def __init__(
        self, table: Table, layout: Layout | None = None, start: int = 0, end: int | None = None
    ) -> None:
        super().__init__()
        self.table = table
        self.layout = layout
        self.start = start
        self.end = end
        self.spaceAfter = 10

    @property
    def measured(self) -> Layout:
        """The layout, once `wrap` has made it."""
        if self.layout is None:
            raise AssertionError("asked for before it was measured")
        return self.layout

    @property
    def stop(self) -> int:
        """The band after the last one of this part."""
        return len(self.measured.bands) if self.end is None else self.end

    def least(self, width: float) -> float:
        """The height of the smallest beginning: headings, and what follows them."""
        self.wrap(width, 0)
        tied = (n for n, band in enumerate(self.measured.bands) if not band.tied)
        return self.measured.heading_height + self.measured.tops[next(tied, 0) + 1]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Measure this part; the first call lays the whole table out."""
        del height
        if self.layout is None:
            self.layout = Layout(self.table, width)
        self.width = width
        self.height = self.layout.heading_height + self.layout.tops[self.stop] - self.layout.tops[self.start]
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Cut before the first band that does not fit, never right after one that is tied to the next."""
        self.wrap(width, height)
        layout, end = self.measured, self.stop
        room = height - layout.heading_height + layout.tops[self.start]
        cut = min(bisect_right(layout.tops, room) - 1, end)
        while self.start < cut < end and layout.bands[cut - 1].tied:
            cut -= 1
        if cut <= self.start:
            return []
        if cut == end:
            return [self]
        return [Grid(self.table, layout, self.start, cut), Grid(self.table, layout, cut, end)]

    def draw(self) -> None:
        """Draw heading and bands, and write them into the structure."""
        canvas, layout = self.canvas, self.measured
        if layout.element is None:
            layout.element = Element("Table", canvas.section)
        y = self.height
        self._heading(canvas, layout, y)
        y -= layout.heading_height
        for band in layout.bands[self.start : self.stop]:
            self._band(canvas, layout, band, y)
            y -= band.height
        with canvas.artifact():
            canvas.setStrokeColor(style.VIOLET)
            canvas.setLineWidth(0.8)
            canvas.line(0, y, self.width, y)

    def _heading(self, canvas: TaggedCanvas, layout: Layout, y: float) -> None:
        with canvas.artifact():
            canvas.setFillColor(style.VIOLET)
            canvas.rect(0, y - layout.heading_height, self.width, layout.heading_height, stroke=0, fill=1)
        row = None if self.start else Element("TR", layout.element)
        for at, column in enumerate(self.table.columns):
            top = y - layout.above * style.CELL_HEAD.leading if column.below else y
            head = Element("TH", row, attributes=TABLE_COLUMN) if row else None
            with canvas.content(head) if head else canvas.artifact():
                self._cell(at, layout.heading[at], top, style.CELL_HEAD)

    def _band(self, canvas: TaggedCanvas, layout: Layout, band: Band, y: float) -> None:
        if band.title is not None:
            self._group(canvas, layout, band, y)
            return
        if band.first:
            with canvas.artifact():
                canvas.setStrokeColor(style.RULE)
                canvas.setLineWidth(0.5)
                canvas.line(0, y, self.width, y)
            row = Element("TR", layout.element)
            layout.rows[band.row] = [Element("TD", row) for _ in band.cells]
        owners = layout.rows[band.row]
        for at, lines in enumerate(band.cells):
            if not lines:
                continue
            with canvas.content(owners[at]):
                self._body_cell(at, lines, band.lights[at], y)

    def _body_cell(self, at: int, lines: tuple[Line, ...], state: Light | None, y: float) -> None:
        indent = 0.0
        if state is not None:
            bottom = y - PAD_Y - style.CELL.size + 0.6
            shapes.light(self.canvas, self.measured.spans[at][0] + PAD_X, bottom, SHAPE, state)
            indent = SHAPE + 4
        self._cell(at, lines, y, style.CELL, indent=indent)

    def _group(self, canvas: TaggedCanvas, layout: Layout, band: Band, y: float) -> None:
        with canvas.artifact():
            canvas.setFillColor(style.VIOLET_PALE)
            canvas.rect(0, y - band.height, self.width, band.height, stroke=0, fill=1)
        head = Element("TH", Element("TR", layout.element), attributes=spanning(len(self.table.columns)))
        with canvas.content(head):
            _write(canvas, band.cells[0], PAD_X, y - PAD_Y, style.CELL_GROUP)

    def _cell(
        self, at: int, lines: tuple[Line, ...], y: float, look: TextStyle, *, indent: float = 0
    ) -> None:
        canvas, layout = self.canvas, self.measured
        left, right = layout.spans[at][0] + PAD_X, layout.spans[at][1] - PAD_X
        if not self.table.columns[at].number:
            _write(canvas, lines, left + indent, y - PAD_Y, look)
            return
        for number, line in enumerate(lines):
            start = right - fonts.width(line.text, look.font, look.size)
            _write(canvas, (line,), start, y - PAD_Y - number * look.leading, look)


def _write(canvas: TaggedCanvas, lines: tuple[Line, ...], x: float, top: float, look: TextStyle) -> None:
    out = canvas.beginText(x, top - look.size)
    muted, shown = None, look
    for line in lines:
        if line.muted is not muted:
            muted = line.muted
            shown = style.CELL_MUTED if muted else look
            out.setFont(shown.font, shown.size, look.leading)
            out.setFillColor(canvas.toned(shown.colour))
        fonts.say(out, line.text, shown.font, shown.size, look.leading)
    canvas.drawText(out)
