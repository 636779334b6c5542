"""What is told outside: the same figures, and no word of the town's own work."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.level.assessment import assess
from sello.level.outside import assessment_outside, frozen_outside, outside, turning_outside
from sello.level.snapshot import snapshot
from sello.level.state import HIDDEN_TITLE, EvidenceFact, Reading, RequirementState, ReviewState
from sello.level.timeline import timeline
from sello.level.verdict import Reason, Verdict
from tests.level.rules import DAY, accepted, edition, validated

KITCHEN = {
    Reason.IN_REVIEW,
    Reason.RETURNED,
    Reason.TO_CONFIRM,
    Reason.NO_EVIDENCE,
    Reason.DECLARED_ONLY,
}
HIDDEN = EvidenceFact(9, HIDDEN_TITLE, ReviewState.ACCEPTED)


def verdict(reason: Reason, evidence: EvidenceFact | None = None, share: int = 0) -> Verdict:
    return Verdict("1", "D1", Fraction(1), Fraction(share), bool(share), reason, evidence=evidence)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_told_outside_as_it_is_or_as_what_it_comes_to(reason: Reason) -> None:
    told = outside(verdict(reason)).reason
    assert (told is reason) is (reason not in KITCHEN)
    assert told not in KITCHEN


@pytest.mark.parametrize("reason", [Reason.EXPIRED, Reason.SUPERSEDED, Reason.NOT_YET, Reason.IN_REVIEW])
def test_a_piece_that_may_not_be_known_is_not_told_of(reason: Reason) -> None:
    told = outside(verdict(reason, HIDDEN))
    assert (told.reason, told.evidence, told.on) == (Reason.UNBACKED, None, None)


def test_what_counts_counts_even_on_a_piece_that_may_not_be_known() -> None:
    assert outside(verdict(Reason.MET, HIDDEN, share=1)).reason is Reason.MET


FACTS = st.builds(
    EvidenceFact,
    id=st.integers(1, 5),
    title=st.sampled_from(["Acta", HIDDEN_TITLE]),
    review=st.sampled_from(ReviewState),
    valid_until=st.none() | st.dates(DAY - timedelta(days=40), DAY + timedelta(days=40)),
    superseded_on=st.none() | st.dates(DAY - timedelta(days=9), DAY + timedelta(days=9)),
    to_confirm=st.booleans(),
)
STATES = st.lists(
    st.builds(
        RequirementState,
        code=st.just("?"),
        declared=st.sampled_from([None, "yes", "no"]),
        validated=st.sampled_from([None, "yes", "no"]),
        evidence=st.lists(FACTS, max_size=3).map(tuple),
    ),
    min_size=4,
    max_size=4,
).map(lambda states: [replace(state, code=str(n)) for n, state in enumerate(states, 1)])


@given(STATES)
def test_the_arithmetic_is_the_same_and_no_reason_tells_of_the_kitchen(
    states: list[RequirementState],
) -> None:
    rules = edition(4, dimensions=2)
    for reading in Reading:
        inside = assess(rules, states, reading, DAY)
        told = assessment_outside(inside)
        assert (told.score, told.level, told.levels) == (inside.score, inside.level, inside.levels)
        assert not {each.reason for each in told.verdicts.values()} & KITCHEN
        for point in timeline(rules, states, reading, DAY, DAY + timedelta(days=60)):
            changes = turning_outside(point).changes
            assert not {each.reason for change in changes for each in (change.before, change.after)} & KITCHEN


def test_a_cut_is_told_like_a_day() -> None:
    rules = edition(2, dimensions=1)
    returned = EvidenceFact(4, "Acta", ReviewState.RETURNED)
    states = {"1": validated(1, returned), "2": validated(2, accepted())}
    assessments = {reading: assess(rules, states.values(), reading, DAY) for reading in Reading}
    frozen = snapshot(assessments, states, {})
    told = frozen_outside(frozen)
    assert frozen["requirements"]["1"]["verdicts"]["validated"]["reason"] == "returned"
    assert told["requirements"]["1"]["verdicts"]["validated"]["reason"] == "unbacked"
    assert told["requirements"]["2"] == frozen["requirements"]["2"]
    assert told["readings"] == frozen["readings"]
