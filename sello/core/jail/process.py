"""Starts the limited process, waits for its answer, and ends it when it takes too long."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import UnsupportedOperation
from pathlib import Path
from threading import Timer
from typing import IO, Any, BinaryIO, Final

_ROOT: Final = Path(__file__).parents[3]
_BEGINNING: Final = (
    "import sys, importlib; sys.path.append(sys.argv.pop(1)); importlib.import_module(sys.argv.pop(1)).main()"
)
"""In isolated mode the interpreter does not see the folder of the program by itself."""


@dataclass(frozen=True)
class Reply:
    """What a reading gave: `ok` with its content, or `locked`, `broken`, `large` or `slow` with nothing."""

    word: str
    content: bytes = b""

    def told(self) -> Any:
        """Its plain value; None where it is none: whoever took the process over says what he likes."""
        try:
            return json.loads(self.content) if self.word == "ok" else None
        except (ValueError, RecursionError):
            return None


def started(module: str, said: Sequence[str], readable: IO[bytes]) -> subprocess.Popen[bytes]:
    """A process that runs `main` of a module: its input is the file, its environment empty."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
        [sys.executable, "-I", "-c", _BEGINNING, str(_ROOT), module, *said],
        stdin=readable,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        start_new_session=True,
    )


def asked(module: str, said: Sequence[str], file: BinaryIO, *, most: int, seconds: float) -> Reply:
    """What a module, which answers as `answering` does, says of a file, in at most so many bytes."""
    with as_input(file) as readable, started(module, said, readable) as process:
        late = Timer(seconds, process.kill)
        late.start()
        try:
            content = process.stdout.read(most + 1) if process.stdout else b""
            if len(content) > most:
                process.kill()
            process.wait()
        finally:
            in_time = late.is_alive()
            late.cancel()
    if len(content) > most:
        return Reply("large")
    if process.returncode:
        return Reply(_why(process.returncode, in_time=in_time))
    word, _, rest = content.partition(b"\n")
    return Reply(word.decode("ascii", "replace"), rest)


def _why(code: int, *, in_time: bool) -> str:
    """What an end without an answer means: its time or its room was used up, or a library fell over."""
    if code == -signal.SIGXCPU or (code == -signal.SIGKILL and not in_time):
        return "slow"
    return "large" if code in {-signal.SIGABRT, -signal.SIGKILL} else "broken"


@contextmanager
def as_input(file: BinaryIO) -> Iterator[IO[bytes]]:
    """A file of the disk from its beginning: another process cannot read what lies in our memory."""
    file.seek(0, os.SEEK_SET)
    try:
        file.fileno()
    except UnsupportedOperation:
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(file, copy)
            copy.seek(0)
            yield copy
    else:
        yield file
