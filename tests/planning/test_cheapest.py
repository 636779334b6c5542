"""The solver's set is the cheapest there is: held against brute force, and against its own promises."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sello.planning.domain.cheapest import choices, solve
from sello.planning.domain.problem import Candidate, Problem


def brute(problem: Problem, *, within_capacity: bool) -> tuple[int, int] | None:
    """The least hours and the fewest requirements with them, by trying every set."""
    codes = [candidate.code for candidate in problem.candidates]
    reaching = [
        chosen
        for size in range(len(codes) + 1)
        for chosen in combinations(codes, size)
        if problem.reached_by(chosen) and (not within_capacity or problem.within_capacity(chosen))
    ]
    return min(((problem.hours(chosen), len(chosen)) for chosen in reaching), default=None)


gains = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(2, 3), Fraction(3, 2), Fraction(5)])


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    size = draw(st.integers(1, 9))
    candidates = tuple(
        Candidate(
            code=f"{n}",
            dimension=draw(st.sampled_from("ABC")),
            gain=draw(gains),
            hours=draw(st.integers(0, 30)),
            unit_id=draw(st.sampled_from([None, 1, 2])),
        )
        for n in range(size)
    )
    whole = sum((candidate.gain for candidate in candidates), Fraction(0))
    asked = draw(st.sampled_from("ABC"))
    own = sum((c.gain for c in candidates if c.dimension == asked), Fraction(0))
    return Problem(
        level="oro",
        candidates=candidates,
        forced=frozenset(draw(st.sets(st.sampled_from([c.code for c in candidates]), max_size=3))),
        missing=whole * draw(st.fractions(0, 1, max_denominator=12)),
        floors={asked: own * draw(st.fractions(0, 1, max_denominator=7))},
        capacity=draw(st.dictionaries(st.sampled_from([1, 2]), st.integers(0, 60))),
    )


@settings(max_examples=150, deadline=None)
@given(problems(), st.booleans())
def test_no_set_is_cheaper(problem: Problem, within_capacity: bool) -> None:
    codes = solve(problem, (), within_capacity=within_capacity)
    best = brute(problem, within_capacity=within_capacity)
    assert (None if codes is None else (problem.hours(codes), len(codes))) == best


@settings(max_examples=100, deadline=None)
@given(problems())
def test_every_choice_reaches_the_level_and_no_part_of_it_does(problem: Problem) -> None:
    found = choices(problem)
    assert found
    for choice in found:
        assert problem.reached_by(choice.codes)
        for left_out in choice.codes:
            assert not problem.reached_by(set(choice.codes) - {left_out})


@settings(max_examples=100, deadline=None)
@given(problems())
def test_the_choices_are_distinct_and_ordered(problem: Problem) -> None:
    found = choices(problem)
    sets = [frozenset(choice.codes) for choice in found]
    assert not any(one <= other for one, other in combinations(sets, 2))
    assert [choice.hours for choice in found] == sorted(choice.hours for choice in found)


def test_where_hours_do_not_suffice_the_choice_says_who_would_be_overloaded() -> None:
    problem = Problem(
        level="plata",
        candidates=(Candidate("1.1", "1", Fraction(1), 20, unit_id=7),),
        forced=frozenset({"1.1"}),
        missing=Fraction(1),
        capacity={7: 12},
    )
    (choice,) = choices(problem)
    assert choice.overloaded == {7: 8}


def test_the_hardest_requirement_is_named() -> None:
    problem = Problem(
        level="plata",
        candidates=(Candidate("1.1", "1", Fraction(1), 20), Candidate("1.2", "1", Fraction(1), 54)),
        forced=frozenset(),
        missing=Fraction(2),
    )
    (choice,) = choices(problem)
    assert (choice.size, choice.hours, choice.hardest) == (2, 74, "1.2")


@pytest.mark.parametrize("size", [400, 4000])
def test_large_editions_are_proven_too(size: int) -> None:
    candidates = tuple(
        Candidate(f"{n}", f"{n % 5}", Fraction(1 + n % 3), 5 + (n * 37) % 90) for n in range(size)
    )
    problem = Problem("oro", candidates, frozenset({"1", "7"}), Fraction(size), {"2": Fraction(size, 6)})
    codes = solve(problem, (), within_capacity=False)
    assert codes is not None
    assert problem.reached_by(codes)
