"""What becomes of an answer on another scale: as much at most, never better."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.catalogue import editions
from sello.catalogue.changes import match
from sello.catalogue.domain.rules import (
    Grade,
    Level,
    Scale,
    ScaleKind,
)
from sello.cycles.domain.targets import target_in
from sello.level.state import NOT_APPLICABLE, Reading, RequirementState
from sello.transfers.change_edition.domain import (
    carried,
    effects,
    translate,
)

WORKING, PILOT, NORM = (editions.edition(name) for name in ("trabajo-40", "piloto-2018", "nch-3262"))
POINTS = Scale(ScaleKind.POINTS, maximum=Fraction(7), meets_from=Fraction(5))
SCALES = (WORKING.scale, PILOT.scale, NORM.scale, POINTS, Scale(ScaleKind.PERCENTAGE, maximum=Fraction(100)))


@pytest.mark.parametrize(
    ("answer", "before", "after", "expected"),
    [
        ("logrado", PILOT.scale, WORKING.scale, "si"),
        ("parcial", PILOT.scale, WORKING.scale, "no"),
        ("si", WORKING.scale, PILOT.scale, "logrado"),
        ("si", WORKING.scale, NORM.scale, "observacion"),
        ("observacion", NORM.scale, WORKING.scale, "si"),
        ("parcial", PILOT.scale, POINTS, "3,5"),
        ("5", POINTS, WORKING.scale, "no"),
        ("7", POINTS, WORKING.scale, "si"),
        (None, PILOT.scale, WORKING.scale, None),
        (NOT_APPLICABLE, PILOT.scale, WORKING.scale, NOT_APPLICABLE),
        ("si", WORKING.scale, WORKING.scale, "si"),
    ],
)
def test_an_answer_becomes_what_says_as_much_or_less(answer, before, after, expected):
    assert translate(answer, before, after) == expected


def answers(scale: Scale) -> st.SearchStrategy[str]:
    if scale.kind.is_numeric:
        return st.integers(0, int(scale.full)).map(str)
    return st.sampled_from([grade.code for grade in scale.grades])


@given(st.data())
def test_no_answer_ever_gets_better_by_moving(data):
    before, after = data.draw(st.sampled_from(SCALES)), data.draw(st.sampled_from(SCALES))
    answer = data.draw(answers(before))
    moved = translate(answer, before, after)
    assert after.share(moved) <= before.share(answer)
    assert before.meets(answer) or not after.meets(moved)


def test_a_scale_whose_lowest_step_meets_takes_it_only_for_lack_of_another():
    odd = Scale(ScaleKind.GRADED, (Grade("a", "A", Fraction(1), True), Grade("b", "B", Fraction(2), True)))
    assert translate("no", WORKING.scale, odd) == "a"


def test_states_keep_all_but_their_code_and_grades():
    state = RequirementState("3.3.1", declared="logrado", validated="parcial", not_applicable_reason="x")
    left = RequirementState("9.9.9", declared="logrado")
    (moved,) = carried([state, left], {"3.3.1": "3.3.2"}, PILOT.scale, WORKING.scale)
    assert (moved.code, moved.declared, moved.validated, moved.external) == ("3.3.2", "si", "no", None)
    assert moved.not_applicable_reason == "x"


def test_the_effect_is_told_in_the_three_readings():
    states = [RequirementState(part.code, declared="logrado") for part in PILOT.requirements]
    matched = match(PILOT, WORKING, {})
    found = effects(PILOT.rules, WORKING.rules, states, matched, date(2026, 11, 23))
    assert [one.reading for one in found] == list(Reading)
    mine = found[0]
    assert mine.before.share == 1
    assert mine.after.share == Fraction(len(matched), 40)
    assert mine.before.level.code == "oro"
    assert mine.after.level.code == "bronce"  # silver's new mandatory ones are still unanswered
    assert "3.3.3" in mine.after.check("plata").held_back_by


def test_the_target_is_the_same_level_or_one_as_high():
    assert target_in(PILOT.levels, "oro", WORKING.levels) == "oro"
    assert target_in(NORM.levels, "plata", WORKING.levels) == "sello"
    assert target_in(NORM.levels, "oro", WORKING.levels) == "sello"
    assert target_in((Level("uno", "Uno", 1, Fraction(1, 2)),), "otro", WORKING.levels) == "uno"
