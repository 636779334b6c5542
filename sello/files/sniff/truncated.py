"""Whether an image, a sound or a film is all there, told from its frame without decoding it.

MP3 and AMR are left out: they are a row of frames without an end, and what there is of them plays.
"""

import os
import struct
from collections.abc import Callable
from typing import BinaryIO

from sello.files.kinds import (
    GIF,
    HEIC,
    JPEG,
    M4A,
    MOV,
    MP4,
    OGG,
    PNG,
    TIFF,
    WAV,
    WEBM,
    WEBP,
    FileKind,
)

_CHUNK = 1 << 20
_STEPS = 1_000_000
"""More parts than a real file has on its first level."""
_TAIL = 66_000
"""More than the longest page of an Ogg stream."""
_STREAMED = frozenset({0, 0xFFFFFFFF})
"""What a recorder that cannot go back writes as the length."""
_INDEXES = frozenset({b"moov", b"meta"})
"""The box that says what the others hold: of films and sounds, of pictures."""
_TYPE_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8}


def whole(file: BinaryIO, kind: FileKind) -> bool:
    """Whether a file of a kind reaches its end; True for kinds that have none to look for."""
    check = _CHECKS.get(kind.code)
    if check is None:
        return True
    try:
        return check(file, file.seek(0, os.SEEK_END))
    except (struct.error, IndexError, OverflowError):
        return False


def _png(file: BinaryIO, size: int) -> bool:
    at = 8
    for _ in range(_STEPS):
        length, name = struct.unpack(">I4s", _read(file, at, 8))
        at += 12 + length
        if at > size:
            return False
        if name == b"IEND":
            return True
    return False


def _jpeg(file: BinaryIO, size: int) -> bool:
    """Segments up to the picture's data, and the end mark somewhere behind: within the data it is escaped."""
    at = 2
    for _ in range(_STEPS):
        mark, name, length = struct.unpack(">BBH", _read(file, at, 4))
        if mark != 0xFF or at > size:
            return False
        if name == 0xFF:
            at += 1
        elif name == 0xDA:
            return _finds(file, at + 2 + length, b"\xff\xd9")
        else:
            at += 2 + length
    return False


def _finds(file: BinaryIO, at: int, wanted: bytes) -> bool:
    file.seek(at)
    kept = b""
    while chunk := file.read(_CHUNK):
        if wanted in kept + chunk:
            return True
        kept = chunk[-len(wanted) + 1 :]
    return False


def _gif(file: BinaryIO, size: int) -> bool:
    """Blocks of a length each, up to the trailer."""
    flags = _read(file, 10, 1)[0]
    at = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
    while at < size:
        name = _read(file, at, 1)
        if name == b";":
            return True
        if name == b"!":
            at += 2
        elif name == b",":
            flags = _read(file, at + 9, 1)[0]
            at += 11 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
        else:
            return False
        at = _behind_blocks(file, at)
    return False


def _behind_blocks(file: BinaryIO, at: int) -> int:
    while length := _read(file, at, 1)[0]:
        at += 1 + length
    return at + 1


def _riff(file: BinaryIO, size: int) -> bool:
    length: int = struct.unpack("<I", _read(file, 4, 4))[0]
    return length in _STREAMED or length + 8 <= size + length % 2


def _tiff(file: BinaryIO, size: int) -> bool:
    """The directories and the strips or tiles that they point at lie inside; large TIFF is only begun."""
    order = "<" if _read(file, 0, 2) == b"II" else ">"
    if struct.unpack(f"{order}H", _read(file, 2, 2))[0] != 42:
        return bool(struct.unpack(f"{order}Q", _read(file, 8, 8))[0] < size)
    at = struct.unpack(f"{order}I", _read(file, 4, 4))[0]
    for _ in range(1000):
        if not at:
            return True
        count = struct.unpack(f"{order}H", _read(file, at, 2))[0]
        entries = _read(file, at + 2, 12 * count + 4)
        if not _strips_inside(file, order, entries[:-4], size):
            return False
        at = struct.unpack(f"{order}I", entries[-4:])[0]
    return False


def _strips_inside(file: BinaryIO, order: str, entries: bytes, size: int) -> bool:
    places: dict[int, tuple[int, ...]] = {}
    for at in range(0, len(entries), 12):
        tag, kind, count, value = struct.unpack_from(f"{order}HHII", entries, at)
        if count * _TYPE_SIZES.get(kind, 1) > 4 and value + count * _TYPE_SIZES.get(kind, 1) > size:
            return False
        if tag in (273, 279, 324, 325) and kind in (3, 4):
            places[tag] = _numbers(file, order, entries[at + 8 : at + 12], kind, count)
    pairs = ((273, 279), (324, 325))
    return all(
        begins + length <= size
        for starts, lengths in pairs
        for begins, length in zip(places.get(starts, ()), places.get(lengths, ()), strict=False)
    )


def _numbers(file: BinaryIO, order: str, value: bytes, kind: int, count: int) -> tuple[int, ...]:
    form = f"{order}{count}{'H' if kind == 3 else 'I'}"
    length = struct.calcsize(form)
    if length > 4:
        value = _read(file, struct.unpack(f"{order}I", value)[0], length)
    return struct.unpack(form, value[:length])


def _boxes(file: BinaryIO, size: int) -> bool:
    """Boxes one behind the other up to the end, that of the index among them.

    Size 0 is that of the last box, size 1 says that the size follows in 64 bits.
    """
    at, indexed = 0, False
    for _ in range(_STEPS):
        if size - at < 8:
            return indexed and not _read(file, at, size - at).strip(b"\x00")
        length, name = struct.unpack(">I4s", _read(file, at, 8))
        indexed = indexed or name in _INDEXES
        if length == 0:
            return indexed
        if length == 1:
            length = struct.unpack(">Q", _read(file, at + 8, 8))[0]
        at += length
        if length < 8 or at > size:
            return False
    return False


def _ogg(file: BinaryIO, size: int) -> bool:
    """The last page ends where the file does, or zeros follow it."""
    start = max(0, size - _TAIL)
    tail = _read(file, start, size - start)
    at = tail.rfind(b"OggS")
    if at < 0:
        return False
    table = tail[at + 27 : at + 27 + tail[at + 26]]
    end = at + 27 + tail[at + 26] + sum(table)
    return len(table) == tail[at + 26] and end <= len(tail)


def _webm(file: BinaryIO, size: int) -> bool:
    """The segment behind the header fits; a live recording does not know its length."""
    at = sum(_sized(file, 4))
    if _read(file, at, 4) != b"\x18\x53\x80\x67":
        return False
    begins, length = _sized(file, at + 4)
    return begins + length <= size


def _sized(file: BinaryIO, at: int) -> tuple[int, int]:
    """Where the content of an EBML element begins and how long it is; an unknown length counts as none."""
    first = _read(file, at, 1)[0]
    width = 9 - first.bit_length()
    number = int.from_bytes(_read(file, at, width)) & (1 << 7 * width) - 1
    return at + width, 0 if number == (1 << 7 * width) - 1 else number


def _read(file: BinaryIO, at: int, length: int) -> bytes:
    file.seek(at)
    found = file.read(length)
    if len(found) < length:
        raise IndexError("the file ends before")
    return found


_CHECKS: dict[str, Callable[[BinaryIO, int], bool]] = {
    PNG.code: _png,
    JPEG.code: _jpeg,
    GIF.code: _gif,
    WEBP.code: _riff,
    WAV.code: _riff,
    TIFF.code: _tiff,
    HEIC.code: _boxes,
    M4A.code: _boxes,
    MP4.code: _boxes,
    MOV.code: _boxes,
    OGG.code: _ogg,
    WEBM.code: _webm,
}
