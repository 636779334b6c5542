"""Many received files as one: a ZIP that is written while it is read, so that no size needs memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

CHUNK = 1 << 20


class Album:
    """A stream of the ZIP's bytes; its files are (name, open file), opened one after the other.

    They are stored as they are: photos and PDFs do not shrink. Of two files with one name the second gets
    a number.
    """

    def __init__(self, files: Iterable[tuple[str, BinaryIO]]) -> None:
        self._bytes = _written(files)
        self._left = b""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most so many; none at the end."""
        if not self._left:
            self._left = next(self._bytes, b"")
        found, self._left = self._left[:size], self._left[size:]
        return found


class _Pipe(io.RawIOBase):
    """Takes what the ZIP's writer writes, and hands it on; it cannot go back, and the writer knows."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, content: Any) -> int:
        before = len(self._held)
        self._held += content
        return len(self._held) - before

    def taken(self) -> bytes:
        content = bytes(self._held)
        self._held.clear()
        return content


def _written(files: Iterable[tuple[str, BinaryIO]]) -> Iterator[bytes]:
    pipe, used = _Pipe(), set[str]()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as package:
        for name, file in files:
            own = _free(name, used)
            with package.open(zipfile.ZipInfo(own), "w", force_zip64=True) as entry:
                while content := file.read(CHUNK):
                    entry.write(content)
                    yield pipe.taken()
    yield pipe.taken()


def _free(name: str, used: set[str]) -> str:
    stem, dot, extension = name.rpartition(".")
    number, own = 1, name
    while own.casefold() in used:
        number += 1
        own = f"{stem} ({number}){dot}{extension}" if dot else f"{name} ({number})"
    used.add(own.casefold())
    return own
