"""A small reader of compound files (MS-CFB): the names in the directory, and how a stream begins."""

import os
import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DAMAGED = (struct.error, IndexError, ValueError, OverflowError)
"""What reading a compound file that does not hold together raises."""
_SECTORS = 16_384
"""More table or directory sectors than any office file has: a guard against circular chains."""
_LAST = 0xFFFFFFFA
_SMALL_SECTOR = 64


@dataclass(frozen=True)
class Entry:
    """A storage, a stream or the root (kind 1, 2, 5), or a free place (0); its neighbours by their places."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """An open compound file. Raises one of DAMAGED where the file does not hold together."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        file.seek(0, os.SEEK_SET)
        header = file.read(512)
        self._size: int = 1 << struct.unpack_from("<H", header, 30)[0]
        if self._size not in (512, 4096):
            raise ValueError("sector size")
        self._cutoff = struct.unpack_from("<I", header, 56)[0]
        self._table = self._read_table(header)
        self._small_first = struct.unpack_from("<I", header, 60)[0]
        first = struct.unpack_from("<I", header, 48)[0]
        self.entries: tuple[Entry, ...] = tuple(self._read_entries(first))
        self.by_name = {entry.name: entry for entry in self.entries if entry.kind}
        self._small: array[int] | None = None

    @property
    def whole(self) -> bool:
        """Whether the last byte of every stream lies within the file; what pads it may be missing."""
        length: int = self._file.seek(0, os.SEEK_END)
        large = (entry for entry in self.entries if entry.size and (entry.kind == 5 or self._is_large(entry)))
        return all(self._end(entry) <= length for entry in large)

    def _is_large(self, entry: Entry) -> bool:
        return entry.kind == 2 and entry.size >= self._cutoff

    def _end(self, entry: Entry) -> int:
        """The place in the file behind the last byte of a stream that lies in sectors of its own."""
        *_, last = _chain(self._table, entry.start)
        return (last + 1) * self._size + (entry.size - 1) % self._size + 1

    def begins(self, name: str, most: int) -> bytes:
        """The first bytes of a stream, `most` at the most; nothing when there is no such stream."""
        entry = self.by_name.get(name)
        return self.read(entry, most) if entry else b""

    def inside(self, holder: Entry) -> list[Entry]:
        """What lies right inside a storage or the root."""
        found: list[Entry] = []
        waiting = [holder.child]
        while waiting:
            place = waiting.pop()
            if place >= _LAST:
                continue
            entry = self.entries[place]
            found.append(entry)
            if len(found) > len(self.entries):
                raise ValueError("circular directory")
            waiting += [entry.left, entry.right]
        return found

    def read(self, entry: Entry, most: int) -> bytes:
        """The first bytes of a stream; nothing of a storage."""
        if entry.kind != 2:
            return b""
        wanted = min(most, entry.size)
        if self._is_large(entry):
            return self._poured(entry.start, wanted)
        return self._small_stream(entry.start, wanted)

    def _poured(self, first: int, wanted: int) -> bytes:
        found = bytearray()
        chain = _chain(self._table, first)
        while len(found) < wanted:
            found += self._sector(_next(chain))
        return bytes(found[:wanted])

    def _small_stream(self, first: int, wanted: int) -> bytes:
        """A stream below the cut-off, which lies in small sectors inside the root's own stream."""
        if self._small is None:
            self._small = array("I")
            for sector in _chain(self._table, self._small_first):
                self._small.extend(self._numbers(sector))
        holder = list(_chain(self._table, self.entries[0].start))
        found = bytearray()
        chain = _chain(self._small, first)
        while len(found) < wanted:
            at, inside = divmod(_next(chain) * _SMALL_SECTOR, self._size)
            found += self._sector(holder[at])[inside : inside + _SMALL_SECTOR]
        return bytes(found[:wanted])

    def _read_entries(self, first: int) -> Iterator[Entry]:
        for sector in _chain(self._table, first):
            content = self._sector(sector)
            for at in range(0, len(content), 128):
                length, kind, left, right, child = struct.unpack_from("<HBx3I", content, at + 64)
                start, size = struct.unpack_from("<IQ", content, at + 116)
                named = kind and 2 < length <= 64
                name = content[at : at + length - 2].decode("utf-16-le") if named else ""
                bytes_of = size if self._size == 4096 else size & 0xFFFFFFFF
                yield Entry(name, kind if named else 0, left, right, child, start, bytes_of)

    def _read_table(self, header: bytes) -> "array[int]":
        """The allocation table: for each sector, the one that follows it."""
        sectors = list(struct.unpack_from("<109I", header, 76))
        more, count = struct.unpack_from("<2I", header, 68)
        for _ in range(count):
            if more >= _LAST or len(sectors) > _SECTORS:
                break
            *found, more = self._numbers(more)
            sectors.extend(found)
        table = array("I")
        for sector in sectors[:_SECTORS]:
            if sector < _LAST:
                table.extend(self._numbers(sector))
        return table

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._size // 4}I", self._sector(sector))

    def _sector(self, number: int) -> bytes:
        self._file.seek((number + 1) * self._size)
        content = self._file.read(self._size)
        if len(content) != self._size:
            raise ValueError("sector beyond the end")
        return content


def _next(chain: Iterator[int]) -> int:
    """The next sector of a chain that has to go on."""
    sector = next(chain, None)
    if sector is None:
        raise ValueError("a chain that ends too early")
    return sector


def _chain(table: "array[int]", first: int) -> Iterator[int]:
    """The sectors from `first` on; a chain longer than its table goes in circles."""
    sector, steps = first, 0
    while sector < _LAST:
        steps += 1
        if steps > len(table):
            raise ValueError("circular chain")
        yield sector
        sector = table[sector]
