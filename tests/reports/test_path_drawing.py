"""The drawing of the path: whatever stands on it, labels and marks keep apart and inside."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.planning.domain.path import CutPoint, MarkKind, Path
from sello.planning.domain.path_words import first_sentence
from sello.reports.document.path import LANE, LETTER, Drawing, Text, draw
from sello.reports.document.path_legend import legend
from sello.reports.document.path_low import draw_low
from sello.reports.document.path_scale import NEAREST
from tests.level.rules import DAY
from tests.planning.test_path import SURE, path

WIDTHS = (330.0, 720.0, 1000.0)
MARKS = {kind.value for kind in MarkKind} | {"fall"}


def drawn(
    width: float,
    ends: list[int],
    cuts: list[int],
    evaluation: int | None,
    end: int | None = 1000,
    by: Callable[[Path, float], Drawing] = draw,
) -> Drawing:
    points = tuple(CutPoint(f"Corte {day}", DAY - timedelta(day), "bronze", None) for day in cuts)
    made = path(10, ends=tuple(ends), cuts=points, evaluation=evaluation, end=end, forecast=SURE)
    return by(made, width)


def box(text: Text) -> tuple[float, float, float, float]:
    wide = len(text.text) * text.size * LETTER
    left = {"start": text.x, "middle": text.x - wide / 2, "end": text.x - wide}[text.anchor]
    return left, text.y - text.size * 0.8, left + wide, text.y + 2


def flags(drawing: Drawing) -> list[Text]:
    """The texts under the marks."""
    foot = min(shape.points[1][1] for shape in drawing.shapes if shape.kind == "leader") - LANE
    return [text for text in drawing.texts if text.y > foot + 2 and text.anchor == "start"]


MANY = {
    "ends": st.lists(st.integers(0, 990), max_size=10),
    "cuts": st.lists(st.integers(1, 900), max_size=14),
    "evaluation": st.none() | st.integers(-300, 900),
    "width": st.sampled_from(WIDTHS),
}


@given(**MANY)
def test_no_label_covers_another_and_no_line_crosses_one(
    ends: list[int], cuts: list[int], evaluation: int | None, width: float
) -> None:
    drawing = drawn(width, ends, cuts, evaluation)
    boxes = [box(text) for text in flags(drawing)]
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for shape in drawing.shapes:
        if shape.kind == "leader":
            (x, top), (_same, bottom) = shape.points
            for left, high, right, low in boxes:
                assert not (left < x < right and top < low and high < bottom)


def test_a_low_drawing_says_today_the_fall_and_the_evaluation() -> None:
    made = path(7, ends=(30,), evaluation=100, end=1000, forecast=SURE)
    low = draw_low(made, 330.0)
    said = [text.text for text in low.texts]
    assert {"Hoy", "Baja", "Evaluación", "22-11-2026", "23-12-2026", "02-03-2027"} <= set(said)
    assert not any(text.startswith("vence") for text in said)
    assert low.height < draw(made, 330.0).height / 2
    assert (low.title, low.alternative) == (first_sentence(made), draw(made, 330.0).alternative)


@given(**MANY)
def test_all_of_it_lies_inside(
    ends: list[int], cuts: list[int], evaluation: int | None, width: float
) -> None:
    drawing = drawn(width, ends, cuts, evaluation)
    for left, top, right, bottom in map(box, drawing.texts):
        assert left >= -0.01
        assert right <= width + 0.01
        assert top >= 0
        assert bottom <= drawing.height
    for shape in drawing.shapes:
        assert all(0 <= x <= width and 0 <= y <= drawing.height for x, y in shape.points)


@given(**MANY)
def test_a_name_ends_where_its_room_ends(
    ends: list[int], cuts: list[int], evaluation: int | None, width: float
) -> None:
    """A reader of names is told a part of each, with a sign that it goes on."""

    def by_name(made: Path, wide: float) -> Drawing:
        name = ("«Política y protocolo vigentes contra la violencia»",)
        marks = tuple(
            replace(mark, codes=name if len(mark.codes) == 1 else mark.codes) for mark in made.marks
        )
        return draw(replace(made, marks=tuple(marks)), wide)

    drawing = drawn(width, ends, cuts, evaluation, by=by_name)
    assert all(box(text)[2] <= width + 0.01 for text in drawing.texts)
    named = [text.text for text in flags(drawing) if "«Pol" in text.text]
    assert all(text.endswith("»") for text in named)


@given(**MANY)
def test_a_low_one_keeps_its_words_apart_inside_and_off_its_lines(
    ends: list[int], cuts: list[int], evaluation: int | None, width: float
) -> None:
    low = drawn(width, ends, cuts, evaluation, by=draw_low)
    boxes = [box(text) for text in low.texts if text.anchor == "start"]
    for left, top, right, bottom in map(box, low.texts):
        assert left >= -0.01
        assert right <= width + 0.01
        assert top >= -2
        assert bottom <= low.height
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 3 or other[3] <= one[1] + 3
    for shape in low.shapes:
        if shape.kind == "leader":
            (x, _top), (_same, bottom) = shape.points
            assert not any(left < x < right and high < bottom - 3 for left, high, right, _low in boxes)


@given(**MANY)
def test_marks_keep_their_order_and_their_distance(
    ends: list[int], cuts: list[int], evaluation: int | None, width: float
) -> None:
    drawing = drawn(width, ends, cuts, evaluation)
    places = sorted({shape.points[0][0] for shape in drawing.shapes if shape.kind == "leader"})
    assert all(other - one >= NEAREST - 0.01 for one, other in pairwise(places))
    level = next(shape for shape in drawing.shapes if shape.kind == "level")
    assert all(one[0] <= other[0] for one, other in pairwise(level.points))


def test_every_day_is_drawn_where_there_is_room() -> None:
    drawing = drawn(1000.0, [30, 60, 400], [200, 60], 100)
    assert sum(shape.kind in MARKS for shape in drawing.shapes) == 8
    said = [text.text for text in flags(drawing)]
    assert {"Hoy", "Evaluación", "Fin de vigencia", "vence 8", "vence 9", "vence 10"} <= set(said)


def test_a_phone_draws_neighbours_together_but_never_a_fall_away() -> None:
    drawing = drawn(330.0, [10, 20, 30, 40, 50, 60, 70, 80], [], 100)
    assert sum(shape.kind == "fall" for shape in drawing.shapes) >= 1
    assert any(text.text.startswith("vencen ") for text in flags(drawing))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_hundred_cuts_on_one_day_are_one_mark(width: float) -> None:
    many, one = (drawn(width, [30], [20] * count, 100) for count in (120, 1))
    assert (many.height, many.texts) == (one.height, one.texts)
    assert "22-11-2026: Hoy (Oro)" in many.alternative
    assert many.alternative.endswith("los demás días están en la tabla")


@pytest.mark.parametrize("width", WIDTHS)
def test_whoever_does_not_see_it_is_told_every_day(width: float) -> None:
    made = path(10, ends=(30, 60), evaluation=100)
    drawing = draw(made, width)
    assert drawing.title == first_sentence(made)
    for day in ("22-11-2026: Hoy (Oro)", "23-12-2026: Vence 9 (Oro)", "02-03-2027: Evaluación externa (Oro)"):
        assert day in drawing.alternative


def test_the_legend_of_a_low_drawing_tells_every_shape_that_has_no_word_beside_it() -> None:
    cut = CutPoint("Corte", DAY - timedelta(90), "bronze", None)
    made = path(10, ends=(10, 20, 30), cuts=(cut,), end=1000, forecast=SURE)
    low = draw_low(made, 330.0)
    keys = {key.shape.kind: key.words for key in legend(low)}
    told = {"today": "Hoy", "fall": "Baja", "evaluation": "Evaluación", "end": "Fin de vigencia"}
    beside = {kind for kind, word in told.items() if word in {text.text for text in low.texts}}
    drawn = {shape.kind for shape in low.shapes} - {"row", "leader"}
    assert beside
    assert set(keys) == drawn - beside
    assert all(keys.values())
    assert {"level", "past", "cut", "loss"} <= set(keys)


def test_a_shape_that_is_not_drawn_is_not_in_the_legend() -> None:
    low = draw_low(path(7, evaluation=None, end=None), 330.0)
    assert {key.shape.kind for key in legend(low)} == {"level"}
