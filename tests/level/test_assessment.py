"""The level engine: published cases, tables of rules, and properties that hold for every edition."""

from datetime import date
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sello.catalogue.domain.refusals import NotOnTheScale
from sello.catalogue.domain.rules import (
    EditionRules,
    Grade,
    Level,
    NotApplicableRule,
    ScaleKind,
)
from sello.level.assessment import Assessment, assess
from sello.level.state import NOT_APPLICABLE, Reading, RequirementState
from sello.level.verdict import Reason
from tests.level.rules import (
    DAY,
    GRADED,
    YES_NO,
    accepted,
    declared,
    edition,
    three_levels,
    validated,
    yes,
)


def level_of(
    rules: EditionRules, states: list[RequirementState], reading: Reading = Reading.SELF
) -> str | None:
    found = assess(rules, states, reading, DAY).level
    return found.code if found else None


@pytest.mark.parametrize(
    ("met", "level"),
    [
        (0, None),
        (23, None),
        (24, "bronze"),
        (27, "bronze"),
        (28, "silver"),
        (31, "silver"),
        (32, "gold"),
        (37, "gold"),
        (40, "gold"),
    ],
)
def test_published_thresholds_on_forty(met: int, level: str | None) -> None:
    assert level_of(edition(40), yes(met)) == level


def test_thirty_seven_of_forty_is_92_and_a_half() -> None:
    found = assess(edition(40), yes(37), Reading.SELF, DAY)
    assert found.percentage == Fraction(185, 2)
    assert (found.score.met, found.score.applicable) == (37, 40)
    assert found.level is not None
    assert found.level.name == "Oro"


def test_a_mandatory_requirement_holds_only_its_levels_back() -> None:
    rules = edition(40, mandatory={40: ["silver", "gold"]})
    found = assess(rules, yes(39), Reading.SELF, DAY)
    assert found.level is not None
    assert found.level.code == "bronze"
    assert found.check("gold").threshold_reached
    assert found.check("gold").held_back_by == ("40",)
    assert found.check("bronze").held_back_by == ()


def test_each_level_asks_only_its_own_conditions() -> None:
    """A mark on bronze alone does not hold gold back: the highest level whose own conditions are kept."""
    assert level_of(edition(40, mandatory={40: ["bronze"]}), yes(39)) == "gold"


def test_a_floor_holds_a_level_back_and_an_inapplicable_dimension_asks_nothing() -> None:
    levels = three_levels(floors={"D5": Fraction(1, 2)})
    rules = edition(40, levels=levels)
    found = assess(rules, yes(35), Reading.SELF, DAY)
    assert found.level is not None
    assert found.level.code == "silver"
    (floor,) = found.check("gold").floors
    assert (floor.share, floor.reached) == (Fraction(3, 8), False)
    out = [RequirementState(str(n), not_applicable=True, not_applicable_reason="x") for n in range(33, 41)]
    assert level_of(rules, [*yes(32), *out]) == "gold"


def test_nothing_applicable_reaches_nothing() -> None:
    states = [RequirementState("1", not_applicable=True, not_applicable_reason="No hay personal")]
    found = assess(edition(1, dimensions=1), states, Reading.SELF, DAY)
    assert found.level is None
    assert found.share == 0


def test_not_applicable_leaves_the_denominator_with_a_reason_only() -> None:
    with_reason = RequirementState("40", not_applicable=True, not_applicable_reason="Sin piscina")
    without = RequirementState("40", not_applicable=True, not_applicable_reason="  ")
    found = assess(edition(40), [*yes(36), with_reason], Reading.SELF, DAY)
    assert found.score.denominator == 39
    assert found.score.not_applicable == 1
    found = assess(edition(40), [*yes(36), without], Reading.SELF, DAY)
    assert found.score.denominator == 40
    assert found.verdicts["40"].reason is Reason.NOT_APPLICABLE_UNEXPLAINED


def test_not_applicable_may_be_forbidden_or_limited() -> None:
    out = [RequirementState(str(n), not_applicable=True, not_applicable_reason="x") for n in (1, 2, 3)]
    forbidden = edition(40, not_applicable=NotApplicableRule(allowed=False))
    found = assess(forbidden, out, Reading.SELF, DAY)
    assert found.score.denominator == 40
    assert found.verdicts["1"].reason is Reason.NOT_APPLICABLE_FORBIDDEN
    limited = edition(40, not_applicable=NotApplicableRule(allowed=True, most=2))
    found = assess(limited, out, Reading.SELF, DAY)
    assert found.score.denominator == 38
    assert [found.verdicts[c].reason for c in "123"] == [
        Reason.NOT_APPLICABLE,
        Reason.NOT_APPLICABLE,
        Reason.NOT_APPLICABLE_OVER_LIMIT,
    ]


def test_a_validated_requirement_that_does_not_apply_needs_the_secretariats_word() -> None:
    said = RequirementState("40", not_applicable=True, not_applicable_reason="x")
    agreed = RequirementState("40", not_applicable=True, not_applicable_reason="x", validated=NOT_APPLICABLE)
    assert assess(edition(40), [said], Reading.VALIDATED, DAY).score.denominator == 40
    assert assess(edition(40), [agreed], Reading.VALIDATED, DAY).score.denominator == 39


def test_weights_and_grades_are_points() -> None:
    rules = edition(
        4, grades=GRADED, kind=ScaleKind.GRADED, weights={1: Fraction(3), 2: Fraction(1, 3)}, dimensions=2
    )
    found = assess(rules, declared({1: "partial", 2: "achieved", 3: "none"}), Reading.SELF, DAY)
    assert found.score.numerator == Fraction(3, 2) + Fraction(1, 3)
    assert found.score.denominator == Fraction(3) + Fraction(1, 3) + 2
    assert found.verdicts["1"].reason is Reason.PARTLY
    assert found.verdicts["2"].met
    assert found.verdicts["3"].reason is Reason.NOT_MET


def test_points_and_percentages_are_shares_of_their_maximum() -> None:
    points = edition(2, kind=ScaleKind.POINTS, maximum=Fraction(5), dimensions=1)
    found = assess(points, declared({1: "3", 2: "2.5"}), Reading.SELF, DAY)
    assert found.share == Fraction(55, 100)
    percentage = edition(2, kind=ScaleKind.PERCENTAGE, maximum=Fraction(100), dimensions=1)
    found = assess(percentage, declared({1: "33,3", 2: "100"}), Reading.SELF, DAY)
    assert found.share == Fraction(1333, 2000)
    with pytest.raises(NotOnTheScale):
        assess(points, declared({1: "6"}), Reading.SELF, DAY)


def test_conformity_has_no_percentage_and_only_mandatory_clauses_decide() -> None:
    findings = (
        Grade("major", "No conformidad mayor", Fraction(0), False),
        Grade("minor", "No conformidad menor", Fraction(1), False),
        Grade("conform", "Conforme", Fraction(2), True),
    )
    rules = edition(
        3,
        grades=findings,
        kind=ScaleKind.CONFORMITY,
        levels=(Level("certified", "Certificable", 1, Fraction(0)),),
        mandatory={n: ["certified"] for n in (1, 2)},
        dimensions=1,
    )
    found = assess(rules, declared({1: "conform", 2: "minor", 3: "conform"}), Reading.SELF, DAY)
    assert found.percentage is None
    assert found.score.numerator == 2
    assert found.level is None
    assert found.check("certified").held_back_by == ("2",)
    assert level_of(rules, declared({1: "conform", 2: "conform", 3: "major"})) == "certified"


@pytest.mark.parametrize(
    ("reading", "level"), [(Reading.SELF, "gold"), (Reading.VALIDATED, "bronze"), (Reading.EXTERNAL, None)]
)
def test_three_readings_count_what_each_believes(reading: Reading, level: str | None) -> None:
    states = [
        RequirementState(
            str(n),
            declared="yes",
            validated="yes",
            evidence=(accepted(),) if n <= 25 else (),
            external="yes" if n <= 20 else "no",
        )
        for n in range(1, 41)
    ]
    assert level_of(edition(40), states, reading) == level


def test_decisions_count_from_their_day() -> None:
    states = [RequirementState("1", external="yes", external_on=date(2026, 12, 1))]
    rules = edition(1, dimensions=1)
    assert assess(rules, states, Reading.EXTERNAL, date(2026, 11, 30)).score.met == 0
    assert assess(rules, states, Reading.EXTERNAL, date(2026, 12, 1)).score.met == 1


def test_evidence_stops_counting_the_day_after_its_last() -> None:
    state = validated(1, accepted(until=date(2026, 11, 30)))
    rules = edition(1, dimensions=1)
    last = assess(rules, [state], Reading.VALIDATED, date(2026, 11, 30))
    assert last.verdicts["1"].met
    assert last.verdicts["1"].counts_until == date(2026, 11, 30)
    after = assess(rules, [state], Reading.VALIDATED, date(2026, 12, 1))
    assert after.verdicts["1"].reason is Reason.EXPIRED
    assert after.verdicts["1"].on == date(2026, 12, 1)


# --- properties ------------------------------------------------------------------------------

LEVELS = ["bronze", "silver", "gold"]


@st.composite
def cases(draw: st.DrawFn, most: int = 12) -> tuple[EditionRules, dict[int, str]]:
    count = draw(st.integers(1, most))
    graded = draw(st.booleans())
    marks = st.lists(st.sampled_from(LEVELS), unique=True, max_size=3)
    rules = edition(
        count,
        grades=GRADED if graded else YES_NO,
        kind=ScaleKind.GRADED if graded else ScaleKind.YES_NO,
        mandatory=draw(st.dictionaries(st.integers(1, count), marks, max_size=4)),
        weights=draw(
            st.dictionaries(
                st.integers(1, count),
                st.fractions(min_value=Fraction(1, 7), max_value=9, max_denominator=7),
                max_size=count,
            )
        ),
        levels=three_levels(
            draw(
                st.dictionaries(
                    st.just("D1"), st.fractions(min_value=0, max_value=1, max_denominator=9), max_size=1
                )
            )
        ),
        not_applicable=NotApplicableRule(True, draw(st.none() | st.integers(0, 3))),
        dimensions=min(count, 3),
    )
    grades = [grade.code for grade in rules.scale.grades] + ["", NOT_APPLICABLE]
    answers = draw(st.dictionaries(st.integers(1, count), st.sampled_from(grades), max_size=count))
    return rules, answers


def states_of(answers: dict[int, str]) -> list[RequirementState]:
    return [
        RequirementState(
            str(n),
            declared=answer if answer not in ("", NOT_APPLICABLE) else None,
            not_applicable=answer == NOT_APPLICABLE,
            not_applicable_reason="porque sí",
        )
        for n, answer in answers.items()
    ]


def judge_case(rules: EditionRules, answers: dict[int, str]) -> Assessment:
    return assess(rules, states_of(answers), Reading.SELF, DAY)


def mark(assessment: Assessment) -> int:
    return assessment.level.mark if assessment.level else 0


@given(cases(), st.data())
def test_meeting_one_more_never_lowers_the_level(
    case: tuple[EditionRules, dict[int, str]], data: st.DataObject
) -> None:
    rules, answers = case
    best = rules.scale.grades[-1].code
    before = judge_case(rules, answers)
    unmet = [int(v.code) for v in before.verdicts.values() if not v.met]
    if not unmet:
        return
    after = judge_case(rules, answers | {data.draw(st.sampled_from(unmet)): best})
    assert after.score.share >= before.score.share
    assert mark(after) >= mark(before)


@given(cases(), st.fractions(min_value=0, max_value=1), st.fractions(min_value=0, max_value=1))
def test_the_level_is_monotone_in_its_thresholds(
    case: tuple[EditionRules, dict[int, str]], one: Fraction, other: Fraction
) -> None:
    rules, answers = case

    def with_threshold(value: Fraction) -> Assessment:
        gold = Level("gold", "Oro", 3, value, rules.levels[2].floors)
        changed = EditionRules(
            rules.code, rules.version, rules.scale, (*rules.levels[:2], gold), rules.requirements
        )
        return judge_case(changed, answers)

    assert mark(with_threshold(max(one, other))) <= mark(with_threshold(min(one, other)))


@given(cases())
def test_parts_add_up_to_the_whole_and_nothing_is_a_float(case: tuple[EditionRules, dict[int, str]]) -> None:
    rules, answers = case
    found = judge_case(rules, answers)
    verdicts = found.verdicts.values()
    assert sum((v.earned for v in verdicts), Fraction(0)) == found.score.numerator
    assert sum((v.weight for v in verdicts if v.applicable), Fraction(0)) == found.score.denominator
    assert sum(v.met for v in verdicts) == found.score.met
    assert sum(part.total for part in found.dimensions.values()) == len(rules.requirements)
    numbers = [found.score.numerator, found.score.denominator, found.score.share, found.percentage]
    assert all(isinstance(number, Fraction) for number in numbers)


@settings(max_examples=60)
@given(cases(most=6), st.sampled_from(LEVELS))
def test_the_fewest_needed_is_what_trying_every_set_finds(
    case: tuple[EditionRules, dict[int, str]], level: str
) -> None:
    rules, answers = case
    best = rules.scale.grades[-1].code
    before = judge_case(rules, answers)
    open_ones = [int(v.code) for v in before.verdicts.values() if v.applicable and v.gain > 0]
    if not before.score.applicable:
        return

    def reaches(chosen: tuple[int, ...]) -> bool:
        return judge_case(rules, answers | dict.fromkeys(chosen, best)).check(level).reached

    found = next(
        size
        for size in range(len(open_ones) + 1)
        if any(reaches(chosen) for chosen in combinations(open_ones, size))
    )
    assert before.needed(level) == found


@given(cases(), st.sampled_from(LEVELS))
def test_a_level_is_reached_exactly_when_nothing_is_needed(
    case: tuple[EditionRules, dict[int, str]], level: str
) -> None:
    found = judge_case(*case)
    if found.score.applicable:
        assert found.check(level).reached == (found.needed(level) == 0)
