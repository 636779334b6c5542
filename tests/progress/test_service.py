"""Acts that rest on where the cycle stands read the fact themselves."""

from datetime import date, timedelta

import pytest

from sello.accounts.domain.actor import Visibility
from sello.core.refusal import NotFound
from sello.cycles.domain.answers import Declaration, NothingInForce
from sello.cycles.queries.cuts import cuts, find_cut
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.queries.requirement import find_answer
from sello.cycles.service.answers import declare
from sello.evidence.domain.review import EvidenceState
from sello.level.snapshot import CutInTheFuture
from sello.progress import service
from sello.progress.standing import standing
from tests.builders import AT, NOW, TODAY, Town
from tests.cycles import builders

YESTERDAY = TODAY - timedelta(days=1)
ALL = Visibility(units=None)


@pytest.mark.parametrize(
    ("state", "until", "backed"),
    [
        (EvidenceState.ACCEPTED, None, True),
        (EvidenceState.ACCEPTED, TODAY, True),
        (EvidenceState.ACCEPTED, YESTERDAY, False),
        (EvidenceState.SUBMITTED, None, False),
        (EvidenceState.RETURNED, None, False),
        (None, None, False),
    ],
)
def test_a_validation_rests_on_evidence_in_force_that_day(
    town: Town, state: EvidenceState | None, until: date | None, backed: bool
) -> None:
    actor = town.people.secretary.actor()
    cycle = builders.cycle(actor)
    requirement = builders.ids(cycle)["1.1.1"]
    declare(actor, cycle.id, requirement, Declaration("yes"), version=1, now=NOW)
    if state is not None:
        builders.evidence(cycle, requirement, town.units.personas, state=state, valid_until=until)
    asked = {"note": "", "version": 2, "at": AT}
    if backed:
        service.validate(actor, cycle.id, requirement, "yes", **asked)  # type: ignore[arg-type]
    else:
        with pytest.raises(NothingInForce):
            service.validate(actor, cycle.id, requirement, "yes", **asked)  # type: ignore[arg-type]
    assert find_answer(requirement, cycle.id, ALL)[1].row.validated == ("yes" if backed else None)


def test_the_evidence_of_another_cycle_backs_nothing(cycle: CycleRow, town: Town) -> None:
    actor = town.people.secretary.actor()
    second = builders.cycle(actor, name="Segundo")
    requirement = builders.ids(cycle)["1.1.1"]
    declare(actor, second.id, requirement, Declaration("yes"), version=1, now=NOW)
    with pytest.raises(NothingInForce):
        service.validate(actor, second.id, requirement, "yes", note="", version=2, at=AT)


def test_a_cut_freezes_what_stood_on_its_day(cycle: CycleRow, town: Town) -> None:
    actor = town.people.secretary.actor()
    made = service.make_cut(actor, cycle.id, "Corte", as_of=TODAY, at=AT)
    assert find_cut(cycle.id, made).snapshot == standing(cycle, at=AT).snapshot(TODAY)
    with pytest.raises(CutInTheFuture):
        service.make_cut(actor, cycle.id, "Más", as_of=TODAY + timedelta(1), at=AT)
    with pytest.raises(NotFound):
        service.make_cut(town.people.auditor.actor(), cycle.id, "Ajeno", as_of=TODAY, at=AT)
    assert [row.name for row in cuts(cycle.id).rows] == ["Corte"]
