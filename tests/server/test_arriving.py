"""What the main loop makes of a request while it comes in: short and whole, or left to the long ones."""

import pytest

from sello.cli.worker import Arriving
from sello.web.uploads import LONG_BODY

HEAD = b"POST /x HTTP/1.1\r\nHost: sello"

CASES = [
    ("no body", b"", b"", True, False),
    ("a short body, whole", b"\r\nContent-Length: 3", b"abc", True, False),
    ("a short body, not yet", b"\r\nContent-Length: 3", b"ab", False, False),
    ("a long body", b"\r\nContent-Length: %d" % (LONG_BODY + 1), b"", True, True),
    ("a padded length", b"\r\nContent-Length: 0000000000000000065000", b"", True, True),
    ("a length in words", b"\r\nContent-Length: tres", b"", True, True),
    ("a negative length", b"\r\nContent-Length: -3", b"", True, True),
    ("two lengths in one", b"\r\nContent-Length: 3, 3", b"", True, True),
    ("in pieces", b"\r\nTransfer-Encoding: chunked", b"", True, True),
    ("announced", b"\r\nExpect: 100-continue\r\nContent-Length: 3", b"", True, True),
]


@pytest.mark.parametrize(("_name", "header", "body", "whole", "long"), CASES, ids=[case[0] for case in CASES])
def test_a_request_that_nobody_can_measure_is_a_long_one(
    _name: str, header: bytes, body: bytes, whole: bool, long: bool
) -> None:
    arriving = Arriving(until=1.0)
    arriving.bytes += HEAD + header + b"\r\n\r\n" + body
    assert arriving.is_whole(now=0.0) is whole
    assert arriving.is_long is long
