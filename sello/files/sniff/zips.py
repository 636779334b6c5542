"""ZIP and what is packed as ZIP: Office and OpenDocument files, read from the directory at the end.

Nothing is unpacked except a few kilobytes of the parts that say what the file is.
"""

import os
import re
import stat
import struct
import zipfile
import zlib
from typing import BinaryIO

from sello.files.kinds import (
    DOCX,
    ODP,
    ODS,
    ODT,
    PPTX,
    XLSX,
    ZIP,
    FileKind,
)
from sello.files.sniff.findings import Finding
from sello.files.sniff.programs import is_program, is_program_name
from sello.files.sniff.reasons import (
    BrokenFile,
    DangerousArchive,
    FileRefused,
    NestedArchive,
    ProgramRefused,
    ProtectedFile,
    WithMacros,
)

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
ENTRIES = 10_000
DIRECTORY = 16 * 1024 * 1024
"""The largest list of entries that is read into memory, in bytes."""
UNPACKED = 8 * 1024**3
RATIO = 200
_SMALL = 64 * 1024 * 1024
"""Below this unpacked size no ratio is a danger (an empty spreadsheet column packs 1,000:1)."""
_PART = 1024 * 1024
_END = b"PK\x05\x06"
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
    struct.error,
)
_ODF = {
    b"application/vnd.oasis.opendocument.text": ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": ODS,
    b"application/vnd.oasis.opendocument.presentation": ODP,
}
_OFFICE_MAIN = re.compile(
    rb'(?:PartName="(?P<a>[^"]+)"\s+)?ContentType="application/vnd\.openxmlformats-officedocument\.'
    rb"(?P<what>wordprocessingml\.document|spreadsheetml\.sheet|presentationml\.presentation"
    rb'|presentationml\.slideshow)\.main\+xml"(?:\s+PartName="(?P<b>[^"]+)")?'
)
_OFFICE = {
    b"wordprocessingml.document": DOCX,
    b"spreadsheetml.sheet": XLSX,
    b"presentationml.presentation": PPTX,
    b"presentationml.slideshow": PPTX,
}
_OFFICE_MACRO = re.compile(r"(?i)(vbaProject\.bin$|vbaData\.xml$|/macrosheets/|/activeX/)")
_ODF_MACRO = re.compile(r"(?i)^(Basic|Scripts)/.")
_PACKED = (*MAGIC, b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_OFFICE_NAME = re.compile(r"(?i)\.(docx|xlsx|pptx|ppsx|odt|ods|odp)$")


def ends_as_archive(file: BinaryIO) -> bool:
    """Whether the file ends with a ZIP directory: what an unpacker would see behind another kind."""
    tail = _tail(file)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        return False
    return int.from_bytes(tail[at + 20 : at + 22], "little") == len(tail) - at - 22


def look(file: BinaryIO) -> FileKind:
    """Tell an Office, OpenDocument or plain ZIP file; refuse what is broken, locked or dangerous."""
    _check_directory_size(file)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_entries(archive, _size(file))
            return _office(archive) or _opendocument(archive) or _plain(archive)
    except _BROKEN as error:
        raise Finding(BrokenFile, kind=ZIP.label) from error


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
        raise Finding(BrokenFile, kind=ZIP.label)
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
    name = entry.orig_filename.replace("\\", "/")
    link = stat.S_ISLNK(entry.external_attr >> 16)
    return link or "\x00" in name or name.startswith("/") or name[1:2] == ":" or ".." in name.split("/")


def _office(archive: zipfile.ZipFile) -> FileKind | None:
    names = archive.namelist()
    if "[Content_Types].xml" not in names:
        return None
    if any(_OFFICE_MACRO.search(name) for name in names):
        raise Finding(WithMacros)
    types = _part(archive, "[Content_Types].xml")
    if b"macroEnabled" in types:
        raise Finding(WithMacros)
    main = _OFFICE_MAIN.search(types)
    if main is None:
        return None
    kind, part = _OFFICE[main["what"]], (main["a"] or main["b"] or b"").decode("utf-8", "replace")
    if part.lstrip("/") not in names:
        raise Finding(BrokenFile, kind=kind.label)
    return kind


def _opendocument(archive: zipfile.ZipFile) -> FileKind | None:
    names = archive.namelist()
    kind = _ODF.get(_part(archive, "mimetype").strip()) if "mimetype" in names else None
    if kind is None:
        return None
    if any(_ODF_MACRO.match(name) for name in names):
        raise Finding(WithMacros)
    if "content.xml" not in names or "META-INF/manifest.xml" not in names:
        raise Finding(BrokenFile, kind=kind.label)
    if b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
        raise Finding(ProtectedFile)
    return kind


def _plain(archive: zipfile.ZipFile) -> FileKind:
    for entry in archive.infolist():
        reason = None if entry.is_dir() else _bad_content(archive, entry)
        if reason:
            raise Finding(reason)
    return ZIP


def _bad_content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> type[FileRefused] | None:
    with archive.open(entry) as content:
        head = content.read(16)
    if is_program(head) or is_program_name(entry.filename):
        return ProgramRefused
    if head.startswith(_PACKED) and not _OFFICE_NAME.search(entry.filename):
        return NestedArchive
    return None


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_PART)


def _size(file: BinaryIO) -> int:
    return file.seek(0, os.SEEK_END)


def _tail(file: BinaryIO) -> bytes:
    """The last bytes, as far back as a ZIP's end record can lie (its comment has at most 65,535 bytes)."""
    file.seek(max(0, _size(file) - 66_000))
    return file.read(66_000)
