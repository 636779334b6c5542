"""Cuts: frozen as plain data, and compared without the cycle they came from."""

import json
from datetime import date
from fractions import Fraction

from sello.level.assessment import assess
from sello.level.snapshot import Movement, compare, snapshot
from sello.level.state import Reading, RequirementState
from sello.level.verdict import Reason
from tests.level.rules import accepted, edition, validated

MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)


def cut(states: list[RequirementState], day: date, count: int = 4) -> dict[str, object]:
    rules = edition(count, dimensions=2)
    assessments = {reading: assess(rules, states, reading, day) for reading in Reading}
    frozen = snapshot(assessments, {state.code: state for state in states}, {"1": 10, "2": 20})
    return json.loads(json.dumps(frozen))  # type: ignore[no-any-return]


def test_what_moved_between_two_cuts() -> None:
    before = cut([validated(1, accepted()), validated(2, accepted(until=MARCH))], MARCH)
    after = cut(
        [validated(1, accepted()), validated(2, accepted(until=MARCH)), validated(3, accepted())], JUNE
    )
    found = compare(before, after, Reading.VALIDATED)
    assert (found.before_on, found.after_on) == (MARCH, JUNE)
    assert (found.before.share, found.after.share, found.difference) == (
        Fraction(1, 2),
        Fraction(1, 2),
        Fraction(0),
    )
    assert [(m.code, m.movement, m.before, m.after, m.unit_id) for m in found.moves] == [
        ("2", Movement.DOWN, Reason.MET, Reason.EXPIRED, 20),
        ("3", Movement.UP, Reason.NO_ANSWER, Reason.MET, None),
    ]
    assert found.unmoved == 2
    assert [(d.code, d.before, d.after) for d in found.dimensions] == [
        ("D1", Fraction(1), Fraction(1, 2)),
        ("D2", Fraction(0), Fraction(1, 2)),
    ]


def test_a_changed_reason_without_points_is_a_change() -> None:
    before, after = cut([], MARCH), cut([validated(1)], MARCH)
    (move,) = compare(before, after, Reading.VALIDATED).moves
    assert move.movement is Movement.CHANGED
    assert (move.before, move.after) == (Reason.NO_ANSWER, Reason.NO_EVIDENCE)


def test_requirements_of_only_one_cut_are_told() -> None:
    before, after = cut([], MARCH, count=4), cut([], MARCH, count=5)
    assert [m.movement for m in compare(before, after, Reading.SELF).moves] == [Movement.ADDED]
    found = compare(after, before, Reading.SELF)
    assert [(m.code, m.movement) for m in found.moves] == [("5", Movement.REMOVED)]


def test_a_cut_equals_itself() -> None:
    state = cut([validated(1, accepted())], MARCH)
    assert compare(state, state, Reading.EXTERNAL).moves == ()
