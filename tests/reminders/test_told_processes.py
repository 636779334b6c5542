"""Real processes and a real mail server: an act is told once, and its mail has all that it needs."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import update

from sello.config import Config
from sello.core.db import db
from sello.core.mail.message import MailState
from sello.core.mail.outbox import OUTBOX
from sello.tasks.domain.turn import Turn
from sello.tasks.service import asking
from tests.processes import Process, running
from tests.progress.loop import Loop
from tests.reminders import cast
from tests.smtp import Postbox, postbox

SOON = "2026-11-23T12:15"
LATER = "2026-11-23T12:50"
HTTPS = "https://sello.comuna.example"


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox() as server:
        yield server


@pytest.fixture
def start(settings: Config, tmp_path: Path, box: Postbox) -> Iterator[Callable[..., Process]]:
    """Start a process of the instance; all of them are gone at the end."""
    with ExitStack() as stack:

        def begin(command: list[str], **environ: str) -> Process:
            db.session.commit()
            given = cast.environ(settings, tmp_path, box) | {"SELLO_BASE_URL": HTTPS, **environ}
            return stack.enter_context(running(command, tmp_path, given))

        yield begin


def finished(process: Process) -> None:
    assert process.popen.wait(120) == 0, process.output


def test_passes_at_the_same_time_tell_an_act_once(
    loop: Loop, box: Postbox, start: Callable[..., Process]
) -> None:
    for _ in range(3):
        loop.ask()
    passes = [start(cast.run_jobs("news", "deliver", now=SOON)) for _ in range(3)]
    for each in passes:
        finished(each)
    finished(start(cast.run_jobs("news", "deliver", now=LATER)))
    assert box.recipients() == [loop.unit.email]


def test_the_mails_of_a_conversation_stand_together_and_answers_reach_the_secretariat(
    loop: Loop, box: Postbox, start: Callable[..., Process]
) -> None:
    task = loop.ask()
    finished(start(cast.run_jobs("news", "deliver", now=SOON)))
    loop.later(20)
    asking.ask(loop.secretary.actor(), task, "¿Para cuándo?", to=Turn.UNIT, at=loop.at)
    finished(start(cast.run_jobs("news", "deliver", now=LATER)))
    first, second = box.received
    assert first["References"] == second["References"] == second["In-Reply-To"]
    assert first["Message-ID"] != second["Message-ID"]
    for mail in box.received:
        assert str(mail["Reply-To"]) == loop.secretary.email
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["Date"].datetime.year == 2026
        assert mail["List-Unsubscribe"].startswith(f"<{HTTPS}/mis-avisos/sin-entrar/")
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "¿Para cuándo?" in second.get_body(("plain",)).get_content()


def test_a_mail_that_cannot_be_built_is_kept_and_sent_again(
    loop: Loop, box: Postbox, start: Callable[..., Process]
) -> None:
    loop.ask()
    finished(start(cast.run_jobs("news", now=SOON)))
    with db.engine.begin() as connection:
        connection.execute(update(OUTBOX).values(recipient="nadie"))
    finished(start(cast.run_jobs("deliver", now=SOON)))
    assert list(cast.outbox_states().values()) == [MailState.REFUSED]
    with db.engine.begin() as connection:
        mended = {"recipient": loop.unit.email, "state": MailState.WAITING}
        connection.execute(update(OUTBOX).values(mended))
    finished(start(cast.run_jobs("deliver", now=LATER)))
    assert box.recipients() == [loop.unit.email]
