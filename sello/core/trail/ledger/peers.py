"""Whom an instance asks for their signature, and whose heads it signs: two lists that the operator writes."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sello.core.trail.ledger.cosigning import COSIGNATURE
from sello.core.trail.ledger.note import ED25519, BadNote, verifier_of

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class BadList(ValueError):
    """A list cannot be read, or a line of it is none; the number of the line, 0: the whole file."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True)
class Witness:
    """Somebody who signs our heads: her name, her key, and where she is asked."""

    name: str
    verifier: str
    address: str


def witnesses_in(file: Path) -> tuple[Witness, ...]:
    """The witnesses of a list: key and address on each line, «#» before a remark; raises BadList."""
    found = []
    for number, line in _lines(file):
        verifier, _, address = line.partition(" ")
        address = address.strip().rstrip("/")
        place = urlsplit(address)
        safe = place.scheme == "https" or (place.scheme == "http" and place.hostname in LOOPBACK)
        if not safe or not place.hostname:
            raise BadList(number)
        found.append(Witness(_named(verifier, COSIGNATURE, number), verifier, address))
    return tuple(found)


def witnessed_in(file: Path) -> dict[str, str]:
    """The trees that an instance is a witness of, each with its key: one key on each line; raises BadList."""
    return {_named(line, ED25519, number): line for number, line in _lines(file)}


def _named(verifier: str, kind: bytes, number: int) -> str:
    try:
        return verifier_of(verifier, kind)[0]
    except BadNote:
        raise BadList(number) from None


def _lines(file: Path) -> list[tuple[int, str]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise BadList(0) from None
    told = ((number, line.strip()) for number, line in enumerate(lines, start=1))
    return [(number, line) for number, line in told if line and not line.startswith("#")]
