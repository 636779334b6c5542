"""The kept sums say what the pieces say, whatever is done to them, and by how many at once."""

from __future__ import annotations

from contextlib import suppress
from contextvars import Context
from dataclasses import replace
from datetime import timedelta
from itertools import product
from random import Random
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from sello.accounts.domain.actor import Visibility
from sello.core import migrate
from sello.core.db import db, scope_of, scope_to, unit_of_work
from sello.core.moment import Moment
from sello.core.refusal import Refusal
from sello.core.undo import Undoable
from sello.cycles.models import Cycle
from sello.cycles.queries.cycles import CycleRow
from sello.evidence.domain.conditions import seen_by
from sello.evidence.models import Evidence, EvidenceLink, RequirementSum
from sello.evidence.queries import conditions
from sello.evidence.queries.facts import facts_for_cycle
from sello.evidence.queries.judged import differing
from sello.evidence.queries.requirement import IN_SIGHT, of_requirement
from sello.evidence.queries.sums import accepted_seen, counts_seen, is_changing, sums_by_requirement
from sello.evidence.service import releasing
from sello.level.state import HIDDEN_TITLE, EvidenceFact, Reading, RequirementState, ReviewState
from sello.level.status import count_evidence, status_of
from sello.level.verdict import judge
from sello.progress.service import undo
from tests.builders import Town
from tests.evidence.conftest import own_store
from tests.evidence.test_sums import ANSWERS, RULES
from tests.progress import loop as acting
from tests.progress.history import EVERYTHING, FIRST, History, live, opened
from tests.progress.loop import ACTS, Loop

__all__ = ["own_store"]  # fixture

ALL = Visibility(units=None)
OUTSIDE = Visibility(units=None, released_only=True)


def release(history: History) -> None:
    """One piece, for external auditors to see."""
    releasing.release(history.secretary, history.any_of(select(Evidence)).id, now=history.at.now)


def withdraw(history: History) -> None:
    """And out of their sight again."""
    piece = history.any_of(select(Evidence).where(conditions.released()))
    releasing.withdraw(history.secretary, piece.id, now=history.at.now)


def release_all(history: History) -> None:
    """Every accepted piece of a cycle, by one statement."""
    releasing.release_accepted(history.secretary, history.answer().cycle_id, now=history.at.now)


WHATEVER = (*EVERYTHING, release, withdraw, release_all)


@pytest.mark.parametrize("seed", range(2))
def test_after_every_act_of_a_history_sums_say_what_pieces_say(app: Flask, town: Town, seed: int) -> None:
    history = opened(app, town, seed)
    for n in range(50):
        history.at = history.at.then(history.at.start_of(FIRST + timedelta(days=n // 5, hours=n % 5)))
        with suppress(Refusal):
            act = history.chance.choice(WHATEVER)
            with db.session.begin_nested():
                act(history)
            history.done.append(act.__name__)
        the_sums_are_true(history)
    assert len(set(history.done)) > 10, history.done


def the_sums_are_true(history: History) -> None:
    """While the transaction that changed them goes on, once it has committed, and on any later day."""
    another_day = history.at.then(history.at.now + timedelta(days=history.chance.randrange(-3, 40)))
    judged_alike(history, history.at)
    db.session.commit()
    assert not is_changing(db.session())
    assert [*differing(db.session.connection())] == [], history.done
    judged_alike(history, history.chance.choice((history.at, another_day)))
    if len(history.done) % 3 == 0:
        told_alike(history, history.chance.choice((history.at, another_day)))


def told_alike(history: History, at: Moment) -> None:
    """A requirement's page from its sum beside all its pieces: for everybody, from outside, for a unit."""
    row = history.answer()
    cycle_id, requirement_id = row.cycle_id, row.requirement_id
    full = facts_for_cycle(cycle_id, at=at).get(requirement_id, ())
    verdict = judged(full, at)
    for visibility in (ALL, OUTSIDE, *(Visibility(frozenset({unit})) for unit in units_of(requirement_id))):
        found = of_requirement(cycle_id, requirement_id, visibility, at=at)
        may = seen_pieces(cycle_id, requirement_id, visibility)
        assert [line.id for line in found.pieces.rows] == may[:IN_SIGHT]
        assert (found.pieces.total, found.unseen) == (len(may), len(full) - len(may))
        assert judged(found.facts, at) == verdict
        assert {fact.id for fact in found.facts if fact.title != HIDDEN_TITLE} <= set(may)


def judged(facts: tuple[EvidenceFact, ...], at: Moment) -> list[object]:
    """Whether the requirement counts and why, for every answer, today and later, with the piece it names."""
    told = []
    for answer, days in product(ANSWERS, (0, 30, 400)):
        state, day = replace(answer, evidence=facts), at.today + timedelta(days)
        verdict = judge(RULES, RULES.requirements[0], state, Reading.VALIDATED, day, out=False)
        piece = verdict.evidence and verdict.evidence.id
        told.append((replace(verdict, evidence=None), piece, status_of(state, verdict, day)))
    return told


def units_of(requirement_id: int) -> list[int]:
    """The units with pieces there."""
    found = select(Evidence.unit_id).join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
    return sorted(set(db.session.scalars(found.where(EvidenceLink.requirement_id == requirement_id))))


def seen_pieces(cycle_id: int, requirement_id: int, visibility: Visibility) -> list[int]:
    """What a reader sees of a requirement, piece by piece, the newest first."""
    links = select(EvidenceLink).where(
        EvidenceLink.cycle_id == cycle_id, EvidenceLink.requirement_id == requirement_id
    )
    pieces = [db.session.get_one(Evidence, link.evidence_id) for link in db.session.scalars(links)]
    seen = (
        piece.id
        for piece in pieces
        if seen_by(
            visibility,
            piece.unit_id,
            piece.released_at,
            piece.classification,
            piece.created_by,
            blocked=False,
        )
    )
    return sorted(seen, reverse=True)


def judged_alike(history: History, at: Moment) -> None:
    """The requirements of a cycle beside all their pieces, judged one by one."""
    cycle_id = history.any_of(select(Cycle)).id
    brief, full = sums_by_requirement(cycle_id, at=at), facts_for_cycle(cycle_id, at=at)
    if brief is None:
        every = [fact for one in full.values() for fact in one]
        assert any(fact.superseded_on and fact.superseded_on > at.today for fact in every)
        return
    assert brief.keys() == full.keys()
    for requirement_id, facts in full.items():
        state = RequirementState("1", evidence=facts)
        assert brief[requirement_id].count == count_evidence(state, at.today)
    assert counts_seen(cycle_id, ALL) == by_hand(cycle_id, released=False)
    assert counts_seen(cycle_id, OUTSIDE) == by_hand(cycle_id, released=True)
    accepted = {key: sum(fact.review is ReviewState.ACCEPTED for fact in one) for key, one in full.items()}
    assert accepted_seen(cycle_id, ALL) == {key: count for key, count in accepted.items() if count}


def by_hand(cycle_id: int, *, released: bool) -> dict[int, int]:
    """How many confirmed links each requirement has, counted one by one."""
    found: dict[int, int] = {}
    for link in db.session.scalars(select(EvidenceLink).where(EvidenceLink.cycle_id == cycle_id)):
        piece = db.session.get_one(Evidence, link.evidence_id)
        if not link.to_confirm and (piece.released_at is not None or not released):
            found[link.requirement_id] = found.get(link.requirement_id, 0) + 1
    return found


@pytest.mark.parametrize("seed", range(2))
def test_acts_with_what_they_carry_and_their_undoing(
    app: Flask, town: Town, cycle: CycleRow, own_store: object, seed: int
) -> None:
    del own_store
    acting.validating()
    loop, random, undone = Loop(app, town, cycle), Random(seed), 0
    loop.ask(due=loop.at.today)
    for _ in range(70):
        loop.later(random.choice((1, 60, 60 * 24)))
        loop.prepare(random)
        try:
            with db.session.begin_nested():
                undo_id = random.choice(ACTS)(loop, random)
        except Refusal:
            continue
        the_table_is_true()
        if undo_id is not None and random.random() < 0.8:
            doer = next(each for each in loop.working if each.id == doer_of(undo_id))
            undo(doer.actor(), undo_id, at=loop.at)
            undone += 1
            the_table_is_true()
    assert undone > 5


def doer_of(undo_id: int) -> int:
    return db.session.get_one(Undoable, undo_id).person_id


def the_table_is_true() -> None:
    db.session.commit()
    assert [*differing(db.session.connection())] == []


WRITES = {
    "a row": lambda piece, _link: setattr(piece, "valid_until", piece.created_at.date()),
    "a row that was not read": lambda piece, _link: (
        db.session.expire_all(),
        setattr(piece, "superseded_on", piece.created_at.date()),
    ),
    "a link confirmed": lambda _piece, link: (db.session.expire_all(), setattr(link, "to_confirm", True)),
    "a link moved": lambda _piece, link: (
        db.session.expire_all(),
        setattr(link, "requirement_id", other_requirement(link)),
    ),
    "a link dropped": lambda _piece, link: (db.session.expire_all(), db.session.delete(link)),
    "a statement on pieces": lambda piece, _link: db.session.execute(
        update(Evidence).where(Evidence.id == piece.id).values(valid_until=piece.created_at.date())
    ),
    "a statement on all pieces": lambda piece, _link: db.session.execute(
        update(Evidence).values(valid_until=piece.created_at.date())
    ),
    "a statement on links": lambda _piece, link: db.session.execute(
        update(EvidenceLink).where(EvidenceLink.id == link.id).values(requirement_id=other_requirement(link))
    ),
    "a statement that drops links": lambda _piece, link: db.session.execute(
        delete(EvidenceLink).where(EvidenceLink.evidence_id == link.evidence_id)
    ),
}


def other_requirement(link: EvidenceLink) -> int:
    statement = select(RequirementSum.requirement_id).where(
        RequirementSum.requirement_id != link.requirement_id
    )
    return db.session.scalars(statement).first() or 0


@pytest.mark.parametrize("write", WRITES)
def test_no_way_to_write_goes_unseen(
    app: Flask, town: Town, cycle: CycleRow, own_store: object, write: str
) -> None:
    del own_store
    loop = Loop(app, town, cycle)
    loop.hand_in(code="1.1.1")
    piece = db.session.get_one(Evidence, loop.hand_in())
    the_table_is_true()
    link = db.session.scalars(select(EvidenceLink).where(EvidenceLink.evidence_id == piece.id)).one()
    before = table()
    WRITES[write](piece, link)
    the_table_is_true()
    assert table() != before


def table() -> list[Any]:
    return sorted(db.session.execute(select(RequirementSum.__table__)).all())


def test_what_is_taken_back_before_the_commit_changes_nothing(
    app: Flask, town: Town, cycle: CycleRow, own_store: object
) -> None:
    del own_store
    loop = Loop(app, town, cycle)
    loop.hand_in()
    the_table_is_true()
    before = table()
    loop.hand_in()
    db.session.flush()
    db.session.rollback()
    assert not is_changing(db.session())
    the_table_is_true()
    assert table() == before


def test_who_write_at_once_lose_nothing_and_wait_for_nobody_in_a_ring(
    app: Flask, town: Town, cycle: CycleRow, own_store: object
) -> None:
    """Releases meet nowhere but at the sums: eight of them, of pieces that serve the same requirements."""
    del own_store
    loop = Loop(app, town, cycle)
    pieces = []
    for _ in range(8):
        pieces.append(loop.hand_in())
        loop.accept(pieces[-1], close=False, validate=False)
    db.session.commit()
    start, institution_id, failed = Barrier(len(pieces)), scope_of(db.session()), []

    def act(piece: int) -> None:
        try:
            with app.app_context(), unit_of_work(institution_id):
                start.wait(10)
                releasing.release(loop.secretary.actor(), piece, now=loop.at.now)
        except BaseException as error:
            failed.append(error)

    threads = [Thread(target=Context().run, args=(act, piece)) for piece in pieces]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not failed
    db.session.rollback()
    assert counts_seen(cycle.id, OUTSIDE)[loop.requirement()] == len(pieces)
    the_table_is_true()


def test_the_revision_adds_up_what_was_there_before(app: Flask, town: Town) -> None:
    history = opened(app, town, 3)
    live(history, 8, acts=WHATEVER, each_day=10)
    before = {row[:2]: row for row in table()}
    db.session.remove()
    migrate.downgrade(db.engine, "0026")
    migrate.upgrade(db.engine)
    scope_to(db.session(), town.institution.id)
    assert [*differing(db.session.connection())] == []
    assert {row[:2] for row in table()} == {key for key, row in before.items() if row.total}
