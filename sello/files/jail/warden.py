"""Asks the limited process about a file: a word, a value, pages, or all that is in it."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import IO, BinaryIO, Final, cast

from sello.core.jail import kept, process
from sello.core.jail.process import Reply

SECONDS = 30
"""Of the clock; the process has fewer of the processor."""
READING = 15
"""Seconds of the clock that a reader may wait for."""
POURING = 300
"""Seconds of the clock for an answer that is worked on while it comes."""
RECOGNISER, LANGUAGE = "tesseract", "spa"
"""The program of the system that recognises letters, and the language that it has to know."""
_LETTERS: Final = 1 << 23
"""Bytes of the letters of one picture."""
_WORD: Final = 1 << 21
"""Bytes of an answer in a word, of which a drawn logo is the longest."""
_SAID: Final = ("stdin", "stdout", "-l", LANGUAGE, "--psm", "1")
"""From its input to its output; it finds by itself which way is up."""
_CELL, _READER = "sello.files.jail.cell", "sello.files.jail.reader"


def make_ready() -> None:
    """Have at hand what nearly every file is asked; the rest is loaded when it is first needed."""
    for question, way in (("sniff", ""), ("glance", ""), ("examine", "paper"), ("examine", "picture")):
        kept.make_ready(_READER, question, way)
    kept.make_ready(_CELL, "open_pdf")


def read(question: str, *said: str, file: BinaryIO, most: int, seconds: float | None = None) -> Reply:
    """Ask the reader, as `reader` knows its questions, for an answer of at most so many bytes.

    The process gets the file as its standard input, an empty environment, and nothing else.
    """
    within = READING if seconds is None else seconds
    return process.asked(_READER, (question, *said), file, most=most, seconds=within)


@contextmanager
def pouring(question: str, *said: str, file: BinaryIO, seconds: float | None = None) -> Iterator[IO[bytes]]:
    """An answer of the reader of any size, to be read as it comes; it breaks off where it fails or is late.

    What it says is bounded by whoever reads it. With the end of the block the process has ended.
    """
    with (
        process.as_input(file) as readable,
        process.started(_READER, (question, *said), readable) as running,
    ):
        late = Timer(POURING if seconds is None else seconds, running.kill)
        late.start()
        try:
            yield cast("IO[bytes]", running.stdout)
        finally:
            late.cancel()
            running.kill()


def recogniser() -> str | None:
    """The program that recognises letters, if this machine has it and its Spanish."""
    program = shutil.which(RECOGNISER)
    if program is None:
        return None
    told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603 - a program of this machine
    return program if LANGUAGE in told.stdout.split() else None


def recognise(program: str, picture: BinaryIO) -> str | None:
    """The letters on a picture that we drew, page turned right; None when it gave none in time."""
    said = ("become", program, *_SAID)
    answer = process.written(_CELL, said, file=picture, most=_LETTERS, seconds=SECONDS)
    return None if answer is None else answer.decode("utf-8", "replace")


def ask(question: str, file: BinaryIO) -> str | None:
    """Ask something of a file, as `cell` knows it; its word, or None when it gave none in time.

    The process gets the file as its standard input, an empty environment, and nothing else.
    """
    answer = process.written(_CELL, (question,), file=file, most=_WORD, seconds=SECONDS)
    return None if answer is None else answer.decode("ascii", "replace").strip() or None
