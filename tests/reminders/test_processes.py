"""Real processes, a real mail server, each database: nothing is lost and nothing is told twice.

Two schedulers at once, a process killed at the worst moments, a week of downtime.
"""

import functools
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from sello.cli import doctor
from sello.config import Config
from sello.core.db import db, scope_to
from sello.core.mail.message import MailState, Message
from sello.core.mail.outbox import OUTBOX, enqueue
from tests.builders import Town
from tests.processes import Process, running
from tests.reminders import cast
from tests.smtp import Barrier, Postbox, postbox

TOMORROW = date(2026, 11, 24)
LATE = date(2026, 11, 20)
VERY_LATE = date(2026, 11, 13)
NINE = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
AFTER_THE_LEASE = "2026-11-23T09:06"


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox() as server:
        yield server


@pytest.fixture
def start(settings: Config, tmp_path: Path, box: Postbox) -> Iterator[Callable[..., Process]]:
    """Start a process of the instance; all of them are gone at the end."""
    with ExitStack() as stack:

        def begin(command: list[str], *, mail: bool = True) -> Process:
            db.session.rollback()
            given = cast.environ(settings, tmp_path, box if mail else None)
            return stack.enter_context(running(command, tmp_path, given))

        yield begin


def finished(process: Process, seconds: float = 60) -> None:
    assert process.popen.wait(seconds) == 0, process.output


def test_passes_at_the_same_time_share_the_work(
    town: Town, box: Postbox, start: Callable[..., Process]
) -> None:
    people = cast.crowd(town, 60)
    expected = []
    for someone in people:
        first, second = cast.tasks(town, [TOMORROW, LATE], someone.id)
        expected += [(someone.email, first), (someone.email, second)]
    cast.settle_on(town, off=["digest"])
    passes = [start(cast.run_jobs("reminders", "deliver")) for _ in range(3)]
    for each in passes:
        finished(each)
    finished(start(cast.run_jobs("reminders", "deliver", now=AFTER_THE_LEASE)))
    assert cast.named(box.received) == sorted(expected)
    assert len(box.received) == 60, "one mail for each person"
    assert set(cast.outbox_states().values()) == {MailState.SENT}


def test_of_two_schedulers_one_leads_and_the_other_takes_over(
    town: Town, box: Postbox, start: Callable[..., Process]
) -> None:
    rehearsal = [sys.executable, str(Path(cast.__file__).with_name("rehearsal.py")), NINE.isoformat()]
    cast.settle_on(town, off=["digest"])
    (first_task,) = cast.tasks(town, [TOMORROW], town.people.contributor.id)
    both = [start(rehearsal), start(rehearsal)]
    until(lambda: len(box.received) == 1)
    # Killed between the server's answer and its own note, the mail would rightly stay unconfirmed.
    until(lambda: set(cast.outbox_states().values()) == {MailState.SENT})
    leader, follower = sorted(both, key=lambda each: '"leading"' not in each.output)
    assert '"leading"' in leader.output
    assert '"leading"' not in follower.output
    until(lambda: "hay dos en marcha" in doctor.scheduler(db.engine).seen)
    leader.end(signal.SIGKILL)
    _queue(town)
    until(lambda: len(box.received) == 2)
    assert '"leading"' in follower.output
    assert doctor.scheduler(db.engine).seen.startswith("en marcha: ")
    assert [number for _, number in cast.named(box.received)] == [first_task], "the day was written once"
    assert follower.end(signal.SIGTERM) == 0
    assert '"scheduler stopped"' in follower.output
    assert "no está en marcha" in doctor.scheduler(db.engine).seen
    assert set(cast.outbox_states().values()) == {MailState.SENT}


@pytest.mark.parametrize("portions", [0, 1])
def test_killed_between_ledger_and_outbox_it_is_told_by_the_next(
    town: Town, box: Postbox, start: Callable[..., Process], tmp_path: Path, portions: int
) -> None:
    expected = sorted((each.email, *cast.tasks(town, [TOMORROW], each.id)) for each in cast.crowd(town, 10))
    stalled = Path(cast.__file__).with_name("stalled.py")
    words = [str(tmp_path / "there"), NINE.isoformat(), str(portions)]
    doomed = start([sys.executable, str(stalled), *words])
    doomed.wait_until((tmp_path / "there").exists)
    doomed.end(signal.SIGKILL)
    assert cast.outbox_states() == {}, "the first portion goes with the second"
    for _ in range(2):
        finished(start(cast.run_jobs("reminders", "deliver")))
    assert cast.named(box.received) == expected
    assert len(box.received) == 10


def test_the_day_that_a_killed_pass_had_taken_is_free_for_one_that_waited(
    town: Town, box: Postbox, start: Callable[..., Process], tmp_path: Path
) -> None:
    expected = sorted((each.email, *cast.tasks(town, [TOMORROW], each.id)) for each in cast.crowd(town, 10))
    stalled = Path(cast.__file__).with_name("stalled.py")
    doomed = start([sys.executable, str(stalled), str(tmp_path / "there"), NINE.isoformat(), "1"])
    doomed.wait_until((tmp_path / "there").exists)
    waiting = [start(cast.run_jobs("reminders")) for _ in range(2)]
    time.sleep(3)  # both have come to the day that is taken, and wait for less than they would
    doomed.end(signal.SIGKILL)
    for each in waiting:
        finished(each)
    finished(start(cast.run_jobs("deliver")))
    assert cast.named(box.received) == expected
    assert len(box.received) == 10


def test_killed_between_claim_and_handover_it_is_sent_by_the_next(
    town: Town, box: Postbox, start: Callable[..., Process]
) -> None:
    cast.tasks(town, [TOMORROW], town.people.contributor.id)
    barrier = Barrier()
    box.at_recipient = barrier
    doomed = start(cast.run_jobs("reminders", "deliver"))
    barrier.wait()
    doomed.end(signal.SIGKILL)
    barrier.gone_on.set()
    assert list(cast.outbox_states().values()) == [MailState.CLAIMED]
    box.at_recipient = lambda _: "250 OK"
    finished(start(cast.run_jobs("reminders", "deliver", now="2026-11-23T09:04")))
    assert box.received == [], "the claim of a process that may still live is respected"
    finished(start(cast.run_jobs("reminders", "deliver", now=AFTER_THE_LEASE)))
    assert len(box.received) == 1
    assert list(cast.outbox_states().values()) == [MailState.SENT]


def test_killed_before_the_verdict_it_is_shown_and_not_repeated(
    town: Town, box: Postbox, start: Callable[..., Process]
) -> None:
    cast.tasks(town, [TOMORROW], town.people.contributor.id)
    barrier = Barrier()
    box.before_verdict = barrier
    doomed = start(cast.run_jobs("reminders", "deliver"))
    barrier.wait()
    doomed.end(signal.SIGKILL)
    barrier.gone_on.set()
    box.before_verdict = lambda _: "250 OK"
    assert list(cast.outbox_states().values()) == [MailState.HANDED]
    finished(start(cast.run_jobs("reminders", "deliver", now=AFTER_THE_LEASE)))
    assert len(box.received) == 1
    assert list(cast.outbox_states().values()) == [MailState.UNCONFIRMED]


def test_killed_between_the_verdict_and_its_record_it_is_not_repeated(
    town: Town, box: Postbox, start: Callable[..., Process], app
) -> None:
    cast.tasks(town, [TOMORROW], town.people.contributor.id)
    accepted, over = threading.Event(), threading.Event()

    def accept_while_the_database_is_busy(_recipient: str) -> str:
        threading.Thread(target=hold_the_outbox).start()
        assert accepted.wait(30)
        return "250 OK"

    def hold_the_outbox() -> None:
        with app.app_context(), db.engine.begin() as connection:
            connection.execute(select(OUTBOX.c.id).with_for_update())
            accepted.set()
            over.wait(30)

    box.before_verdict = accept_while_the_database_is_busy
    doomed = start(cast.run_jobs("reminders", "deliver"))
    assert accepted.wait(30)
    time.sleep(0.5)  # the verdict is there by now, and its record waits for the database
    doomed.end(signal.SIGKILL)
    over.set()
    until(lambda: list(cast.outbox_states().values()) == [MailState.HANDED])
    box.before_verdict = lambda _: "250 OK"
    finished(start(cast.run_jobs("reminders", "deliver", now=AFTER_THE_LEASE)))
    assert len(box.received) == 1
    assert list(cast.outbox_states().values()) == [MailState.UNCONFIRMED]


def test_killed_again_and_again_it_ends_with_everybody_told_once(
    town: Town, box: Postbox, start: Callable[..., Process]
) -> None:
    people = cast.crowd(town, 60)
    expected = sorted((each.email, *cast.tasks(town, [TOMORROW], each.id)) for each in people)
    clock = datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001 - the commands read it in the zone of the instance
    for lived in (0.0, 0.03, 0.08, 0.15):
        before = len(box.received)
        doomed = start(cast.run_jobs("reminders", "deliver", now=clock.isoformat()))
        until(functools.partial(_has_moved, box, before, doomed))
        time.sleep(lived)
        doomed.end(signal.SIGKILL)
        clock += timedelta(minutes=6)
    finished(start(cast.run_jobs("reminders", "deliver", now=clock.isoformat())))
    clock += timedelta(minutes=6)
    finished(start(cast.run_jobs("reminders", "deliver", now=clock.isoformat())))
    states = Counter(cast.outbox_states().values())
    assert set(states) <= {MailState.SENT, MailState.UNCONFIRMED}
    assert states.total() == 60
    told = cast.named(box.received)
    assert len(set(told)) == len(told), "nobody was told twice"
    assert set(told) <= set(expected)
    assert len(told) >= states[MailState.SENT]
    missing = set(expected) - set(told)
    assert len(missing) <= states[MailState.UNCONFIRMED], "what may be lost is shown"


def test_a_week_of_downtime_is_caught_up_once(
    town: Town, box: Postbox, start: Callable[..., Process]
) -> None:
    cast.settle_on(town, off=["escalated", "digest"])
    person_id, email = town.people.contributor.id, town.people.contributor.email
    wednesday, friday = date(2026, 11, 25), date(2026, 12, 4)
    told_before, overtaken, late_now, soon_now = cast.tasks(
        town, [TOMORROW, wednesday, LATE, friday], person_id
    )
    finished(start(cast.run_jobs("reminders", "deliver")))
    assert cast.named(box.received) == [(email, told_before), (email, late_now)]
    box.received.clear()
    for _ in range(2):
        finished(start(cast.run_jobs("reminders", "deliver", now=cast.NEXT_MONDAY)))
    assert cast.named(box.received) == sorted(
        (email, number) for number in (told_before, overtaken, late_now, soon_now)
    ), "each once, with what is current: the notices that were overtaken are not sent"
    assert [mail["Subject"] for mail in box.received] == ["3 tareas atrasadas · 1 tarea por vencer"]


def test_a_week_without_a_mail_server_sends_nothing_stale(
    town: Town, box: Postbox, start: Callable[..., Process]
) -> None:
    cast.settle_on(town, off=["escalated", "digest"])
    cast.tasks(town, [TOMORROW, LATE], town.people.contributor.id)
    finished(start(cast.run_jobs("reminders", "deliver"), mail=False))
    assert set(cast.outbox_states().values()) == {MailState.WAITING}
    finished(start(cast.run_jobs("reminders", "deliver", now=cast.NEXT_MONDAY)))
    assert [mail["Subject"] for mail in box.received] == ["2 tareas atrasadas"]
    assert Counter(cast.outbox_states().values()) == {MailState.WITHDRAWN: 1, MailState.SENT: 1}


def test_asked_to_stop_it_ends_between_two_mails(
    town: Town, box: Postbox, start: Callable[..., Process]
) -> None:
    cast.settle_on(town, off=["digest"])
    for someone in cast.crowd(town, 12):
        cast.tasks(town, [TOMORROW], someone.id)
    barrier = Barrier()
    box.before_verdict = barrier
    rehearsal = [sys.executable, str(Path(cast.__file__).with_name("rehearsal.py")), NINE.isoformat()]
    process = start(rehearsal)
    barrier.wait()
    process.popen.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    barrier.gone_on.set()
    assert process.popen.wait(30) == 0, process.output
    assert Counter(cast.outbox_states().values()) == {MailState.SENT: 1, MailState.WAITING: 11}
    assert process.survivors() == []


def _queue(town: Town) -> None:
    """Queue a mail that only waits for whoever leads."""
    to = town.people.contributor
    scope_to(db.session(), town.institution.id)
    enqueue(Message(to.email, to.name, "Otro", "", "", "due-soon", "other", person_id=to.id), now=NINE)
    db.session.commit()


def _has_moved(box: Postbox, before: int, process: Process) -> bool:
    return len(box.received) > before or process.popen.poll() is not None


def until(condition: Callable[[], object], seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "still waiting"
        time.sleep(0.05)
