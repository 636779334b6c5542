"""The pieces that speak: of any number few, and every day from the first one on is judged as by all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.level.speaking import speaking
from sello.level.state import EvidenceFact, Reading, RequirementState, ReviewState
from sello.level.status import status_of
from sello.level.verdict import judge
from tests.level.rules import DAY, accepted, edition

RULES = edition(1)
days = st.integers(-6, 9).map(lambda n: DAY + timedelta(days=n))


@st.composite
def pieces(draw: st.DrawFn) -> tuple[EvidenceFact, ...]:
    """Pieces of all sorts with few different days, so that many begin and end together."""
    return tuple(
        EvidenceFact(
            id=n,
            title=f"Pieza {n}",
            review=draw(st.sampled_from([ReviewState.ACCEPTED, ReviewState.ACCEPTED, *ReviewState])),
            accepted_on=draw(st.none() | days),
            valid_from=draw(st.none() | days),
            valid_until=draw(st.none() | days | st.just(date.max)),
            superseded_on=draw(st.none() | days),
            to_confirm=draw(st.integers(0, 4)) == 0,
        )
        for n in range(draw(st.integers(0, 7)))
    )


@given(pieces(), st.sampled_from(["yes", "no", None]), st.integers(-2, 2))
def test_every_day_is_judged_as_by_all_pieces(
    facts: tuple[EvidenceFact, ...], validated: str | None, begin: int
) -> None:
    start = DAY + timedelta(days=begin)
    of_all = RequirementState("1", declared="yes", validated=validated, evidence=facts)
    of_few = RequirementState("1", declared="yes", validated=validated, evidence=speaking(facts, start))
    (rule,) = RULES.requirements
    for n in range(13):
        day = start + timedelta(days=n)
        expected = judge(RULES, rule, of_all, Reading.VALIDATED, day, out=False)
        found = judge(RULES, rule, of_few, Reading.VALIDATED, day, out=False)
        assert found == expected, day
        assert status_of(of_few, found, day) is status_of(of_all, expected, day)


@pytest.mark.parametrize(
    ("ends", "left"),
    [
        ([5, 9, 7], [9]),
        ([None, 9, None], [None]),
        ([-9, -4, -7], [-4]),
        ([-4, 3], [3]),
    ],
)
def test_of_those_that_have_begun_the_last_to_end_speaks_for_all(
    ends: list[int | None], left: list[int | None]
) -> None:
    def until(n: int | None) -> date | None:
        return None if n is None else DAY + timedelta(days=n)

    facts = [accepted(until=until(n), id=place) for place, n in enumerate(ends)]
    assert [fact.valid_until for fact in speaking(facts, DAY)] == [until(n) for n in left]
