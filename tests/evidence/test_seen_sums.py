"""A figure of pieces that somebody is shown is as large as the list of pieces that she is shown."""

import random

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.evidence.domain.details import Classification
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries.conditions import seen_by
from sello.evidence.queries.requirement import of_requirement
from sello.evidence.queries.sums import accepted_seen, counts_seen
from tests.builders import AT, NOW
from tests.evidence.bulk import many

ROLES = ("secretary", "head", "other_head", "contributor", "authority", "auditor")


def shuffled(town, seed):
    """Give every piece a class, a release, an author and confirmed links by chance."""
    chance = random.Random(seed)
    for piece in db.session.scalars(select(Evidence)):
        piece.classification = chance.choice(list(Classification))
        piece.created_by = chance.choice([town.people.contributor.id, town.people.head.id])
        released = piece.state is EvidenceState.ACCEPTED and chance.random() < 0.7
        piece.released_at = NOW if released else None
    for link in db.session.scalars(select(EvidenceLink)):
        link.to_confirm = chance.random() < 0.2


def listed(cycle_id, visibility, *conditions):
    """The same, piece by piece."""
    found = db.session.execute(
        select(EvidenceLink.requirement_id, Evidence.id)
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .where(EvidenceLink.cycle_id == cycle_id, seen_by(visibility), *conditions)
    )
    figures = {}
    for row in found:
        figures[row.requirement_id] = figures.get(row.requirement_id, 0) + 1
    return figures


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_a_figure_is_as_large_as_its_list(town, cycle, seed, kept):
    """Also while a transaction at work has not renewed its sums."""
    many(town, cycle, 40)
    shuffled(town, seed)
    if kept:
        db.session.commit()
    told = set()
    for who in ROLES:
        visibility = getattr(town.people, who).actor().visibility
        confirmed = listed(cycle.cycle_id, visibility, EvidenceLink.to_confirm.is_(False))
        accepted = listed(cycle.cycle_id, visibility, Evidence.state == EvidenceState.ACCEPTED)
        assert counts_seen(cycle.cycle_id, visibility) == confirmed, who
        assert accepted_seen(cycle.cycle_id, visibility) == accepted, who
        for requirement_id, size in listed(cycle.cycle_id, visibility).items():
            found = of_requirement(cycle.cycle_id, requirement_id, visibility, number=1, at=AT).pieces
            assert (found.total, len(found.rows)) == (size, size), who
        told.add(sum(confirmed.values()))
    assert len(told) > 3, "roles are shown different lists"
