"""Tasks that wait for others: no circle is ever tied, and what is closed lets go."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.tasks.domain.due import DueKind, DueStatus, QueueGroup, Term
from sello.tasks.domain.refusals import NotToWaitFor, WaitsInACircle
from sello.tasks.domain.states import Step
from sello.tasks.domain.turn import Reason, Turn
from sello.tasks.domain.waiting import check_no_circle, reached
from sello.tasks.models import Task
from sello.tasks.queries import lists, task
from sello.tasks.queries.belongings import all_waits, awaitable
from sello.tasks.queries.lists import TaskFilter
from sello.tasks.queries.rows import TaskRow
from sello.tasks.service import assigning
from tests.builders import AT, TODAY, Town
from tests.tasks import cast

TIES = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=20)


@given(ties=TIES)
def test_whatever_is_tied_no_task_ever_waits_for_itself(ties: list[tuple[int, int]]) -> None:
    waits: dict[int, set[int]] = {}
    for task_id, other in ties:
        try:
            check_no_circle(task_id, {other: "Otra"}, waits)
        except WaitsInACircle:
            assert task_id in reached([other], waits), "only a circle is refused"
            continue
        waits.setdefault(task_id, set()).add(other)
    for task_id, others in waits.items():
        assert task_id not in reached(others, waits)


def wait_for(town: Town, task_id: int, *awaited: int) -> None:
    secretary = town.people.secretary.actor()
    draft, version = assigning.as_asked(task_id, secretary)
    assigning.edit(secretary, task_id, replace(draft, awaited_ids=awaited), version=version, at=AT)


def shown(town: Town, task_id: int) -> TaskRow:
    return task.detail(task_id, town.people.secretary.actor(), at=AT).task


@pytest.fixture
def three(town: Town) -> list[int]:
    """Three tasks of one unit, all of them late."""
    secretary = town.people.secretary.actor()
    due_on = TODAY - timedelta(days=2)
    return [
        cast.ask(secretary, town.units.personas, title=title, due_on=due_on)
        for title in ("Acta", "Decreto", "Informe")
    ]


def test_what_waits_is_nobodys_to_do_until_the_other_is_closed(town: Town, three: list[int]) -> None:
    act, decree, _ = three
    wait_for(town, decree, act)
    row = shown(town, decree)
    assert (row.turn, row.now.reason) == (Turn.ANOTHER, Reason.AWAITS)
    assert (row.due_status, row.group) == (DueStatus.AWAITING, QueueGroup.AWAITING)
    everybody = Visibility(units=None)
    column = {
        one.turn: [each.id for each in one.rows] for one in lists.board(TaskFilter(), everybody, None, at=AT)
    }
    assert column[Turn.ANOTHER] == [decree]
    cast.walk(act, (town.people.secretary, Step.CANCEL))
    assert shown(town, decree).now.reason is Reason.OUTLIVED
    cast.walk(act, (town.people.secretary, Step.REOPEN))
    assert shown(town, decree).turn is Turn.ANOTHER


def test_the_unit_may_hand_in_before_its_turn_comes(town: Town, three: list[int]) -> None:
    act, decree, _ = three
    wait_for(town, decree, act)
    cast.walk(decree, (town.people.head, Step.DELIVER))
    assert shown(town, decree).turn is Turn.SECRETARIAT


def test_a_circle_is_refused_by_its_name_and_ties_nothing(town: Town, three: list[int]) -> None:
    act, decree, report = three
    wait_for(town, decree, act)
    wait_for(town, report, decree)
    before = all_waits()
    for other in (act, report):
        with pytest.raises(WaitsInACircle) as refused:
            wait_for(town, act, other)
        assert refused.value.field == "awaited_ids"
        assert shown(town, other).title in str(refused.value)
    assert all_waits() == before


def test_a_closed_task_is_no_longer_offered_but_stays_where_it_was_tied(town: Town, three: list[int]) -> None:
    act, decree, report = three
    wait_for(town, decree, act)
    cast.walk(act, (town.people.secretary, Step.CANCEL))
    secretary = town.people.secretary.actor()
    assert {one.id for one in awaitable(secretary, but=decree)} == {report}
    assert {one.id for one in awaitable(secretary, but=decree, keep=[act])} == {act, report}
    with pytest.raises(NotToWaitFor):
        wait_for(town, report, act)
    wait_for(town, decree, act)
    (line,) = task.detail(decree, secretary, at=AT).beside.neighbours
    assert (line.id, line.first, line.is_open) == (act, True, False)


@pytest.mark.parametrize(
    ("days", "turn", "status"),
    [
        (-2, Turn.SECRETARIAT, DueStatus.OUTLIVED),
        (0, Turn.SECRETARIAT, DueStatus.OUTLIVED),
        (1, Turn.UNIT, DueStatus.DUE_SOON),
    ],
)
def test_what_outlived_its_day_while_it_waited_is_not_late_before_it_has_another(
    town: Town, three: list[int], days: int, turn: Turn, status: DueStatus
) -> None:
    act, decree, report = three
    secretary = town.people.secretary
    db.session.get_one(Task, decree).due_on = TODAY + timedelta(days=days)
    wait_for(town, decree, act, report)
    cast.walk(report, (secretary, Step.CANCEL))
    assert let_go(decree) == []
    cast.walk(act, (secretary, Step.CANCEL))
    assert let_go(decree) == [act]
    assert (shown(town, decree).turn, shown(town, decree).due_status) == (turn, status)
    draft, version = assigning.as_asked(decree, secretary.actor())
    later = replace(draft, term=Term(DueKind.DATE, on=TODAY + timedelta(days=30)))
    assigning.edit(secretary.actor(), decree, later, version=version, at=AT)
    assert shown(town, decree).turn is Turn.UNIT


def let_go(task_id: int) -> list[int]:
    told = select(Event).where(Event.act == Act.TASK_LET_GO, Event.entity_id == task_id)
    return [each.detail["awaited_id"] for each in db.session.scalars(told)]
