"""Where the work on a requirement stands: a word, a light and whose turn it is."""

from datetime import date, timedelta

import pytest

from sello.core.lights import Light
from sello.level.assessment import assess
from sello.level.state import (
    EvidenceFact,
    Reading,
    RequirementState,
    ReviewState,
)
from sello.level.status import (
    Status,
    Turn,
    count_by_status,
    count_evidence,
    status_of,
)
from tests.level.rules import (
    DAY,
    accepted,
    edition,
    validated,
)

SUBMITTED = EvidenceFact(3, "Acta", ReviewState.SUBMITTED)
RETURNED = EvidenceFact(4, "Acta", ReviewState.RETURNED)
EXPIRED = accepted(until=date(2026, 11, 1))


@pytest.mark.parametrize(
    ("state", "status", "light", "turn"),
    [
        (RequirementState("1"), Status.UNANSWERED, Light.RED, Turn.UNIT),
        (RequirementState("1", declared="yes"), Status.WITHOUT_EVIDENCE, Light.RED, Turn.UNIT),
        (validated(1, accepted(), grade="no"), Status.NOT_MET, Light.RED, Turn.UNIT),
        (
            RequirementState("1", declared="no", evidence=(accepted(),)),
            Status.NOT_MET,
            Light.RED,
            Turn.UNIT,
        ),
        (validated(1, RETURNED), Status.RETURNED, Light.RED, Turn.UNIT),
        (validated(1, EXPIRED), Status.EXPIRED, Light.RED, Turn.UNIT),
        (validated(1, EXPIRED, SUBMITTED), Status.IN_REVIEW, Light.AMBER, Turn.SECRETARIAT),
        (validated(1, RETURNED, SUBMITTED), Status.IN_REVIEW, Light.AMBER, Turn.SECRETARIAT),
        (
            RequirementState("1", declared="yes", evidence=(accepted(),)),
            Status.TO_VALIDATE,
            Light.AMBER,
            Turn.SECRETARIAT,
        ),
        (validated(1, accepted(until=DAY + timedelta(days=60))), Status.EXPIRING, Light.AMBER, Turn.UNIT),
        (validated(1, accepted(until=DAY + timedelta(days=61))), Status.VALIDATED, Light.GREEN, Turn.NOBODY),
        (
            RequirementState("1", not_applicable=True, not_applicable_reason="x", validated="not_applicable"),
            Status.NOT_APPLICABLE,
            Light.GREY,
            Turn.NOBODY,
        ),
    ],
)
def test_the_state_of_the_work(state: RequirementState, status: Status, light: Light, turn: Turn) -> None:
    verdict = assess(edition(1, dimensions=1), [state], Reading.VALIDATED, DAY).verdicts["1"]
    found = status_of(state, verdict, DAY)
    assert (found, found.light, found.turn) == (status, light, turn)


def test_every_state_has_its_light() -> None:
    assert {status.light for status in Status} == set(Light)


def test_evidence_is_counted_by_what_it_is_worth() -> None:
    found = count_evidence(validated(1, accepted(), EXPIRED, RETURNED, SUBMITTED), DAY)
    assert (found.total, found.accepted, found.returned, found.expired) == (4, 1, 1, 1)


def test_states_are_counted_in_order_without_the_empty_ones() -> None:
    found = count_by_status([Status.VALIDATED, Status.UNANSWERED, Status.VALIDATED])
    assert list(found.items()) == [(Status.UNANSWERED, 1), (Status.VALIDATED, 2)]
