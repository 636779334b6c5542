"""Starts the limited process, waits for its answer, and ends it when it takes too long."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import UnsupportedOperation
from threading import Timer
from typing import IO, Any, BinaryIO, Protocol, Self

from sello.core.jail import kept


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


class Running(Protocol):
    """A limited process that was started; with the end of its block it has ended."""

    @property
    def stdout(self) -> IO[bytes] | None: ...

    def kill(self) -> None: ...

    def wait(self) -> int: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: Any) -> None: ...


def started(module: str, said: Sequence[str], readable: IO[bytes]) -> Running:
    """A process that runs `main` of a module: its input is the file, its environment empty."""
    return kept.started(module, said, readable) or _begun(module, said, readable)


def _begun(module: str, said: Sequence[str], readable: IO[bytes]) -> subprocess.Popen[bytes]:
    """The same from nothing: a new interpreter, which loads all that it needs."""
    os.lseek(readable.fileno(), 0, os.SEEK_SET)  # another one may have begun to read
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
        kept.command(module, *said),
        stdin=readable,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        start_new_session=True,
    )


def asked(module: str, said: Sequence[str], file: BinaryIO, *, most: int, seconds: float) -> Reply:
    """What a module, which answers as `answering` does, says of a file, in at most so many bytes."""
    end = _end(module, said, file, most, seconds)
    if len(end.content) > most:
        return Reply("large")
    if end.code:
        return Reply(_why(end.code, in_time=end.in_time))
    word, _, rest = end.content.partition(b"\n")
    return Reply(word.decode("ascii", "replace"), rest)


def written(module: str, said: Sequence[str], file: BinaryIO, *, most: int, seconds: float) -> bytes | None:
    """All that a module wrote, if it ended well, in time, and after at most so many bytes."""
    end = _end(module, said, file, most, seconds)
    return None if end.code or len(end.content) > most else end.content


@dataclass(frozen=True)
class _End:
    content: bytes
    code: int
    in_time: bool


def _end(module: str, said: Sequence[str], file: BinaryIO, most: int, seconds: float) -> _End:
    """How it ended; what the keeper lost on its way is begun again without it."""
    with as_input(file) as readable:
        end = _end_of(started(module, said, readable), most, seconds)
        if end.code == kept.LOST and len(end.content) <= most:
            end = _end_of(_begun(module, said, readable), most, seconds)
    return end


def _end_of(running: Running, most: int, seconds: float) -> _End:
    """What was ended is no answer, even where the answer came in the same moment."""
    with running as process:
        late = Timer(seconds, process.kill)
        late.start()
        try:
            content = process.stdout.read(most + 1) if process.stdout else b""
            if len(content) > most:
                process.kill()
            code = process.wait()
        finally:
            in_time = late.is_alive()
            late.cancel()
    return _End(content, code if in_time else -signal.SIGKILL, in_time)


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
