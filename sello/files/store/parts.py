"""Files that are still being written: whoever writes holds a lock, and what nobody holds is swept."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

SUFFIX = ".part"


@contextmanager
def part_in(folder: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file of a folder and where it lies; it goes with the end of the block, unless it was moved."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{secrets.token_hex(16)}{SUFFIX}"
    try:
        with locked_new(path) as part:
            yield path, part
    finally:
        with suppress(OSError):  # what cannot be removed now is swept later
            path.unlink(missing_ok=True)


def settle(part: BinaryIO) -> None:
    """See to it that what was written is on the disk."""
    part.flush()
    os.fsync(part.fileno())


def locked_new(path: Path) -> BinaryIO:
    """A new file under our lock; the sweep may take it between its birth and the lock, so look again."""
    while True:
        part = path.open("x+b")
        fcntl.flock(part, fcntl.LOCK_EX)
        if path.exists():
            return part
        part.close()


def clear_abandoned(folder: Path) -> int:
    """Remove the parts of a folder that no living process writes; return how many went."""
    gone = 0
    for path in folder.glob(f"*{SUFFIX}"):
        with suppress(FileNotFoundError):
            if not _locked(path):
                path.unlink()
                gone += 1
    return gone


def _locked(path: Path) -> bool:
    with path.open("rb") as part:
        try:
            fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
