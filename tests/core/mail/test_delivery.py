"""The pass over the outbox against a real SMTP server, on each database."""

import ssl
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult
from flask import Flask
from sqlalchemy import RowMapping, select

from sello.core.db import db, unit_of_work
from sello.core.mail.delivery import LEASE, deliver_due, settle
from sello.core.mail.message import MailState, Message, Paper
from sello.core.mail.outbox import OUTBOX, enqueue, withdraw
from sello.core.mail.smtp import Security
from tests.builders import NOW, Town
from tests.machine import require
from tests.processes import free_port
from tests.smtp import Postbox, postbox

MINUTE = timedelta(minutes=1)


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox() as server:
        yield server


def queue(town: Town, name: str = "ana", *, at=NOW, **values: object) -> bool:
    known = {
        "recipient": f"{name}@prueba.example",
        "recipient_name": name.title(),
        "subject": f"Aviso para {name}",
        "text": f"Estimada {name}: acción pendiente.\n.\nFin.\n",
        "html": "<p>Acción pendiente.</p>",
        "kind": "due-soon",
        "dedupe_key": f"key:{name}",
    }
    with unit_of_work(town.institution.id):
        return enqueue(Message(**{**known, **values}), now=at)


def row(name: str = "ana") -> RowMapping:
    wanted = OUTBOX.c.recipient == f"{name}@prueba.example"
    with db.engine.connect() as connection:
        return connection.execute(select(OUTBOX).where(wanted)).mappings().one()


def states() -> dict[str, MailState]:
    with db.engine.connect() as connection:
        rows = connection.execute(select(OUTBOX.c.recipient, OUTBOX.c.state)).all()
    return {address.partition("@")[0]: state for address, state in rows}


def test_a_message_travels_whole(town: Town, box: Postbox) -> None:
    queue(town)
    tally = deliver_due(box.settings(), now=NOW)
    assert (tally.sent, tally.unreachable) == (1, None)
    (mail,) = box.received
    assert mail["Subject"] == "Aviso para ana"
    text = mail.get_body(("plain",)).get_content()
    assert text.splitlines() == ["Estimada ana: acción pendiente.", ".", "Fin."]
    assert "<p>Acción pendiente.</p>" in mail.get_body(("html",)).get_content()
    assert row()["state"] is MailState.SENT
    assert row()["sent_at"] is not None
    assert deliver_due(box.settings(), now=NOW + timedelta(days=9)).sent == 0
    assert len(box.received) == 1


SHEET = Paper("hoja-2026-11-26.pdf", b"%PDF-1.7\n\x00\xff.\r\n%%EOF\n")


def test_a_paper_travels_byte_for_byte_and_stays_until_nobody_will_send_it(town: Town, box: Postbox) -> None:
    queue(town, paper=SHEET)
    queue(town, "eva", paper=SHEET)
    queue(town, "iris")
    box.at_recipient = lambda address: "550 no" if address.startswith("eva") else "250 OK"
    deliver_due(box.settings(), now=NOW)
    with_paper, without = (
        next(each for each in box.received if name in each["To"]) for name in ("ana", "iris")
    )
    (attached,) = with_paper.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == (SHEET.name, "application/pdf")
    assert attached.get_content() == SHEET.data
    assert with_paper.get_body(("plain",)).get_content().startswith("Estimada ana")
    assert "<p>" in with_paper.get_body(("html",)).get_content()
    assert not list(without.iter_attachments())
    assert (row()["paper_name"], row()["paper"]) == (SHEET.name, None), "sent"
    assert row("eva")["paper"] == SHEET.data, "somebody may send it again"


def test_the_paper_of_what_is_withdrawn_goes(town: Town, box: Postbox) -> None:
    queue(town, paper=SHEET, not_after=NOW + MINUTE)
    settle(now=NOW + 2 * MINUTE)
    assert (row()["state"], row()["paper"]) == (MailState.WITHDRAWN, None)


def test_the_same_key_is_queued_once_and_the_transaction_goes_on(town: Town) -> None:
    assert queue(town)
    assert not queue(town)
    with unit_of_work(town.institution.id):
        message = Message("b@x.example", "B", "s", "t", "h", "k", "key:ana")
        assert not enqueue(message, now=NOW)
        assert enqueue(Message("c@x.example", "C", "s", "t", "h", "k", "key:c"), now=NOW)
    assert states() == {"ana": MailState.WAITING, "c": MailState.WAITING}


def test_what_is_rolled_back_was_never_queued(town: Town) -> None:
    def fail() -> None:
        with unit_of_work(town.institution.id):
            enqueue(Message("b@x.example", "B", "s", "t", "h", "k", "key"), now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert states() == {}


def test_a_temporary_refusal_is_tried_again_after_growing_pauses(town: Town, box: Postbox) -> None:
    queue(town, "ana")
    queue(town, "eva")
    box.at_recipient = lambda address: "451 greylisted" if address.startswith("ana") else "250 OK"
    tally = deliver_due(box.settings(), now=NOW)
    assert (tally.sent, tally.later) == (1, 1), "the other message goes on"
    assert row()["last_error"] == "451 greylisted"
    assert row()["attempts"] == 1
    assert deliver_due(box.settings(), now=NOW + 0.5 * MINUTE).later == 0
    assert deliver_due(box.settings(), now=NOW + 2 * MINUTE).later == 1
    assert deliver_due(box.settings(), now=NOW + 6 * MINUTE).later == 0, "the pause has grown"
    box.at_recipient = lambda _: "250 OK"
    assert deliver_due(box.settings(), now=NOW + 8 * MINUTE).sent == 1
    assert box.recipients() == ["ana@prueba.example", "eva@prueba.example"]


def test_after_a_week_of_temporary_refusals_it_is_given_up(town: Town, box: Postbox) -> None:
    queue(town)
    box.before_verdict = lambda _: "452 full"
    assert deliver_due(box.settings(), now=NOW + timedelta(days=6)).later == 1
    assert deliver_due(box.settings(), now=NOW + timedelta(days=8)).refused == 1
    assert row()["state"] is MailState.GIVEN_UP


@pytest.mark.parametrize("where", ["at_recipient", "before_verdict"])
def test_a_permanent_refusal_is_final_and_says_why(town: Town, box: Postbox, where: str) -> None:
    queue(town)
    setattr(box, where, lambda _: "550 5.1.1 no such user")
    assert deliver_due(box.settings(), now=NOW).refused == 1
    assert row()["state"] is MailState.REFUSED
    assert "no such user" in (row()["last_error"] or "")
    setattr(box, where, lambda _: "250 OK")
    assert deliver_due(box.settings(), now=NOW + timedelta(days=1)).sent == 0


def test_a_server_that_is_away_for_days_costs_no_message_its_life(town: Town, box: Postbox) -> None:
    queue(town)
    nowhere = box.settings(port=free_port(), timeout=2.0)
    for day in range(30):
        assert deliver_due(nowhere, now=NOW + timedelta(days=day)).unreachable
    assert row()["state"] is MailState.WAITING
    assert row()["attempts"] == 30
    assert deliver_due(box.settings(), now=NOW + timedelta(days=29, minutes=31)).sent == 1


def test_a_server_that_does_not_want_us_is_no_fault_of_the_message(town: Town, box: Postbox) -> None:
    queue(town)
    box.at_sender = lambda _: "550 authenticate first"
    assert deliver_due(box.settings(), now=NOW).unreachable == "550 authenticate first"
    assert row()["state"] is MailState.WAITING


def test_a_connection_closed_between_messages_is_opened_again(town: Town, box: Postbox) -> None:
    for name in ("ana", "eva", "ema"):
        queue(town, name)
    quota = iter(["250 OK", "421 one message a call", "250 OK", "421 one message a call", "250 OK"])
    box.at_sender = lambda _: next(quota)
    assert deliver_due(box.settings(), now=NOW).sent == 3
    assert box.connections == 3


def test_a_verdict_that_never_comes_is_not_repeated(town: Town, box: Postbox) -> None:
    queue(town)
    box.before_verdict = _slow
    tally = deliver_due(box.settings(verdict_timeout=0.3), now=NOW)
    assert tally.unconfirmed == 1
    assert row()["state"] is MailState.UNCONFIRMED
    assert deliver_due(box.settings(), now=NOW + timedelta(days=1)).sent == 0
    assert len(box.received) == 1


def _slow(_recipient: str) -> str:
    time.sleep(1)
    return "250 OK"


def test_a_pass_that_slept_through_its_lease_sends_nothing(app: Flask, town: Town, box: Postbox) -> None:
    queue(town)
    seen: list[int] = []

    def another_pass(_address: str) -> str:
        box.at_recipient = lambda _: "250 OK"
        with app.app_context():
            seen.append(deliver_due(box.settings(), now=NOW + LEASE + MINUTE).sent)
        return "250 OK"

    box.at_recipient = another_pass
    assert deliver_due(box.settings(), now=NOW).sent == 0
    assert seen == [1]
    assert len(box.received) == 1, "two couriers, one letter"
    assert row()["state"] is MailState.SENT


def test_urgent_mail_goes_first_and_on_days_of_rest(town: Town, box: Postbox) -> None:
    queue(town, "ana")
    queue(town, "eva", urgent=True)
    assert deliver_due(box.settings(), now=NOW, resting={town.institution.id}).sent == 1
    assert box.recipients() == ["eva@prueba.example"]
    queue(town, "ema", urgent=True)
    assert deliver_due(box.settings(), now=NOW).sent == 2
    assert [message["To"].addresses[0].username for message in box.received] == ["eva", "ema", "ana"]


def test_secrets_are_erased_once_sent_and_only_they(town: Town, box: Postbox) -> None:
    queue(town, "ana", secret=True)
    queue(town, "eva")
    deliver_due(box.settings(), now=NOW)
    assert (row("ana")["text"], row("ana")["html"]) == ("", "")
    assert row("eva")["text"]


def test_what_nobody_should_read_any_more_is_withdrawn(town: Town, box: Postbox) -> None:
    queue(town, "ana", not_after=NOW + MINUTE, secret=True)
    assert settle(now=NOW).withdrawn == 0
    assert deliver_due(box.settings(), now=NOW + MINUTE).withdrawn == 1
    assert row()["state"] is MailState.WITHDRAWN
    assert row()["text"] == ""
    assert box.received == []


def test_what_waits_for_somebody_who_left_is_withdrawn(town: Town, box: Postbox) -> None:
    gone, stays = town.people.head.id, town.people.other_head.id
    queue(town, "ana", person_id=gone)
    queue(town, "eva", person_id=stays)
    with unit_of_work(town.institution.id):
        assert withdraw([gone]) == 1
    deliver_due(box.settings(), now=NOW)
    assert box.recipients() == ["eva@prueba.example"]


def test_between_two_messages_a_pass_can_be_stopped(town: Town, box: Postbox) -> None:
    for name in ("ana", "eva", "ema"):
        queue(town, name)
    tally = deliver_due(box.settings(), now=NOW, stop=lambda: len(box.received) >= 1)
    assert tally.sent == 1
    assert sorted(states().values()) == [MailState.SENT, MailState.WAITING, MailState.WAITING]
    assert deliver_due(box.settings(), now=NOW).sent == 2, "what was not tried waits for nobody's lease"


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A certificate of the server that the client trusts, as a municipality's own authority would be."""
    require("openssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1"
    subprocess.run(
        [*command.split(), "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return certificate, key


def _users(box: list[tuple[bytes, bytes]]):
    def authenticate(_server, _session, _envelope, _mechanism, data) -> AuthResult:
        box.append((data.login, data.password))
        return AuthResult(success=data.password == b"clave", handled=False)

    return authenticate


@pytest.mark.parametrize(("password", "sent"), [("clave", 1), ("otra", 0)])
def test_starttls_and_sign_in(town: Town, certificate: tuple[Path, Path], password: str, sent: int) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    users: list[tuple[bytes, bytes]] = []
    with postbox(tls_context=context, require_starttls=True, authenticator=_users(users)) as box:
        queue(town)
        settings = box.settings(security=Security.STARTTLS, user="sello", password=password)
        tally = deliver_due(settings, now=NOW)
        assert tally.sent == sent
        assert users[0] == (b"sello", password.encode())
        if not sent:
            assert (tally.unreachable or "").startswith("535")
            assert password not in (row()["last_error"] or "")


def test_a_server_without_the_demanded_protection_gets_nothing(town: Town, box: Postbox) -> None:
    queue(town)
    tally = deliver_due(box.settings(security=Security.STARTTLS), now=NOW)
    assert tally.unreachable
    assert box.received == []
