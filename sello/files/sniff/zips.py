"""ZIP and what is packed as ZIP: Office and OpenDocument files, read from the directory at the end.

The parts that say what the file is are read, and as much of the rest as shows whether it is whole.
"""

import lzma
import os
import re
import stat
import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO

from sello.files import names
from sello.files.kinds import ZIP, FileKind
from sello.files.leftovers import is_left_behind
from sello.files.sniff import markup, packages
from sello.files.sniff.findings import Finding
from sello.files.sniff.programs import is_program, is_program_name
from sello.files.sniff.reasons import (
    BrokenFile,
    DangerousArchive,
    EmptyArchive,
    FileRefused,
    NestedArchive,
    ProgramRefused,
    ProtectedFile,
    WebPageRefused,
)

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
ENTRIES = 10_000
DIRECTORY = 16 * 1024 * 1024
"""The largest list of entries that is read into memory, in bytes."""
UNPACKED = 8 * 1024**3
RATIO = 200
_SMALL = 64 * 1024 * 1024
"""Below this unpacked size no ratio is a danger (an empty spreadsheet column packs 1,000:1)."""
_PROVED = 512 * 1024 * 1024
_PROVED_EACH = 4
"""So many unpacked bytes, and so many more for each byte of the file, are read to see that they are what the
directory says: all of what people pack, and of what swells no more than a second's work."""
_HEAD = 64 * 1024
"""So much of an entry of a plain ZIP is looked at."""
_END = b"PK\x05\x06"
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
    struct.error,
)
_PACKED = (*MAGIC, b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_OFFICE_NAME = re.compile(r"(?i)\.(docx|xlsx|pptx|ppsx|odt|ods|odp)$")


def ends_as_archive(file: BinaryIO) -> bool:
    """Whether a ZIP lies behind another kind: what an unpacker would see, whatever follows the ZIP.

    An end record that leads to its directory is one, also when bytes follow it. The archive that a PDF
    carries as an attachment is none: the PDF goes on behind it.
    """
    tail = _tail(file)
    at = len(tail)
    while (at := tail.rfind(_END, 0, at)) >= 0:
        if len(tail) - at >= 22 and b"startxref" not in tail[at:] and _leads_to_directory(file, tail, at):
            return True
    return False


def _leads_to_directory(file: BinaryIO, tail: bytes, at: int) -> bool:
    """Whether the directory lies right before its end record, or the comment ends where the file does."""
    entries, directory, comment = struct.unpack("<HI4xH", tail[at + 10 : at + 22])
    if comment == len(tail) - at - 22:
        return True
    begins = _size(file) - len(tail) + at - directory
    if not entries or begins < 0:
        return False
    file.seek(begins)
    return file.read(4) == b"PK\x01\x02"


def look(file: BinaryIO) -> FileKind:
    """Tell an Office, OpenDocument or plain ZIP file; refuse what is broken, locked or dangerous."""
    _check_directory_size(file)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_entries(archive, _size(file))
            kind = packages.look(archive)
            _prove(archive, kind or ZIP, _size(file))
            return kind or _plain(archive)
    except _BROKEN as error:
        raise Finding(BrokenFile, kind=ZIP.label) from error


def _prove(archive: zipfile.ZipFile, kind: FileKind, size: int) -> None:
    """Read entries, small ones first, as far as the allowance goes: a damaged one does not unpack whole."""
    left = _PROVED + _PROVED_EACH * size
    try:
        for entry in sorted(archive.infolist(), key=lambda entry: entry.file_size):
            with archive.open(entry) as content:
                while left > 0 and (chunk := content.read(1 << 20)):
                    left -= len(chunk)
    except _BROKEN as error:
        raise Finding(BrokenFile, kind=kind.label) from error


def _check_directory_size(file: BinaryIO) -> None:
    """Stop before `zipfile` reads a directory of entries that would not fit in memory."""
    tail = _tail(file)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise Finding(BrokenFile, kind=ZIP.label)
    entries, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    if directory == 0xFFFFFFFF or entries == 0xFFFF:
        large = tail.rfind(b"PK\x06\x06", 0, at)
        if large < 0 or len(tail) - large < 56:
            raise Finding(BrokenFile, kind=ZIP.label)
        entries, directory = struct.unpack("<QQ", tail[large + 32 : large + 48])
    if entries > ENTRIES or directory > DIRECTORY:
        raise Finding(DangerousArchive)


def _check_entries(archive: zipfile.ZipFile, size: int) -> None:
    entries = archive.infolist()
    if not entries:
        raise Finding(EmptyArchive)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Finding(ProtectedFile)
    if _swells(entries, size) or any(_escapes(entry) for entry in entries):
        raise Finding(DangerousArchive)


def _swells(entries: list[zipfile.ZipInfo], size: int) -> bool:
    """Whether it unpacks to far more than it is: entries that share bytes, a bomb, or simply too much."""
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    bomb = unpacked > _SMALL and unpacked > RATIO * packed
    return packed > size or bomb or unpacked > UNPACKED


def _escapes(entry: zipfile.ZipInfo) -> bool:
    """Whether unpacking would write outside the folder: absolute, parent, drive or link."""
    link = stat.S_ISLNK(entry.external_attr >> 16)
    return link or _leads_out(entry.orig_filename) or _leads_out(names.unicode_path(entry) or "")


def _leads_out(written: str) -> bool:
    name = written.replace("\\", "/")
    return "\x00" in name or name.startswith("/") or name[1:2] == ":" or ".." in name.split("/")


def _plain(archive: zipfile.ZipFile) -> FileKind:
    if not any(_holds_something(entry) for entry in archive.infolist()):
        raise Finding(EmptyArchive)
    for entry in archive.infolist():
        reason = None if entry.is_dir() else _bad_content(archive, entry)
        if reason:
            raise Finding(reason)
    return ZIP


def _holds_something(entry: zipfile.ZipInfo) -> bool:
    return not entry.is_dir() and not is_left_behind(PurePosixPath(entry.filename))


def _bad_content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> type[FileRefused] | None:
    with archive.open(entry) as content:
        head = content.read(_HEAD)
    called = (entry.filename, names.unicode_path(entry) or entry.filename)
    if is_program(head) or any(map(is_program_name, called)):
        return ProgramRefused
    if entry.filename.lower().endswith(".xml") and not _is_xml(head):
        return WebPageRefused
    if head.startswith(_PACKED) and not _OFFICE_NAME.search(entry.filename):
        return NestedArchive
    return None


def _is_xml(head: bytes) -> bool:
    """Whether the beginning is that of an XML document, in the encodings that such documents have."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return markup.is_document(head.decode("utf-16" if wide else "utf-8-sig", "replace"))


def _size(file: BinaryIO) -> int:
    return file.seek(0, os.SEEK_END)


def _tail(file: BinaryIO) -> bytes:
    """The last bytes, as far back as a ZIP's end record can lie (its comment has at most 65,535 bytes)."""
    file.seek(max(0, _size(file) - 66_000))
    return file.read(66_000)
