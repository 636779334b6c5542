"""The bytes of a message."""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core import house
from sello.core.house import House
from sello.core.mail.message import Envelope, as_bytes, shows_logo
from sello.core.mail.render import render
from sello.core.mail.smtp import dot_stuffed
from sello.core.text import clean

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SENDER = "Sello de Igualdad <avisos@comuna.example>"
LETTER = Envelope(
    mail_id=7,
    institution_id=1,
    recipient="ana@comuna.example",
    recipient_name="Ana Ñuñez",
    subject="Vence el 30-11-2026: acta de la comisión",
    text="Estimada Ana:\n\nLa tarea vence el 30-11-2026.\n",
    html="<p>La tarea vence el <strong>30-11-2026</strong>.</p>",
    kind="due_soon",
    attempts=0,
    created_at=NOW,
    request_id=None,
)


def parsed(letter: Envelope = LETTER, now: datetime = NOW):
    return message_from_bytes(as_bytes(letter, sender=SENDER, now=now), policy=default)


def test_it_carries_both_alternatives_and_spanish_headers() -> None:
    mail = parsed()
    assert mail["Subject"] == LETTER.subject
    assert str(mail["To"]) == "Ana Ñuñez <ana@comuna.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == NOW
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content() for part in mail.iter_parts()] == [
        LETTER.text.replace("\n", "\r\n"),
        LETTER.html + "\r\n",
    ]


def test_every_attempt_has_the_same_message_id_and_every_row_its_own() -> None:
    first, later = parsed(), parsed(now=NOW + timedelta(days=1))
    assert first["Message-ID"] == later["Message-ID"]
    assert parsed(replace(LETTER, mail_id=8))["Message-ID"] != first["Message-ID"]
    assert first["Message-ID"].endswith("@comuna.example>")


def test_the_mails_of_a_conversation_refer_to_the_same_one_and_others_to_none() -> None:
    first = parsed(replace(LETTER, thread="task.6"))
    second = parsed(replace(LETTER, mail_id=8, thread="task.6"))
    elsewhere = parsed(replace(LETTER, mail_id=9, thread="task.6", institution_id=2))
    assert (
        first["References"]
        == first["In-Reply-To"]
        == second["References"]
        == "<sello.1.task.6@comuna.example>"
    )
    assert elsewhere["References"] != first["References"]
    assert parsed()["References"] is None


@pytest.mark.parametrize(
    ("leave", "one_click"),
    [("https://sello.comuna.example/x/7.a.b", True), ("http://127.0.0.1:8000/x/7.a.b", False)],
)
def test_mails_can_be_stopped_by_one_click_where_the_address_is_protected(
    leave: str, one_click: bool
) -> None:
    mail = parsed(replace(LETTER, leave=leave))
    assert mail["List-Unsubscribe"] == f"<{leave}>"
    assert (mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click") is one_click
    assert parsed()["List-Unsubscribe"] is None


@pytest.mark.parametrize("wrong", ["nobody", "a b@c.example", "secretaría@comuna.example"])
def test_an_answer_reaches_the_secretariat_and_a_wrong_address_stops_no_mail(wrong: str) -> None:
    assert str(parsed(replace(LETTER, reply_to="s@comuna.example"))["Reply-To"]) == "s@comuna.example"
    assert parsed(replace(LETTER, reply_to=wrong))["Subject"] == LETTER.subject


def test_a_name_or_subject_with_line_breaks_adds_no_header() -> None:
    mail = parsed(replace(LETTER, subject="Hola\r\nBcc: x@y.example", recipient_name="Ana\nX: 1"))
    assert mail["Bcc"] is None
    assert mail["X"] is None
    assert mail["Subject"] == "Hola Bcc: x@y.example"


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no mail address"):
        as_bytes(replace(LETTER, recipient="nadie"), sender=SENDER, now=NOW)


SIGNS = 'a@.:<>,"\r\n\x00\x0b\x85 ñ'
ANY = st.text(st.characters(codec=None), max_size=30) | st.text(alphabet=SIGNS, max_size=30)
HEADERS = sorted(parsed().keys())


@given(ANY, ANY, ANY, ANY)
def test_whatever_an_old_row_holds_adds_no_header_and_no_control_sign(
    subject: str, name: str, text: str, html: str
) -> None:
    row = replace(LETTER, subject=subject, recipient_name=name, text=text, html=html)
    mail = sound(as_bytes(row, sender=SENDER, now=NOW))
    parts = [part.get_content().replace("\r\n", "\n").rstrip("\n") for part in mail.iter_parts()]
    assert parts == [clean(text).rstrip("\n"), clean(html).rstrip("\n")]


@given(ANY)
def test_an_address_of_an_old_row_is_refused_or_stands_alone(recipient: str) -> None:
    with suppress(ValueError):
        sound(as_bytes(replace(LETTER, recipient=recipient), sender=SENDER, now=NOW))


@pytest.mark.parametrize("sign", ["\r\nBcc: x@y.example", "\n", "\0", "\x0b", "\x85", " ", "\u2028"])
def test_no_address_holds_a_control_sign_or_a_blank(sign: str) -> None:
    with pytest.raises(ValueError, match=r"address|invalid"):
        as_bytes(replace(LETTER, recipient=f"ana{sign}z@comuna.example"), sender=SENDER, now=NOW)


def sound(data: bytes) -> EmailMessage:
    mail = message_from_bytes(data, policy=default)
    assert sorted(mail.keys()) == HEADERS
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data)
    return mail


@given(st.text(alphabet="ab.\r\n ñ", max_size=60))
def test_no_text_can_end_the_message_early(text: str) -> None:
    data = dot_stuffed(as_bytes(replace(LETTER, text=text), sender=SENDER, now=NOW))
    assert b"\r\n.\r\n" not in data
    assert data.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n", data)
    assert data.isascii()


def test_a_logo_travels_beside_the_text_that_shows_it(app) -> None:
    told = {"name": "Ana", "institution": "Comuna", "link": "http://x", "day": NOW.date(), "hour": "10:00"}
    shows = House(light="#0b6259", logo="a" * 64)
    with house.at(shows):
        written = render("reset", **told)
    assert "#0b6259" in written.html
    assert shows_logo(written.html)
    letter = replace(LETTER, html=written.html)
    mail = message_from_bytes(
        as_bytes(letter, sender=SENDER, now=NOW, logo=b"\x89PNG\r\n\x1a\n"), policy=default
    )
    (picture,) = [part for part in mail.walk() if part.get_content_maintype() == "image"]
    assert f"cid:{picture['Content-ID'].strip('<>')}" in written.html
    assert picture.get_content_disposition() == "inline"
    assert mail.get_body(("plain",)) is not None
    html = mail.get_body(("html",))
    assert html is not None
    assert "cid:" in html.get_content()
    plain = render("reset", **told)
    assert not shows_logo(plain.html)
