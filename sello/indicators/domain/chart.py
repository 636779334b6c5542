"""An indicator's periods as a drawing: a line for each series, its target, in plain shapes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

WIDE, NARROW, HEIGHT = 640.0, 330.0, 240.0
"""How wide the drawing is on a screen, and on a phone; letters are 12 high in both."""

LEFT, RIGHT, TOP, FOOT = 14.0, 14.0, 26.0, 30.0
LABEL = 70.0
"""Room for the name of a period."""

MARKS = ("circle", "square", "triangle", "diamond")
"""What tells the series apart besides their ink."""


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one option, period by period; None where none is known or seen."""

    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A value where it stands, and what it is."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A series as it is drawn: broken where a value lacks."""

    name: str
    number: int
    strokes: tuple[str, ...]
    dots: tuple[Dot, ...]

    @property
    def mark(self) -> str:
        """The shape of its dots."""
        return MARKS[self.number % len(MARKS)]


@dataclass(frozen=True, slots=True)
class Tick:
    """The name of a period under its place."""

    x: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines over a row of periods, in a box; `target` is the height of the target's line."""

    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    base: float
    target: float | None
    width: float
    height: float = HEIGHT


def draw(
    periods: Sequence[str],
    series: Iterable[Series],
    words: Sequence[Sequence[str]],
    target: int | None,
    width: float = WIDE,
) -> Drawing | None:
    """Draw the series over their periods; `words` say each value. None with fewer than two values."""
    rows = tuple(series)
    seen = [value for one in rows for value in one.values if value is not None]
    if len(periods) < 2 or len(seen) < 2:
        return None
    scale = _Scale(width, len(periods), [*seen, *([] if target is None else [target])])
    return Drawing(
        lines=tuple(
            _line(n, one, said, scale) for n, (one, said) in enumerate(zip(rows, words, strict=True))
        ),
        ticks=tuple(_ticks(periods, scale)),
        base=scale.y(0) if scale.low <= 0 else HEIGHT - FOOT,
        target=None if target is None else scale.y(target),
        width=width,
    )


class _Scale:
    """Where a value of a period stands: the scale begins at zero, or below it."""

    def __init__(self, width: float, count: int, values: Sequence[int]) -> None:
        self.low, self.high = min(0, *values), max(0, *values)
        self.step = (width - LEFT - RIGHT) / (count - 1)

    def x(self, place: int) -> float:
        return LEFT + place * self.step

    def y(self, value: int) -> float:
        span = (self.high - self.low) or 1
        return HEIGHT - FOOT - (value - self.low) * (HEIGHT - TOP - FOOT) / span


def _line(number: int, one: Series, words: Sequence[str], scale: _Scale) -> Line:
    placed = [
        None if value is None else Dot(round(scale.x(place), 1), round(scale.y(value), 1), said)
        for place, (value, said) in enumerate(zip(one.values, words, strict=True))
    ]
    return Line(one.name, number, tuple(_strokes(placed)), tuple(dot for dot in placed if dot is not None))


def _strokes(placed: Sequence[Dot | None]) -> Iterable[str]:
    """A stroke for each run of neighbouring values."""
    for is_there, group in groupby(placed, key=lambda dot: dot is not None):
        run = [dot for dot in group if dot is not None]
        if is_there and len(run) > 1:
            yield "M" + " L".join(f"{dot.x} {dot.y}" for dot in run)


def _ticks(periods: Sequence[str], scale: _Scale) -> Iterable[Tick]:
    last = len(periods) - 1
    every = max(1, -int(-LABEL // scale.step))
    for place in range(last, -1, -every):
        anchor = "end" if place == last else "start" if place == 0 else "middle"
        yield Tick(round(scale.x(place), 1), periods[place], anchor)
