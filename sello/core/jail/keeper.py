"""The process that keeps limited processes ready: one is forked from it in a few milliseconds.

It knows nothing but libraries: it begins in isolated mode with an empty environment, and never looks at a
file itself. What a question needs is loaded here before its process is forked, so that the next one finds it.
"""

import gc
import importlib
import os
import select
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Final, TypeAlias

from sello.core.jail.messages import KILL, LONGEST, ended, requested

_DESCRIPTORS: Final = 1 << 16
"""A limited process inherits none beyond its input, its output, and our own complaints, which go nowhere."""

Children: TypeAlias = dict[int, socket.socket]
"""Who asked for each limited process that runs: he is told how it ended, and it ends when he goes away."""


def main() -> None:
    """Fork a limited process for each request on the standard input, until nobody is left to ask."""
    os.chdir("/")
    requests = socket.socket(fileno=0)
    waking, woken = socket.socketpair()
    for end in (requests, waking, woken):
        end.setblocking(False)
    signal.set_wakeup_fd(woken.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    children: Children = {}
    while True:
        askers = {asker: pid for pid, asker in children.items()}
        ready, _, _ = select.select([requests, waking, *askers], [], [])
        for each in ready:
            if each is waking:
                with suppress(BlockingIOError):
                    waking.recv(4096)
            elif each is requests:
                if not _answered(requests, children):
                    _end_all(children)
                    return
            elif each in askers:
                _heard(each, askers[each])
        _told_the_ended(children)


def _end_all(children: Children) -> None:
    """Nobody is left who could read what they say."""
    for pid in children:
        os.kill(pid, signal.SIGKILL)


def _answered(requests: socket.socket, children: Children) -> bool:
    """Take one request and fork for it, or only load what it names; False when nobody is left to ask."""
    try:
        message, given, _, _ = socket.recv_fds(requests, LONGEST, 3)
    except BlockingIOError:
        return True
    if not message:
        return False
    module, said = requested(message)
    _load(module, said)
    if not given:
        return True
    file, output, asker = given
    with suppress(OSError):  # no room for a process: the asker sees that his line was closed
        pid = os.fork()
        if pid == 0:
            _become(module, said, file, output)
        children[pid] = socket.socket(fileno=os.dup(asker))
    for each in given:
        os.close(each)
    return True


def _load(module: str, said: Sequence[str]) -> None:
    """Have ready here what this question needs; whatever fails will fail again where it is answered."""
    before = len(sys.modules)
    with suppress(Exception):
        loaded = importlib.import_module(module)
        if hasattr(loaded, "ready"):
            loaded.ready(*said)
    if len(sys.modules) != before:
        gc.collect()
        gc.freeze()


def _become(module: str, said: Sequence[str], file: int, output: int) -> None:
    """Be the limited process: its input is the file, and nothing of ours stays open."""
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
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


def _heard(asker: socket.socket, pid: int) -> None:
    """He wants it ended, or is gone himself."""
    with suppress(BlockingIOError, ConnectionError):
        if asker.recv(1) not in {b"", KILL}:
            return
    os.kill(pid, signal.SIGKILL)


def _told_the_ended(children: Children) -> None:
    while children:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        with children.pop(pid) as asker, suppress(OSError):
            asker.send(ended(os.waitstatus_to_exitcode(status)))
