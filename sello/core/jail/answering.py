"""Inside the limited process: one word (`ok`, `locked`, `broken`, `large`) in a line, then what was asked."""

import os
import sys
from collections.abc import Callable
from typing import BinaryIO, NoReturn


class Locked(Exception):
    """A password is asked for."""


class Large(Exception):
    """It opens, and needs more room than the process has."""


def say(answer: Callable[[BinaryIO], bytes]) -> NoReturn:
    """Ask it of the standard input, write what it says, and end at once."""
    try:
        word, content = "ok", answer(os.fdopen(0, "rb", closefd=False))
    except Locked:
        word, content = "locked", b""
    except (Large, MemoryError):
        word, content = "large", b""
    except Exception:  # whatever a library says of a stranger's file
        word, content = "broken", b""
    out = sys.stdout.buffer
    out.write(word.encode() + b"\n" + content)
    out.flush()
    os._exit(0)
