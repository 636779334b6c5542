"""The pieces that the database lets speak: few, and every day from today on is judged as by all of them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence
from sello.evidence.queries.facts import facts_for_cycle
from sello.evidence.queries.speaking import speaking_for_cycle
from sello.level.state import Reading, RequirementState
from sello.level.status import status_of
from sello.level.verdict import judge
from tests.builders import AT, TODAY
from tests.evidence.bulk import many
from tests.evidence.test_sums import ANSWERS, RULES, shuffled


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("pieces", [6, 40])
def test_today_and_the_days_to_come_are_judged_alike(town, cycle, seed, pieces):
    many(town, cycle, pieces)
    shuffled(seed)
    for piece in db.session.scalars(select(Evidence).where(Evidence.id % 5 == seed % 5)):
        piece.superseded_on = TODAY + timedelta(seed)  # another one will take its place
    db.session.commit()
    few, full = speaking_for_cycle(cycle.cycle_id, at=AT), facts_for_cycle(cycle.cycle_id, at=AT)
    assert few.keys() == full.keys()
    for requirement, facts in full.items():
        assert set(few[requirement]) <= set(facts)
        for answer in ANSWERS:
            of_all = replace(answer, evidence=facts)
            of_few = replace(answer, evidence=few[requirement])
            for day in (0, 1, 2, 5, 12, 39, 40, 41, 60, 61, 62, 899, 901):
                assert told(of_few, day) == told(of_all, day)


def told(state: RequirementState, days: int) -> tuple[object, ...]:
    """The verdict with the piece that it names, and what is to be done."""
    day = TODAY + timedelta(days)
    verdict = judge(RULES, RULES.requirements[0], state, Reading.VALIDATED, day, out=False)
    return verdict, status_of(state, verdict, day)


def test_it_is_two_statements_and_a_handful_of_rows_per_requirement(town, cycle, statements):
    many(town, cycle, 500)
    for piece in db.session.scalars(select(Evidence)):
        piece.state = EvidenceState.ACCEPTED
        piece.valid_until = TODAY + timedelta(piece.id % 90)
    db.session.commit()
    with statements() as seen:
        found = speaking_for_cycle(cycle.cycle_id, at=AT)
    assert len(seen) == 2
    assert max(len(each) for each in found.values()) <= 4
