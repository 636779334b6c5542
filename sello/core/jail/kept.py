"""Asks the keeper for a limited process: a fork for it, where a new interpreter would load all libraries.

One keeper serves a process and whatever is forked from it; it ends when none of them is left.
"""

import errno
import os
import socket
import struct
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import IO, Final, Self

from sello.core.jail.messages import BEGUN, KILL, LONGEST, code, request

LOST: Final = 1000
"""The end of a process of which the keeper could not tell how it ended, because it is gone."""
_PATIENCE: Final = 5
"""Seconds for which a keeper is waited for, ten times what all that it loads takes; then it is stuck."""
_ROOT: Final = Path(__file__).parents[3]
_BEGINNING: Final = (
    "import sys, importlib; sys.path.append(sys.argv.pop(1)); importlib.import_module(sys.argv.pop(1)).main()"
)
"""In isolated mode the interpreter does not see the folder of the program by itself."""


def command(module: str, *said: str) -> list[str]:
    """What runs `main` of a module of ours in an interpreter that takes nothing from outside."""
    return [sys.executable, "-I", "-c", _BEGINNING, str(_ROOT), module, *said]


_GONE: Final = {errno.EPIPE, errno.ECONNRESET, errno.EAGAIN, errno.ENOTCONN}
"""What a line says of a keeper that ended, or takes nothing any more."""


class Forked:
    """A limited process that the keeper forked for us."""

    def __init__(self, line: socket.socket, output: socket.socket) -> None:
        self.stdout: IO[bytes] | None = output.makefile("rb")
        self.returncode: int | None = None
        self._line = line
        self._output = output
        self._told_to_end = False

    def kill(self) -> None:
        """End it, if it has not ended; the keeper knows which one it is."""
        self._told_to_end = True
        with suppress(OSError):
            self._line.send(KILL)
        with suppress(OSError):  # and if the keeper ends nobody any more, whoever reads goes on all the same
            self._output.shutdown(socket.SHUT_RDWR)

    def wait(self) -> int:
        """Its code; the signal that ended it below 0; `LOST` if nobody knows, or tells it in time."""
        while self.returncode is None:
            try:
                told = code(self._line.recv(16))
            except TimeoutError:
                if not self._told_to_end:
                    continue
                told = None
            except ConnectionError:
                told = None
            self.returncode = LOST if told is None else told
        return self.returncode

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.stdout:
            self.stdout.close()
        self._output.close()
        self.wait()
        self._line.close()


class Keeper:
    """The line to the one that was started, if it is there."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._line: socket.socket | None = None
        self.pid = 0

    def start(self) -> socket.socket | None:
        """The line to it; None where the system has no such lines."""
        with self._lock:
            if self._line is None:
                with suppress(OSError):
                    self._line, self.pid = _spawned()
            return self._line

    def forget(self, line: socket.socket) -> None:
        """It is gone: the next request starts another one."""
        with self._lock:
            if self._line is line:
                self._line = None  # it closes when nobody sends on it any more
                with suppress(ChildProcessError):  # whoever forked us has it
                    os.waitpid(self.pid, os.WNOHANG)

    def dismiss(self) -> None:
        """Let it go, and wait until it went."""
        if self._line is not None:
            self._line.close()
            self._line = None
            with suppress(ChildProcessError):
                os.waitpid(self.pid, 0)

    def part(self) -> None:
        """Go on in a process that was forked while another thread had the lock."""
        self._lock = Lock()


keeper = Keeper()
"""That of this process."""
os.register_at_fork(after_in_child=keeper.part)


def make_ready(module: str, *said: str) -> None:
    """Let the keeper load what a question needs, in its own time: before workers part, who share it."""
    line = keeper.start()
    if line is not None:
        with suppress(OSError):
            line.send(request(module, said))


def started(module: str, said: Sequence[str], readable: IO[bytes]) -> Forked | None:
    """A process that runs `main` of a module with this input; None if there is no keeper to ask."""
    asking = request(module, said)
    line = keeper.start() if len(asking) <= LONGEST else None
    if line is None:
        return None
    ours, its = socket.socketpair()
    reading, writing = socket.socketpair()
    with its, writing:
        try:
            socket.send_fds(line, [asking], [readable.fileno(), writing.fileno(), its.fileno()])
        except OSError as error:
            if error.errno in _GONE:
                keeper.forget(line)
            ours.close()
    try:
        ours.settimeout(_PATIENCE)
        if ours.recv(len(BEGUN)) == BEGUN:
            return Forked(ours, reading)
    except TimeoutError:
        keeper.forget(line)
    except OSError:
        pass  # it was not asked at all
    ours.close()  # without a word: it had no room for another process, or ended
    reading.close()
    return None


def _spawned() -> tuple[socket.socket, int]:
    """A keeper in a session of its own, with nothing but its end of the line."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", _PATIENCE, 0))
    with its:
        pid = os.posix_spawn(
            sys.executable,
            command("sello.core.jail.keeper"),
            {},
            file_actions=[
                (os.POSIX_SPAWN_DUP2, its.fileno(), 0),
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            ],
            setsid=True,
        )
    return ours, pid
