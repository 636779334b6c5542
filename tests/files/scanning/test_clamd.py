"""The scanner's client with the real daemon, and with daemons that answer badly."""

import io
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sello.config import Config
from sello.core import setting_scanner
from sello.files.scanning import states
from sello.files.scanning.clamd import Clamd, Unavailable, Verdict, scanner_of
from sello.files.scanning.states import Scan
from tests import machine
from tests.builders import NOW
from tests.files import samples
from tests.files.scanning.daemon import MARK, THREAT, Daemon, running


@pytest.mark.parametrize("way", ["by_path", "by_port"])
def test_what_the_daemon_says(way: str, daemon: Daemon) -> None:
    scanner = Clamd(getattr(daemon, way))
    signatures = scanner.signatures()
    assert signatures.startswith("ClamAV ")
    assert scanner.scan(io.BytesIO(samples.pdf())) == Verdict("", signatures)
    assert scanner.scan(io.BytesIO(b"x" + MARK)) == Verdict(THREAT, signatures)
    assert scanner.scan(io.BytesIO(samples.zipped({"a.txt": MARK}))).threat == THREAT
    assert scanner.scan(io.BytesIO(b"")) == Verdict("", signatures)


def test_a_stream_of_many_pieces(daemon: Daemon) -> None:
    scanner = Clamd(daemon.by_path)
    assert scanner.scan(io.BytesIO(b"\n" * 3_000_000)).threat == ""
    assert scanner.scan(io.BytesIO(b"\n" * 3_000_000 + MARK)).threat == THREAT


def test_a_file_that_the_daemon_does_not_take_is_not_clean() -> None:
    machine.require("clamd")
    with (
        TemporaryDirectory(prefix="clamd-") as folder,
        running(Path(folder), largest="1M") as small,
        pytest.raises(Unavailable),
    ):
        Clamd(small.by_path).scan(io.BytesIO(b"\n" * 30_000_000))


@contextmanager
def answering(*answers: bytes) -> Iterator[str]:
    """A daemon that gives these answers, whatever it is asked, one to each question."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            for answer in answers:
                line, _ = server.accept()
                with line:
                    line.recv(1 << 16)
                    line.sendall(answer)
                    line.shutdown(socket.SHUT_WR)
                    while line.recv(1 << 16):
                        pass

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        thread.join(10)


VERSION = b"ClamAV 1.4.3/27480/Tue Nov  3 09:15:21 2026\0"


def test_the_day_of_the_signatures_is_left_out() -> None:
    with answering(VERSION) as address:
        assert Clamd(address).signatures() == "ClamAV 1.4.3/27480"


@pytest.mark.parametrize("answer", [b"", b"UNKNOWN COMMAND\0", b"\xff\xff"])
def test_who_is_no_scanner_is_not_believed(answer: bytes) -> None:
    with answering(answer) as address, pytest.raises(Unavailable):
        Clamd(address).signatures()


@pytest.mark.parametrize(
    "answer", [b"", b"stream: OKAY\0", b"stream: \0", b"INSTREAM size limit exceeded. ERROR\0", b"OK\0"]
)
def test_only_a_clear_word_is_a_verdict(answer: bytes) -> None:
    with answering(VERSION, answer) as address, pytest.raises(Unavailable):
        Clamd(address).scan(io.BytesIO(b"x"))


@pytest.mark.parametrize("address", ["/nowhere/clamd.ctl", "127.0.0.1:1"])
def test_nobody_is_there(address: str) -> None:
    with pytest.raises(Unavailable):
        Clamd(address, seconds=2).scan(io.BytesIO(b"x"))


def test_a_daemon_that_says_nothing_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(Unavailable):
        Clamd(f"127.0.0.1:{silent.getsockname()[1]}", seconds=0.2).signatures()


@pytest.mark.parametrize(
    ("scan", "has_scanner", "words"),
    [
        (None, False, states.SAFETY_UNKNOWN),
        (None, True, states.SAFETY_WAITS),
        (Scan("", "ClamAV 1/2", NOW), True, states.SAFETY_CLEAN),
        (Scan("", "ClamAV 1/2", NOW), False, states.SAFETY_CLEAN),
        (Scan("X", "ClamAV 1/2", NOW), False, states.SAFETY_QUARANTINED),
    ],
)
def test_nothing_is_called_clean_that_was_not_seen(scan: Scan | None, has_scanner: bool, words: str) -> None:
    assert states.words(scan, has_scanner=has_scanner) == words
    assert (scan is None) <= ("limpio" not in words)


@pytest.mark.parametrize(
    ("address", "works"),
    [
        ("", True),
        ("/run/clamav/clamd.ctl", True),
        ("clamd.local:3310", True),
        ("[::1]:3310", True),
        ("clamd.local", False),
        ("run/clamd.ctl", False),
        ("tcp://a:3310", False),
    ],
)
def test_addresses(address: str, works: bool) -> None:
    assert (setting_scanner.address(Config(clamav=address)) is None) is works


@pytest.mark.parametrize(("word", "works"), [("hold", True), ("pass", True), ("x", False)])
def test_what_becomes_of_the_unseen_is_one_of_two(word: str, works: bool) -> None:
    assert (setting_scanner.when_down(Config(clamav_down=word)) is None) is works


def test_no_address_is_no_scanner() -> None:
    assert scanner_of(Config()) is None
    assert scanner_of(Config(clamav="a:1")) == Clamd("a:1")
