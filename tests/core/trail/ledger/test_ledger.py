"""Events enter the tree with their commit; heads are signed and lie outside; what is bent is found."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.exc import SQLAlchemyError

from sello.config import Config
from sello.core.db import db, unit_of_work
from sello.core.jobs import Work
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.core.trail.ledger import checking, jobs, queries, tree
from sello.core.trail.ledger.appending import split, values_of
from sello.core.trail.ledger.checking import Fault, Misfit
from sello.core.trail.ledger.leaf import leaf_of
from sello.core.trail.ledger.models import LedgerHead, LedgerLeaf, LedgerNode
from sello.core.trail.ledger.note import Head, head_of, opened, signed
from sello.core.trail.ledger.outside import BadKey, keep_outside, notes_in, signing_key
from sello.core.trail.ledger.sealing import DAILY, Last, due
from sello.core.trail.recording import record, record_apart
from tests.builders import NOW, Town


def acted(town: Town, count: int, act: Act = Act.CYCLE_PROMOTED) -> None:
    for number in range(count):
        record(town.people.secretary.actor(), act, number + 1, now=NOW + timedelta(seconds=number))
    db.session.commit()


def state(town: Town) -> tuple[int, bytes]:
    head = db.session.execute(
        select(LedgerHead.size, LedgerHead.peaks).where(LedgerHead.institution_id == town.institution.id)
    ).one()
    return head.size, tree.root_of(split(head.peaks))


def misfits(town: Town, config: Config) -> list[Misfit]:
    db.session.rollback()
    db.session.expire_all()
    with unit_of_work(town.institution.id):
        verifiers = sorted({row.verifier for row in queries.checkpoints()})
        outside = notes_in(config.checkpoints, town.institution.id)
        return list(checking.check(outside, verifiers, told=lambda _count: None))


@pytest.fixture
def config(settings: Config, tmp_path: Path) -> Config:
    return Config(
        secret_key=settings.secret_key, data_dir=str(tmp_path), base_url="https://sello.muni.example"
    )


def seal(config: Config, *, after: timedelta = timedelta()) -> dict[str, int]:
    db.session.rollback()
    return jobs.seal_all(Work(config, NOW + after))


def test_every_event_is_a_leaf_in_the_order_of_the_commits(town: Town) -> None:
    before = db.session.scalar(select(LedgerHead.size)) or 0
    acted(town, 3)
    acted(town, 4)
    rows = db.session.execute(
        select(LedgerLeaf.position, LedgerLeaf.event_id).order_by(LedgerLeaf.position)
    ).all()
    events = {row.id: row for row in db.session.scalars(select(Event))}
    assert [row.position for row in rows] == list(range(before + 7))
    assert {row.event_id for row in rows} == set(events)
    growing = tree.Growing()
    for row in rows:
        growing.append(tree.leaf_hash(leaf_of(values_of(events[row.event_id]))))
    assert state(town) == (growing.size, growing.root)


def test_what_is_taken_back_enters_nothing(town: Town) -> None:
    acted(town, 1)
    size, root = state(town)
    actor = town.people.secretary.actor()
    record(actor, Act.CYCLE_RELEASED, 1, now=NOW)
    db.session.flush()
    db.session.rollback()
    savepoint = db.session.begin_nested()
    record(actor, Act.CYCLE_WITHDRAWN, 1, now=NOW)
    db.session.flush()
    savepoint.rollback()
    db.session.commit()
    assert state(town) == (size, root)
    with db.session.begin_nested():
        record(actor, Act.CYCLE_WITHDRAWN, 1, now=NOW)
    db.session.commit()
    assert state(town)[0] == size + 1


def test_two_workers_never_fork_it(app: Flask, town: Town, config: Config) -> None:
    acted(town, 1)
    actor = town.people.secretary.actor()
    db.session.remove()

    def work(worker: int) -> None:
        with app.app_context():
            for number in range(15):
                record_apart(actor, Act.EVIDENCE_DOWNLOADED, worker, now=NOW, number=number)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    with unit_of_work(town.institution.id):
        assert db.session.scalar(select(LedgerHead.size)) == checking.leaves()
    assert misfits(town, config) == []


@pytest.mark.parametrize(
    ("last", "size", "hours", "sealed", "expected"),
    [
        (None, 0, 0, False, False),
        (None, 1, 0, False, True),
        (5, 5, 100, True, False),
        (5, 6, 23, False, False),
        (5, 6, 24, False, True),
        (5, 6, 0, True, True),
    ],
)
def test_when_a_head_is_signed(
    last: int | None, size: int, hours: int, *, sealed: bool, expected: bool
) -> None:
    before = None if last is None else Last(NOW, last)
    assert due(before, size, now=NOW + timedelta(hours=hours), sealed=sealed) is expected


def test_heads_are_signed_once_and_lie_outside(town: Town, config: Config) -> None:
    acted(town, 3)
    assert seal(config) == {"signed": 1, "outside": 1, "witnessed": 0}
    assert seal(config) == {"signed": 0, "outside": 0, "witnessed": 0}
    acted(town, 2)
    assert seal(config, after=timedelta(hours=1)) == {"signed": 0, "outside": 0, "witnessed": 0}
    assert seal(config, after=DAILY) == {"signed": 1, "outside": 1, "witnessed": 0}
    with unit_of_work(town.institution.id):
        record(
            town.people.secretary.actor(), Act.CUT_MADE, 1, now=NOW, cycle_id=1, as_of=NOW.date().isoformat()
        )
    assert seal(config, after=DAILY) == {"signed": 1, "outside": 1, "witnessed": 0}
    with unit_of_work(town.institution.id):
        rows = queries.checkpoints()
    notes = notes_in(config.checkpoints, town.institution.id)
    assert list(notes) == [row.note for row in reversed(rows)]
    assert opened(rows[0].note, rows[0].verifier).origin == (
        f"sello.muni.example/sello/{town.institution.id}"
    )
    assert config.ledger_key.stat().st_mode & 0o777 == 0o600
    assert misfits(town, config) == []


def test_what_could_not_be_laid_outside_follows(town: Town, config: Config) -> None:
    acted(town, 1)
    seal(config)
    (config.checkpoints / f"{town.institution.id}.txt").unlink()
    assert seal(config) == {"signed": 0, "outside": 1, "witnessed": 0}


def test_a_proof_stands_for_itself(town: Town, config: Config) -> None:
    actor = town.people.secretary.actor()
    acted(town, 2)
    record(actor, Act.EVIDENCE_SUBMITTED, 77, now=NOW, sha256="ab" * 32)
    acted(town, 3)
    acts = frozenset({Act.EVIDENCE_SUBMITTED})
    assert queries.proof_of("evidence", 77, acts, "ab" * 32) is None, "not signed yet"
    seal(config)
    with unit_of_work(town.institution.id):
        assert queries.proof_of("evidence", 77, acts, "cd" * 32) is None
        proof = queries.proof_of("evidence", 77, acts, "ab" * 32)
    assert proof is not None
    top, _, note = proof.text.partition("\n\n")
    _, extra, index, *path = top.split("\n")
    from base64 import b64decode  # as a stranger's program would, from the text alone

    leaf = b64decode(extra.removeprefix("extra "))
    head = opened(note, proof.verifier)
    assert b'"sha256":"' + b"ab" * 32 in leaf
    assert tree.holds(
        tree.leaf_hash(leaf),
        int(index.removeprefix("index ")),
        head.size,
        [b64decode(each) for each in path],
        head.root,
    )


def sql(words: str, **values: object) -> Callable[[Town], None]:
    def act(_town: Town) -> None:
        with db.engine.begin() as connection:
            connection.execute(text(words), values)

    return act


def chain_anew(town: Town) -> None:
    """Change an event and write every hash anew, as whoever knows the program would."""
    sql("update audit_event set entity_id = 999 where id = (select min(event_id) from ledger_leaf)")(town)
    db.session.expire_all()
    with unit_of_work(town.institution.id):
        growing = tree.Growing()
        leaves = db.session.execute(select(LedgerLeaf.event_id).order_by(LedgerLeaf.position)).scalars().all()
        for event_id in leaves:
            told = db.session.get(Event, event_id)
            assert told is not None
            for (level, position), digest in growing.append(tree.leaf_hash(leaf_of(values_of(told)))):
                db.session.execute(
                    update(LedgerNode)
                    .where(LedgerNode.level == level, LedgerNode.position == position)
                    .values(digest=digest)
                )
        db.session.execute(update(LedgerHead).values(peaks=b"".join(growing.peaks)))


def truncate(town: Town) -> None:
    """Cut the last event off and let the tree look as if it had never been."""
    del town
    with db.engine.begin() as connection:
        size = connection.execute(text("select size from ledger_head")).scalar_one() - 1
        last = {"size": size}
        for words in (
            "delete from audit_event where id = (select event_id from ledger_leaf where position = :size)",
            "delete from ledger_leaf where position = :size",
            "delete from ledger_node where (level = 0 and position = :size) or level > 20",
        ):
            connection.execute(text(words), last)
        nodes = connection.execute(text("select level, position, digest from ledger_node")).all()
        known = {(row.level, row.position): bytes(row.digest) for row in nodes}
        peaks = b"".join(known[name] for name in tree.peaks(size))
        connection.execute(
            text("update ledger_head set size = :size, peaks = :peaks"), {"size": size, "peaks": peaks}
        )


SECOND = "(select event_id from ledger_leaf where position = 1)"
BENDS: dict[str, tuple[Callable[[Town], None], Fault]] = {
    "an event says otherwise": (
        sql(f"update audit_event set entity_id = 999 where id = {SECOND}"),
        Fault.CHANGED,
    ),
    "another person": (sql(f"update audit_event set person_id = null where id = {SECOND}"), Fault.CHANGED),
    "another instant": (
        sql(f"update audit_event set at = '2020-01-01 00:00:00' where id = {SECOND}"),
        Fault.CHANGED,
    ),
    "an act nobody knows": (
        sql(f"update audit_event set action = 'no.such' where id = {SECOND}"),
        Fault.CHANGED,
    ),
    "an event is gone": (sql(f"delete from audit_event where id = {SECOND}"), Fault.GONE),
    "a leaf is gone": (sql("delete from ledger_leaf where position = 1"), Fault.LEAF),
    "two are swapped": (
        lambda town: [
            sql("update ledger_leaf set event_id = -event_id where position in (1, 2)")(town),
            sql(
                "update ledger_leaf set event_id = (select max(-other.event_id) + min(-other.event_id) "
                "from ledger_leaf other where other.event_id < 0) + event_id where event_id < 0"
            )(town),
        ][0],
        Fault.CHANGED,
    ),
    "a node": (
        sql("update ledger_node set digest = :other where level = 1 and position = 0", other=bytes(32)),
        Fault.NODE,
    ),
    "the head": (sql("update ledger_head set peaks = :other", other=bytes(64)), Fault.HEAD),
    "chained anew": (chain_anew, Fault.ROOT),
    "cut short": (truncate, Fault.SHORT),
    "a signed head is gone": (sql("delete from ledger_checkpoint"), Fault.SIGNATURE),
}


@pytest.mark.parametrize("bend", BENDS)
def test_what_is_bent_is_found(town: Town, config: Config, bend: str) -> None:
    db.session.commit()
    more = 6 - (db.session.scalar(select(LedgerHead.size)) or 0)
    acted(town, max(more, 1))
    if db.session.scalar(select(LedgerHead.size)) % 2:
        acted(town, 1)
    seal(config)
    assert misfits(town, config) == []
    db.session.rollback()
    act, fault = BENDS[bend]
    act(town)
    assert misfits(town, config)[0].fault is fault


def test_an_event_written_past_the_program_is_found(town: Town, config: Config) -> None:
    acted(town, 2)
    seal(config)
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(
            text(
                "insert into audit_event (institution_id, at, action, entity, entity_id, detail) "
                "select institution_id, at, action, entity, 5, detail from audit_event where id = "
                "(select max(id) from audit_event)"
            )
        )
    (found,) = misfits(town, config)
    assert found.fault is Fault.LOOSE


def test_a_head_of_another_tree_outside_is_found(town: Town, config: Config) -> None:
    acted(town, 4)
    seal(config)
    (note,) = notes_in(config.checkpoints, town.institution.id)
    head = head_of(note)
    forged = signed(Head(head.origin, 2, bytes(32)), signing_key(config.ledger_key))
    keep_outside(config.checkpoints, town.institution.id, [forged])
    assert {found.fault for found in misfits(town, config)} == {Fault.WITHIN, Fault.ROOT}


def test_a_key_that_is_none_is_said(config: Config) -> None:
    config.ledger_key.write_text("no es una clave")
    with pytest.raises(BadKey):
        signing_key(config.ledger_key)


def test_a_broken_commit_leaves_the_tree_as_it_was(town: Town) -> None:
    acted(town, 1)
    before = state(town)
    record(town.people.secretary.actor(), Act.CYCLE_RELEASED, 1, now=NOW)
    with pytest.raises(SQLAlchemyError):
        db.session.execute(text("insert into no_such_table values (1)"))
    db.session.rollback()
    assert state(town) == before
