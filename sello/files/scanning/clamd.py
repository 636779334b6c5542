"""A client of ClamAV's daemon: its version, and its verdict on a stream of bytes.

The protocol is clamd's own (man 8 clamd): commands end with a zero byte, a stream goes in pieces behind their
length, and the answer is one line. Nothing is kept open between two questions.
"""

import re
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Protocol

from sello.config import Config

SECONDS: Final = 120
"""How long the daemon may say nothing: it answers only when it has looked at all."""
_PIECE: Final = 256 * 1024
_LONGEST: Final = 4_096
_FOUND = re.compile(r"stream: (?P<threat>.+) FOUND\Z")


class Unavailable(Exception):
    """The scanner does not answer, or does not take the file: nothing is known of it."""


class Bytes(Protocol):
    """Anything that hands out bytes piece by piece."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner says of some bytes, and by which signatures."""

    threat: str
    """As the scanner calls what it found; empty: it found nothing."""
    signatures: str


@dataclass(frozen=True, slots=True)
class Clamd:
    """The daemon at an address: `/run/clamav/clamd.ctl` for its socket, `host:3310` for its port."""

    address: str
    seconds: float = SECONDS

    def signatures(self) -> str:
        """Which program with which signatures, without the day: «ClamAV 1.4.3/27480». Raises Unavailable."""
        with self._asked(b"zVERSION\0") as line:
            said = _answer(line)
        if not said.startswith("ClamAV "):
            raise Unavailable(said[:200])
        return "/".join(said.split("/")[:2])[:120]

    def scan(self, content: Bytes) -> Verdict:
        """Its verdict on a stream, read from where it stands. Raises Unavailable."""
        signatures = self.signatures()
        with self._asked(b"zINSTREAM\0") as line:
            try:
                while piece := content.read(_PIECE):
                    line.sendall(struct.pack("!I", len(piece)) + piece)
                line.sendall(struct.pack("!I", 0))
            except (BrokenPipeError, ConnectionResetError):
                pass  # it says why before it hangs up
            said = _answer(line)
        if said == "stream: OK":
            return Verdict("", signatures)
        found = _FOUND.match(said)
        if not found:
            raise Unavailable(said[:200])
        return Verdict(found["threat"][:200], signatures)

    @contextmanager
    def _asked(self, command: bytes) -> Iterator[socket.socket]:
        try:
            with self._connected() as line:
                line.sendall(command)
                yield line
        except OSError as error:
            raise Unavailable(str(error)) from error

    def _connected(self) -> socket.socket:
        if self.address.startswith("/"):
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(self.seconds)
            try:
                line.connect(self.address)
            except OSError:
                line.close()
                raise
            return line
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), self.seconds)


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _LONGEST:
        piece = line.recv(_LONGEST)
        if not piece:
            break
        said += piece
    if not said:
        raise Unavailable("no answer")
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def scanner_of(config: Config) -> Clamd | None:
    """The scanner of an instance, if it has one."""
    return Clamd(config.clamav) if config.clamav else None
