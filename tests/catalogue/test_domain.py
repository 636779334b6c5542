"""Scales turn answers into points, exactly."""

from fractions import Fraction

import pytest

from sello.catalogue.domain.refusals import NotOnTheScale, UnknownRequirement
from sello.catalogue.domain.rules import (
    Grade,
    NotApplicableRule,
    RequirementRule,
    Scale,
    ScaleKind,
)
from sello.catalogue.schema.edition import read_edition
from tests.catalogue.documents import GOOD

GRADED = Scale(
    ScaleKind.GRADED,
    (
        Grade("no", "No logrado", Fraction(0), meets=False),
        Grade("parcial", "Parcial", Fraction(1), meets=False),
        Grade("logrado", "Logrado", Fraction(3), meets=True),
    ),
)
POINTS = Scale(ScaleKind.POINTS, maximum=Fraction(7), meets_from=Fraction(5))


@pytest.mark.parametrize(
    ("scale", "answer", "share", "meets"),
    [
        (GRADED, "no", Fraction(0), False),
        (GRADED, "parcial", Fraction(1, 3), False),
        (GRADED, "logrado", Fraction(1), True),
        (POINTS, "5", Fraction(5, 7), True),
        (POINTS, "4,9", Fraction(49, 70), False),
        (POINTS, "7", Fraction(1), True),
        (Scale(ScaleKind.PERCENTAGE, maximum=Fraction(100)), "99.9", Fraction(999, 1000), False),
    ],
)
def test_an_answer_earns_its_share_and_meets_from_its_step(scale, answer, share, meets):
    assert scale.share(answer) == share
    assert scale.meets(answer) is meets


@pytest.mark.parametrize(
    ("scale", "answer"), [(GRADED, "si"), (POINTS, "8"), (POINTS, "-1"), (POINTS, "mucho"), (POINTS, "1/0")]
)
def test_an_answer_off_the_scale_is_refused(scale, answer):
    with pytest.raises(NotOnTheScale):
        scale.points(answer)


def test_rules_find_requirements_and_what_a_level_demands():
    rules = read_edition(GOOD.encode(), "x").rules
    assert [rule.code for rule in rules.mandatory("oro")] == ["1.1.1"]
    assert rules.requirement("1.1.2").effort_hours == 0
    with pytest.raises(UnknownRequirement):
        rules.requirement("9.9.9")


@pytest.mark.parametrize(
    ("edition", "requirement", "possible"),
    [(True, True, True), (True, False, False), (False, True, False)],
)
def test_not_applicable_needs_both_the_edition_and_the_requirement(edition, requirement, possible):
    rules = read_edition(GOOD.encode(), "x").rules
    scale = Scale(ScaleKind.YES_NO, rules.scale.grades, not_applicable=NotApplicableRule(edition))
    held = type(rules)(rules.code, rules.version, scale, rules.levels, rules.requirements)
    rule = RequirementRule("1.1.1", "1", "1.1", not_applicable_allowed=requirement)
    assert held.may_be_not_applicable(rule) is possible
