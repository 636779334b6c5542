"""What the authority is asked to decide goes to whoever has the turn, and fits the kind of document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sello.core.days import SOON
from sello.evidence.domain.details import EvidenceType
from sello.level.status import Status, Turn
from sello.reports.authority import authority_page
from tests.reports.builders import report


@pytest.mark.parametrize("status", [status for status in Status if status.turn is not Turn.NOBODY])
def test_a_mandatory_requirement_is_asked_of_whoever_has_its_turn(status: Status) -> None:
    made = report()
    items = tuple(replace(item, turn=status.turn, state=status.label) for item in made.gap.items)
    first = authority_page(replace(made, gap=replace(made.gap, items=items))).decisions[0]
    asked_unit = first.startswith("Instruir a la unidad")
    assert asked_unit == (status.turn is Turn.UNIT)
    assert asked_unit != first.startswith("Pedir a la Secretaría Ejecutiva")


@pytest.mark.parametrize("kind", list(EvidenceType))
@pytest.mark.parametrize("days", [-3, 0, SOON.days])
def test_only_what_renews_is_renewed_and_what_ended_is_said_to_have_ended(
    kind: EvidenceType, days: int
) -> None:
    made = report()
    line = replace(made.expiries[0], days=days, renews=kind.renews)
    page = authority_page(replace(made, expiries=(line,)))
    said = next(words for words in page.decisions if line.title in words)
    assert ("renovación" in said) == kind.renews
    assert ("vigente hasta" in said) == (kind.renews and days >= 0)


def test_minutes_are_not_renewed_and_an_agreement_is() -> None:
    assert not EvidenceType.MINUTES.renews
    assert EvidenceType.AGREEMENT.renews
