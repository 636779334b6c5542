"""Every combination of what is kept of a task, for the tests of whose turn it is."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

from sello.tasks.domain.states import TaskState
from sello.tasks.domain.turn import Facts, Reason, Turn

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
MOVED, BACK, WAITING, ASKED, TIME = (NOW - timedelta(days=days) for days in (9, 7, 5, 3, 1))
LET_GO = NOW - timedelta(days=3)

WAITS = (None, Reason.AWAITS, Reason.OUTLIVED)
"""It waits for no other task, for an open one, or for one that was closed too late for its own day."""

GIVEN = [
    (Turn.NOBODY, Reason.CLOSED),
    (Turn.UNIT, Reason.RETURNED),
    (Turn.UNIT, Reason.ASKED),
    (Turn.SECRETARIAT, Reason.ASKED),
    (Turn.EVALUATION, Reason.ASKED),
    (Turn.SECRETARIAT, Reason.TIME),
    (Turn.SECRETARIAT, Reason.REVIEW),
    (Turn.SECRETARIAT, Reason.DELIVERED),
    (Turn.ANOTHER, Reason.AWAITS),
    (Turn.SECRETARIAT, Reason.OUTLIVED),
    (Turn.UNIT, Reason.TO_DO),
]
"""Every turn that the table gives, with its reason."""

ASKABLE = (None, Turn.UNIT, Turn.SECRETARIAT, Turn.EVALUATION)

CELLS = list(itertools.product(TaskState, (False, True), ASKABLE, (False, True), (False, True), WAITS))
"""State × a piece returned × whom a question waits for × time asked × a piece in review × what it awaits."""


def facts(
    state: TaskState, back: bool, asked_of: Turn | None, time: bool, waiting: bool, awaits: Reason | None
) -> Facts:
    """The facts of a cell."""
    return Facts(
        state=state,
        moved_at=MOVED,
        piece_returned=back,
        piece_returned_at=BACK if back else None,
        piece_waiting_at=WAITING if waiting else None,
        asked_of=asked_of,
        asked_at=ASKED if asked_of else None,
        time_asked_at=TIME if time else None,
        awaits=awaits is Reason.AWAITS,
        outlived_at=LET_GO if awaits is Reason.OUTLIVED else None,
    )


def expected(
    state: TaskState, back: bool, asked_of: Turn | None, time: bool, waiting: bool, awaits: Reason | None
) -> tuple[Turn, Reason, datetime]:
    """What a careful person says of a cell, written down from the table's lines, not from its code."""
    lines = [
        (state is TaskState.CLOSED, (Turn.NOBODY, Reason.CLOSED, MOVED)),
        (time, (Turn.SECRETARIAT, Reason.TIME, TIME)),
        (asked_of is Turn.SECRETARIAT, (Turn.SECRETARIAT, Reason.ASKED, ASKED)),
        (asked_of is Turn.EVALUATION, (Turn.EVALUATION, Reason.ASKED, ASKED)),
        (back, (Turn.UNIT, Reason.RETURNED, BACK)),
        (state is TaskState.RETURNED, (Turn.UNIT, Reason.RETURNED, MOVED)),
        (asked_of is Turn.UNIT, (Turn.UNIT, Reason.ASKED, ASKED)),
        (waiting, (Turn.SECRETARIAT, Reason.REVIEW, WAITING)),
        (state is TaskState.DELIVERED, (Turn.SECRETARIAT, Reason.DELIVERED, MOVED)),
        (awaits is Reason.AWAITS, (Turn.ANOTHER, Reason.AWAITS, MOVED)),
        (awaits is Reason.OUTLIVED, (Turn.SECRETARIAT, Reason.OUTLIVED, LET_GO)),
        (True, (Turn.UNIT, Reason.TO_DO, MOVED)),
    ]
    return next(said for holds, said in lines if holds)
