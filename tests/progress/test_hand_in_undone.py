"""A hand-in, a correction, a validation taken back: every row as before, files where they can be found."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import Context
from typing import Any

import pytest
from sqlalchemy import select

from sello.core.db import db, unit_of_work
from sello.core.undo import ActedSince
from sello.cycles.models import Answer
from sello.cycles.queries.cycles import CycleRow
from sello.evidence.models import Download, Evidence, EvidenceVersion, ServiceState
from sello.evidence.service import links
from sello.evidence.service.submitting import Submission, Target
from sello.files import queries
from sello.progress import service
from sello.progress.service import undo
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task
from sello.tasks.service import hand_in, steps
from tests.builders import Town
from tests.evidence import cast
from tests.evidence.conftest import own_store
from tests.files import samples
from tests.progress import loop as acting
from tests.progress.loop import Loop
from tests.progress.test_loop import kept

__all__ = ["own_store"]  # fixture


@pytest.fixture
def loop(app: Any, town: Town, cycle: CycleRow, own_store: object) -> Loop:
    del own_store
    acting.validating()
    return Loop(app, town, cycle)


def sent(loop: Loop, name: str = "a.pdf") -> Submission:
    """A file that waits for its description."""
    upload = cast.received(loop.app, loop.unit, samples.pdf(name), name=name)
    return Submission(upload, cast.said("Decreto"))


def target(loop: Loop) -> Target:
    return Target(loop.unit.unit_id or 0, loop.cycle.id, (loop.requirement(),))


def bring(loop: Loop, *files: Submission, task_id: int | None = None) -> tuple[tuple[int, ...], int]:
    handed, done = hand_in.hand_in_with_undo(
        loop.unit.actor(), files, target(loop), task_id=task_id, store=cast.store(loop.app), at=loop.at
    )
    return handed.ids, done.id or 0


def test_the_file_of_an_undone_hand_in_waits_again_and_goes_in_anew(loop: Loop) -> None:
    task, file = loop.ask(), sent(loop)
    before = kept()
    (piece,), done = bring(loop, file, task_id=task)
    undo(loop.unit.actor(), done, at=loop.at)
    assert kept() == before
    assert db.session.scalars(select(ServiceState).where(ServiceState.evidence_id == piece)).all() == []
    (waiting,) = queries.pending(loop.unit.id, [file.upload_id])
    with cast.store(loop.app).peek(waiting.received, name="a") as content:
        assert content.read() == samples.pdf("a.pdf")
    (again,), _ = bring(loop, file, task_id=task)
    assert again > piece, "what the trail tells of the first is not told of the second"
    assert db.session.get_one(Task, task).state is TaskState.DELIVERED


def test_a_file_that_served_an_existing_piece_waits_again_too(loop: Loop) -> None:
    (twin,), _ = bring(loop, sent(loop))
    db.session.commit()
    again = sent(loop)
    same = Submission(again.upload_id, again.details, use_existing=True)
    before = kept()
    other = Target(loop.unit.unit_id or 0, loop.cycle.id, (loop.requirement("2.1.1"),))
    handed, done = hand_in.hand_in_with_undo(
        loop.unit.actor(), [same], other, store=cast.store(loop.app), at=loop.at
    )
    assert handed.reused == (twin,)
    db.session.commit()
    undo(loop.unit.actor(), done.id or 0, at=loop.at)
    assert kept() == before
    (waiting,) = queries.pending(loop.unit.id, [same.upload_id])
    with cast.store(loop.app).peek(waiting.received, name="a") as content:
        assert content.read() == samples.pdf("a.pdf")
    last = select(ServiceState.linked).where(ServiceState.requirement_id == loop.requirement("2.1.1"))
    assert db.session.scalars(last.order_by(ServiceState.id.desc())).first() is False


def test_a_corrected_piece_is_returned_again_with_its_remark_and_its_file(loop: Loop) -> None:
    task = loop.ask()
    (piece,), _ = bring(loop, sent(loop), task_id=task)
    loop.give_back(piece)
    file = sent(loop, "b.pdf")
    before = kept()
    row = db.session.get_one(Evidence, piece)
    _, done = hand_in.correct(
        loop.unit.actor(),
        piece,
        row.details,
        None,
        version=row.version,
        reply="Va firmado",
        upload_id=file.upload_id,
        complete=False,
        store=cast.store(loop.app),
        at=loop.at,
    )
    undo(loop.unit.actor(), done.id or 0, at=loop.at)
    assert kept() == before
    versions = select(EvidenceVersion.number).where(EvidenceVersion.evidence_id == piece)
    assert db.session.scalars(versions).all() == [1]
    assert [each.id for each in queries.pending(loop.unit.id)] == [file.upload_id]


@pytest.mark.parametrize("validated", ["yes", None])
def test_a_validation_by_hand_is_taken_back(loop: Loop, validated: str | None) -> None:
    """1.1.1 is validated already: taking the validation back can be taken back as well."""
    answer = db.session.query(Answer).filter_by(requirement_id=loop.requirement("1.1.1")).one()
    before = kept()
    done = service.validate(
        loop.secretary.actor(),
        loop.cycle.id,
        answer.requirement_id,
        validated,
        note="Otra nota",
        version=answer.version,
        at=loop.at,
    )
    assert kept() != before
    undo(loop.secretary.actor(), done.id or 0, at=loop.at)
    assert kept() == before


def _reviewed(loop: Loop, piece: int, task: int) -> None:
    loop.accept(piece)


def _downloaded(loop: Loop, piece: int, task: int) -> None:
    """The access log names the piece for ever."""
    db.session.add(Download(evidence_id=piece, version_number=1, person_id=loop.secretary.id, at=loop.at.now))


def _attached(loop: Loop, piece: int, task: int) -> None:
    steps.attach(loop.secretary.actor(), loop.ask(), piece, loop.at.now)


def _linked(loop: Loop, piece: int, task: int) -> None:
    links.link(loop.secretary.actor(), piece, loop.cycle.id, (loop.requirement("2.1.1"),), now=loop.at.now)


def _commented(loop: Loop, piece: int, task: int) -> None:
    steps.comment(loop.secretary.actor(), task, "Gracias", now=loop.at.now)


def _replaced(loop: Loop, piece: int, task: int) -> None:
    file = sent(loop, "c.pdf")
    place = Target(loop.unit.unit_id or 0, loop.cycle.id, (loop.requirement(),), replaces_id=piece)
    hand_in.hand_in_with_undo(loop.unit.actor(), [file], place, store=cast.store(loop.app), at=loop.at)


@pytest.mark.parametrize("since", [_reviewed, _downloaded, _attached, _linked, _commented, _replaced])
def test_what_others_built_on_is_not_taken_back(loop: Loop, since: Callable[[Loop, int, int], None]) -> None:
    task = loop.ask()
    (piece,), done = bring(loop, sent(loop), task_id=task)
    since(loop, piece, task)
    before = kept()
    with pytest.raises(ActedSince):
        undo(loop.unit.actor(), done, at=loop.at)
    assert kept() == before


@pytest.mark.parametrize("count", [hand_in.AT_A_TIME + 1, 3 * hand_in.AT_A_TIME])
def test_a_hand_in_by_turns_is_taken_back_whole(loop: Loop, count: int) -> None:
    task = loop.ask()
    files = [sent(loop, f"{number}.pdf") for number in range(count)]
    before = kept()
    ids, done = bring(loop, *files, task_id=task)
    assert len(ids) == count
    undo(loop.unit.actor(), done, at=loop.at)
    assert kept() == before
    assert len(queries.pending(loop.unit.id)) == count


def test_a_hand_in_by_turns_is_not_offered_to_be_taken_back_once_somebody_came_between(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = loop.ask()
    files = [sent(loop, f"{number}.pdf") for number in range(hand_in.AT_A_TIME + 1)]
    turns = hand_in.in_turns

    def somebody_else() -> None:
        with loop.app.app_context(), unit_of_work(loop.town.institution.id):
            steps.comment(loop.secretary.actor(), task, "Llegan", now=loop.at.now)

    def slowly(items: Any, size: int) -> Any:
        for number, turn in enumerate(turns(items, size)):
            if number:
                Context().run(somebody_else)
            yield turn

    monkeypatch.setattr(hand_in, "in_turns", slowly)
    ids, done = bring(loop, *files, task_id=task)
    assert (len(ids), done) == (len(files), 0)


def test_whoever_looks_at_what_she_sent_can_still_take_it_back(loop: Loop) -> None:
    (piece,), done = bring(loop, sent(loop))
    own = Download(evidence_id=piece, version_number=1, person_id=loop.unit.id, at=loop.at.now)
    db.session.add(own)
    db.session.flush()
    undo(loop.unit.actor(), done, at=loop.at)
    assert db.session.get(Evidence, piece) is None
    assert db.session.scalars(select(Download)).all() == []
