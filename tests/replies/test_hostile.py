"""Mails that mean harm, or that were written by nobody's rules: each is taken as far as it goes, or held."""

from __future__ import annotations

import base64
import io
import zipfile
from email.message import EmailMessage
from io import BytesIO

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.files import letters
from sello.files.poured import CutShort
from sello.replies.domain.held import Outcome, Why
from sello.replies.domain.quoting import written
from sello.replies.models import ReceivedMail
from sello.tasks.models import TaskComment
from tests.files import samples
from tests.replies.conftest import Asked, attached

LIMIT = 10 * 1024 * 1024


def said(raw: bytes) -> letters.Letter:
    with letters.opened(BytesIO(raw), limit=LIMIT) as (letter, files):
        for file in files:
            file.pass_over()
    return letter


def nested(depth: int) -> bytes:
    head = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (each, each)
        for each in range(depth)
    )
    return b"From: a@b.example\r\n" + head + b"Content-Type: text/plain\r\n\r\nhola\r\n"


def many(parts: int) -> bytes:
    head = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    return head + b"--x\r\nContent-Type: text/plain\r\n\r\nhola\r\n" * parts + b"--x--\r\n"


@pytest.mark.parametrize(
    "raw", [nested(500), nested(5000), many(10_000)], ids=["500 deep", "5000", "10,000 parts"]
)
def test_too_deep_or_too_many_does_not_open(raw: bytes) -> None:
    with pytest.raises(CutShort):
        said(raw)


def test_what_does_not_open_is_held(asked: Asked) -> None:
    assert asked.take(many(10_000)) is Outcome.HELD
    assert db.session.scalars(select(ReceivedMail.why)).all() == [Why.BROKEN]
    assert asked.take(many(10_000)) is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 1000,
        b"\xff\xfe" * 500,
        b"From: a@b.example\r\nContent-Type: multipart/mixed\r\n\r\nhola",
        b"From: a@b.example\r\nContent-Type: text/plain; charset=nada\r\n\r\nma\xf1ana",
        b'From: a@b.example\r\nContent-Type: text/plain; charset="\x01"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n%%%",
        b"From: =?nada?q?=FF?= <a@b.example>\r\nSubject: =?utf-8?b?////?=\r\n\r\nhola",
        b"From: a@b.example\r\nSubject: uno\r\n dos\r\n\ttres\r\nX: " + b"y" * 100_000 + b"\r\n\r\nhola",
        b"Content-Type: multipart/report\r\n\r\nhola",
        b"Content-Type: message/rfc822\r\n\r\nContent-Type: message/rfc822\r\n\r\n",
    ],
)
def test_whatever_comes_is_held_and_nothing_falls_over(asked: Asked, raw: bytes) -> None:
    assert asked.take(raw) is Outcome.HELD
    row = db.session.scalars(select(ReceivedMail)).one()
    assert "\n" not in row.subject + row.sender
    assert "\x00" not in row.text


def test_a_header_with_a_newline_is_one_line(asked: Asked) -> None:
    mail = asked.reply()
    raw = mail.as_bytes().replace(b"Subject: RE: ", b"Subject: =?utf-8?q?uno=0D=0ABcc:_x=40y.example?= ", 1)
    assert asked.take(raw) is Outcome.TAKEN
    assert "\n" not in db.session.scalars(select(ReceivedMail.subject)).one()


def test_a_wrong_character_set_is_read_as_far_as_it_goes(asked: Asked) -> None:
    raw = asked.reply("XX").as_bytes().replace(b"XX", "mañana".encode("cp1252"))
    assert asked.take(raw.replace(b'charset="utf-8"', b"charset=nada-8")) is Outcome.TAKEN
    assert db.session.scalars(select(TaskComment.text)).all() == ["mañana"]


def test_a_name_that_climbs_is_a_name(asked: Asked) -> None:
    mail = attached(asked.reply(), "../../etc/\u202efdp.passwd", samples.pdf("uno"))
    assert asked.take(mail) is Outcome.TAKEN
    (names,) = db.session.scalars(select(ReceivedMail.files))
    assert all("/" not in name and "\u202e" not in name for name in names)


def test_a_bomb_is_refused_as_in_a_form_or_waits_packed(asked: Asked) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b"0" * 300_000_000)
    mail = attached(asked.reply(), "informe.docx", packed.getvalue(), "application/zip")
    assert asked.take(mail) is Outcome.TAKEN


def test_a_page_alone_is_read_as_words() -> None:
    pages = {
        "gmail": "Va el acta.<div class='gmail_quote'><div class='gmail_attr'>Sello:</div>viejo</div>",
        "outlook": "<p>Va el acta.</p><hr><div id='divRplyFwdMsg'><b>De:</b> Sello</div>viejo",
        "iphone": "Va el acta.<br><blockquote type='cite'>viejo</blockquote>",
    }
    for name, page in pages.items():
        mail = EmailMessage()
        mail["From"] = "a@b.example"
        mail.set_content(f"<html><style>p {{}}</style><body>{page}</body></html>", subtype="html")
        assert written(said(mail.as_bytes()).text) == "Va el acta.", name


def test_small_pictures_of_the_text_are_no_files_and_large_ones_are() -> None:
    mail = EmailMessage()
    mail["From"] = "a@b.example"
    mail.set_content("<img src='cid:logo'><img src='cid:foto'>", subtype="html")
    mail.add_related(b"\x89PNG" + b"0" * 500, "image", "png", cid="<logo>", filename="logo.png")
    mail.add_related(b"\xff\xd8" + b"0" * 200_000, "image", "jpeg", cid="<foto>", filename="foto.jpg")
    with letters.opened(BytesIO(mail.as_bytes()), limit=LIMIT) as (letter, files):
        names = []
        for file in files:
            names.append(file.name)
            file.pass_over()
    assert (letter.skipped, names) == (("logo.png",), ["foto.jpg"])


def test_a_mail_within_a_mail_is_one_file() -> None:
    inner = EmailMessage()
    inner.set_content("dentro")
    mail = EmailMessage()
    mail["From"] = "a@b.example"
    mail.set_content("fuera")
    mail.add_attachment(inner)
    with letters.opened(BytesIO(mail.as_bytes()), limit=LIMIT) as (letter, files):
        (only,) = [(file.name, file.read(LIMIT)) for file in files]
    assert letter.text.strip() == "fuera"
    assert only[0].endswith(".eml")
    assert b"dentro" in only[1] or base64.b64encode(b"dentro") in only[1]
