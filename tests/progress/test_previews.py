"""What a mass act showed is what it does, whatever somebody else did between the look and the word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.core.refusal import Refusal
from sello.cycles.queries.cycles import CycleRow
from sello.evidence.domain.details import Classification
from sello.evidence.domain.review import EvidenceState, Part
from sello.evidence.models import Evidence
from sello.evidence.queries import listing
from sello.evidence.service import releasing, reserving
from sello.progress import service_judging, service_many
from sello.progress.carrying import with_acceptances
from sello.progress.service_judging import together
from sello.tasks.domain.states import Step, TaskState
from sello.tasks.models import Task
from tests.builders import TODAY, Town
from tests.evidence.conftest import own_store
from tests.progress.loop import Loop

__all__ = ["own_store"]  # fixture

Seen = Mapping[int, int]
DAY = TODAY + timedelta(days=60)


@dataclass(frozen=True)
class Shown:
    """A mass act: what it is about, how it is confirmed, and what each thing is afterwards."""

    make: Callable[[Loop], int]
    confirm: Callable[[Loop, Seen, str], object]
    look: Callable[[Any], object]
    promised: object
    rivals: tuple[str, ...]


def _accepted(loop: Loop) -> int:
    piece = loop.hand_in()
    loop.accept(piece)
    return piece


def _released(loop: Loop) -> int:
    piece = _accepted(loop)
    releasing.release(loop.secretary.actor(), piece, now=loop.at.now)
    return piece


def _other_unit(loop: Loop) -> int:
    return loop.town.people.head.unit_id or 0


EVIDENCE = ("nothing", "releases", "withdraws", "reserves", "gives back", "gets another version")
TASKS = ("nothing", "closes", "moves", "gives")
ACTS: dict[str, Shown] = {
    "release": Shown(
        _accepted,
        lambda loop, seen, _: service_many.release(loop.secretary.actor(), seen, at=loop.at),
        lambda one: (one.state, one.released_at is not None),
        (EvidenceState.ACCEPTED, True),
        EVIDENCE,
    ),
    "release all that is accepted": Shown(
        _accepted,
        lambda loop, seen, _: releasing.release_accepted(
            loop.secretary.actor(), loop.cycle.id, seen=seen, now=loop.at.now
        ),
        lambda one: (one.state, one.released_at is not None),
        (EvidenceState.ACCEPTED, True),
        (*EVIDENCE, "another comes"),
    ),
    "withdraw": Shown(
        _released,
        lambda loop, seen, _: service_many.withdraw(loop.secretary.actor(), seen, at=loop.at),
        lambda one: (one.state, one.released_at is not None),
        (EvidenceState.ACCEPTED, False),
        EVIDENCE,
    ),
    "reserve": Shown(
        _accepted,
        lambda loop, seen, _: service_many.reserve(loop.secretary.actor(), seen, at=loop.at),
        lambda one: (one.state, one.classification),
        (EvidenceState.ACCEPTED, Classification.RESERVED),
        EVIDENCE,
    ),
    "accept": Shown(
        Loop.hand_in,
        lambda loop, seen, mark: service_judging.accept(loop.secretary.actor(), seen, shown=mark, at=loop.at),
        lambda one: one.state,
        EvidenceState.ACCEPTED,
        ("nothing", "reserves", "accepts", "gives back"),
    ),
    "return": Shown(
        Loop.hand_in,
        lambda loop, seen, _: service_judging.give_back(
            loop.secretary.actor(), seen, remark="Falta la firma", parts={Part.FILE}, at=loop.at
        ),
        lambda one: one.state,
        EvidenceState.RETURNED,
        ("nothing", "reserves", "accepts", "gives back"),
    ),
    "move": Shown(
        Loop.ask,
        lambda loop, seen, _: service_many.move_tasks(loop.secretary.actor(), seen, DAY, at=loop.at),
        lambda one: (one.state is TaskState.CLOSED, one.due_on),
        (False, DAY),
        TASKS,
    ),
    "give": Shown(
        Loop.ask,
        lambda loop, seen, _: service_many.give_tasks(
            loop.secretary.actor(), seen, _other_unit(loop), at=loop.at
        ),
        lambda one: (one.state is TaskState.CLOSED, one.unit_id != 0),
        (False, True),
        TASKS,
    ),
    "close": Shown(
        Loop.ask,
        lambda loop, seen, _: service_many.close_tasks(loop.secretary.actor(), seen, "Ya no", at=loop.at),
        lambda one: one.state,
        TaskState.CLOSED,
        TASKS,
    ),
}


def _new_version(loop: Loop, piece: int) -> None:
    loop.give_back(piece)
    loop.correct(piece, anew=True)
    loop.accept(piece)


def _versions(task: int) -> dict[int, int]:
    return {task: db.session.get_one(Task, task).version}


RIVALS: dict[str, Callable[[Loop, int], object]] = {
    "nothing": lambda *_: None,
    "releases": lambda loop, one: releasing.release(loop.secretary.actor(), one, now=loop.at.now),
    "withdraws": lambda loop, one: releasing.withdraw(loop.secretary.actor(), one, now=loop.at.now),
    "reserves": lambda loop, one: reserving.reserve(loop.secretary.actor(), one, now=loop.at.now),
    "accepts": Loop.accept,
    "gives back": Loop.give_back,
    "gets another version": _new_version,
    "another comes": lambda loop, _: _accepted(loop),
    "closes": lambda loop, one: loop.step(loop.secretary, one, Step.CANCEL),
    "moves": lambda loop, one: service_many.move_tasks(
        loop.secretary.actor(), _versions(one), date(2027, 1, 4), at=loop.at
    ),
    "gives": lambda loop, one: service_many.give_tasks(
        loop.secretary.actor(), _versions(one), _other_unit(loop), at=loop.at
    ),
}


def everything(table: type[Any], look: Callable[[Any], object]) -> dict[int, object]:
    db.session.expire_all()
    return {one.id: look(one) for one in db.session.scalars(select(table))}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_does_to_each_what_was_shown_or_nothing(
    app: Any, town: Town, cycle: CycleRow, own_store: object, act: str
) -> None:
    del own_store
    loop, shown = Loop(app, town, cycle), ACTS[act]
    table: type[Any] = Task if shown.rivals is TASKS else Evidence
    outcomes = set()
    for rival in shown.rivals:
        ids = [shown.make(loop) for _ in range(2)]
        seen, mark = _look(loop, table, ids)
        RIVALS[rival](loop, ids[1])
        before = everything(table, shown.look)
        try:
            with db.session.begin_nested():  # as a page takes back what it refuses
                shown.confirm(loop, seen, mark)
            expected = before | dict.fromkeys(ids, shown.promised)
            outcomes.add("done")
        except Refusal:
            expected = before
            outcomes.add("refused")
        assert everything(table, shown.look) == expected, rival
    assert outcomes == {"done", "refused"}, "both were tried"


def _look(loop: Loop, table: type[Any], ids: list[int]) -> tuple[Seen, str]:
    if table is Task:
        return {one: db.session.get_one(Task, one).version for one in ids}, ""
    seen = listing.versions(ids, loop.secretary.actor().visibility)
    return seen, together(with_acceptances(seen, at=loop.at).values()).mark
