"""Notices of delivery as servers write them: which of our mails came back, and nothing else."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sello.core.mail.message import message_id
from sello.core.mail.returned import LONGEST, SAID, returned

MADE = datetime(2026, 11, 23, 15, 4, 5, 678, tzinfo=UTC)
OURS = message_id(41, MADE, "comuna.example")
STAMP = "20261123150405000678"


def notice(
    *,
    report: str = "multipart/report; report-type=delivery-status",
    action: str = "failed",
    recipient: str = "Final-Recipient: rfc822; Mario@Prueba.example",
    original: str = "message/rfc822",
    identity: str = OURS,
    diagnostic: str = "smtp; 550 5.1.1 <mario@prueba.example>: User unknown",
) -> bytes:
    """A notice in the shape of RFC 3464."""
    lines = [
        "From: MAILER-DAEMON@relay.example",
        f'Content-Type: {report}; boundary="B"',
        "",
        "--B",
        "Content-Type: text/plain",
        "",
        "This is the mail system at host relay.example.",
        "--B",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; relay.example",
        "",
        recipient,
        f"Action: {action}",
        "Status: 5.1.1",
        f"Diagnostic-Code: {diagnostic}",
        "",
        "--B",
        f"Content-Type: {original}",
        "",
        "Subject: Plazo",
        f"Message-ID: {identity}",
        "",
        "Texto",
        "--B--",
        "",
    ]
    return "\r\n".join(lines).encode()


@pytest.mark.parametrize("original", ["message/rfc822", "text/rfc822-headers"])
def test_a_mail_that_failed_is_named_with_whom_and_why(original):
    found = returned(notice(original=original))
    assert found is not None
    assert (found.mail_id, found.stamp, found.recipient) == (41, STAMP, "mario@prueba.example")
    assert found.said == "5.1.1 550 5.1.1 <mario@prueba.example>: User unknown"


@pytest.mark.parametrize(
    "other",
    [
        {"action": "delayed"},
        {"action": "delivered"},
        {"action": "relayed"},
        {"report": "multipart/mixed"},
        {"identity": "<abc@otra.example>"},
        {"identity": f"{OURS} {OURS}"},
        {"identity": OURS.replace("sello.41", "sello.41x")},
        {"identity": OURS.replace("sello.41", "sello.99999999999")},
        {"original": "text/plain"},
    ],
)
def test_anything_else_is_no_mail_of_ours_that_failed(other):
    assert returned(notice(**other)) is None


def test_a_recipient_that_is_not_told_is_empty_and_long_words_are_cut():
    found = returned(notice(recipient="X-Nothing: x", diagnostic="smtp; " + "no " * 2000))
    assert found is not None
    assert found.recipient == ""
    assert len(found.said) == SAID


@settings(max_examples=60)
@given(st.binary(max_size=300), st.integers(0, 600))
def test_nothing_that_is_sent_here_breaks_the_reader(noise, place):
    whole = notice()
    for data in (noise, whole[:place] + noise + whole[place:], whole[: len(whole) - place]):
        found = returned(data)
        assert found is None or found.mail_id >= 0


def test_no_more_is_read_than_a_notice_needs():
    assert returned(b"X: y\r\n" * (LONGEST // 6 + 1) + notice()) is None
