"""Starts the limited process, waits for its answer, and ends it when it takes too long."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import UnsupportedOperation
from pathlib import Path
from threading import Timer
from typing import IO, BinaryIO, Final, cast

SECONDS = 30
"""Of the clock; the process has fewer of the processor."""
READING = 15
"""Seconds of the clock that a reader may wait for."""
POURING = 300
"""Seconds of the clock for an answer that is worked on while it comes."""
RECOGNISER, LANGUAGE = "tesseract", "spa"
"""The program of the system that recognises letters, and the language that it has to know."""
_SAID: Final = ("stdin", "stdout", "-l", LANGUAGE, "--psm", "1")
"""From its input to its output; it finds by itself which way is up."""
_CELL = Path(__file__).with_name("cell.py")
_ROOT = Path(__file__).parents[3]
_READER: Final = (
    "import sys; sys.path.append(sys.argv.pop(1)); from sello.files.jail.reader import main; main()"
)
"""In isolated mode the interpreter does not see the folder of the program by itself."""


@dataclass(frozen=True)
class Reply:
    """What a reading gave: `ok` with its content, or `locked`, `broken`, `large` or `slow` with nothing."""

    word: str
    content: bytes = b""


def read(question: str, *said: str, file: BinaryIO, most: int, seconds: float | None = None) -> Reply:
    """Ask the reader, as `reader` knows its questions, for an answer of at most so many bytes.

    The process gets the file as its standard input, an empty environment, and nothing else.
    """
    with _as_input(file) as readable, _started([_ROOT, question, *said], readable) as process:
        late = Timer(READING if seconds is None else seconds, process.kill)
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


@contextmanager
def pouring(question: str, *said: str, file: BinaryIO, seconds: float | None = None) -> Iterator[IO[bytes]]:
    """An answer of the reader of any size, to be read as it comes; it breaks off where it fails or is late.

    What it says is bounded by whoever reads it. With the end of the block the process has ended.
    """
    with _as_input(file) as readable, _started([_ROOT, question, *said], readable) as process:
        late = Timer(POURING if seconds is None else seconds, process.kill)
        late.start()
        try:
            yield cast("IO[bytes]", process.stdout)
        finally:
            late.cancel()
            process.kill()


def _started(said: list[Path | str], readable: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
        [sys.executable, "-I", "-c", _READER, *said],
        stdin=readable,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        start_new_session=True,
    )


def _why(code: int, *, in_time: bool) -> str:
    """What an end without an answer means: its time or its room was used up, or a library fell over."""
    if code == -signal.SIGXCPU or (code == -signal.SIGKILL and not in_time):
        return "slow"
    return "large" if code in {-signal.SIGABRT, -signal.SIGKILL} else "broken"


def recogniser() -> str | None:
    """The program that recognises letters, if this machine has it and its Spanish."""
    program = shutil.which(RECOGNISER)
    if program is None:
        return None
    told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603 - a program of this machine
    return program if LANGUAGE in told.stdout.split() else None


def recognise(program: str, picture: BinaryIO) -> str | None:
    """The letters on a picture that we drew, page turned right; None when it gave none in time."""
    answer = _answered(picture, "become", program, *_SAID)
    return None if answer is None else answer.decode("utf-8", "replace")


def ask(question: str, file: BinaryIO) -> str | None:
    """Ask something of a file, as `cell` knows it; its word, or None when it gave none in time.

    The process gets the file as its standard input, an empty environment, and nothing else.
    """
    answer = _answered(file, question)
    return None if answer is None else answer.decode("ascii", "replace").strip() or None


def _answered(file: BinaryIO, *said: str) -> bytes | None:
    """What a cell said that ended well and in time."""
    with _as_input(file) as readable:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own script
            [sys.executable, "-I", str(_CELL), *said],
            stdin=readable,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            start_new_session=True,
        )
        try:
            answer, _ = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return None
    return answer if process.returncode == 0 else None


@contextmanager
def _as_input(file: BinaryIO) -> Iterator[IO[bytes]]:
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
