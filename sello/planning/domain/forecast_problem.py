"""From an assessed cycle and its pace to the problem that the forecast is asked to solve."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from sello.catalogue.domain.rules import EditionRules
from sello.level.assessment import Assessment
from sello.level.verdict import Verdict
from sello.planning.domain.runs import ForecastProblem, Item

LEAST_HORIZON = 52
MOST_HORIZON = 156
"""Weeks: a Seal is valid for three years, and nobody plans beyond."""

NOBODY = 0
"""The unit of a requirement that nobody owns: it moves at the institution's pace."""


def forecast_problem_of(
    assessment: Assessment,
    *,
    units: Mapping[str, int | None],
    acts: Mapping[str, int],
    evaluation: date,
) -> ForecastProblem:
    """State what is to be forecast from the day of the assessment on.

    ``units`` and ``acts`` (done so far) are by requirement code. An open requirement is taken to need as
    many acts as the met ones took on average, less what was done for it, and never less than one.
    """
    rules, today = assessment.rules, assessment.as_of
    usual = _usual_acts(assessment, acts)
    applicable = [verdict for verdict in assessment.verdicts.values() if verdict.applicable]
    marks = {rule.code: rule.mandatory_for for rule in rules.requirements}
    week = max(0, (evaluation - today).days // 7)
    return ForecastProblem(
        items=tuple(
            _item(v, marks[v.code], units.get(v.code), _left(v, usual, acts), today) for v in applicable
        ),
        levels=tuple(sorted(rules.levels, key=lambda level: level.mark)),
        denominator=assessment.score.denominator,
        dimension_denominators={code: part.denominator for code, part in assessment.dimensions.items()},
        base=sum((v.earned for v in applicable if not v.met), Fraction(0)),
        dimension_bases=_bases(rules, applicable),
        evaluation_week=min(week, MOST_HORIZON),
        horizon=min(max(week, LEAST_HORIZON), MOST_HORIZON),
    )


def _bases(rules: EditionRules, applicable: list[Verdict]) -> dict[str, Fraction]:
    """What requirements met only in part already earn, by dimension."""
    return {
        code: sum((v.earned for v in applicable if v.dimension == code and not v.met), Fraction(0))
        for code in rules.dimensions
    }


def _usual_acts(assessment: Assessment, acts: Mapping[str, int]) -> int:
    taken = [acts.get(code, 0) for code, verdict in assessment.verdicts.items() if verdict.met]
    return max(1, round(sum(taken) / len(taken))) if taken else 1


def _left(verdict: Verdict, usual: int, acts: Mapping[str, int]) -> int:
    """A met requirement whose evidence ends takes one act again: its renewal."""
    return 1 if verdict.met else max(1, usual - acts.get(verdict.code, 0))


def _item(verdict: Verdict, marks: frozenset[str], unit: int | None, acts: int, today: date) -> Item:
    ends = verdict.counts_until if verdict.met else None
    return Item(
        code=verdict.code,
        unit=NOBODY if unit is None else unit,
        gain=verdict.earned if verdict.met else verdict.gain,
        dimension=verdict.dimension,
        mandatory_for=marks,
        met=verdict.met,
        lost_on=None if ends is None else max(1, (ends - today).days // 7 + 1),
        acts=acts,
    )
