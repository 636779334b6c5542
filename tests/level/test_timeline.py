"""The timeline: the level on each date at which something changes, the same as judging each day anew."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sello.catalogue.domain.rules import NotApplicableRule
from sello.level.assessment import assess
from sello.level.state import (
    NOT_APPLICABLE,
    EvidenceFact,
    Reading,
    RequirementState,
    ReviewState,
)
from sello.level.timeline import timeline
from sello.level.verdict import Reason
from tests.level.rules import (
    DAY,
    accepted,
    edition,
    validated,
)

END = DAY + timedelta(days=40)
days = st.integers(-20, 50).map(lambda n: DAY + timedelta(days=n))


def test_an_expiry_takes_the_level_away_on_its_day() -> None:
    states = [validated(n, accepted(until=date(2027, 3, 31) if n > 23 else None)) for n in range(1, 25)]
    first, second = timeline(edition(40), states, Reading.VALIDATED, DAY, date(2027, 12, 31))
    assert first.on == DAY
    assert first.assessment.level is not None
    assert second.on == date(2027, 4, 1)
    assert second.assessment.level is None
    (change,) = second.changes
    assert change.code == "24"
    assert change.after.earned < change.before.earned
    assert change.after.reason is Reason.EXPIRED


def test_a_renewal_that_overlaps_changes_nothing() -> None:
    pieces = (accepted(until=date(2027, 1, 31)), accepted(since=date(2027, 1, 15), id=2))
    moments = timeline(edition(40), [validated(1, *pieces)], Reading.VALIDATED, DAY, date(2027, 12, 31))
    assert len(moments) == 1


def test_a_gap_between_two_pieces_is_a_loss_and_a_gain() -> None:
    pieces = (accepted(until=date(2027, 1, 31)), accepted(since=date(2027, 2, 15), id=2))
    moments = timeline(edition(40), [validated(1, *pieces)], Reading.VALIDATED, DAY, date(2027, 12, 31))
    assert [(m.on, [c.after.earned < c.before.earned for c in m.changes]) for m in moments[1:]] == [
        (date(2027, 2, 1), [True]),
        (date(2027, 2, 15), [False]),
    ]


def test_nothing_after_the_end_is_told() -> None:
    states = [validated(1, accepted(until=date(2027, 3, 31)))]
    assert len(timeline(edition(40), states, Reading.VALIDATED, DAY, date(2027, 3, 31))) == 1
    assert len(timeline(edition(40), states, Reading.VALIDATED, DAY, date(2027, 4, 1))) == 2


@st.composite
def facts(draw: st.DrawFn) -> EvidenceFact:
    return EvidenceFact(
        id=draw(st.integers(1, 9)),
        title="Acta",
        review=draw(st.sampled_from(list(ReviewState))),
        accepted_on=draw(days),
        valid_from=draw(st.none() | days),
        valid_until=draw(st.none() | days),
        superseded_on=draw(st.none() | days),
        to_confirm=draw(st.booleans()),
    )


@st.composite
def dated_states(draw: st.DrawFn) -> list[RequirementState]:
    return [
        RequirementState(
            str(n),
            declared="yes",
            not_applicable=draw(st.booleans()),
            not_applicable_reason="porque sí",
            validated=draw(st.sampled_from([None, "yes", "no", NOT_APPLICABLE])),
            validated_on=draw(st.none() | days),
            external=draw(st.sampled_from([None, "yes", "no", NOT_APPLICABLE])),
            external_on=draw(st.none() | days),
            evidence=tuple(draw(st.lists(facts(), max_size=3))),
        )
        for n in range(1, 5)
    ]


@given(dated_states(), st.sampled_from(list(Reading)), st.none() | st.integers(0, 2))
def test_it_says_what_judging_every_day_anew_says(
    states: list[RequirementState], reading: Reading, most: int | None
) -> None:
    rules = edition(
        4,
        dimensions=2,
        not_applicable=NotApplicableRule(True, most),
        mandatory={1: ["bronze"], 2: ["gold"]},
    )
    moments = {m.on: m for m in timeline(rules, states, reading, DAY, END)}
    told = moments[DAY].assessment
    day = DAY
    while day <= END:
        told = moments[day].assessment if day in moments else told
        anew = assess(rules, states, reading, day)
        assert (told.score, told.level, told.levels) == (anew.score, anew.level, anew.levels), day
        if day in moments and day != DAY:
            assert moments[day].changes
            assert told.verdicts == anew.verdicts
        day += timedelta(days=1)
