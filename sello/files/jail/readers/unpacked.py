"""The files of a ZIP, one after the other: how many they are, and what is in each."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from sello.files import names
from sello.files.jail.frames import DAMAGED, DATA, HEAD, LARGE, MOST, NAMED, OVER, WHOLE
from sello.files.leftovers import is_left_behind

_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError)
"""What unpacking raises; RuntimeError also for a lock, and NotImplementedError is one."""


def measured(file: BinaryIO) -> dict[str, Any]:
    """How many files somebody put into a ZIP, and how many bytes it says that they are together."""
    with zipfile.ZipFile(file) as archive:
        sizes = [entry.file_size for _, entry in _documents(archive)]
    return {"files": len(sizes), "size": sum(sizes)}


def poured(file: BinaryIO, limit: str) -> Iterator[bytes]:
    """Each of the files under its own name; one that has more bytes than `limit` stays packed."""
    with zipfile.ZipFile(file) as archive:
        for name, entry in _documents(archive):
            yield frame(NAMED, name.encode("utf-8", "replace"))
            if entry.file_size > int(limit):
                yield frame(LARGE)
            else:
                yield from _content(archive, entry)
    yield frame(OVER)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(entry) as content:
            while chunk := content.read(MOST):
                yield frame(DATA, chunk)
    except _BROKEN:
        yield frame(DAMAGED)
    else:
        yield frame(WHOLE)


def frame(kind: bytes, content: bytes = b"") -> bytes:
    """One frame of the stream, as `jail.frames` knows them."""
    return struct.pack(HEAD, kind, len(content)) + content


def _documents(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Each file of a ZIP under its own name, without what systems leave in folders by themselves."""
    for entry in archive.infolist():
        path = PurePosixPath((names.unicode_path(entry) or entry.filename).replace("\\", "/"))
        if not entry.is_dir() and not is_left_behind(path):
            yield path.name, entry
