"""Office files of 1997-2003: a small reader of the compound file's directory (MS-CFB), names only."""

import os
import struct
from array import array
from collections.abc import Iterator
from typing import BinaryIO

from sello.files.kinds import (
    DOC,
    PPT,
    XLS,
    FileKind,
)
from sello.files.sniff.findings import Finding
from sello.files.sniff.reasons import BrokenFile, ProtectedFile, WithMacros

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = {"WordDocument": DOC, "Workbook": XLS, "Book": XLS, "PowerPoint Document": PPT}
_MACROS = frozenset({"VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros"})
_SECTORS = 16_384
"""More table or directory sectors than any office file has: a guard against circular chains."""
_LAST = 0xFFFFFFFA


def look(file: BinaryIO) -> FileKind | None:
    """Tell DOC, XLS or PPT by the streams inside; refuse macros and encryption."""
    try:
        names = set(_names(file))
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise Finding(BrokenFile, kind=DOC.label) from error
    if "EncryptedPackage" in names:
        raise Finding(ProtectedFile)
    if names & _MACROS:
        raise Finding(WithMacros)
    return next((kind for stream, kind in _STREAMS.items() if stream in names), None)


def _names(file: BinaryIO) -> Iterator[str]:
    file.seek(0, os.SEEK_SET)
    header = file.read(512)
    size = 1 << struct.unpack_from("<H", header, 30)[0]
    if size not in (512, 4096):
        raise ValueError("sector size")
    table = _table(file, header, size)
    for sector in _chain(table, struct.unpack_from("<I", header, 48)[0]):
        content = _sector(file, sector, size)
        for at in range(0, len(content), 128):
            length = struct.unpack_from("<H", content, at + 64)[0]
            if 2 < length <= 64 and content[at + 66]:
                yield content[at : at + length - 2].decode("utf-16-le")


def _table(file: BinaryIO, header: bytes, size: int) -> "array[int]":
    """The allocation table: for each sector, the one that follows it."""
    sectors = list(struct.unpack_from("<109I", header, 76))
    more, count = struct.unpack_from("<2I", header, 68)
    for _ in range(count):
        if more >= _LAST or len(sectors) > _SECTORS:
            break
        *found, more = struct.unpack(f"<{size // 4}I", _sector(file, more, size))
        sectors.extend(found)
    table = array("I")
    for sector in sectors[:_SECTORS]:
        if sector < _LAST:
            table.extend(struct.unpack(f"<{size // 4}I", _sector(file, sector, size)))
    return table


def _chain(table: "array[int]", first: int) -> Iterator[int]:
    sector, steps = first, 0
    while sector < _LAST:
        steps += 1
        if steps > _SECTORS:
            raise ValueError("circular chain")
        yield sector
        sector = table[sector]


def _sector(file: BinaryIO, number: int, size: int) -> bytes:
    file.seek((number + 1) * size)
    content = file.read(size)
    if len(content) != size:
        raise ValueError("sector beyond the end")
    return content
