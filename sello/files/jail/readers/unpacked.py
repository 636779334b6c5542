"""The files of a ZIP, one after the other: how many they are, and what is in each."""

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from sello.files.entry_names import path_of
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
            yield from _of_at_most(archive, entry, int(limit))
    yield frame(OVER)


def entries(file: BinaryIO, most: str) -> dict[str, Any]:
    """The first `most` files of a ZIP: path, sizes, lock and link; and how many there are."""
    with zipfile.ZipFile(file) as archive:
        found = [entry for entry in archive.infolist() if not entry.is_dir()]
    rows = [
        {
            "path": str(path_of(entry)),
            "size": entry.file_size,
            "packed": entry.compress_size,
            "locked": bool(entry.flag_bits & 0x1),
            "link": stat.S_ISLNK(entry.external_attr >> 16),
        }
        for entry in found[: int(most)]
    ]
    return {"files": len(found), "entries": rows}


def chosen(file: BinaryIO, limit: str, places: str) -> Iterator[bytes]:
    """Some of the files that `entries` tells, by their places among them, under these as names."""
    with zipfile.ZipFile(file) as archive:
        found = [entry for entry in archive.infolist() if not entry.is_dir()]
        for place in places.split(","):
            yield frame(NAMED, place.encode("ascii"))
            yield from _of_at_most(archive, found[int(place)], int(limit))
    yield frame(OVER)


def _of_at_most(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> Iterator[bytes]:
    if entry.file_size > limit:
        yield frame(LARGE)
    else:
        yield from _content(archive, entry)


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
        path = path_of(entry)
        if not entry.is_dir() and not is_left_behind(path):
            yield path.name, entry
