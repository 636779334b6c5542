"""«Recordar ahora»: to whom the turn is, once a day, held while it can be taken back."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from sello.accounts.domain.actor import Role
from sello.accounts.models import Person
from sello.config import Config
from sello.core.db import db
from sello.core.mail.message import MailState
from sello.core.mail.outbox import OutboxMail
from sello.core.refusal import NotFound, Refusal
from sello.core.undo import GRACE
from sello.progress import service as progress
from sello.reminders.domain import by_hand as rules
from sello.reminders.domain.by_hand import check_nudge, nudge_key, task_of
from sello.reminders.domain.recipients import Addressee
from sello.reminders.queries import by_hand as queries
from sello.reminders.service.by_hand import remind_now, withdraw_settled
from sello.reminders.service.by_hand_many import foresee, remind_many
from sello.tasks.domain.states import Step
from sello.tasks.domain.talk import Said
from sello.tasks.domain.turn import Turn
from sello.tasks.queries import task as task_queries
from sello.tasks.service import asking
from tests.builders import TODAY
from tests.processes import running
from tests.progress.loop import Loop
from tests.reminders import cast

BASE = "https://sello.comuna.example"
SOMEBODY = Addressee(7, "Paula", "paula@prueba.example", True, None, None, None, Role.UNIT_HEAD, 3)


@pytest.mark.parametrize(
    ("turn", "to", "by", "refusal"),
    [
        (Turn.UNIT, SOMEBODY, 1, None),
        (Turn.UNIT, SOMEBODY, 7, rules.OwnTask),
        (Turn.UNIT, None, 1, rules.NobodyToRemind),
        (Turn.SECRETARIAT, SOMEBODY, 1, rules.TurnOfSecretariat),
        (Turn.EVALUATION, SOMEBODY, 1, rules.TurnOfEvaluation),
        (Turn.NOBODY, SOMEBODY, 1, rules.NobodysTurn),
        (Turn.NOBODY, None, 1, rules.NobodysTurn),
    ],
)
def test_a_task_is_recalled_to_whoever_has_the_turn_and_to_nobody_else(
    turn: Turn, to: Addressee | None, by: int, refusal: type[Refusal] | None
) -> None:
    if refusal is None:
        assert check_nudge(turn, to, by=by) == to
    else:
        with pytest.raises(refusal):
            check_nudge(turn, to, by=by)


def test_the_key_of_a_mail_names_its_task() -> None:
    assert task_of(nudge_key(418, TODAY)) == 418


def remind(loop: Loop, task: int) -> int | None:
    _, done = remind_now(loop.secretary.actor(), task, base_url=BASE, at=loop.at)
    db.session.flush()
    return done.id


def mails(kind: str = "nudge") -> list[OutboxMail]:
    db.session.expire_all()
    found = select(OutboxMail).where(OutboxMail.kind == kind).order_by(OutboxMail.id)
    return list(db.session.scalars(found))


def test_it_reaches_whoever_is_in_charge_and_answers_reach_the_secretariat(loop: Loop) -> None:
    task = loop.ask()
    remind(loop, task)
    (mail,) = mails()
    assert mail.recipient == loop.unit.email
    assert mail.reply_to == loop.secretary.email
    assert mail.thread == f"task.{task}"
    assert f"{BASE}/tareas/{task}/entregar" in mail.text
    assert mail.next_attempt_at == loop.at.now + GRACE


def test_it_is_told_in_the_conversation(loop: Loop) -> None:
    task = loop.ask()
    remind(loop, task)
    detail = task_queries.detail(task, loop.unit.actor(), at=loop.at)
    (told,) = [entry for entry in detail.talk if entry.kind is Said.REMINDED]
    assert (told.who, detail.around.person_names[told.to_id]) == (loop.secretary.name, loop.unit.name)


def test_a_thread_is_recalled_once_a_day(loop: Loop) -> None:
    task, other = loop.ask(), loop.ask()
    remind(loop, task)
    with pytest.raises(rules.RemindedToday):
        remind(loop, task)
    remind(loop, other)
    loop.later(24 * 60)
    remind(loop, task)
    assert len(mails()) == 3


def test_what_is_taken_back_is_never_sent_and_can_be_done_again(loop: Loop) -> None:
    task = loop.ask()
    undo_id = remind(loop, task)
    assert undo_id is not None
    progress.undo(loop.secretary.actor(), undo_id, at=loop.at)
    assert mails() == []
    remind(loop, task)
    assert len(mails()) == 1


def test_nobody_is_reminded_of_what_waits_for_the_secretariat(loop: Loop) -> None:
    task = loop.ask()
    loop.step(loop.unit, task, Step.DELIVER, "En papel")
    with pytest.raises(rules.TurnOfSecretariat):
        remind(loop, task)
    loop.step(loop.secretary, task, Step.RETURN, "Falta la firma")
    remind(loop, task)
    assert len(mails()) == 1


def test_a_reminder_that_waits_while_the_unit_hands_in_is_not_sent(loop: Loop) -> None:
    task, other = loop.ask(), loop.ask()
    remind(loop, task)
    remind(loop, other)
    assert queries.settled_nudges() == []
    asking.ask_for_time(
        loop.unit.actor(), task, "Falta la firma", loop.at.today + timedelta(days=60), at=loop.at
    )
    assert withdraw_settled() == 1
    assert [mail.state for mail in mails()] == [MailState.WITHDRAWN, MailState.WAITING]


def test_a_unit_in_which_nobody_would_get_it_is_named(loop: Loop) -> None:
    task = loop.ask()
    db.session.execute(update(Person).where(Person.role == Role.UNIT_HEAD).values(active=False))
    with pytest.raises(rules.NobodyToRemind):
        remind(loop, task)
    assert mails() == []


def test_what_cannot_be_seen_is_not_recalled(loop: Loop) -> None:
    task = loop.ask()
    with pytest.raises(NotFound):
        remind_now(loop.town.people.head.actor(), task, base_url=BASE, at=loop.at)


@pytest.mark.parametrize(("what", "refusal"), [("nudge", "RemindedToday"), ("message", "WrittenToday")])
def test_two_who_press_at_once_send_one(
    loop: Loop, settings: Config, tmp_path: Path, what: str, refusal: str
) -> None:
    task = loop.ask()
    thing = task if what == "nudge" else loop.unit.unit_id
    db.session.commit()
    command = [sys.executable, "-m", "tests.reminders.press"]
    whose = [what, str(thing), str(loop.secretary.id), str(loop.town.institution.id)]
    with ExitStack() as stack:
        pressed = [
            stack.enter_context(running(command + whose, tmp_path, cast.environ(settings, tmp_path)))
            for _ in range(2)
        ]
        for each in pressed:
            assert each.popen.wait(120) == 0, each.output
        said = sorted(each.output.split()[-1] for each in pressed)
    assert said == [refusal, "sent"]
    assert len(mails(what)) == 1


def test_many_are_recalled_at_once_and_the_others_are_told_why(loop: Loop) -> None:
    mine, theirs = loop.ask("1.1.1"), loop.ask("1.1.2")
    remind(loop, mine)
    found = {each.task.id: each.why for each in foresee(loop.secretary.actor(), [mine, theirs], at=loop.at)}
    assert found == {mine: rules.RemindedToday, theirs: None}
    done = remind_many(loop.secretary.actor(), [theirs], base_url=BASE, at=loop.at)
    assert set(queries.recalled_on([mine, theirs], loop.at.today)) == {mine, theirs}
    assert done.id is not None
    progress.undo(loop.secretary.actor(), done.id, at=loop.at)
    assert set(queries.recalled_on([mine, theirs], loop.at.today)) == {mine}


def test_one_that_cannot_be_recalled_holds_all_of_them_back(loop: Loop) -> None:
    mine, theirs = loop.ask("1.1.1"), loop.ask("1.1.2")
    remind(loop, mine)
    with pytest.raises(rules.RemindedToday):
        remind_many(loop.secretary.actor(), [mine, theirs], base_url=BASE, at=loop.at)
