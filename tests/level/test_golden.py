"""The timeline says what it said before pieces were merged into those that speak: to the last digit.

The lines were written by the engine that judged every day by walking all pieces.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256

import pytest

from sello.catalogue.domain.rules import NotApplicableRule
from sello.level.state import NOT_APPLICABLE, EvidenceFact, Reading, RequirementState, ReviewState
from sello.level.timeline import TurningPoint, timeline
from sello.level.verdict import Verdict
from tests.level.rules import DAY, edition

RULES = edition(
    40,
    dimensions=5,
    not_applicable=NotApplicableRule(True, 2),
    mandatory={1: ["bronze"], 9: ["silver"], 17: ["gold"]},
)
END = DAY + timedelta(days=3 * 365)


def state(n: int, pieces: int) -> RequirementState:
    """A requirement with so many pieces of all sorts: dated, replaced, waiting, some that begin later."""
    return RequirementState(
        str(n),
        declared=("yes", "no", None)[n % 3] if n % 7 == 0 else "yes",
        not_applicable=n % 11 == 0,
        not_applicable_reason="No hay tal servicio.",
        validated=NOT_APPLICABLE if n % 11 == 0 else "yes" if n % 6 else None,
        validated_on=DAY + timedelta(days=(n * 37) % 90 - 60),
        external="yes" if n % 2 else None,
        external_on=DAY + timedelta(days=(n * 53) % 400 - 50),
        evidence=tuple(fact(n, k) for k in range(pieces)),
    )


def fact(n: int, k: int) -> EvidenceFact:
    """A piece whose days and state follow from its number."""
    number = n * 1_000 + k
    begins = DAY + timedelta(days=(number * 71) % 700 - 500)
    return EvidenceFact(
        number,
        f"Pieza {number}",
        ReviewState.ACCEPTED if number % 5 else (ReviewState.SUBMITTED, ReviewState.RETURNED)[k % 2],
        accepted_on=begins,
        valid_from=begins + timedelta(days=number % 40) if number % 4 == 0 else None,
        valid_until=begins + timedelta(days=(number * 13) % 420 - 10) if number % 9 else None,
        superseded_on=begins + timedelta(days=(number * 29) % 600) if number % 3 == 0 else None,
        to_confirm=number % 13 == 0,
    )


def told(points: tuple[TurningPoint, ...]) -> Iterator[str]:
    """All that a timeline says, a line for each figure, verdict and change."""
    for point in points:
        found = point.assessment
        score, level = found.score, found.level and found.level.code
        yield f"{point.on} {level} {score.numerator} {score.denominator} {score.met} {score.total}"
        for check in found.levels:
            yield f"{check.level.code} {check.threshold_reached} {check.held_back_by} {check.reached}"
        yield from (said(verdict) for verdict in found.verdicts.values())
        yield from (f"{said(each.before)} → {said(each.after)}" for each in point.changes)


def said(verdict: Verdict) -> str:
    """A verdict with the piece that it names."""
    piece = verdict.evidence and verdict.evidence.id
    judged = f"{verdict.code} {verdict.answer} {verdict.share} {verdict.met} {verdict.reason.value}"
    return f"{judged} {verdict.on} {piece} {verdict.counts_until} {verdict.note}"


def timeline_of(reading: Reading, pieces: int) -> tuple[TurningPoint, ...]:
    """Three years of forty requirements with so many pieces each."""
    return timeline(RULES, [state(n, pieces) for n in range(1, 41)], reading, DAY, END)


@pytest.mark.parametrize(
    ("reading", "pieces", "count", "digest"),
    [
        (Reading.VALIDATED, 0, 1, "3cd4b67674f143925bc82c7dae38e4953b6348009b111b3c6d702f6f5a3edc08"),
        (Reading.VALIDATED, 3, 20, "9fb06a33a64f883dc28bdba222f8fbe443975cd0928f0a35f1d22e1fe781d09f"),
        (Reading.VALIDATED, 12, 32, "12653ffdd91ada85a58b539c16b0f88dab581ef2ad46f23dc55412877166f79b"),
        (Reading.VALIDATED, 60, 19, "744329eefe0a92f19c41b7b624b5d9b6d490d505be7f5f71e409a83115370b27"),
        (Reading.EXTERNAL, 3, 19, "4b7dccbc887eb6497423f8de7c4e4c9694a91b494539a0c91f4ae84c9de8ee86"),
        (Reading.SELF, 3, 1, "5e6364bc647566da8afaa26c0c8251ea8b1e28902f0a8f114fd193632dff0a8d"),
    ],
)
def test_a_timeline_says_what_it_always_said(reading: Reading, pieces: int, count: int, digest: str) -> None:
    points = timeline_of(reading, pieces)
    assert (len(points), sha256("\n".join(told(points)).encode()).hexdigest()) == (count, digest)


@pytest.mark.parametrize(
    ("on", "score", "level", "codes"),
    [
        (date(2026, 11, 22), "10/19", None, ()),
        (date(2026, 11, 30), "12/19", "bronze", ("14",)),
        (date(2026, 12, 18), "27/38", "silver", ("40",)),
        (date(2027, 2, 27), "31/38", "gold", ("19",)),
        (date(2027, 4, 10), "29/38", "silver", ("21",)),
        (date(2027, 7, 27), "27/38", "silver", ("15", "20", "21")),
        (date(2027, 12, 27), "8/19", None, ("37",)),
        (date(2028, 5, 2), "3/19", None, ("7", "27", "28")),
    ],
)
def test_days_of_a_timeline(on: date, score: str, level: str | None, codes: tuple[str, ...]) -> None:
    found = next(point for point in timeline_of(Reading.VALIDATED, 12) if point.on == on)
    assert str(found.assessment.score.share) == score
    assert (found.assessment.level and found.assessment.level.code) == level
    assert tuple(change.code for change in found.changes) == codes
