"""The job that proposes: by the day, once, of what nothing needs; it destroys nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.core.jobs import Work
from sello.privacy import jobs
from sello.privacy.domain.purging import PurgeState
from sello.privacy.models import EvidenceHold, Purge, PurgeItem
from tests.builders import NOW
from tests.privacy.conftest import config_of, ended
from tests.privacy.test_purging import hash_of, piece, secret  # noqa: F401  # a fixture

OVER = datetime(2029, 2, 1, 12, tzinfo=UTC)
"""The day on which the time of a secret piece of a seal that ended on 31 January 2027 is over."""


def run(app, now=OVER, **values):
    return jobs.propose(Work(config_of(app), now, **values))


def pieces():
    return db.session.scalars(select(PurgeItem.evidence_id).order_by(PurgeItem.evidence_id)).all()


def test_nothing_is_proposed_a_day_before(app, piece):  # noqa: F811
    assert run(app, OVER - timedelta(days=1)) == {"proposed": 0}
    assert db.session.scalars(select(Purge)).all() == []


def test_what_is_due_is_proposed_once_by_nobody_and_stays(app, piece, own_store):  # noqa: F811
    assert run(app) == {"proposed": 1}
    assert run(app) == {"proposed": 0}, "one that waits is enough"
    assert run(app, OVER + timedelta(days=400)) == {"proposed": 0}
    (acta,) = db.session.scalars(select(Purge))
    assert (acta.state, acta.proposed_by, acta.confirmed_by) == (PurgeState.PROPOSED, None, None)
    assert pieces() == [piece]
    assert own_store.exists(hash_of(piece))


def test_what_is_needed_is_left_out(app, town, cycle, piece, own_store):  # noqa: F811
    other = secret(app, town, cycle, "Otro relato")
    ended(cycle)
    hold = EvidenceHold(
        evidence_id=piece, reason="Sumario", placed_at=NOW, placed_by=town.people.secretary.id
    )
    db.session.add(hold)
    db.session.commit()
    assert run(app) == {"proposed": 1}
    assert pieces() == [other]


def test_killed_half_way_it_has_proposed_nothing(app, piece, monkeypatch):  # noqa: F811
    def killed(*_args, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as machine:
        machine.setattr(jobs.purging, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            run(app)
    db.session.rollback()
    assert db.session.scalars(select(Purge)).all() == []
    assert run(app) == {"proposed": 1}


def test_told_to_stop_it_begins_nothing(app, piece):  # noqa: F811
    assert run(app, stop=lambda: True) == {"proposed": 0}
