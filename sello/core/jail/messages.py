"""What is said between whoever asks for a limited process and the keeper that forks it."""

import json
from collections.abc import Sequence

LONGEST = 1 << 16
"""Bytes of a request; one that is longer is served without the keeper."""
BEGUN = b"+"
"""A process was forked for the asker; without it the line was closed, or its keeper is stuck."""
KILL = b"k"
"""End it: it takes too long, or nobody needs it any more."""


def request(module: str, said: Sequence[str]) -> bytes:
    """The module whose `main` is to run, and its words."""
    return json.dumps([module, *said]).encode("ascii")


def requested(message: bytes) -> tuple[str, list[str]]:
    """What a request asks for."""
    module, *said = json.loads(message)
    return module, said


def ended(code: int) -> bytes:
    """How a process ended: its own code, or the signal that ended it below 0."""
    return str(code).encode("ascii")


def code(message: bytes) -> int | None:
    """The same, read; None where the line was closed without a word."""
    return int(message) if message else None
