"""An older database is put back after an acta: what it destroyed goes again, and nothing else does."""

import json
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from sello.core import destroyed
from sello.core.db import db
from sello.core.jobs import Work
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.evidence.domain.around import Spot
from sello.evidence.models import Evidence, EvidenceVersion
from sello.evidence.queries.around import around
from sello.privacy import jobs
from sello.privacy.domain.purging import ItemState, PurgeState
from sello.privacy.models import Purge, PurgeItem, PurgeText
from sello.privacy.service import purging
from tests.privacy.conftest import config_of
from tests.privacy.test_purging import (  # noqa: F401  # a fixture
    LATER,
    THEN,
    confirmed,
    hash_of,
    piece,
    proposed,
    run,
    secret,
)


@pytest.fixture
def went(app, town, piece, own_store, monkeypatch):  # noqa: F811
    """A piece that an acta took, and its bytes; jobs open the store of the tests."""
    monkeypatch.setattr(jobs, "store_of", lambda _config: own_store)
    with own_store.open(hash_of(piece)) as stored:
        content = stored.read()
    run(app, town, confirmed(town, piece))
    return piece, content


def put_back(store, number, content):
    """The files as an older copy of the folder holds them."""
    sha256 = hash_of(number)
    place = Path(store.root) / sha256[:2] / sha256[2:4] / sha256
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


def older(number, *, proposed=False):
    """The database as it was before the acta, or while it was proposed."""
    db.session.execute(
        update(Evidence).where(Evidence.id == number).values(purge_number=None, purged_at=None)
    )
    if proposed:
        db.session.execute(update(PurgeItem).values(state=ItemState.PENDING, done_at=None))
        again = {"decided_at": None, "confirmed_by": None, "finished_at": None, "allowed_by": ""}
        db.session.execute(update(Purge).values(state=PurgeState.PROPOSED, **again))
    else:
        db.session.execute(delete(PurgeItem))
        db.session.execute(delete(Purge))
    db.session.commit()


def job(app):
    done = jobs.remove(Work(config_of(app), LATER))
    db.session.expire_all()
    return done


@pytest.mark.parametrize("as_proposed", [False, True])
def test_what_came_back_goes_again_by_its_acta(app, town, went, own_store, as_proposed):
    number, content = went
    older(number, proposed=as_proposed)
    put_back(own_store, number, content)
    assert job(app) == {"purged": 1, "repeated": 1}
    assert not own_store.exists(hash_of(number))
    row = db.session.get_one(Evidence, number)
    assert (row.purge_number, row.purged_at) == (1, LATER)
    (acta,) = db.session.scalars(select(Purge))
    assert (acta.number, acta.state, acta.allowed_by) == (1, PurgeState.DONE, "Decreto 12")
    assert (acta.proposed_by, acta.confirmed_by) == (town.people.secretary.id, town.people.authority.id)
    acts = db.session.scalars(select(Event.act).where(Event.act == Act.PURGE_REPEATED)).all()
    assert len(acts) == 1
    assert job(app) == {"purged": 0}, "once"


def test_from_the_first_commit_on_nobody_is_given_the_file(app, went, own_store):
    number, content = went
    older(number)
    put_back(own_store, number, content)
    stopped = Work(config_of(app), LATER, lambda: True)
    assert jobs.remove(stopped) == {"purged": 0, "repeated": 1}
    assert db.session.get_one(Evidence, number).purge_number == 1
    assert own_store.exists(hash_of(number)), "the next run takes it"
    assert job(app) == {"purged": 1}


def test_another_piece_under_its_number_stays(app, went, own_store):
    number, _ = went
    older(number)
    other = update(EvidenceVersion).where(EvidenceVersion.evidence_id == number)
    db.session.execute(other.values(sha256="ab" * 32))
    db.session.commit()
    assert job(app) == {"purged": 0}
    assert db.session.get_one(Evidence, number).purge_number is None


def test_a_number_that_another_acta_has_is_not_given_twice(app, town, cycle, went, own_store):
    number, _ = went
    older(number)
    db.session.add(
        Purge(number=1, state=PurgeState.WITHDRAWN, reason="Otra", proposed_at=LATER, proposed_by=None)
    )
    db.session.commit()
    job(app)
    assert db.session.get_one(Evidence, number).purge_number == 2


def test_what_cannot_be_noted_is_not_destroyed(app, town, piece, own_store, monkeypatch):  # noqa: F811
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(destroyed, "note", full)
    purge = confirmed(town, piece)
    with pytest.raises(OSError, match="No space"):
        run(app, town, purge)
    db.session.rollback()
    assert own_store.exists(hash_of(piece))
    assert db.session.get_one(Evidence, piece).purged_at is None


def test_the_register_is_carried_on_and_a_cut_line_is_none(tmp_path):
    here, there = tmp_path / "a", tmp_path / "b"
    here.mkdir()
    there.mkdir()
    one = destroyed.Destroyed(1, 7, LATER, 3, None, "Decreto 12", 9, ("ab" * 32,))
    two = destroyed.Destroyed(1, 8, LATER, None, None, "", 10, ("cd" * 32, "ef" * 32))
    destroyed.note(here, one)
    destroyed.note(here, one)
    with (here / destroyed.NAME).open("a") as out:
        out.write('{"institution_id": 1, "num')
    destroyed.note(here, two)
    assert destroyed.noted(here) == (one, two)
    destroyed.carry(here, there)
    destroyed.carry(here, there)
    assert destroyed.noted(there, here) == (one, two)
    assert (there / destroyed.NAME).read_text().count("{") == 2


@pytest.mark.parametrize("as_proposed", [False, True])
def test_texts_that_were_cleared_and_came_back_are_cleared_again(
    app,
    town,
    piece,  # noqa: F811
    own_store,
    monkeypatch,
    as_proposed,
):
    monkeypatch.setattr(jobs, "store_of", lambda _config: own_store)
    with own_store.open(hash_of(piece)) as stored:
        content = stored.read()
    purge = proposed(town, piece)
    keys = [each.key for each in around([piece]) if each.spot is Spot.TITLE]
    purging.confirm(town.people.authority.actor(), purge, "Decreto 12", at=THEN, texts=keys)
    db.session.commit()
    run(app, town, purge)
    db.session.execute(delete(PurgeText))
    older(piece, proposed=as_proposed)
    db.session.execute(update(Evidence).where(Evidence.id == piece).values(title="Relato de Rosa Díaz"))
    db.session.commit()
    put_back(own_store, piece, content)
    assert job(app) == {"purged": 1, "repeated": 1}
    assert db.session.get_one(Evidence, piece).title == f"Evidencia N° {piece} (título borrado)"
    assert job(app) == {"purged": 0}


def test_a_line_of_before_tells_of_no_texts_and_an_unknown_place_is_left_out(app, town, went, own_store):
    number, content = went
    place = Path(config_of(app).data_dir) / destroyed.NAME
    said = json.loads(place.read_text(encoding="utf-8").split("\n")[1])
    said.pop("texts")
    old = json.dumps(said)
    place.write_text(f"{old}\n{json.dumps(said | {'texts': [['de-antes', 1]]})}\n", encoding="utf-8")
    older(number)
    put_back(own_store, number, content)
    assert job(app) == {"purged": 1, "repeated": 1}
    assert db.session.scalars(select(PurgeText)).all() == []
