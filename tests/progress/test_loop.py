"""All acts by all roles in random order: what holds of every conversation, whatever happened in it."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from sello.accounts.domain.actor import Visibility
from sello.core.db import Base, db
from sello.core.refusal import NotFound, Refusal
from sello.core.trail.acts import Act
from sello.cycles.models import Answer, AnswerState
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink, ServiceState
from sello.evidence.queries.listing import Filters, evidence_page
from sello.evidence.queries.remarks import count_to_correct, to_correct
from sello.level.state import Reading
from sello.progress import carrying
from sello.progress.board import board
from sello.progress.carried import NOTHING
from sello.progress.service import undo
from sello.reminders.domain.schedule import Kind
from sello.reminders.domain.waves import Notice, Wave
from sello.reminders.queries.sweeps import tasks_for_digest, tasks_of
from sello.tasks.domain.asking import AskKind
from sello.tasks.domain.due import OURS, QueueGroup
from sello.tasks.domain.states import TaskKind, TaskState
from sello.tasks.domain.talk import Said
from sello.tasks.domain.turn import Reason, Turn
from sello.tasks.models import Task, TaskAsk, TaskEvent, TaskEvidence, TaskRequirement
from sello.tasks.queries import lists, queue, summaries, task
from sello.tasks.queries.lists import TaskFilter
from sello.tasks.queries.rows import TaskRow
from sello.tasks.queries.turns import WITHOUT_TASK
from tests.builders import Someone
from tests.evidence.conftest import own_store
from tests.progress import loop as acting
from tests.progress.keeping import LENGTH, kept
from tests.progress.loop import ACTS, Loop

__all__ = ["own_store"]  # fixture

ALL = Visibility(units=None)
SEEDS = range(2)


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_happens_every_conversation_has_one_turn_and_every_count_its_list(
    loop: Loop, seed: int
) -> None:
    random, happened = Random(seed), Counter[str]()
    told: dict[int, int] = {}
    for _ in range(LENGTH):
        loop.later(random.choice((1, 60, 60 * 24)))
        loop.prepare(random)
        act, before = random.choice(ACTS), kept()
        try:
            undo_id = act(loop, random)
            db.session.flush()
        except Refusal:
            assert kept() == before, "a refusal changes nothing"
            happened["refused"] += 1
            continue
        happened[act.__name__] += 1
        serves_what_was_asked()
        if act is acting.accept_something and undo_id is not None:
            nothing_is_left_over(loop)
        if undo_id is not None and random.random() < 0.4:
            doer = whoever_did(loop, undo_id)
            for other in {*loop.working, *loop.looking_on} - {doer}:
                with pytest.raises(NotFound):
                    undo(other.actor(), undo_id, at=loop.at)
            acted = kept()
            undo(doer.actor(), undo_id, at=loop.at)
            assert kept() == before, act.__name__
            what_went_never_gives_its_id_again(acted, before)
            happened["undone"] += 1
        holds(loop)
        told = tells(loop, told)
    assert len(happened) > 8, happened


def what_went_never_gives_its_id_again(acted: dict[str, list[Any]], before: dict[str, list[Any]]) -> None:
    """The trail still tells of what was taken back, by its id: the next of its kind gets another one."""
    for name in {act.entity for act in Act} & before.keys():
        if len(before[name]) < len(acted[name]):
            assert Base.metadata.tables[name].dialect_options["sqlite"]["autoincrement"], name


def serves_what_was_asked() -> None:
    """Each piece that lies on a task which asks for something serves some of it."""
    for row in db.session.scalars(select(TaskEvidence)):
        asks = select(TaskRequirement.requirement_id).where(TaskRequirement.task_id == row.task_id)
        asked = set(db.session.scalars(asks))
        links = select(EvidenceLink.requirement_id).where(EvidenceLink.evidence_id == row.evidence_id)
        assert not asked or asked & set(db.session.scalars(links))


def nothing_is_left_over(loop: Loop) -> None:
    """After an acceptance, nothing that a task it closed asked for lacks its validation alone."""
    for task_id in db.session.scalars(select(Task.id).where(Task.closed_at == loop.at.now)):
        assert carrying.with_closing(task_id, at=loop.at) == NOTHING


def whoever_did(loop: Loop, undo_id: int) -> Someone:
    table = Base.metadata.tables["undoable"]
    person = db.session.execute(select(table.c.person_id).where(table.c.id == undo_id)).scalar_one()
    return next(each for each in loop.working if each.id == person)


def rows(loop: Loop) -> tuple[TaskRow, ...]:
    """Every task as lists show it."""
    everything = TaskFilter(states=frozenset(TaskState))
    return lists.page(everything, ALL, None, number=1, at=loop.at, size=500).rows


def holds(loop: Loop) -> None:
    shown = rows(loop)
    _one_turn(loop, shown)
    _a_question_waits_or_is_over(loop, shown)
    _counts_are_their_lists(loop, shown)
    _nobody_is_bothered_for_another(loop, shown)
    _nothing_is_asked_twice(loop, shown)
    _what_was_kept_last_is_what_stands()


def _what_was_kept_last_is_what_stands() -> None:
    """A reading of any later day finds what stands now, also after something was taken back."""
    for row in db.session.scalars(select(Answer)):
        place = (AnswerState.cycle_id == row.cycle_id, AnswerState.requirement_id == row.requirement_id)
        last = db.session.scalars(select(AnswerState).where(*place).order_by(AnswerState.id.desc())).first()
        assert last is not None
        assert (last.validated, last.declared, last.unit_id) == (row.validated, row.declared, row.unit_id)
    for link in db.session.scalars(select(EvidenceLink)):
        piece = db.session.get_one(Evidence, link.evidence_id)
        of_it = (
            ServiceState.evidence_id == link.evidence_id,
            ServiceState.requirement_id == link.requirement_id,
        )
        kept_last = db.session.scalars(
            select(ServiceState).where(*of_it).order_by(ServiceState.id.desc())
        ).first()
        assert kept_last is not None
        assert (kept_last.state, kept_last.superseded_on) == (piece.state, piece.superseded_on)


def _one_turn(loop: Loop, shown: tuple[TaskRow, ...]) -> None:
    """The same turn on list, board and page, and exactly one."""
    by_turn = {turn: {row.id for row in shown if row.turn is turn} for turn in Turn}
    for turn in (Turn.UNIT, Turn.SECRETARIAT, Turn.EVALUATION, Turn.ANOTHER):
        listed = lists.page(TaskFilter(turn=turn), ALL, None, number=1, at=loop.at, size=500)
        assert {row.id for row in listed.rows} == by_turn[turn]
    assert {row.id for row in shown if row.state is TaskState.CLOSED} == by_turn[Turn.NOBODY]
    columns = lists.board(TaskFilter(), ALL, None, at=loop.at)
    assert {column.turn: {row.id for row in column.rows} for column in columns} == {
        column.turn: by_turn[column.turn] for column in columns
    }
    one = shown[-1]
    assert task.detail(one.id, loop.secretary.actor(), at=loop.at).task.now == one.now


def _a_question_waits_or_is_over(loop: Loop, shown: tuple[TaskRow, ...]) -> None:
    """What was asked without a task is the turn of whoever was asked, takes no evidence, and is over then."""
    held = set(db.session.scalars(select(TaskEvidence.task_id)))
    waits = select(TaskAsk.task_id).where(TaskAsk.kind == AskKind.QUESTION, TaskAsk.answered_at.is_(None))
    asked = set(db.session.scalars(waits))
    for row in shown:
        if row.kind is TaskKind.QUERY:
            assert row.id not in held
            assert row.state in (TaskState.PENDING, TaskState.CLOSED)
            assert row.state is TaskState.CLOSED or row.id in asked
            assert row.now.reason in (Reason.ASKED, Reason.TIME, Reason.CLOSED)
            assert task.detail(row.id, loop.secretary.actor(), at=loop.at).talk[1].kind is Said.QUESTION


def _counts_are_their_lists(loop: Loop, shown: tuple[TaskRow, ...]) -> None:
    """Every open task is in one group; queue and dashboard count what the lists behind them hold."""
    counts = summaries.counts_for_dashboard(ALL, today=loop.at.today)
    assert counts.open == sum(row.state is not TaskState.CLOSED for row in shown)
    parts = {part.group: part for part in queue.queue(loop.secretary.actor(), mine=False, at=loop.at)}
    for group in QueueGroup:
        listed = lists.page(TaskFilter(group=group), ALL, None, number=1, at=loop.at, size=500)
        assert counts[group] == listed.total == sum(row.group is group for row in shown)
        if group in OURS:
            assert parts[group].total == listed.total
    hers = Counter[QueueGroup]()
    for head in loop.heads:
        hers.update({part.group: part.total for part in queue.queue(head.actor(), mine=False, at=loop.at)})
    assert hers == {group: counts[group] for group in hers}
    today = loop.at.today
    returned = Filters(state=EvidenceState.RETURNED, alone=True)
    page = evidence_page(returned, ALL, alone=WITHOUT_TASK, today=today)
    assert count_to_correct(ALL, alone=WITHOUT_TASK) == page.total == len(to_correct(ALL, alone=WITHOUT_TASK))
    found = board(ALL, Reading.VALIDATED, at=loop.at)
    assert found is not None
    waiting = evidence_page(Filters(state=EvidenceState.SUBMITTED), ALL, alone=WITHOUT_TASK, today=today)
    assert found.today.to_review == waiting.total
    assert sum(line.count for line in found.today.late_units) == counts[QueueGroup.OVERDUE]


def _nobody_is_bothered_for_another(loop: Loop, shown: tuple[TaskRow, ...]) -> None:
    """Reminders, lateness and the weekly mail follow the turn."""
    hers = {row.id for row in shown if row.turn is Turn.UNIT}
    late = {row.id for row in summaries.overdue(ALL, at=loop.at)}
    assert late == {row.id for row in shown if row.group is QueueGroup.OVERDUE} <= hers
    days = {row.due_on for row in shown}
    tomorrow = loop.at.now + timedelta(days=1)
    wave = Wave(loop.at.today, {day: Notice(Kind.OVERDUE, 1, loop.at.today) for day in days})
    paused = set(db.session.scalars(select(Task.id).where(Task.paused_until >= loop.at.today)))
    assert {thing.id for thing in tasks_of(wave, zone_end=tomorrow)} == hers - paused
    for told in tasks_for_digest(loop.at.today):
        row = next(row for row in shown if row.id == told.id)
        assert told.group is row.group
        assert (row.turn is Turn.UNIT) == (told.group not in OURS)


def _nothing_is_asked_twice(loop: Loop, shown: tuple[TaskRow, ...]) -> None:
    """A remark is shown while its piece is returned, and work that is accepted is not asked for again."""
    states = dict(db.session.execute(select(Evidence.id, Evidence.state)).all())
    alone = {each.evidence_id for each in to_correct(ALL, alone=WITHOUT_TASK)}
    for head in loop.heads:
        parts = queue.queue(head.actor(), mine=False, at=loop.at)
        for card in (card for part in parts for card in part.cards):
            held = {remark.evidence_id for remark in card.remarks if remark.evidence_id is not None}
            assert {states[piece] for piece in held} <= {EvidenceState.RETURNED}
            assert not held & alone, "one thing returned is one card"
            if card.task.now.reason in (Reason.RETURNED, Reason.ASKED):
                assert card.remarks or _is_of_others(card.task.id, head), "what came back says why"
            else:
                assert not card.remarks
    del shown


def _is_of_others(task_id: int, head: Someone) -> bool:
    """Whether what came back of a task is of units of which its own is told nothing."""
    back = (
        select(Evidence.unit_id)
        .join(TaskEvidence, TaskEvidence.evidence_id == Evidence.id)
        .where(TaskEvidence.task_id == task_id, Evidence.state == EvidenceState.RETURNED)
    )
    units = set(db.session.scalars(back))
    return bool(units) and not units & head.actor().unit_ids


def tells(loop: Loop, before: dict[int, int]) -> dict[int, int]:
    """The conversation read downwards holds every step, in the order of time."""
    now = {}
    for task_id in db.session.scalars(select(Task.id)):
        talk = task.detail(task_id, loop.secretary.actor(), at=loop.at).talk
        assert [entry.at for entry in talk] == sorted(entry.at for entry in talk)
        assert talk[0].made
        events = db.session.scalars(select(TaskEvent.id).where(TaskEvent.task_id == task_id)).all()
        assert {entry.id for entry in talk if entry.kind.value == "step"} == set(events)
        now[task_id] = len(talk)
    assert before.keys() <= now.keys()
    return now
