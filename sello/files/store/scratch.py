"""The files of one form on the disk of the store: hundreds at once, held by a single open file."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path
from typing import Any


class Scratch:
    """A nameless file that vanishes with whoever holds it; its parts are written one after the other."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - it lives as long as the request

    def part(self) -> Part:
        """Begin the next part, behind what was written so far."""
        return Part(self, self.file.seek(0, os.SEEK_END))

    def close(self) -> None:
        """Let the disk have its room back."""
        self.file.close()


class Part(io.RawIOBase):
    """One of the files: written until the next one begins, then read as often as wanted."""

    def __init__(self, scratch: Scratch, begins: int) -> None:
        self._scratch, self._begins = scratch, begins
        self._at = self._length = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def writable(self) -> bool:
        """It is, until the next part begins."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read on, never beyond the part's own end."""
        room = memoryview(buffer).cast("B")
        self._scratch.file.seek(self._begins + self._at)
        found = self._scratch.file.read(min(len(room), self._length - self._at))
        room[: len(found)] = found
        self._at += len(found)
        return len(found)

    def write(self, content: Any) -> int:
        """Write on."""
        self._scratch.file.seek(self._begins + self._at)
        self._at += self._scratch.file.write(content)
        self._length = max(self._length, self._at)
        return memoryview(content).nbytes

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a place of the part."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._length}[whence]
        self._at = max(0, min(start + offset, self._length))
        return self._at
