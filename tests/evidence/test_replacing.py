"""Several pieces may be handed in to replace one: only those that were accepted have replaced it."""

import random
from datetime import timedelta

import pytest

from sello.core.db import db
from sello.evidence.domain.review import EvidenceState, Part
from sello.evidence.models import Evidence
from sello.evidence.service import reviewing
from tests.builders import TODAY, on
from tests.cycles import builders as cycles


@pytest.fixture
def pieces(town):
    """The piece that is replaced, and three that want its place."""
    cycle = cycles.cycle(town.people.secretary.actor())
    requirement = cycles.ids(cycle)["1.1.1"]
    old = cycles.evidence(cycle, requirement, town.units.personas)
    new = [
        cycles.evidence(cycle, requirement, town.units.personas, state=EvidenceState.SUBMITTED)
        for _ in range(3)
    ]
    for each in new:
        db.session.get_one(Evidence, each).replaces_id = old
    db.session.commit()
    return old, new


def accept(actor, piece, day):
    reviewing.accept(actor, piece, version=db.session.get_one(Evidence, piece).version, at=on(day))


def give_back(actor, piece, day):
    version = db.session.get_one(Evidence, piece).version
    reviewing.give_back(actor, piece, version=version, remark="Falta", parts={Part.FILE}, at=on(day))


def test_returning_one_that_never_was_accepted_brings_nothing_back(town, pieces):
    old, (first, second, _) = pieces
    actor = town.people.secretary.actor()
    accept(actor, first, TODAY)
    give_back(actor, second, TODAY + timedelta(days=1))
    assert db.session.get_one(Evidence, old).superseded_on == TODAY


@pytest.mark.parametrize("seed", range(6))
def test_it_is_replaced_from_the_day_of_its_first_accepted_replacement(town, pieces, seed):
    old, new = pieces
    actor = town.people.secretary.actor()
    chance, accepted_on = random.Random(seed), {}
    for count in range(14):
        day, piece = TODAY + timedelta(days=count), chance.choice(new)
        row = db.session.get_one(Evidence, piece)
        if row.state is EvidenceState.RETURNED:
            row.state = EvidenceState.SUBMITTED  # its unit hands it in again
            db.session.flush()
        elif row.state is EvidenceState.SUBMITTED and chance.random() < 0.6:
            accept(actor, piece, day)
            accepted_on[piece] = day
        else:
            give_back(actor, piece, day)
            accepted_on.pop(piece, None)
        db.session.flush()
        expected = min(accepted_on.values(), default=None)
        assert db.session.get_one(Evidence, old).superseded_on == expected
