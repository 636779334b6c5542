"""The names that senders give their files, made harmless."""

import struct
import unicodedata
import zipfile
import zlib

from sello.core import text

_UNICODE_PATH = 0x7075
"""Info-ZIP's field for the name in UTF-8, beside one in the code page of its writer (APPNOTE 4.6.9)."""
_SAYS_UTF8 = 0x800

LIMIT = 200
"""Characters of a kept file name; the column has room for an extension of ours besides."""


def clean(raw: str) -> str:
    """Keep the last part of a path, without control or direction characters, at most LIMIT long."""
    last = raw.replace("\\", "/").rpartition("/")[2]
    name = " ".join(shown(last).split()).lstrip(".") or "archivo"
    if len(name) <= LIMIT:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 10:
        return name[:LIMIT]
    return f"{stem[: LIMIT - len(extension) - 1]}.{extension}"


def shown(raw: str) -> str:
    """A name with composed letters, without control, direction and other characters that nobody sees."""
    composed = text.clean(unicodedata.normalize("NFC", raw))
    return "".join(char for char in composed if unicodedata.category(char)[0] != "C")


def unicode_path(entry: zipfile.ZipInfo) -> str | None:
    """The name of a ZIP's entry that its Unicode path field tells, if that was written for this entry."""
    at = 0
    while at + 4 <= len(entry.extra):
        field, length = struct.unpack_from("<HH", entry.extra, at)
        content = entry.extra[at + 4 : at + 4 + length]
        at += 4 + length
        if field == _UNICODE_PATH and content[:5] == b"\x01" + _checksum(entry):
            return content[5:].decode("utf-8", "ignore") or None
    return None


def _checksum(entry: zipfile.ZipInfo) -> bytes:
    """Of the name as it is written in the entry: the field is void when somebody renamed that alone."""
    encoding = "utf-8" if entry.flag_bits & _SAYS_UTF8 else "cp437"
    return struct.pack("<I", zlib.crc32(entry.orig_filename.encode(encoding, "replace")))
