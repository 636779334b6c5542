"""Actas of destruction, with real files: proposed, confirmed, carried out, and never against a need."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.cycles.models import Cycle
from sello.duties.jobs import Clockwork
from sello.evidence.domain.details import Classification
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion
from sello.evidence.service import texts as reading
from sello.files import texts
from sello.files.models import TextPage
from sello.privacy.domain.purging import ItemState, NotProposed, OwnActa, PurgeState, TooManyChosen
from sello.privacy.domain.retention import Anchor, Need, NotDue, Rule, StillNeeded, seal
from sello.privacy.models import Purge, PurgeItem
from sello.privacy.queries import due, purges
from sello.privacy.service import purging, removing, rules
from sello.register.models import Initiative, InitiativeEvidence
from sello.tasks.models import TaskEvidence
from tests.builders import NOW, on
from tests.evidence import cast
from tests.files import samples
from tests.privacy.conftest import config_of, ended
from tests.tasks.cast import ask

THEN = on(date(2031, 3, 3))
LATER = THEN.now + timedelta(minutes=1)
WHY = "Terminó su plazo."


@pytest.fixture
def piece(app, town, cycle):
    """An accepted secret piece of a seal that ended long ago."""
    made = secret(app, town, cycle)
    ended(cycle)
    return made


def secret(app, town, cycle, words="Relato"):
    made = cast.handed_in(
        app,
        town.people.head,
        cycle,
        content=samples.pdf(words),
        title=words,
        classification=Classification.SECRET,
    )
    cast.accepted(town.people.secretary, made)
    db.session.commit()
    return made


def hash_of(piece):
    return db.session.scalars(
        select(EvidenceVersion.sha256).where(EvidenceVersion.evidence_id == piece)
    ).one()


def proposed(town, *pieces):
    made = purging.propose(town.people.secretary.actor(), pieces, WHY, at=THEN)
    db.session.commit()
    return made


def confirmed(town, *pieces):
    made = proposed(town, *pieces)
    purging.confirm(town.people.authority.actor(), made, "Decreto 12", at=THEN)
    db.session.commit()
    return made


def run(app, town, purge, **values):
    return removing.remove(
        town.institution.id, purge, app.extensions["sello.store"], config_of(app), now=LATER, **values
    )


def needs(piece):
    return due.needs_of([piece], today=THEN.today).get(piece, ())


def test_a_piece_whose_time_is_over_is_found_and_not_one_day_before(town, piece):
    over = [one.id for one in due.over(on(date(2029, 2, 1))).pieces]
    assert over == [piece]
    assert due.over(on(date(2029, 1, 31))).pieces == ()


def test_what_goes_leaves_a_row_its_hash_and_an_acta(app, town, piece, own_store):
    sha256 = hash_of(piece)
    texts.keep(sha256, ["Relato de una persona"], now=NOW)
    db.session.commit()
    purge = confirmed(town, piece)
    assert run(app, town, purge) == 1
    assert not own_store.exists(sha256)
    assert db.session.scalars(select(TextPage)).all() == []
    row = db.session.get_one(Evidence, piece)
    assert (row.purge_number, row.purged_at, row.title) == (1, LATER, "Relato")
    assert hash_of(piece) == sha256
    acta = purges.acta(purge)
    assert (acta.row.state, acta.row.confirmer, acta.row.allowed_by) == (
        PurgeState.DONE,
        "Alma Alcaldesa",
        "Decreto 12",
    )
    assert [(one.evidence_id, one.files[0][1], one.state) for one in acta.items] == [
        (piece, sha256, ItemState.DONE)
    ]
    acts = db.session.scalars(
        select(Event.act).where(Event.act.in_([Act.EVIDENCE_PURGED, Act.PURGE_FINISHED]))
    )
    assert set(acts) == {Act.EVIDENCE_PURGED, Act.PURGE_FINISHED}
    assert reading.unread(10, now=LATER) == ()
    assert run(app, town, purge) == 0


def test_whoever_proposes_does_not_confirm(town, piece):
    purge = proposed(town, piece)
    with pytest.raises(OwnActa):
        purging.confirm(town.people.secretary.actor(), purge, "", at=THEN)
    db.session.rollback()
    purging.confirm(town.people.authority.actor(), purge, "", at=THEN)
    with pytest.raises(NotProposed):
        purging.confirm(town.people.authority.actor(), purge, "", at=THEN)


def test_what_the_clock_proposes_belongs_to_two_persons_as_well(town, piece):
    secretary, authority = town.people.secretary.actor(), town.people.authority.actor()
    purge = purging.propose(Clockwork(town.institution.id), [piece], WHY, at=THEN)
    with pytest.raises(NotProposed):
        purging.confirm(authority, purge, "", at=THEN)
    purging.adopt(secretary, purge, now=THEN.now)
    with pytest.raises(OwnActa):
        purging.confirm(secretary, purge, "", at=THEN)
    assert purging.confirm(authority, purge, "", at=THEN) == 1


def running(town, cycle, piece):
    db.session.get_one(Cycle, cycle.cycle_id).valid_until = date(2040, 1, 1)
    return Need.REQUIREMENT


def cut(town, cycle, piece):
    db.session.get_one(Cycle, cycle.cycle_id).valid_until = None
    db.session.delete(db.session.scalars(select(EvidenceLink).where(EvidenceLink.evidence_id == piece)).one())
    return Need.CUT


def open_task(town, cycle, piece):
    db.session.add(
        TaskEvidence(
            task_id=ask(town.people.secretary.actor(), town.units.personas),
            evidence_id=piece,
            at=NOW,
            person_id=town.people.head.id,
        )
    )
    return Need.TASK


def of_an_initiative(town, cycle, piece):
    row = Initiative(name="Plan", kind="plan", folded="plan", created_at=NOW, created_by=town.people.head.id)
    db.session.add(row)
    db.session.flush()
    db.session.add(InitiativeEvidence(initiative_id=row.id, evidence_id=piece))
    return Need.INITIATIVE


def ordered(town, cycle, piece):
    rules.hold(town.people.secretary.actor(), piece, "Causa ROL 12", now=NOW)
    return Need.HOLD


def blocked(town, cycle, piece):
    db.session.get_one(Evidence, piece).blocked_at = NOW
    return Need.BLOCKED


def the_same_bytes(town, cycle, piece):
    kept = db.session.get_one(Evidence, piece)
    other = Evidence(
        title="Otra", type=kept.type, unit_id=kept.unit_id, classification=Classification.PUBLIC,
        state=kept.state, submitted_at=NOW, accepted_at=NOW, created_at=NOW,
    )  # fmt: skip
    db.session.add(other)
    db.session.flush()
    db.session.add(
        EvidenceVersion(
            evidence_id=other.id, number=1, filename="o.pdf", media_type="application/pdf", size=1,
            sha256=hash_of(piece), uploaded_at=NOW,
        )
    )  # fmt: skip
    return Need.SHARED


NEEDS = [running, cut, open_task, of_an_initiative, ordered, blocked, the_same_bytes]


@pytest.mark.parametrize("need", NEEDS)
def test_what_something_needs_is_not_proposed_and_says_why(town, cycle, piece, need):
    why = need(town, cycle, piece)
    db.session.commit()
    assert needs(piece) == (why,)
    with pytest.raises((StillNeeded, NotDue)):
        purging.propose(town.people.secretary.actor(), [piece], WHY, at=THEN)


@pytest.mark.parametrize("need", NEEDS)
def test_what_came_to_be_needed_after_the_proposal_stays(app, town, cycle, piece, own_store, need):
    purge = proposed(town, piece)
    why = need(town, cycle, piece)
    db.session.commit()
    assert purging.confirm(town.people.authority.actor(), purge, "", at=THEN) == 0
    db.session.commit()
    assert run(app, town, purge) == 0
    assert own_store.verify(hash_of(piece))
    assert db.session.get_one(Evidence, piece).purge_number is None
    (item,) = purges.acta(purge).items
    assert (item.state, item.left) == (ItemState.LEFT, why)


def test_the_same_bytes_that_come_in_after_the_confirmation_stay(app, town, cycle, piece, own_store):
    purge = confirmed(town, piece)
    the_same_bytes(town, cycle, piece)
    db.session.commit()
    assert run(app, town, purge) == 0
    assert own_store.verify(hash_of(piece))
    row = db.session.get_one(Evidence, piece)
    assert (row.purge_number, row.purged_at) == (None, None)


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("at", ["before", "after"])
def test_a_run_that_is_killed_goes_on_and_no_row_is_wrong_meanwhile(
    app, town, cycle, own_store, monkeypatch, at
):
    pieces = [secret(app, town, cycle, words) for words in ("Una", "Dos", "Tres")]
    ended(cycle)
    purge = confirmed(town, *pieces)
    forget, seen = own_store.forget, []

    def dies(sha256):
        seen.append(sha256)
        if len(seen) == 2 and at == "before":
            raise Killed
        forget(sha256)
        if len(seen) == 2:
            raise Killed

    monkeypatch.setattr(own_store, "forget", dies)
    with pytest.raises(Killed):
        run(app, town, purge)
    for piece in pieces:
        row = db.session.get_one(Evidence, piece)
        assert row.purge_number == 1
        if row.purged_at is not None:
            assert not own_store.exists(hash_of(piece))
    assert db.session.get_one(Purge, purge).state is PurgeState.CONFIRMED
    monkeypatch.setattr(own_store, "forget", forget)
    assert run(app, town, purge) == 2
    assert [own_store.exists(hash_of(piece)) for piece in pieces] == [False] * 3
    states = set(db.session.scalars(select(PurgeItem.state)))
    assert states == {ItemState.DONE}


def test_numbers_follow_each_other_and_a_withdrawn_acta_keeps_its_own(app, town, piece, own_store):
    first = proposed(town, piece)
    purging.withdraw(town.people.secretary.actor(), first, now=THEN.now)
    db.session.commit()
    second = proposed(town, piece)
    assert [purges.acta(one).row.number for one in (first, second)] == [1, 2]
    assert own_store.exists(hash_of(piece))


def test_a_rule_of_the_institution_holds_from_its_day_and_is_in_the_trail(town, piece):
    actor = town.people.secretary.actor()
    rules.set_rule(
        actor,
        Rule(Classification.SECRET, None, Anchor.SEAL, None, "Decreto 5"),
        seen=seal(due.rules()),
        now=NOW,
    )
    assert due.over(THEN).pieces == ()
    rules.set_rule(
        actor, Rule(Classification.SECRET, None, Anchor.SEAL, 1, "Decreto 6"), seen=seal(due.rules()), now=NOW
    )
    assert [one.rule.basis for one in due.over(THEN).pieces] == ["Decreto 6"]
    acts = db.session.scalars(
        select(Event).where(Event.act == Act.RETENTION_RULE_SET).order_by(Event.id)
    ).all()
    assert [(event.before, event.after) for event in acts] == [(None, None), (None, 1)]


def test_an_acta_of_too_many_is_refused(town):
    with pytest.raises(TooManyChosen):
        purging.propose(town.people.secretary.actor(), range(1, 300), WHY, at=THEN)
