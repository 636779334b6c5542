"""Holds the demonstration's two processes until Ctrl-C: `sello demo` goes on as this program once all is set.

It is run by its path and imports nothing of ours, so that what only waits does not keep the application in
memory. Arguments: the address that answers when the web is up, the file for the processes' log, and what to
say once they are up.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import FrameType
from typing import BinaryIO

import click

PARENT_DIED = 1
"""Linux prctl option PR_SET_PDEATHSIG: which signal a child gets when its parent is gone."""

PATIENCE = 10.0
"""Seconds that a process has to stop by itself before it is made to."""

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(Exception):
    """Somebody asked the demo to end."""


class Supervisor:
    """Starts web and scheduler, waits, and leaves no process behind."""

    def __init__(self, health: str, log: Path, welcome: str) -> None:
        self.health = health
        self.log = log
        self.welcome = welcome
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def run(self) -> int:
        """Hold the processes until Ctrl-C (exit code 0) or until one of them dies (1)."""
        for number in ENDINGS:
            signal.signal(number, _ask_to_stop)
        try:
            with self.log.open("wb") as log:
                self._start("serve", log)
                self._start("scheduler", log)
            self._greet()
            return self._watch()
        except Stop:
            click.echo("\nDeteniendo la demostración; los datos quedan guardados.")
            return 0
        finally:
            self._stop_all()

    def _start(self, command: str, log: BinaryIO) -> None:
        self.children[command] = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "sello", command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C reaches only us: we decide who stops, and when
            preexec_fn=_end_with_the_parent,  # noqa: PLW1509 - no threads here
        )

    def _greet(self) -> None:
        """Print where to go and as whom, once the web answers."""
        while self._dead() is None and not self._answers():
            time.sleep(0.1)
        if self._dead() is None:
            click.echo(self.welcome)

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), urllib.request.urlopen(self.health, timeout=2) as answer:  # noqa: S310 - loopback
            return bool(answer.status == 200)
        return False

    def _watch(self) -> int:
        while (dead := self._dead()) is None:
            time.sleep(0.25)
        click.echo(f"El proceso «{dead}» terminó solo; se detiene la demostración.", err=True)
        for line in self._words():
            click.echo(line, err=True)
        click.echo(f"El registro completo está en {self.log}", err=True)
        return 1

    def _words(self) -> list[str]:
        """What the processes said to people: the log's lines that are not records."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if not line.startswith("{")][-20:]

    def _dead(self) -> str | None:
        return next((name for name, child in self.children.items() if child.poll() is not None), None)

    def _stop_all(self) -> None:
        for number in ENDINGS:
            signal.signal(number, signal.SIG_IGN)
        for child in self.children.values():
            _signal_group(child, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for child in self.children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal_group(child, signal.SIGKILL)
                child.wait()


def _ask_to_stop(_number: int, _frame: FrameType | None) -> None:
    raise Stop


def _end_with_the_parent() -> None:
    """Ask Linux to end this child if its parent is killed without a chance to say so."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DIED, signal.SIGTERM)


def _signal_group(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Reach a child and whatever it started; one that is gone already needs nothing."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, number)


if __name__ == "__main__":
    address, log_file, words = sys.argv[1:]
    sys.exit(Supervisor(address, Path(log_file), words).run())
