"""How a file goes out: which Range headers are understood, and names that say the same in every header."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.files.serving import Outgoing, disposition, one_range


@pytest.mark.parametrize(
    ("header", "understood"),
    [
        ("bytes=0-", "bytes=0-"),
        ("bytes=0-0", "bytes=0-0"),
        ("bytes=5-9", "bytes=5-9"),
        ("Bytes=0-1", "bytes=0-1"),
        (" bytes = 0 - 9 ", "bytes=0-9"),
        ("bytes=999-", "bytes=999-"),
        ("bytes=-5", "bytes=95-"),
        ("bytes=-100", "bytes=0-"),
        ("bytes=-999", "bytes=0-"),
        ("bytes=-0", "bytes=100-"),
    ],
)
def test_one_part_is_understood(header, understood):
    assert one_range(header, 100) == understood


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=abc",
        "bytes=a-9",
        "bytes=9-5",
        "bytes=--5",
        "bytes=1.0-2",
        "bytes=٣-",
        "bytes=0-1,3-4",
        "bytes=0-1,",
        "lines=0-1",
        "0-1",
    ],
)
def test_everything_else_is_as_if_nothing_was_asked(header):
    assert one_range(header, 100) is None


@given(st.text(min_size=1))
def test_any_name_makes_one_header_that_says_it_whole(name):
    try:
        name.encode()
    except UnicodeEncodeError:
        return
    said = disposition(name)
    assert said.isascii()
    assert said.isprintable()
    assert said.count('"') == 2
    assert unquote(said.rpartition("''")[2]) == name


def test_every_file_goes_out_harmless():
    headers = Outgoing("acta.html", "text/html", 3).headers
    assert headers["Content-Disposition"].startswith("attachment;")
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
