"""The pass over a mailbox of a real Dovecot: nothing twice, nothing lost, whatever interrupts it."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from sello.core.db import db
from sello.core.mail import imap
from sello.core.mail.imap import Mailbox, Unreachable
from sello.core.mail.smtp import Security
from sello.replies.models import ReceivedMail
from sello.replies.service.fetching import fetch
from sello.tasks.models import TaskComment
from tests import machine
from tests.replies.conftest import Asked
from tests.replies.dovecot import MailServer, mail_server, trusting

pytestmark = machine.needs("dovecot")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def comments() -> int:
    db.session.expire_all()
    return db.session.scalar(select(func.count(TaskComment.id))) or 0


def run(asked: Asked, server: MailServer, **values: object) -> dict[str, int]:
    done = fetch(server.settings(**values), asked.tools, asked.work())
    db.session.rollback()
    return done


def test_what_lies_there_is_taken_and_filed_away(asked: Asked, server: MailServer) -> None:
    mails = [
        asked.reply(f"Uno {number}", Message_ID=f"<{number}@p.example>").as_bytes() for number in range(3)
    ]
    server.put(*mails, asked.reply(From="otra@malo.example", Message_ID="<4@p.example>").as_bytes())
    assert run(asked, server) == {"taken": 3, "held": 1}
    assert comments() == 3
    assert (server.count("INBOX"), server.count("Sello")) == (0, 4)
    assert run(asked, server) == {}


def test_a_kill_between_the_commit_and_the_move_does_nothing_twice(
    asked: Asked, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.put(asked.reply().as_bytes())
    with monkeypatch.context() as patched:
        patched.setattr(Mailbox, "file_away", killed)
        with pytest.raises(KeyboardInterrupt):
            run(asked, server)
    assert (comments(), server.count("INBOX")) == (1, 1)
    assert run(asked, server) == {}
    assert (comments(), server.count("INBOX"), server.count("Sello")) == (1, 0, 1)


def killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_numbers_that_begin_anew_do_nothing_twice(
    asked: Asked, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.put(asked.reply().as_bytes())
    with monkeypatch.context() as patched:
        patched.setattr(Mailbox, "file_away", lambda *_: None)
        assert run(asked, server) == {"taken": 1}
    server.begin_anew()
    assert run(asked, server) == {"known": 1}
    assert comments() == 1
    validities = db.session.scalars(select(ReceivedMail.uidvalidity)).all()
    assert len(validities) == 1
    with imap.opened(server.settings()) as mailbox:
        assert mailbox.uidvalidity != validities[0]


def test_an_old_number_in_a_new_count_hides_no_mail(asked: Asked, server: MailServer) -> None:
    server.put(asked.reply("Primero").as_bytes())
    assert run(asked, server) == {"taken": 1}
    server.begin_anew()
    server.put(asked.reply("Segundo", Message_ID="<dos@p.example>").as_bytes())
    assert run(asked, server) == {"taken": 1}
    assert comments() == 2


@pytest.mark.provokes("a mail that cannot be taken is told of with its error")
def test_one_mail_that_fails_stays_and_stops_no_other(
    asked: Asked, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.put(asked.reply("Uno").as_bytes(), asked.reply("Dos", Message_ID="<dos@p.example>").as_bytes())
    with monkeypatch.context() as patched:
        patched.setattr("sello.replies.service.landing.steps.comment", failing_once())
        assert run(asked, server) == {"failed": 1, "taken": 1}
    assert (server.count("INBOX"), comments()) == (1, 0)
    assert run(asked, server) == {"taken": 1}
    assert comments() == 1


def failing_once() -> object:
    left = [1]

    def comment(*_: object, **__: object) -> int:
        if left:
            left.pop()
            raise OSError(28, "No space left on device")
        return 1

    return comment


def test_a_wrong_password_and_a_folder_that_is_not_there_are_said(asked: Asked, server: MailServer) -> None:
    for values, word in (
        ({"password": "otra"}, "SELLO_IMAP_USER"),
        ({"folder": "Nada"}, "SELLO_IMAP_FOLDER"),
    ):
        with pytest.raises(Unreachable) as refused:
            run(asked, server, **values)
        assert word in imap.remedy_for(refused.value.__cause__ or refused.value)
        assert "otra" not in str(refused.value)


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
@machine.needs("openssl")
def test_it_is_read_under_tls_and_only_from_whom_it_says(
    asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: Security
) -> None:
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext "
        f"subjectAltName=DNS:localhost -keyout {key} -out {certificate}".split(),
        check=True,
        capture_output=True,
    )
    believed = trusting(certificate)
    with mail_server((certificate, key)) as server:
        server.put(asked.reply().as_bytes())
        with pytest.raises(Unreachable) as refused:
            run(asked, server, security=security)
        assert isinstance(refused.value.__cause__, ssl.SSLCertVerificationError)
        monkeypatch.setattr("sello.core.mail.imap.ssl.create_default_context", lambda: believed)
        assert run(asked, server, security=security) == {"taken": 1}
    assert comments() == 1
