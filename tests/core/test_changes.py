"""A value that was kept is what the reader would see by asking himself, in every process, at every time."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from sello.accounts.models import Institution, SignIn, Unit
from sello.core import changes
from sello.core.changes import MOST, ChangeCounter, Kept, Numbers, grounded, kept, note, read_under, settled
from sello.core.db import db, insert_into, once_committed, reading, scope_to
from sello.tasks.domain.due import DueKind, Priority
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task
from tests import builders


def number_of(institution_id: int) -> int | None:
    return db.session.execute(
        select(ChangeCounter.number).where(ChangeCounter.institution_id == institution_id)
    ).scalar()


def numbers_of(institution_id: int) -> Numbers:
    row = db.session.execute(
        select(ChangeCounter.number, ChangeCounter.ground).where(
            ChangeCounter.institution_id == institution_id
        )
    ).one_or_none()
    return Numbers(0, 0) if row is None else Numbers(row.number, row.ground)


@contextmanager
def visit(institution_id: int) -> Iterator[None]:
    """A page of the institution is being read: one transaction that sees one number."""
    db.session.rollback()
    token = reading.set(True)
    scope_to(db.session(), institution_id)
    read_under(numbers_of(institution_id))
    try:
        yield
    finally:
        db.session.rollback()
        reading.reset(token)


def seen_units() -> int:
    return db.session.execute(select(func.count()).select_from(Unit)).scalar_one()


def asked_units() -> int:
    return kept(seen_units, "units of this test")


def units_of_the_ground() -> int:
    return grounded(seen_units, "units of this test")


WRITES = {
    "a row": lambda town: builders.unit(town.institution.id, "Otra"),
    "a changed row": lambda town: setattr(db.session.get(Unit, town.units.personas), "name", "Otro nombre"),
    "a statement": lambda _town: db.session.execute(update(Unit).values(name="Todas")),
    "words": lambda _town: db.session.execute(text("update unit set name = 'Todas'")),
    "an insert": lambda town: db.session.execute(
        insert_into(Unit).values(institution_id=town.institution.id, name="Otra", valid_from=builders.FOUNDED)
    ),
    "the institution": lambda town: setattr(db.session.get(Institution, town.institution.id), "name", "Otra"),
}


@pytest.mark.parametrize("write", WRITES)
def test_every_way_to_write_counts_once(town, write: str) -> None:
    before = numbers_of(town.institution.id)
    WRITES[write](town)
    db.session.commit()
    assert numbers_of(town.institution.id) == Numbers(before.number + 1, before.ground + 1)


def a_task(town) -> Task:
    values = {"title": "Informe", "folded": "informe", "due_on": builders.TODAY, "due_kind": DueKind.DATE}
    of_work = {"priority": Priority.NORMAL, "state": TaskState.PENDING, "created_at": builders.NOW}
    return Task(unit_id=town.units.personas, **values, **of_work)


WORK = {
    "a row": lambda town: db.session.add(a_task(town)),
    "a statement": lambda _town: db.session.execute(update(Task).values(title="Otro")),
    "by the connection": lambda town: note(db.session(), town.institution.id, "evidence_sum"),
}


@pytest.mark.parametrize("write", WORK)
def test_work_leaves_the_ground_as_it_is(town, write: str) -> None:
    before = numbers_of(town.institution.id)
    WORK[write](town)
    db.session.commit()
    assert numbers_of(town.institution.id) == Numbers(before.number + 1, before.ground)


def test_what_is_made_of_the_ground_outlives_the_work_and_no_change_of_the_ground(town) -> None:
    with visit(town.institution.id):
        before = units_of_the_ground()
    WORK["a statement"](town)
    db.session.commit()
    with visit(town.institution.id):
        assert grounded(lambda: pytest.fail("asked again"), "units of this test") == before
    scope_to(db.session(), town.institution.id)
    builders.unit(town.institution.id, "Nueva")
    assert units_of_the_ground() == before + 1, "who writes asks herself"
    db.session.commit()
    with visit(town.institution.id):
        assert units_of_the_ground() == before + 1


@pytest.mark.parametrize("kept", [True, False])
def test_the_end_of_a_savepoint_forgets_nothing_that_was_written_before(town, kept: bool) -> None:
    before, done = number_of(town.institution.id), []
    builders.unit(town.institution.id, "Otra")
    once_committed(lambda: done.append("committed"))
    savepoint = db.session.begin_nested()
    seen_units()
    if kept:
        savepoint.commit()
        assert not done
    else:
        savepoint.rollback()
    db.session.commit()
    assert number_of(town.institution.id) == before + 1
    assert bool(done) is kept, "what a savepoint takes back may have been put off in it"


def test_what_was_taken_back_or_changes_nothing_does_not_count(town) -> None:
    before = number_of(town.institution.id)
    builders.unit(town.institution.id, "Otra")
    db.session.flush()
    db.session.rollback()
    seen_units()
    db.session.commit()
    db.session.execute(update(SignIn).values(device="otro"))
    db.session.commit()
    assert number_of(town.institution.id) == before


@pytest.mark.parametrize("ending", ["kept", "taken back"])
def test_a_savepoint_that_ends_forgets_nothing(town, ending: str) -> None:
    """What was written before it, or in it where it is kept, counts with the commit."""
    before = number_of(town.institution.id)
    if ending == "taken back":
        builders.unit(town.institution.id, "Otra")
        db.session.flush()
    savepoint = db.session.begin_nested()
    builders.unit(town.institution.id, "Una más")
    db.session.flush()
    savepoint.commit() if ending == "kept" else savepoint.rollback()
    db.session.commit()
    assert number_of(town.institution.id) == before + 1


@pytest.mark.parametrize("kept_back", [True, False])
def test_what_waits_for_the_commit_waits_for_the_whole_one(town, kept_back: bool) -> None:
    done: list[str] = []
    with db.session.begin_nested():
        builders.unit(town.institution.id, "Otra")
        once_committed(lambda: done.append("removed"))
    assert not done
    db.session.commit() if kept_back else db.session.rollback()
    assert done == (["removed"] if kept_back else [])


def test_an_institution_counts_its_own(town) -> None:
    other = builders.town("Otra Municipalidad")
    db.session.commit()
    before = number_of(town.institution.id), number_of(other.institution.id)
    scope_to(db.session(), other.institution.id)
    builders.unit(other.institution.id, "Nueva")
    db.session.commit()
    assert (number_of(town.institution.id), number_of(other.institution.id)) == (before[0], before[1] + 1)


def test_a_transaction_that_may_write_asks_itself(town) -> None:
    with visit(town.institution.id):
        before = asked_units()
    scope_to(db.session(), town.institution.id)
    read_under(numbers_of(town.institution.id))
    builders.unit(town.institution.id, "Nueva")
    assert asked_units() == before + 1
    db.session.rollback()


def test_what_is_kept_is_not_asked_again(town) -> None:
    with visit(town.institution.id):
        first = asked_units()
    with visit(town.institution.id):
        assert kept(lambda: pytest.fail("asked again"), "units of this test") == first


def test_nothing_of_one_institution_reaches_another(town) -> None:
    other = builders.town("Otra Municipalidad")
    db.session.commit()
    scope_to(db.session(), other.institution.id)
    builders.unit(other.institution.id, "Una de más")
    db.session.commit()
    told = {}
    for institution in (town.institution.id, other.institution.id) * 2:
        with visit(institution):
            assert told.setdefault(institution, asked_units()) == asked_units() == seen_units()
            assert units_of_the_ground() == seen_units()
    assert len(set(told.values())) == 2


def test_what_is_read_again_and_equal_is_what_was_read_before(town) -> None:
    first, equal, moved = ["a"], ["a"], ["b"]
    assert settled(first, "of this test") is first
    assert settled(equal, "of this test") is equal, "who may write is given what she read"
    with visit(town.institution.id):
        assert settled(first, "of this test") is first
    WORK["a statement"](town)
    db.session.commit()
    with visit(town.institution.id):
        assert settled(equal, "of this test") is first
        assert settled(equal, "another question") is equal
        assert settled(moved, "of this test") is moved
        assert settled(equal, "of this test") is equal, "what was read in between is not forgotten"


def test_what_is_equal_in_two_institutions_is_not_shared(town) -> None:
    other = builders.town("Otra Municipalidad")
    db.session.commit()
    ours, theirs = ["a"], ["a"]
    with visit(town.institution.id):
        assert settled(ours, "of two towns") is ours
    with visit(other.institution.id):
        assert settled(theirs, "of two towns") is theirs


def test_only_so_much_is_kept() -> None:
    store = Kept()
    for number in range(3 * MOST):
        assert store.find((number,), lambda number=number: number) == number
    assert len(store) == MOST
    assert store.find((3 * MOST - 1,), lambda: -1) == 3 * MOST - 1
    assert store.find((0,), lambda: -1) == -1


STEPS = st.lists(
    st.sampled_from(
        ["write", "work", "write and take back", "quiet", "read here", "read there", "long read"]
    ),
    max_size=25,
)


@given(steps=STEPS)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_reader_of_two_processes_sees_less_than_he_could(town, steps: list[str]) -> None:
    """Two stores stand for two processes; a long read began before what others wrote meanwhile."""
    here, there = Kept(), Kept()
    institution_id = town.institution.id
    for step in steps:
        if step == "write":
            builders.unit(institution_id, "Otra")
            db.session.commit()
        elif step == "write and take back":
            builders.unit(institution_id, "Otra")
            db.session.flush()
            db.session.rollback()
        elif step == "work":
            note(db.session(), institution_id, "task")
            db.session.commit()
        elif step == "quiet":
            db.session.execute(update(SignIn).values(device="otro"))
            db.session.commit()
        else:
            _read(town, there if step == "read there" else here, meanwhile=step == "long read")
        scope_to(db.session(), institution_id)


def _read(town, store: Kept, *, meanwhile: bool) -> None:
    engine = db.engine
    before, changes.stores[engine] = changes.stores.get(engine), store
    try:
        with visit(town.institution.id):
            at_least = seen_units()
            if meanwhile:
                _write_beside(town)
            assert at_least <= asked_units() <= seen_units()
            assert at_least <= units_of_the_ground() <= seen_units()
    finally:
        changes.stores[engine] = before or Kept()


def _write_beside(town) -> None:
    token = reading.set(False)
    try:
        with Session(db.engine) as session:
            scope_to(session, town.institution.id)
            values = {"institution_id": town.institution.id, "name": "Al lado"}
            session.add(Unit(**values, valid_from=builders.FOUNDED))
            session.commit()
    finally:
        reading.reset(token)
