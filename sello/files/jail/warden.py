"""Starts the limited process, waits for its one word, and ends it when it takes too long."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import UnsupportedOperation
from pathlib import Path
from typing import IO, BinaryIO

SECONDS = 30
"""Of the clock; the process has fewer of the processor."""
_CELL = Path(__file__).with_name("cell.py")


def ask(question: str, file: BinaryIO) -> str | None:
    """Ask something of a file, as `cell` knows it; its word, or None when it gave none in time.

    The process gets the file as its standard input, an empty environment, and nothing else.
    """
    with _as_input(file) as readable:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own script
            [sys.executable, "-I", str(_CELL), question],
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
            answer = b""
    word = answer.decode("ascii", "replace").strip()
    return word if process.returncode == 0 and word else None


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
