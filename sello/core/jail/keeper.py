"""The process that keeps limited processes ready: one is forked from it in a few milliseconds.

It knows nothing but libraries: it begins in isolated mode with an empty environment, and never looks at a
file itself. What a question needs is loaded here before its process is forked, so that the next one finds it.
"""

import gc
import importlib
import os
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from selectors import EVENT_READ, DefaultSelector
from typing import Final

from sello.core.jail import limits
from sello.core.jail.messages import BEGUN, KILL, LONGEST, ended, requested

_DESCRIPTORS: Final = 1 << 16
"""A limited process inherits none beyond its input, its output, and our own complaints, which go nowhere."""
_GIVEN = 3
"""Descriptors of a request: the file, where the answer goes, and the line of whoever asks."""


def main() -> None:
    """Fork a limited process for each request on the standard input, until nobody is left to ask."""
    os.chdir("/")
    os.closerange(3, _DESCRIPTORS)
    limits.hide()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it ends with whoever asks, also where all are told to end
    Keeper(socket.socket(fileno=0)).keep()


class Keeper:
    """The limited processes that run, each with the line of whoever asked for it."""

    def __init__(self, requests: socket.socket) -> None:
        self._requests = requests
        self._children: dict[int, socket.socket] = {}
        self._looking = DefaultSelector()
        self._waking, self._woken = socket.socketpair()
        for end in (requests, self._waking, self._woken):
            end.setblocking(False)

    def keep(self) -> None:
        """Answer requests; whoever goes away, or says so, has his process ended."""
        signal.set_wakeup_fd(self._woken.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._looking.register(self._requests, EVENT_READ)
        self._looking.register(self._waking, EVENT_READ)
        while True:
            for key, _ in self._looking.select():
                if key.fileobj is self._waking:
                    with suppress(BlockingIOError):
                        self._waking.recv(4096)
                elif key.fileobj is not self._requests:
                    self._heard(key.data)
                elif not self._answered():
                    for pid in self._children:
                        os.kill(pid, signal.SIGKILL)
                    return
            self._tell_how_they_ended()

    def _answered(self) -> bool:
        """Take one request and fork for it, or only load what it names; False when nobody is left to ask."""
        try:
            message, given, _, _ = socket.recv_fds(self._requests, LONGEST, _GIVEN)
        except BlockingIOError:
            return True
        if message:
            module, said = requested(message)
            _load(module, said)
            if len(given) == _GIVEN:
                with suppress(OSError):  # no room for a process: the asker sees that his line was closed
                    self._fork(module, said, *given)
        for each in given[:2] if len(given) == _GIVEN else given:
            os.close(each)
        return bool(message)

    def _fork(self, module: str, said: Sequence[str], file: int, output: int, line: int) -> None:
        """Have a limited process begin, and tell the asker that it did."""
        asker, keeper = socket.socket(fileno=line), os.getpid()
        try:
            self._looking.register(asker, EVENT_READ)
            pid = os.fork()
        except OSError:
            with suppress(KeyError):
                self._looking.unregister(asker)
            asker.close()
            raise
        if pid == 0:
            if is_gone(asker):
                os._exit(1)
            _become(module, said, file, output, keeper)
        self._looking.modify(asker, EVENT_READ, pid)
        self._children[pid] = asker
        with suppress(OSError):
            asker.send(BEGUN)

    def _heard(self, pid: int) -> None:
        """He wants it ended, or is gone himself."""
        asker = self._children[pid]
        with suppress(ConnectionError):
            if asker.recv(1) not in {b"", KILL}:
                return
        self._looking.unregister(asker)
        os.kill(pid, signal.SIGKILL)

    def _tell_how_they_ended(self) -> None:
        while self._children:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            asker = self._children.pop(pid)
            with suppress(KeyError):  # who was heard is not looked at any more
                self._looking.unregister(asker)
            with asker, suppress(OSError):
                asker.send(ended(os.waitstatus_to_exitcode(status)))


def is_gone(asker: socket.socket) -> bool:
    """Whether he no longer waits and has the file read elsewhere: to read it too would move its place."""
    try:
        return asker.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def _load(module: str, said: Sequence[str]) -> None:
    """Have ready here what this question needs; whatever fails will fail again where it is answered."""
    before = len(sys.modules)
    with suppress(Exception, SystemExit):
        loaded = importlib.import_module(module)
        if hasattr(loaded, "ready"):
            loaded.ready(*said)
    if len(sys.modules) != before:
        gc.collect()
        gc.freeze()


def _become(module: str, said: Sequence[str], file: int, output: int, keeper: int) -> None:
    """Be the limited process: its input is the file, nothing of ours stays open, and it ends with us."""
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        limits.end_with(keeper)
        os.setsid()
        os.dup2(file, 0)
        os.dup2(output, 1)
        os.closerange(3, _DESCRIPTORS)
        sys.argv[1:] = said
        importlib.import_module(module).main()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    finally:
        os._exit(status)
