"""All acts by all roles in random order: what holds of every conversation, whatever happened in it."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from sello.accounts.domain.actor import Visibility
from sello.core.db import Base, db
from sello.core.mail.message import Message
from sello.core.mail.outbox import OutboxMail, enqueue
from sello.core.moment import Moment
from sello.core.refusal import NotFound, Refusal
from sello.core.trail.acts import Act
from sello.core.trail.history import history
from sello.core.undo import GRACE, ActedSince, TooLate, Undoable, undoable
from sello.cycles.models import Answer, AnswerState
from sello.cycles.queries.cycles import CycleRow
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
from sello.tasks.domain.states import TRANSITIONS, Step, TaskKind, TaskState
from sello.tasks.domain.talk import Said
from sello.tasks.domain.turn import Reason, Turn
from sello.tasks.models import Task, TaskAsk, TaskEvent, TaskEvidence, TaskRequirement
from sello.tasks.queries import lists, queue, summaries, task
from sello.tasks.queries.lists import TaskFilter
from sello.tasks.queries.rows import TaskRow
from sello.tasks.queries.turns import WITHOUT_TASK
from sello.tasks.service import asking
from sello.tasks.service.steps import comment
from tests.builders import Someone, Town
from tests.evidence.conftest import own_store
from tests.progress import loop as acting
from tests.progress.loop import ACTS, Loop

__all__ = ["own_store"]  # fixture

ALL = Visibility(units=None)
SEEDS = range(2)
LENGTH = 40
APART = {
    "audit_event",
    "change_counter",
    "undoable",
    "answer_state",
    "evidence_service_state",
    "evidence_sum",
    "ledger_head",
    "ledger_leaf",
    "ledger_node",
}
"""Tables that tell of an act and of its undoing, both for ever; and sums, which `test_summing` compares."""


@pytest.fixture
def loop(app: Any, town: Town, cycle: CycleRow, own_store: object) -> Loop:
    del own_store
    acting.validating()
    made = Loop(app, town, cycle)
    made.ask(due=made.at.today)
    return made


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


def later(loop: Loop, wait: timedelta) -> Moment:
    """The loop's moment, some time on."""
    return replace(loop.at, now=loop.at.now + wait)


def whoever_did(loop: Loop, undo_id: int) -> Someone:
    table = Base.metadata.tables["undoable"]
    person = db.session.execute(select(table.c.person_id).where(table.c.id == undo_id)).scalar_one()
    return next(each for each in loop.working if each.id == person)


def kept() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the instance but for the trail; how often each was saved is not what it says."""
    db.session.flush()
    found = {}
    for name, table in Base.metadata.tables.items():
        if name not in APART:
            columns = [column for column in table.c if column.name != "version"]
            rows = db.session.execute(select(*columns)).all()
            found[name] = sorted(tuple(map(repr, row)) for row in rows)
    return found


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


def test_an_act_after_it_makes_undoing_impossible_and_says_so(loop: Loop) -> None:
    asked = loop.ask()
    piece = loop.hand_in(asked)
    outcome = loop.accept(piece)
    assert outcome.undo_id is not None
    comment(loop.unit.actor(), asked, "Gracias", now=loop.at.now)
    before = kept()
    with pytest.raises(ActedSince):
        undo(loop.secretary.actor(), outcome.undo_id, at=loop.at)
    assert kept() == before


def test_only_whoever_acted_takes_it_back_once_and_in_time(loop: Loop) -> None:
    asked = loop.ask()
    before = kept()
    done = asking.ask(loop.unit.actor(), asked, "¿Cuál?", to=Turn.SECRETARIAT, at=loop.at)
    assert done.id is not None
    with pytest.raises(NotFound):
        undo(loop.secretary.actor(), done.id, at=loop.at)
    with pytest.raises(TooLate):
        undo(loop.unit.actor(), done.id, at=later(loop, GRACE))
    undo(loop.unit.actor(), done.id, at=later(loop, GRACE - timedelta(seconds=1)))
    assert kept() == before
    with pytest.raises(NotFound):
        undo(loop.unit.actor(), done.id, at=loop.at)
    talk = task.detail(asked, loop.unit.actor(), at=loop.at).talk
    assert [entry.kind.value for entry in talk] == ["step", "undone"]


def test_an_old_button_never_takes_back_a_later_act(loop: Loop) -> None:
    """What can no longer be undone goes, as a question that is taken back does; their ids never return."""
    first, second = loop.ask(), loop.ask()
    old = asking.ask(loop.unit.actor(), first, "¿Cuál?", to=Turn.SECRETARIAT, at=loop.at)
    asked = db.session.query(TaskAsk.id).filter_by(task_id=first).scalar()
    undo(loop.unit.actor(), old.id or 0, at=loop.at)
    loop.later(30)
    done = asking.ask(loop.unit.actor(), second, "¿Cuál?", to=Turn.SECRETARIAT, at=loop.at)
    assert db.session.query(TaskAsk.id).filter_by(task_id=second).scalar() > asked
    assert db.session.query(Undoable.id).scalar() == done.id
    with pytest.raises(NotFound):
        undo(loop.unit.actor(), old.id or 0, at=loop.at)


def test_a_delivery_that_is_reopened_stays_of_its_day(loop: Loop) -> None:
    """Only the unit delivers; nothing that the secretariat does with it makes it later or earlier."""
    asked = loop.ask()
    piece = loop.hand_in(asked)
    handed = loop.at.now
    loop.later(60 * 24)
    loop.accept(piece)
    loop.later(60 * 24 * 18)
    loop.give_back(piece)
    row = db.session.get_one(Task, asked)
    assert (row.state, row.delivered_at, row.closed_at) == (TaskState.DELIVERED, handed, None)
    last = task.detail(asked, loop.secretary.actor(), at=loop.at).talk
    assert [entry.did for entry in last if entry.step][-1] == "reabre la entrega"
    loop.correct(piece)
    assert row.delivered_at == handed, "the whole was delivered then; a piece of it came anew"


def test_a_returned_task_is_resumed_and_not_begun(loop: Loop) -> None:
    asked = loop.ask()
    loop.step(loop.unit, asked, Step.DELIVER, "En papel")
    loop.step(loop.secretary, asked, Step.RETURN, "Falta el decreto")
    loop.hand_in(asked, complete=False)
    talk = task.detail(asked, loop.secretary.actor(), at=loop.at).talk
    steps_told = [entry.did for entry in talk if entry.step]
    assert steps_told == ["dice que con esto queda entregado", "devuelve la entrega", "retoma lo devuelto"]
    assert [event.act for event in history("task", asked, limit=1)] == [Act.TASK_RESUMED]


def test_every_step_of_every_history_is_in_the_table(loop: Loop) -> None:
    """Whatever happens, in any order: from where, which step, to where is a row of the table."""
    asked = loop.ask()
    loop.step(loop.unit, asked, Step.DELIVER, "En papel")
    loop.step(loop.secretary, asked, Step.RETURN, "Falta el decreto")
    piece = loop.hand_in(asked, complete=False)  # resumes what was returned
    loop.step(loop.unit, asked, Step.DELIVER)
    loop.accept(piece)
    loop.give_back(piece)  # reopens the delivery
    random = Random(7)
    for _ in range(2 * LENGTH):
        loop.later(random.choice((1, 60, 60 * 24)))
        with suppress(Refusal):
            random.choice(ACTS)(loop, random)
            db.session.flush()
    written = db.session.scalars(select(TaskEvent).where(TaskEvent.step.is_not(None))).all()
    assert {Step.RESUME, Step.REOPEN_DELIVERY} <= {event.step for event in written}
    for event in written:
        assert event.step is not None
        row = TRANSITIONS[event.step]
        assert event.from_state in row.sources
        assert event.to_state is row.target


def test_a_form_of_the_undone_state_is_stale(loop: Loop) -> None:
    piece = loop.hand_in()
    outcome = loop.accept(piece)
    assert outcome.undo_id is not None
    accepted = db.session.get_one(Evidence, piece).version
    undo(loop.secretary.actor(), outcome.undo_id, at=loop.at)
    assert db.session.get_one(Evidence, piece).version > accepted


def test_a_mail_that_an_act_queues_waits_with_it_and_goes_with_it(loop: Loop) -> None:
    asked = loop.ask()
    mail = Message("ana@prueba.example", "Ana", "Aviso", "Texto.", "<p>Texto</p>", "due-soon", "key:ana")
    with undoable(loop.unit.actor(), Act.TASK_DELIVERED, now=loop.at.now) as done:
        loop.step(loop.unit, asked, Step.START)
        enqueue(mail, now=loop.at.now)
    (waiting,) = db.session.scalars(select(OutboxMail))
    assert waiting.next_attempt_at == loop.at.now + GRACE
    assert done.id is not None
    undo(loop.unit.actor(), done.id, at=loop.at)
    assert db.session.scalars(select(OutboxMail)).all() == []
