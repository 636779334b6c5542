"""Who is at work on an instance: its processes share a lock on its data folder, a restore wants it alone.

The lock belongs to the open file: it ends with the process that holds it, however that ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sello.core.labels import N_
from sello.core.refusal import Refusal

LOCK = "running.lock"


class Restoring(Refusal):
    """A process wants to start while the instance is being put back from a backup."""

    message = N_("Se está restaurando un respaldo en esta instancia. Espere a que termine y vuelva a partir.")


class Running(Refusal):
    """The instance is at work."""

    message = N_(
        "La instancia está en marcha (la web, el programador u otra orden). Deténgala antes: "
        "systemctl stop sello sello-scheduler. No se cambió nada."
    )


class NoPlace(Refusal):
    """The data folder is not there, or not for this account."""

    message = N_("No se puede trabajar en la carpeta de datos %(folder)s (%(error)s). Revise SELLO_DATA.")


def present(data: Path) -> IO[bytes]:
    """Say that a process of the instance is at work, until it ends or closes what this returns.

    Forked children go on holding it. Raises Restoring, NoPlace.
    """
    try:
        held = _open(data / LOCK)
    except OSError as error:
        raise NoPlace(folder=data, error=os.strerror(error.errno or 0)) from None
    try:
        fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        raise Restoring from None
    return held


def refuse_while_restored(data: Path) -> None:
    """Raise Restoring while a restore wants the instance alone; where nobody ever worked, nothing is made."""
    if (data / LOCK).is_file():
        present(data).close()


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Keep every process of the instance out while the block runs. Raises Running."""
    data.mkdir(parents=True, exist_ok=True, mode=0o750)
    with _open(data / LOCK) as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Running from None
        yield


def _open(path: Path) -> IO[bytes]:
    """The lock's file, its owner's: a lock needs no content, only somebody who may open it."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
