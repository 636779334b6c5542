"""The last movement of a requirement is also what happens to its evidence."""

from datetime import timedelta

from sello.core.db import db
from sello.cycles.domain.answers import Declaration
from sello.cycles.queries.answers import AnswerRow, answers
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.service.answers import declare
from sello.evidence.domain.review import EvidenceState, Part
from sello.evidence.service.reviewing import accept, give_back
from tests.builders import AT, NOW, Town
from tests.cycles import builders


def row(cycle: CycleRow) -> AnswerRow:
    db.session.flush()
    return next(each for each in answers(cycle.id) if each.code == "1.1.1")


def test_a_review_moves_the_requirements_that_the_piece_serves_and_no_others(town: Town) -> None:
    secretary = town.people.secretary.actor()
    cycle = builders.cycle(secretary)
    requirement_id = builders.ids(cycle)["1.1.1"]
    piece = builders.evidence(cycle, requirement_id, town.units.personas, state=EvidenceState.SUBMITTED)
    assert row(cycle).moved_at is None
    later = NOW + timedelta(hours=1)
    give_back(secretary, piece, version=1, remark="Falta la firma.", parts={Part.FILE}, at=AT.then(later))
    assert (row(cycle).moved_at, row(cycle).moved_by) == (later, "Sara Secretaria")
    assert [each.code for each in answers(cycle.id) if each.moved_at] == ["1.1.1"]


def test_a_movement_of_the_evidence_makes_no_page_stale(town: Town) -> None:
    secretary = town.people.secretary.actor()
    cycle = builders.cycle(secretary)
    requirement_id = builders.ids(cycle)["1.1.1"]
    piece = builders.evidence(cycle, requirement_id, town.units.personas, state=EvidenceState.SUBMITTED)
    accept(secretary, piece, version=1, at=AT)
    declare(secretary, cycle.id, requirement_id, Declaration("yes"), version=1, now=NOW)
    assert row(cycle).declared == "yes"
