"""Suppositions change the outcome as said, and nothing else."""

from datetime import date
from fractions import Fraction

import pytest

from sello.catalogue.domain.rules import (
    EditionRules,
    Grade,
    Level,
    RequirementRule,
    Scale,
    ScaleKind,
)
from sello.level.assessment import assess
from sello.level.state import (
    EvidenceFact,
    Reading,
    RequirementState,
    ReviewState,
)
from sello.planning.domain.suppose import (
    Incomplete,
    Kind,
    Supposition,
    apply,
    evaluation_day,
)

DAY = date(2027, 6, 1)
SCALE = Scale(
    ScaleKind.YES_NO,
    (Grade("no", "No", Fraction(0), meets=False), Grade("si", "Sí", Fraction(1), meets=True)),
)
RULES = EditionRules(
    "e",
    "1",
    SCALE,
    (Level("bronce", "Bronce", 1, Fraction(1, 2)), Level("oro", "Oro", 3, Fraction(1))),
    (
        RequirementRule("1.1", "1", "1", mandatory_for=frozenset({"bronce", "oro"})),
        RequirementRule("1.2", "1", "1"),
    ),
)
FACT = EvidenceFact(7, "Decreto", ReviewState.ACCEPTED, accepted_on=date(2026, 1, 1))
STATES = (
    RequirementState("1.1", declared="si", validated="si", evidence=(FACT,)),
    RequirementState("1.2", declared="no"),
)


def level(*supposed: Supposition, reading: Reading = Reading.VALIDATED) -> str | None:
    found = assess(RULES, apply(RULES, STATES, supposed), reading, evaluation_day(supposed, DAY))
    return found.level.code if found.level else None


def test_nothing_supposed_changes_nothing() -> None:
    assert level() == "bronce"
    assert apply(RULES, STATES, ()) == STATES


@pytest.mark.parametrize("reading", list(Reading))
def test_a_requirement_supposed_met_counts_in_every_reading(reading: Reading) -> None:
    both = (Supposition(Kind.MET, code="1.1"), Supposition(Kind.MET, code="1.2"))
    assert level(*both, reading=reading) == "oro"


def test_the_later_supposition_wins() -> None:
    assert level(Supposition(Kind.MET, code="1.2"), Supposition(Kind.NOT_MET, code="1.2")) == "bronce"
    assert level(Supposition(Kind.NOT_MET, code="1.1")) is None


def test_evidence_that_ends_before_the_evaluation_no_longer_counts() -> None:
    assert level(Supposition(Kind.EXPIRES, evidence_id=7, on=date(2027, 5, 31))) is None
    assert level(Supposition(Kind.EXPIRES, evidence_id=7, on=DAY)) == "bronce"


def test_the_evaluation_may_move_before_the_evidence_ends() -> None:
    ends = Supposition(Kind.EXPIRES, evidence_id=7, on=date(2027, 5, 31))
    assert level(ends, Supposition(Kind.EVALUATION, on=date(2027, 5, 1))) == "bronce"


def test_rejected_evidence_does_not_count() -> None:
    assert level(Supposition(Kind.REJECTED, evidence_id=7)) is None
    assert level(Supposition(Kind.REJECTED, evidence_id=8)) == "bronce"


@pytest.mark.parametrize("kind", list(Kind))
def test_an_incomplete_supposition_is_refused(kind: Kind) -> None:
    with pytest.raises(Incomplete):
        Supposition(kind)


@pytest.mark.parametrize(
    "supposed",
    [
        Supposition(Kind.MET, code="1.1"),
        Supposition(Kind.EXPIRES, evidence_id=7, on=DAY),
        Supposition(Kind.EVALUATION, on=DAY),
    ],
)
def test_a_supposition_survives_being_kept(supposed: Supposition) -> None:
    assert Supposition.from_value(supposed.as_value()) == supposed
