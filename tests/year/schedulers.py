"""Two schedulers at once, told what time it is, and killed whenever the year says so."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.processes import Process, running

LONGEST = 300.0
"""Seconds that a scheduler may take for one instant."""
BOTH = (0, 1)


class Scheduler:
    """A process that works when it is told, until it is killed."""

    def __init__(self, door: Path) -> None:
        self._line = socket.socket(socket.AF_UNIX)
        self._line.settimeout(LONGEST)
        self._line.connect(str(door))
        self._answers = self._line.makefile("r")
        self.pid = int(self._answers.readline())

    def work(self, names: Sequence[str], now: datetime) -> dict[str, Any] | None:
        """Do some jobs at an instant; None if it was killed over them."""
        try:
            self._line.sendall(json.dumps({"jobs": list(names), "now": now.isoformat()}).encode() + b"\n")
            answer = self._answers.readline()
        except OSError as error:
            if isinstance(error, TimeoutError):
                raise
            return None
        return json.loads(answer) if answer else None

    def kill(self) -> None:
        """End it as a power cut does."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """Let go of it."""
        self._answers.close()
        self._line.close()


class Pair:
    """Two schedulers that know nothing of each other; whoever was killed is started again at once."""

    def __init__(self, nursery: Process, door: Path) -> None:
        self._door, self.nursery = door, nursery
        self._both = [Scheduler(door), Scheduler(door)]
        self.kills = 0

    def work(self, names: Sequence[str], now: datetime, which: Sequence[int] = BOTH) -> None:
        """Some of them do jobs at the same instant, until at least one has come to the end."""
        while not any(self._at_once(names, now, which)):
            pass

    def kill(self, which: Sequence[int]) -> None:
        """Kill one of them, or both."""
        for number in which:
            self._both[number].kill()
            self.kills += 1

    def close(self) -> None:
        """End both."""
        for each in self._both:
            each.close()

    def _at_once(self, names: Sequence[str], now: datetime, which: Sequence[int]) -> list[bool]:
        ended = [False, False]

        def work(number: int) -> None:
            ended[number] = self._both[number].work(names, now) is not None

        threads = [threading.Thread(target=work, args=(number,)) for number in which]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for number in which:
            if not ended[number]:
                self._both[number].close()
                self._both[number] = Scheduler(self._door)
        return ended


@contextmanager
def pair(folder: Path, environ: Mapping[str, str]) -> Iterator[Pair]:
    """Both, with their nursery, while the block runs."""
    door = Path(tempfile.mkdtemp(prefix="sello-year-")) / "door"  # a socket's path is short
    command = [sys.executable, str(Path(__file__).with_name("worker.py")), str(door)]
    with running(command, folder, environ) as nursery:
        nursery.wait_until(door.exists)
        both = Pair(nursery, door)
        try:
            yield both
        finally:
            both.close()
            door.unlink()
            door.parent.rmdir()
