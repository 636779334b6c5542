"""Many accepted as one act: what the preview says of each is what happens, whatever hangs together."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.core.refusal import Refusal
from sello.cycles.queries.cycles import CycleRow
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence
from sello.progress import service_judging as judging
from sello.progress.carried import CarriesOther
from sello.progress.carrying import with_acceptances
from sello.progress.service_judging import together
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task
from tests.builders import Town
from tests.evidence.conftest import own_store
from tests.progress import loop as acting
from tests.progress.loop import ACTS, Loop

__all__ = ["own_store"]  # fixture


@pytest.fixture
def loop(app: Any, town: Town, cycle: CycleRow, own_store: object) -> Loop:
    del own_store
    acting.validating()
    return Loop(app, town, cycle)


def waiting() -> dict[int, int]:
    """What waits for its review: versions by id."""
    found = select(Evidence.id, Evidence.version).where(Evidence.state == EvidenceState.SUBMITTED)
    return {row.id: row.version for row in db.session.execute(found)}


def said(loop: Loop) -> dict[int, tuple[list[int], list[str]]]:
    """What is said of each piece that waits: the tasks that it closes, the codes that it validates."""
    found = with_acceptances(waiting(), at=loop.at)
    return {
        piece: ([task.id for task in one.tasks], [answer.code for answer in one.answers])
        for piece, one in found.items()
    }


def accept_all(loop: Loop) -> judging.Judged:
    return judging.accept(loop.secretary.actor(), waiting(), at=loop.at)


def test_the_last_piece_of_a_task_closes_it_and_validates(loop: Loop) -> None:
    asked = loop.ask()
    first, last = loop.hand_in(asked), loop.hand_in(asked)
    assert said(loop) == {first: ([], []), last: ([asked], ["1.1.2"])}
    done = accept_all(loop)
    assert [task.id for task in done.carried.tasks] == [asked]
    assert [answer.code for answer in done.carried.answers] == ["1.1.2"]
    assert db.session.get_one(Task, asked).state is TaskState.CLOSED


def test_what_is_validated_by_one_is_not_said_of_the_next(loop: Loop) -> None:
    pieces = loop.hand_in(), loop.hand_in()
    assert said(loop) == {pieces[0]: ([], []), pieces[1]: ([], ["1.1.2"])}


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happened_before_the_preview_says_what_is_done(loop: Loop, seed: int) -> None:
    random = Random(seed)
    loop.ask()
    for _ in range(25):
        loop.prepare(random)
        with suppress(Refusal):
            random.choice(ACTS)(loop, random)
        loop.later(random.choice((0, 3)))
    task = loop.ask()
    for _ in range(3):
        loop.hand_in(random.choice((None, task)))
    foreseen = with_acceptances(waiting(), at=loop.at)
    done = accept_all(loop)
    assert done.carried == together(foreseen.values())


def test_what_changed_since_the_preview_is_not_done(loop: Loop) -> None:
    asked = loop.ask()
    loop.hand_in(asked)
    shown = together(with_acceptances(waiting(), at=loop.at).values()).mark
    assert shown
    loop.ask()
    with pytest.raises(CarriesOther):
        judging.accept(loop.secretary.actor(), waiting(), shown=shown, at=loop.at)
    assert set(waiting())
