"""The drawing of the path to the day: plain shapes, the same in the page (SVG) and on paper.

Levels are the rows, days run to the right. Each part (until today, until the evaluation, after it) keeps its
own scale by days, and no two marks stand nearer than a label can tell apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sello.core.dates import written
from sello.core.text import shortened as text_shortened
from sello.planning.domain.path import Mark, MarkKind, Path, Rung
from sello.planning.domain.path_words import (
    Translate,
    first_sentence,
    happening,
    level_word,
    told_in_words,
)
from sello.reports.document.path_scale import NEAREST, Scale, fitting

ROW = 38.0
TOP = 14.0
LANE = 30.0
SIZE = 12.0
LETTER = 0.56
"""The mean width of a letter, as a share of its size."""
BOLD = 1.15
"""How much wider a bold letter is, at most."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed area, or an open line; `kind` picks its ink."""

    kind: str
    points: tuple[Point, ...]
    closed: bool = False

    @property
    def outline(self) -> str:
        """The way of its pen, as SVG writes it."""
        steps = " L".join(f"{x:.1f} {y:.1f}" for x, y in self.points)
        return f"M{steps}Z" if self.closed else f"M{steps}"


@dataclass(frozen=True, slots=True)
class Text:
    """A text on its baseline; `end` anchors it at its right end, `middle` at its middle."""

    text: str
    x: float
    y: float
    size: float = SIZE
    strong: bool = False
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes and texts in a box of width × height, its title, and the words that replace it."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    texts: tuple[Text, ...]
    title: str
    alternative: str


def draw(path: Path, width: float, _: Translate = str) -> Drawing:
    """Draw the path in a width of its own units, in which letters are 12 high."""
    names = [level_word(rung, _) for rung in path.rungs]
    left = 10 + max(map(wide_of, names))
    flags = {kind: words_under(Mark(path.today, kind, path.now), _) for kind in MarkKind}
    right = width - max(wide_of(flags[MarkKind.END]), wide_of(written(path.today))) - 6
    marks = fitting(path.marks, int((right - left) // NEAREST) + 1)
    scale = Scale(path, marks, left, right)
    ladder = Ladder(path.rungs)
    flags_drawn, lanes = _flags(marks, scale, ladder, width, _)
    shapes = [*rows_of(ladder, left, width), *band_of(path, scale, ladder), *line_of(path, scale, ladder)]
    return Drawing(
        width=width,
        height=ladder.foot + lanes * LANE + 6,
        shapes=(
            *shapes,
            *(each for each in flags_drawn if isinstance(each, Shape)),
            *dots_of(marks, scale, ladder),
        ),
        texts=(
            *names_of(path, ladder, left, _),
            *(each for each in flags_drawn if isinstance(each, Text)),
            *_levels(path, scale, ladder, _),
        ),
        title=first_sentence(path, _),
        alternative=told_in_words(path, _),
    )


class Ladder:
    """Where each level's row lies; no level is the lowest."""

    def __init__(self, rungs: Sequence[Rung], row: float = ROW, top: float = TOP) -> None:
        self.marks = [rung.mark for rung in rungs]
        self.row = row
        self.foot = top + len(rungs) * row

    def y(self, mark: int, above: float = 0.0) -> float:
        """The middle of the row of a level, or so many rows above it."""
        return self.foot - (self.marks.index(mark) + above + 0.5) * self.row


def wide_of(text: str, size: float = SIZE) -> float:
    """How wide a text is, about."""
    return len(text) * size * LETTER


def names_of(path: Path, ladder: Ladder, left: float, _: Translate) -> Iterable[Text]:
    """What each level is called, before its row."""
    for rung in path.rungs:
        yield Text(level_word(rung, _), left - 8, ladder.y(rung.mark) + 4, anchor="end")


def rows_of(ladder: Ladder, left: float, width: float) -> Iterable[Shape]:
    """A thin line for each level."""
    for mark in ladder.marks:
        yield Shape("row", ((left, ladder.y(mark)), (width, ladder.y(mark))))


def band_of(path: Path, scale: Scale, ladder: Ladder) -> Iterable[Shape]:
    """Where the forecast lies, from today to the evaluation."""
    if path.outlook is None or path.evaluation is None:
        return
    weeks = path.outlook.band
    ends = [*(week.on for week in weeks[1:]), path.evaluation]
    above, below = [], []
    for week, end in zip(weeks, ends, strict=True):
        first, last = scale.x(week.on), scale.x(end)
        high, low = ladder.y(week.high, 0.34), ladder.y(week.low, -0.34)
        above += [(first, high), (last, high)]
        below += [(first, low), (last, low)]
    yield Shape("band", (*above, *reversed(below)), closed=True)


def line_of(path: Path, scale: Scale, ladder: Ladder) -> Iterable[Shape]:
    """The past, known at its cuts only, and what comes if nothing is done."""
    past = [each for each in path.stretches if each.past and each.first >= scale.days[0]]
    if past:
        points = [(scale.x(each.first), ladder.y(each.level.mark)) for each in past]
        yield Shape("past", (*points, (scale.x(path.today), ladder.y(path.now.mark))))
    points = []
    for each in path.stretches:
        if not each.past:
            y = ladder.y(each.level.mark)
            points += [(scale.x(each.first), y), (scale.x(each.last), y)]
    yield Shape("level", tuple(points))


def _levels(path: Path, scale: Scale, ladder: Ladder, _: Translate) -> Iterable[Text]:
    """The level's name over each stretch, where no mark stands for the longest, if it has room there."""
    for each in path.stretches:
        name, y = level_word(each.level, _), ladder.y(each.level.mark) - 8
        inside = [day for day in scale.days if each.first <= day <= each.last]
        gaps = [(scale.x(last) - scale.x(first), scale.x(first)) for first, last in pairwise(inside)]
        wide, start = max(gaps, default=(0.0, 0.0))
        if not each.past and wide >= wide_of(name) + 24:
            yield Text(name, start + wide / 2, y, strong=True, anchor="middle")


def words_under(mark: Mark, _: Translate) -> str:
    """What stands under a mark, above its day."""
    if mark.codes and len(mark.codes) > 1:
        return f"{_('vencen') if mark.expires else _('cambian')} {len(mark.codes)}"
    short = {MarkKind.EVALUATION: _("Evaluación"), MarkKind.END: _("Fin de vigencia")}
    return happening(mark, _) if mark.codes else short.get(mark.kind, _(mark.kind.label))


def shortened(text: str, room: float) -> str:
    """A text that ends where its room ends, with a sign that it goes on; letters are reckoned as bold."""
    letters = int(room // (SIZE * LETTER * BOLD))
    return text_shortened(text, letters)


def _flags(
    marks: Sequence[Mark], scale: Scale, ladder: Ladder, width: float, _: Translate
) -> tuple[list[Shape | Text], int]:
    """What stands under each mark, from right to left in the highest lane where no line crosses it."""
    lanes: list[tuple[float, float, int]] = []
    drawn: list[Shape | Text] = []
    for mark in reversed(marks):
        x = scale.x(mark.on)
        words = words_under(mark, _)
        lines = (shortened(words, width - x - 8) if mark.codes else words, written(mark.on))
        end = x + max(map(wide_of, lines)) + 8
        lane = max((taken + 1 for start, _end, taken in lanes if start < end), default=0)
        lanes.append((x, end, lane))
        top = ladder.foot + lane * LANE
        drawn.append(Shape("leader", ((x, ladder.y(mark.level.mark)), (x, top + LANE - 4))))
        drawn.append(Text(lines[0], x + 4, top + 12, strong=bool(mark.step) or mark.kind is MarkKind.TODAY))
        drawn.append(Text(lines[1], x + 4, top + 25, size=11))
    return drawn, max((lane for _start, _end, lane in lanes), default=0) + 1


def dots_of(marks: Sequence[Mark], scale: Scale, ladder: Ladder) -> Iterable[Shape]:
    """The marks on the line, each kind with a shape of its own."""
    for mark in marks:
        x, y = scale.x(mark.on), ladder.y(mark.level.mark)
        yield Shape(_ink(mark), tuple((x + dx, y + dy) for dx, dy in OUTLINES[mark.kind]), closed=True)


def _ink(mark: Mark) -> str:
    return "fall" if mark.kind is MarkKind.LOSS and mark.step < 0 else mark.kind.value


def _round(radius: float) -> tuple[Point, ...]:
    """A circle as twelve corners would show them; close enough at this size."""
    steps = ((1, 0), (0.92, 0.38), (0.71, 0.71), (0.38, 0.92))
    quarter = [(radius * a, radius * b) for a, b in steps]
    turned = quarter
    points = list(quarter)
    for _ in range(3):
        turned = [(-y, x) for x, y in turned]
        points += turned
    return tuple(points)


OUTLINES: dict[MarkKind, tuple[Point, ...]] = {
    MarkKind.CUT: _round(4),
    MarkKind.TODAY: _round(7),
    MarkKind.LOSS: ((-6.5, -5), (6.5, -5), (0, 7)),
    MarkKind.GAIN: ((-6.5, 5), (6.5, 5), (0, -7)),
    MarkKind.EVALUATION: ((0, -8), (8, 0), (0, 8), (-8, 0)),
    MarkKind.END: ((-3, -8), (3, -8), (3, 8), (-3, 8)),
}
"""The shape of each kind around its place: circle, triangle down and up, diamond, bar."""
