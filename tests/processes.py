"""Real processes for the tests: started apart, waited for, stopped, and counted until none is left."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests import tracebacks

MARK = "SELLO_TEST_MARK"
"""What every descendant of a test's process inherits, by which the survivors are found."""

CLEAN = ("PATH", "HOME", "LANG", "TMPDIR")
"""All that a process gets of our own environment."""


class Process:
    """A program under test with its own mark, output and session."""

    def __init__(self, command: Sequence[str | Path], cwd: Path, environ: Mapping[str, str]) -> None:
        self.mark = uuid.uuid4().hex
        self.log = cwd / f"output-{self.mark[:8]}"
        ours = {name: os.environ[name] for name in CLEAN if name in os.environ}
        with self.log.open("wb") as output:
            self.popen = subprocess.Popen(
                list(map(str, command)),
                cwd=cwd,
                env={**ours, **environ, MARK: self.mark},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def output(self) -> str:
        """All that it has written so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait_for(self, url: str, seconds: float = 120) -> bytes:
        """The body that an address answers with, once it answers."""

        def answer() -> bytes | None:
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                return get(url)
            return None

        body = self.wait_until(answer, seconds)
        assert isinstance(body, bytes)
        return body

    def wait_until(self, condition: Callable[[], object], seconds: float = 120) -> object:
        """What a condition gives once it gives something; an end of the process before that is a failure."""
        deadline = time.monotonic() + seconds
        while not (value := condition()):
            assert self.popen.poll() is None, f"ended with {self.popen.returncode}:\n{self.output}"
            assert time.monotonic() < deadline, f"still waiting after {seconds} s:\n{self.output}"
            time.sleep(0.1)
        return value

    def end(self, number: signal.Signals, seconds: float = 60) -> int:
        """Send a signal and wait for the exit code."""
        self.popen.send_signal(number)
        return self.popen.wait(seconds)

    def survivors(self, seconds: float = 10) -> list[str]:
        """The command lines of its descendants that are still there after a while."""
        deadline = time.monotonic() + seconds
        while (left := alive(self.mark)) and time.monotonic() < deadline:
            time.sleep(0.1)
        return list(left.values())

    def kill_all(self) -> None:
        """End whatever is left of it."""
        for pid in alive(self.mark):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.popen.wait()


@contextmanager
def running(
    command: Sequence[str | Path], cwd: Path, environ: Mapping[str, str], *, provokes: str = ""
) -> Iterator[Process]:
    """A process that is gone, with all its descendants, when the block ends, and logged no traceback.

    `provokes` says why one is expected in its log.
    """
    process = Process(command, cwd, environ)
    try:
        yield process
    finally:
        process.kill_all()
    if not provokes:
        tracebacks.check_output(process.output)


def alive(mark: str) -> dict[int, str]:
    """The living processes that carry a mark, with their command lines."""
    found = {}
    wanted = f"{MARK}={mark}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                if command:  # a zombie has none
                    found[int(folder.name)] = command
    return found


def free_port() -> int:
    """A port on loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(url: str) -> bytes:
    """The body of an address."""
    with urllib.request.urlopen(url, timeout=10) as answer:
        return bytes(answer.read())
