"""The picture of the path where height is dear: the authority's page on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product
from operator import itemgetter

from sello.core.dates import written
from sello.planning.domain.path import Mark, MarkKind, Path
from sello.planning.domain.path_words import Translate, first_sentence, level_word, told_in_words
from sello.reports.document.path import (
    Drawing,
    Ladder,
    Shape,
    Text,
    band_of,
    dots_of,
    line_of,
    names_of,
    rows_of,
    wide_of,
    words_under,
)
from sello.reports.document.path_scale import NEAREST, Scale, fitting

LOW_ROW, LOW_TOP, LOW_LANE = 17.0, 2.0, 24.0
"""How high a level's row is, what is above the rows, and how high a row of words under them is."""
LANES = 2
"""How many rows of words there are at most."""


def draw_low(path: Path, width: float, _: Translate = str) -> Drawing:
    """Draw low rows, with words under today, the evaluation, the end and what moves the level alone."""
    left, right = 10 + max(wide_of(level_word(rung, _)) for rung in path.rungs), width - 10
    marks = fitting(path.marks, int((right - left) // NEAREST) + 1)
    scale, ladder = Scale(path, marks, left, right), Ladder(path.rungs, LOW_ROW, LOW_TOP)
    words = _words_that_fit(marks, scale, width, _)
    foot, lanes = ladder.foot, 1 + max((lane for _mark, _left, lane in words), default=0)
    leaders, texts = [], []
    for mark, start, lane in words:
        x, top = scale.x(mark.on), foot + lane * LOW_LANE
        leaders.append(Shape("leader", ((x, ladder.y(mark.level.mark)), (x, top + 2))))
        texts.append(Text(_low_word(mark, _), start, top + 11, strong=bool(mark.step)))
        texts.append(Text(written(mark.on), start, top + 22, size=11))
    return Drawing(
        width=width,
        height=foot + lanes * LOW_LANE + 2,
        shapes=(
            *rows_of(ladder, left, width),
            *band_of(path, scale, ladder),
            *line_of(path, scale, ladder),
            *leaders,
            *dots_of(marks, scale, ladder),
        ),
        texts=(*names_of(path, ladder, left, _), *texts),
        title=first_sentence(path, _),
        alternative=told_in_words(path, _),
    )


def _low_word(mark: Mark, _: Translate) -> str:
    if mark.step and mark.codes:
        return _("Baja") if mark.step < 0 else _("Sube")
    return words_under(mark, _)


def _matters(mark: Mark) -> bool:
    return bool(mark.step) or not (mark.codes or mark.kind is MarkKind.CUT)


def _weight(mark: Mark) -> tuple[bool, int, date]:
    return not mark.step, list(MarkKind).index(mark.kind), mark.on


def _words_that_fit(
    marks: Sequence[Mark], scale: Scale, width: float, _: Translate
) -> list[tuple[Mark, float, int]]:
    """The marks that matter, the weightiest first, with where their words begin and in which lane.

    Words keep off each other, and off the lines of those below them; what finds no place has none.
    """
    told: list[tuple[Mark, float, int]] = []
    boxes: list[tuple[float, float, float, int]] = []
    for mark in sorted(filter(_matters, marks), key=_weight):
        x = scale.x(mark.on)
        wide = max(wide_of(_low_word(mark, _)), wide_of(written(mark.on), 11)) + 6
        starts = (min(max(x - part * wide, 0), width - wide) for part in (0.5, 0.05, 0.95))
        places = ((x, start, start + wide, lane) for start, lane in product(starts, range(LANES)))
        free = (place for place in places if not any(_touches(place, other) for other in boxes))
        if place := min(free, key=itemgetter(3), default=None):
            boxes.append(place)
            told.append((mark, place[1], place[3]))
    return told


def _touches(one: tuple[float, float, float, int], other: tuple[float, float, float, int]) -> bool:
    """Whether two labels (line, left, right, lane) share a place, or one's line runs through the other."""
    x, left, right, lane = one
    at, start, end, below = other
    if lane == below:
        return left < end and start < right
    return start <= x <= end if lane > below else left <= at <= right
