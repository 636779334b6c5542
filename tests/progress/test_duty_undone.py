"""What a duty asked for is accepted, and taken back, whatever became of the duty meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

from sello.core.db import db
from sello.cycles.queries.cycles import CycleRow
from sello.duties.domain.duties import DateState, Origin
from sello.duties.jobs import Clockwork
from sello.duties.queries import duty as duties
from sello.duties.service import asking, writing
from sello.progress.service import undo
from sello.register.domain import InitiativeKind
from sello.register.service import initiatives
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task
from tests.builders import TODAY, Town
from tests.evidence.conftest import own_store
from tests.progress.loop import Loop

__all__ = ["own_store"]  # fixture


@pytest.fixture
def loop(app: Any, town: Town, cycle: CycleRow, own_store: object) -> Loop:
    del own_store
    return Loop(app, town, cycle)


def owed(loop: Loop) -> int:
    """A monthly duty of the unit that is asked; its first date falls in two weeks."""
    actor, unit = loop.secretary.actor(), loop.unit.unit_id or 0
    office = initiatives.create(
        actor,
        initiatives.InitiativeDraft(name="Oficina", kind=InitiativeKind.OFFICE, unit_ids=frozenset({unit})),
        at=loop.at,
    )
    draft = writing.DutyDraft(
        title="Informe mensual",
        rule="FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20291231",
        starts_on=TODAY,
        unit_id=unit,
        origin=Origin.AGREEMENT,
        source="Convenio",
        requirement_ids=frozenset({loop.requirement()}),
    )
    return writing.create(actor, office, draft, at=loop.at)


def wake(loop: Loop, duty_id: int) -> int:
    doer = Clockwork(loop.town.institution.id)
    return asking.wake(doer, duty_id, at=loop.at, translate=lambda text, **values: text % values)


@pytest.mark.parametrize("ended", [False, True], ids=["running", "ended meanwhile"])
def test_an_acceptance_is_taken_back_with_its_date(loop: Loop, ended: bool) -> None:
    duty_id = owed(loop)
    actor = loop.secretary.actor()
    first = duties.dates(duties.duty(duty_id, actor.visibility), at=loop.at)[0]
    loop.later(60 * 24 * ((first.due_on - TODAY).days - 5))
    assert wake(loop, duty_id) == 1
    task = next(
        one.task_id or 0
        for one in duties.dates(duties.duty(duty_id, actor.visibility), at=loop.at)
        if one.fell_on == first.fell_on
    )

    def state() -> tuple[DateState, TaskState]:
        db.session.expire_all()
        found = duties.dates(duties.duty(duty_id, actor.visibility), at=loop.at)
        date = next(one.state for one in found if one.fell_on == first.fell_on)
        return date, db.session.get_one(Task, task).state

    piece = loop.hand_in(task)
    waiting = state()
    outcome = loop.accept(piece)
    accepted = state()
    assert accepted[0] is DateState.FULFILLED
    if ended:
        assert writing.end(actor, duty_id, at=loop.at) is True
    assert state() == accepted, "what was handed in stays so"
    undo(actor, outcome.undo_id or 0, at=loop.at)
    assert state() == waiting
    assert wake(loop, duty_id) == 0, "no date is asked for twice"
    loop.accept(piece)
    assert state()[0] is DateState.FULFILLED
