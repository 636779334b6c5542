"""Added up by the database or judged piece by piece: on its day, the same verdict, state and count."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries import facts as facts_queries
from sello.evidence.queries.sums import sums_by_requirement
from sello.level.state import Reading, RequirementState
from sello.level.status import count_evidence, status_of
from sello.level.timeline import TurningPoint, timeline
from sello.level.verdict import judge_all
from tests.builders import AT, NOW, TODAY
from tests.evidence.bulk import many
from tests.level.rules import edition

RULES = edition(1)
ANSWERS = [
    RequirementState("1", declared="yes", validated="yes"),
    RequirementState("1", declared="yes"),
    RequirementState("1", declared="no"),
    RequirementState("1"),
]


def shuffled(seed: int) -> None:
    """Give every piece a state, days and links by chance."""
    chance = random.Random(seed)
    days = [None, *(TODAY + timedelta(day) for day in (-400, -2, -1, 0, 1, 40, 60, 61, 900))]
    for piece in db.session.scalars(select(Evidence)):
        piece.state = chance.choice(list(EvidenceState))
        accepted = piece.state is EvidenceState.ACCEPTED
        piece.accepted_at = NOW + timedelta(hours=chance.choice([-9000, -30, 0, 11])) if accepted else None
        piece.valid_until = chance.choice(days)
        piece.superseded_on = chance.choice([None, None, None, TODAY, TODAY - timedelta(3)])
    for link in db.session.scalars(select(EvidenceLink)):
        link.to_confirm = chance.random() < 0.2
    db.session.commit()


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("pieces", [6, 20])
def test_one_day_is_told_alike(town, cycle, seed, pieces):
    many(town, cycle, pieces)
    shuffled(seed)
    short, full = (
        sums_by_requirement(cycle.cycle_id, at=AT),
        facts_queries.facts_for_cycle(cycle.cycle_id, at=AT),
    )
    assert short is not None
    assert short.keys() == full.keys()
    for requirement, facts in full.items():
        judged = [replace(answer, evidence=facts) for answer in ANSWERS]
        summed = [replace(answer, evidence=short[requirement].facts) for answer in ANSWERS]
        assert [told(state) for state in summed] == [told(state) for state in judged]
        assert short[requirement].count == count_evidence(judged[0], TODAY)


def told(state: RequirementState) -> tuple[object, ...]:
    verdict = judge_all(RULES, {"1": state}, Reading.VALIDATED, TODAY)["1"]
    return verdict.met, verdict.earned, verdict.counts_until, status_of(state, verdict, TODAY)


@pytest.mark.parametrize("seed", range(12))
def test_the_days_to_come_are_told_alike(town, cycle, seed):
    """While nothing is added: how the level will fare is asked of the short answer too."""
    many(town, cycle, 20)
    shuffled(seed)
    for piece in db.session.scalars(select(Evidence).where(Evidence.accepted_at > NOW)):
        piece.accepted_at = NOW
    db.session.commit()
    short = sums_by_requirement(cycle.cycle_id, at=AT)
    full = facts_queries.facts_for_cycle(cycle.cycle_id, at=AT)
    assert short is not None
    last = TODAY + timedelta(1000)
    for requirement, facts in full.items():
        for answer in ANSWERS:
            judged = timeline(RULES, [replace(answer, evidence=facts)], Reading.VALIDATED, TODAY, last)
            summed = replace(answer, evidence=short[requirement].facts)
            brief = timeline(RULES, [summed], Reading.VALIDATED, TODAY, last)
            assert [turn(point) for point in brief] == [turn(point) for point in judged]


def turn(point: TurningPoint) -> tuple[object, ...]:
    causes = [(change.code, change.after.reason, change.after.on) for change in point.changes]
    return point.on, point.assessment.score, point.assessment.level, causes


def test_a_replacement_to_come_is_left_to_all_the_facts(town, cycle):
    many(town, cycle, 3)
    piece = db.session.scalars(select(Evidence)).first()
    piece.state, piece.accepted_at = EvidenceState.ACCEPTED, NOW
    piece.valid_until, piece.superseded_on = None, TODAY + timedelta(5)
    db.session.commit()
    assert sums_by_requirement(cycle.cycle_id, at=AT) is None


def test_it_is_one_statement_and_a_row_per_requirement(town, cycle, statements):
    many(town, cycle, 500)
    with statements() as seen:
        found = sums_by_requirement(cycle.cycle_id, at=AT)
    assert len(seen) == 1
    assert sum(one.count.total for one in found.values()) == 500
    assert max(len(one.facts) for one in found.values()) <= 6
