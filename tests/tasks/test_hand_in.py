"""The one way in: files become evidence and lie on the task that asked for it.

A few are all in or none; many go in by turns, and those of a turn are all in or none.
"""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from sqlalchemy import event, func, select

from sello.core.db import db
from sello.evidence.domain.details import NothingToSubmit, TitleMissing
from sello.evidence.domain.review import Part
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.service.submitting import Submission, Target
from sello.files import queries
from sello.files.store.disk import Store, StoreFull
from sello.tasks.domain.refusals import ClosedTask, TaskOutOfReach
from sello.tasks.domain.states import Step, TaskState
from sello.tasks.models import Task, TaskEvidence
from sello.tasks.service import steps
from sello.tasks.service.hand_in import AT_A_TIME, correct, hand_in
from tests.builders import AT, NOW
from tests.evidence import cast
from tests.evidence.conftest import cycle, own_store
from tests.files import samples
from tests.tasks.cast import ask

__all__ = ["cycle", "own_store"]  # fixtures


def bring(app, person, files, course, *, code="1.1.1", task_id=None):
    target = Target(person.unit_id, course.cycle_id, (course.requirements[code],))
    return hand_in(person.actor(), files, target, task_id=task_id, store=cast.store(app), at=AT)


def on_task(task_id):
    return list(db.session.scalars(select(TaskEvidence.evidence_id).where(TaskEvidence.task_id == task_id)))


def test_what_a_task_asked_for_lies_on_it(app, town, cycle):
    asked = ask(town.people.secretary.actor(), town.units.personas, cycle_id=cycle.cycle_id)
    head = town.people.head
    files = [Submission(cast.received(app, head, name=f"{n}.pdf"), cast.said()) for n in ("uno", "dos")]
    handed = bring(app, head, files, cycle, task_id=asked)
    assert len(handed.created) == 2
    assert on_task(asked) == list(handed.created)
    assert queries.pending(head.id) == ()


def test_a_closed_task_is_refused_before_anything_is_kept(app, town, cycle):
    asked = ask(town.people.secretary.actor(), town.units.personas, cycle_id=cycle.cycle_id)
    steps.take_step(town.people.secretary.actor(), asked, Step.CANCEL, why="Ya no hace falta", now=NOW)
    files = [Submission(cast.received(app, town.people.head), cast.said())]
    with pytest.raises(ClosedTask):
        bring(app, town.people.head, files, cycle, task_id=asked)
    assert list(cast.store(app).digests()) == []
    assert len(queries.pending(town.people.head.id)) == 1


def test_a_task_of_others_is_as_if_it_did_not_exist(app, town, cycle):
    asked = ask(town.people.secretary.actor(), town.units.dideco, cycle_id=cycle.cycle_id)
    files = [Submission(cast.received(app, town.people.head), cast.said())]
    with pytest.raises(TaskOutOfReach):
        bring(app, town.people.head, files, cycle, task_id=asked)
    with pytest.raises(TaskOutOfReach):
        bring(app, town.people.head, files, cycle, task_id=asked + 1)
    assert list(cast.store(app).digests()) == []


def test_the_piece_with_the_same_bytes_is_used_and_lies_on_the_task_too(app, town, cycle):
    head, content = town.people.head, samples.pdf("igual")
    first = cast.handed_in(app, head, cycle, content=content)
    asked = ask(town.people.secretary.actor(), town.units.personas, cycle_id=cycle.cycle_id)
    files = [Submission(cast.received(app, head, content), cast.said(), use_existing=True)]
    handed = bring(app, head, files, cycle, code="1.2.2", task_id=asked)
    assert (handed.created, handed.reused) == ((), (first,))
    assert on_task(asked) == [first]
    assert db.session.scalar(select(func.count()).select_from(EvidenceLink)) == 2
    assert queries.pending(head.id) == ()


def test_a_hidden_piece_with_the_same_bytes_is_never_used(app, town, cycle):
    content = samples.pdf("igual")
    hidden = cast.handed_in(app, town.people.head, cycle, content=content)
    other = town.people.other_head
    files = [Submission(cast.received(app, other, content), cast.said(), use_existing=True)]
    handed = bring(app, other, files, cycle)
    assert handed.reused == ()
    assert hidden not in handed.created
    assert db.session.scalar(select(func.count()).select_from(Evidence)) == 2


@pytest.mark.parametrize("ids", ["none", "gone", "twice", "another person's"])
def test_files_that_do_not_wait_refuse_all_of_them(app, town, cycle, ids):
    own = cast.received(app, town.people.head)
    other = cast.received(app, town.people.other_head, samples.pdf("de otra"))
    wanted = {"none": [], "gone": [own, 9999], "twice": [own, own], "another person's": [own, other]}[ids]
    with pytest.raises(NothingToSubmit):
        bring(app, town.people.head, [Submission(one, cast.said()) for one in wanted], cycle)
    assert list(cast.store(app).digests()) == []


def many(app, person, count):
    return [
        Submission(cast.received(app, person, content=f"Acta {n}\n".encode(), name=f"{n}.txt"), cast.said())
        for n in range(count)
    ]


class TestTurns:
    """Many files go in by turns: what a turn asks of the database does not grow with their number."""

    @pytest.fixture
    def transactions(self):
        """The statements of each transaction, in order."""
        seen = [[]]

        def note(_conn, _cursor, statement, *_rest):
            seen[-1].append(statement)

        def end(_conn):
            seen.append([])

        event.listen(db.engine, "before_cursor_execute", note)
        event.listen(db.engine, "commit", end)
        yield seen
        event.remove(db.engine, "before_cursor_execute", note)
        event.remove(db.engine, "commit", end)

    def test_a_turn_is_as_short_for_two_hundred_as_for_twenty(self, app, town, cycle, transactions):
        head, longest = town.people.head, {}
        for count in (20, 200):
            files = many(app, head, count)
            db.session.commit()
            transactions[:] = [[]]
            assert len(bring(app, head, files, cycle).created) == count
            db.session.commit()
            writing = [each for each in transactions if any(one.startswith("INSERT") for one in each)]
            assert len(writing) == count // AT_A_TIME
            longest[count] = max(len(each) for each in writing[1:])  # the first one has the checks of all
        assert longest[200] == longest[20]

    def test_a_bad_day_half_way_leaves_the_rest_waiting(self, app, town, cycle, monkeypatch):
        head, store = town.people.head, cast.store(app)
        files = many(app, head, 2 * AT_A_TIME + 1)
        kept, full = [], store.keep

        def keep(received, *, name):
            if len(kept) == AT_A_TIME + 3:
                raise StoreFull(name=name)
            kept.append(name)
            full(received, name=name)

        db.session.commit()
        with monkeypatch.context() as bent:
            bent.setattr(Store, "keep", lambda _self, received, *, name: keep(received, name=name))
            with pytest.raises(StoreFull):
                bring(app, head, files, cycle)
        db.session.rollback()
        waiting = queries.pending(head.id)
        assert [each.id for each in waiting] == [each.upload_id for each in files[AT_A_TIME:]]
        assert db.session.scalar(select(func.count()).select_from(Evidence)) == AT_A_TIME
        assert len(bring(app, head, files[AT_A_TIME:], cycle).created) == AT_A_TIME + 1

    def test_one_wrong_file_refuses_all_turns(self, app, town, cycle):
        files = many(app, town.people.head, 2 * AT_A_TIME)
        files[-1] = replace(files[-1], details=cast.said(title=""))
        with pytest.raises(TitleMissing):
            bring(app, town.people.head, files, cycle)
        assert db.session.scalar(select(func.count()).select_from(Evidence)) == 0
        assert list(cast.store(app).digests()) == []


class TestASharedPiece:
    """A piece that two units' tasks hold: each unit says for itself that all of hers is in."""

    @pytest.fixture
    def shared(self, app, town, cycle):
        secretary, head = town.people.secretary.actor(), town.people.head.actor()
        hers, others = ask(secretary, town.units.personas), ask(secretary, town.units.dideco)
        piece = cast.handed_in(app, town.people.head, cycle)
        steps.attach(head, hers, piece, NOW, complete=True)
        steps.attach(secretary, others, piece, NOW)
        return SimpleNamespace(hers=hers, others=others, piece=piece)

    @pytest.mark.parametrize("complete", [True, False])
    def test_correcting_it_says_nothing_for_the_other_unit(self, app, town, shared, complete):
        before = db.session.get_one(Task, shared.others).state
        cast.returned(town.people.secretary, shared.piece, Part.TITLE)
        row = db.session.get_one(Evidence, shared.piece)
        details = replace(row.details, title="Decreto firmado")
        correct(
            town.people.head.actor(), row.id, details, None,
            version=row.version, reply="Listo.", complete=complete, store=cast.store(app), at=AT,
        )  # fmt: skip
        assert db.session.get_one(Task, shared.others).state is before
        expected = TaskState.DELIVERED if complete else TaskState.IN_PROGRESS
        assert db.session.get_one(Task, shared.hers).state is expected
