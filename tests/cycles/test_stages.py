"""The stages of a cycle: refusals, which one is at work, and the dates proposed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.refusal import Refusal
from sello.cycles.domain.stages import (
    EvaluationBeforeStart,
    Stage,
    StageEndsBeforeItStarts,
    StageKind,
    StagesOutOfOrder,
    StageState,
    ValidityBeforeEvaluation,
    check_dates,
    check_stages,
    current_stage,
    ordered,
    proposed,
    validity_of,
)

MARCH, JUNE, DECEMBER = date(2026, 3, 1), date(2026, 6, 1), date(2026, 12, 1)


@pytest.mark.parametrize(
    ("stages", "refusal"),
    [
        ([Stage(StageKind.COMMITMENT, JUNE, MARCH)], StageEndsBeforeItStarts),
        ([Stage(StageKind.COMMITMENT, JUNE), Stage(StageKind.IMPLEMENTATION, MARCH)], StagesOutOfOrder),
    ],
)
def test_refused_stages(stages: list[Stage], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        check_stages(stages)


def test_stages_may_overlap_and_lack_dates() -> None:
    check_stages(
        [
            Stage(StageKind.COMMITMENT, MARCH, DECEMBER),
            Stage(StageKind.UPKEEP),
            Stage(StageKind.IMPLEMENTATION, JUNE),
        ]
    )


@pytest.mark.parametrize(
    ("starts", "evaluation", "valid", "refusal"),
    [
        (JUNE, MARCH, None, EvaluationBeforeStart),
        (MARCH, DECEMBER, JUNE, ValidityBeforeEvaluation),
        (JUNE, None, MARCH, ValidityBeforeEvaluation),
    ],
)
def test_refused_dates(
    starts: date, evaluation: date | None, valid: date | None, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        check_dates(starts, evaluation, valid)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 2, 28), StageState.COMING),
        (MARCH, StageState.CURRENT),
        (JUNE, StageState.CURRENT),
        (date(2026, 6, 2), StageState.DONE),
    ],
)
def test_where_a_stage_stands(day: date, state: StageState) -> None:
    assert Stage(StageKind.COMMITMENT, MARCH, JUNE).state(day) is state
    assert Stage(StageKind.COMMITMENT).state(day) is StageState.UNDATED


def test_of_overlapping_stages_the_latest_is_at_work() -> None:
    stages = [Stage(StageKind.COMMITMENT, MARCH, DECEMBER), Stage(StageKind.SELF_ASSESSMENT, JUNE, DECEMBER)]
    found = current_stage(stages, JUNE)
    assert found is not None
    assert found.kind is StageKind.SELF_ASSESSMENT
    assert current_stage(stages, date(2025, 1, 1)) is None


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 1200))
def test_the_proposal_is_never_refused(start: date, days: int) -> None:
    evaluation = start + timedelta(days=days)
    stages = proposed(start, evaluation)
    check_stages(stages)
    assert [stage.kind for stage in ordered(stages)] == list(StageKind)
    assert stages[0].starts_on == start


def test_the_validity_is_three_years() -> None:
    assert validity_of(date(2026, 6, 1)) == date(2029, 5, 31)
    assert validity_of(date(2028, 2, 29)) == date(2031, 2, 28)


@given(st.dates(), st.dates())
def test_no_evaluation_overflows_the_calendar(one: date, other: date) -> None:
    start, evaluation = sorted((one, other))
    assert evaluation <= validity_of(evaluation) <= date.max
    check_dates(start, evaluation, validity_of(evaluation))
    check_stages(proposed(start, evaluation))
