"""A kept mail says who sent it, when, about what and with which files; a spoilt one says nothing."""

import io
import struct
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.files.mail import Letter, read
from tests.files import samples

EML, MSG = "message/rfc822", "application/vnd.ms-outlook"
SENT = datetime(2026, 11, 2, 10, tzinfo=timezone(timedelta(hours=-3)))


def told(content: bytes, media_type: str = EML) -> Letter | None:
    return read(io.BytesIO(content), media_type)


def test_a_mail_as_programs_save_it() -> None:
    letter = told(samples.eml())
    assert letter == Letter("Ana Soto <ana@muni.example>", "Acta del comité", SENT, ("acta.pdf",))


def test_a_mail_of_outlook() -> None:
    ticks = (
        int((datetime(2026, 11, 2, 13, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds())
        * 10**7
    )
    fixed = bytes(32) + struct.pack("<HHIQ", 0x40, 0x39, 6, ticks)
    content = samples.compound_of(
        {
            "__properties_version1.0": fixed,
            "__substg1.0_0037001F": "Acta".encode("utf-16-le"),
            "__substg1.0_0C1A001E": "Muñoz".encode("cp1252"),
        }
    )
    assert told(content, MSG) == Letter("Muñoz", "Acta", datetime(2026, 11, 2, 13, tzinfo=UTC), ())


@pytest.mark.parametrize(
    ("number", "encoding"),
    [(1252, "cp1252"), (1250, "cp1250"), (850, "cp850"), (65001, "utf-8"), (0, "cp1252"), (99999, "cp1252")],
)
def test_an_old_mail_is_read_in_the_code_page_that_it_names(number: int, encoding: str) -> None:
    fixed = bytes(32) + struct.pack("<HHIQ", 3, 0x3FFD, 6, number)
    subject = "Resolución de Ávila"
    streams = {"__properties_version1.0": fixed, "__substg1.0_0037001E": subject.encode(encoding)}
    letter = told(samples.compound_of(streams), MSG)
    assert letter is not None
    assert letter.subject == subject


def test_no_other_kind_is_read() -> None:
    assert told(samples.eml(), "text/plain") is None


@pytest.mark.parametrize(
    "date", ["ayer", "Fri, 1 Jan 1600 00:00:00 +0000", "Mon, 1 Jan 9999 00:00:00 -0300", ""]
)
def test_a_date_that_no_mail_has_is_none(date: str) -> None:
    letter = told(f"From: a@b.example\nDate: {date}\nSubject: x\n\n".encode())
    assert letter is not None
    assert letter.sent_at is None


@pytest.mark.parametrize("make", [samples.eml, samples.msg])
@given(data=st.data())
def test_whatever_is_bent_in_a_mail_it_is_read_or_not(make, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    content = bytearray(make())
    for _ in range(4):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    for media_type in (EML, MSG):
        told(bytes(content), media_type)
