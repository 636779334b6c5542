"""ClamAV's daemon on this machine, with a signature of our own and no other."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sello.files.scanning.clamd import Clamd, Unavailable
from tests import machine

MARK = b"una marca que solo existe en estas pruebas"
THREAT = "Sello.Prueba.UNOFFICIAL"
PATIENCE = 60


@dataclass(frozen=True)
class Daemon:
    """Where it listens."""

    by_path: str
    by_port: str


@contextmanager
def running(folder: Path, *, largest: str = "100M") -> Iterator[Daemon]:
    """Start it, wait until it answers, and end it."""
    program = machine.program("clamd")
    assert program is not None
    signatures = folder / "db"
    signatures.mkdir(parents=True)
    (signatures / "t.ndb").write_text(f"Sello.Prueba:0:*:{MARK.hex()}\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = folder / "clamd.conf"
    settings.write_text(
        f"DatabaseDirectory {signatures}\nLocalSocket {folder}/s\nTCPSocket {port}\nTCPAddr 127.0.0.1\n"
        f"Foreground yes\nStreamMaxLength {largest}\nMaxThreads 2\nAlertExceedsMax yes\n"
    )
    process = subprocess.Popen(
        [program, "-c", str(settings)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(f"{folder}/s", process)
        yield Daemon(f"{folder}/s", f"127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    """A daemon that is asked before it is there does not answer."""
    for _ in range(PATIENCE * 10):
        with suppress(Unavailable):
            Clamd(address).signatures()
            return
        assert process.poll() is None, "clamd ended by itself"
        time.sleep(0.1)
    raise AssertionError("clamd does not answer")
