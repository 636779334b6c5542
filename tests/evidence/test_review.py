"""The way of a piece: what each state allows, and what a return opens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.evidence.domain import review
from sello.evidence.domain.review import EVERYTHING, EvidenceState, Part, Position

SUBMITTED = Position(EvidenceState.SUBMITTED)
ACCEPTED = Position(EvidenceState.ACCEPTED)
RETURNED = Position(EvidenceState.RETURNED, frozenset({Part.FILE, Part.PERIOD}))
parts = st.frozensets(st.sampled_from(Part))
positions = st.one_of(
    st.just(SUBMITTED), st.just(ACCEPTED), parts.map(lambda p: Position(EvidenceState.RETURNED, p))
)


def test_what_waits_is_accepted() -> None:
    assert review.accept(SUBMITTED) == ACCEPTED


@pytest.mark.parametrize("position", [ACCEPTED, RETURNED])
def test_a_second_acceptance_is_refused(position: Position) -> None:
    with pytest.raises(review.AlreadyDecided, match=position.state.label):
        review.accept(position)


@pytest.mark.parametrize("position", [SUBMITTED, ACCEPTED])
def test_a_return_opens_what_it_remarks(position: Position) -> None:
    returned = review.give_back(position, remark="Falta la firma", parts={Part.FILE})
    assert returned == Position(EvidenceState.RETURNED, frozenset({Part.FILE}))


@pytest.mark.parametrize(
    ("position", "remark", "opened", "reason"),
    [
        (RETURNED, "Falta", {Part.FILE}, review.AlreadyDecided),
        (SUBMITTED, "  ", {Part.FILE}, review.RemarkMissing),
        (SUBMITTED, "Falta", set(), review.NothingUnlocked),
    ],
)
def test_returns_that_say_too_little(
    position: Position, remark: str, opened: set[Part], reason: type[Exception]
) -> None:
    with pytest.raises(reason):
        review.give_back(position, remark=remark, parts=opened)


@pytest.mark.parametrize(
    ("position", "secretariat", "opened"),
    [
        (SUBMITTED, False, EVERYTHING),
        (SUBMITTED, True, EVERYTHING),
        (RETURNED, False, {Part.FILE, Part.PERIOD}),
        (RETURNED, True, EVERYTHING),
        (ACCEPTED, False, set()),
        (ACCEPTED, True, EVERYTHING - {Part.FILE}),
    ],
)
def test_what_is_open(position: Position, secretariat: bool, opened: set[Part]) -> None:
    assert review.open_parts(position, secretariat=secretariat) == opened


@given(positions, parts, st.booleans())
def test_a_change_passes_exactly_when_all_of_it_is_open(
    position: Position, changed: frozenset[Part], secretariat: bool
) -> None:
    if changed <= review.open_parts(position, secretariat=secretariat):
        review.change(position, changed, secretariat=secretariat)
    else:
        with pytest.raises(review.PartLocked):
            review.change(position, changed, secretariat=secretariat)


@pytest.mark.parametrize(("changed", "reply"), [({Part.FILE}, ""), (set(), "El acta es del año anterior")])
def test_a_returned_piece_is_handed_in_again(changed: set[Part], reply: str) -> None:
    assert review.resubmit(RETURNED, changed=changed, reply=reply) == SUBMITTED


@pytest.mark.parametrize("changed", [set(), {Part.TITLE}])
def test_the_same_again_without_a_word_is_no_answer(changed: set[Part]) -> None:
    with pytest.raises(review.NothingRemedied):
        review.resubmit(RETURNED, changed=changed, reply=" ")


@pytest.mark.parametrize("position", [SUBMITTED, ACCEPTED])
def test_only_a_returned_piece_is_handed_in_again(position: Position) -> None:
    with pytest.raises(review.NotReturned):
        review.resubmit(position, changed={Part.FILE}, reply="x")


def test_every_detail_belongs_to_one_part() -> None:
    from dataclasses import fields

    from sello.evidence.domain.details import FIELDS, Details

    named = [name for group in FIELDS.values() for name in group]
    assert sorted(named) == sorted(field.name for field in fields(Details))
