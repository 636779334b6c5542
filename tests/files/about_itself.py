"""What a limited process is asked about itself in the tests."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from sello.core.jail import limits
from sello.core.jail.answering import say
from sello.files.jail.reader import _json as plain

MARKS: list[int] = []


def itself(_file: BinaryIO) -> bytes:
    open_ones = [each for each in range(256) if Path(f"/proc/self/fd/{each}").exists()]
    told = {
        "pid": os.getpid(),
        "parent": os.getppid(),
        "session": os.getsid(0),
        "environment": dict(os.environ),
        "descriptors": open_ones,
    }
    return plain(told)


def mark(_file: BinaryIO) -> bytes:
    MARKS.append(1)
    return plain(len(MARKS))


def slowly(file: BinaryIO) -> bytes:
    time.sleep(1)
    return file.read()


def sleep(_file: BinaryIO) -> bytes:
    os.write(1, f"{os.getpid()}\n".encode())
    time.sleep(600)
    return b""


def leave(_file: BinaryIO) -> bytes:
    os.write(1, f"{os.getpid()}\n".encode())
    time.sleep(0.2)
    return b""


ANSWERS: dict[str, Callable[[BinaryIO], bytes]] = {
    "self": itself,
    "mark": mark,
    "echo": lambda file: file.read(),
    "slowly": slowly,
    "sleep": sleep,
    "leave": leave,
    "long": lambda _file: b"a" * (1 << 17),
    "length": lambda _file: plain(len(sys.argv[2])),
    "loaded": lambda _file: plain(sys.argv[2] in sys.modules),
}


def main() -> None:
    """Answer one question, or end in the way that it names."""
    question = sys.argv[1]
    if question == "exit":
        os._exit(int(sys.argv[2]))
    if question == "abort":
        os.abort()
    if question == "raise":
        raise ValueError(question)
    if question == "system-exit":
        sys.exit(question)
    if question == "quiet":
        return
    limits.confine()
    say(ANSWERS[question])
