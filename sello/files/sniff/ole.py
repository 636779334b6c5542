"""Office files of 1997-2003 and Outlook's mails, by the streams of their compound file."""

import struct
from collections.abc import Collection
from typing import BinaryIO

from sello.files.kinds import DOC, MSG, PPT, XLS, FileKind
from sello.files.sniff import foreign
from sello.files.sniff.compound import DAMAGED, MAGIC, Compound
from sello.files.sniff.findings import Finding
from sello.files.sniff.foreign import Foreign
from sello.files.sniff.reasons import BrokenFile, ProgramRefused, ProtectedFile, WithMacros

__all__ = ["MAGIC", "look"]

_STREAMS = {"WordDocument": DOC, "Workbook": XLS, "Book": XLS, "PowerPoint Document": PPT}
_MAIL = "__properties_version1.0"
_OTHERS: dict[str, Foreign] = {
    "Quill": foreign.PUBLISHER,
    "VisioDocument": foreign.VISIO,
    "MatOST": foreign.WORKS,
    "Props9": foreign.PROJECT,
    "Props12": foreign.PROJECT,
    "Props14": foreign.PROJECT,
}
FOREIGN = frozenset(_OTHERS.values())
"""The kinds that are told here and not taken."""
_LOCKS = frozenset({"EncryptedPackage", "EncryptionInfo", "DRMContent", "\x09DRMContent"})
_MACROS = frozenset({"VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros"})
_INSTALLER = range(0x3800, 0x4841)
"""Installers (MSI) write the names of their tables in this range of letters."""
_WORD_LOCKED = 0x0100
_SHEET_LOCKED = 0x2F
_SLIDES_LOCKED = 0xF3D1C4DF
_RECORDS = 32
"""A sheet says among its first records whether the rest is encrypted (MS-XLS 2.1.7.20)."""


def look(file: BinaryIO) -> FileKind | None:
    """Tell DOC, XLS, PPT or MSG by the streams inside; refuse macros, locks and what is cut short."""
    kind = None
    try:
        package = Compound(file)
        kind = _kind(package)
        locked = _locked(package)
        whole = package.whole
    except DAMAGED as error:
        raise Finding(BrokenFile, kind=(kind or DOC).label) from error
    if locked:
        raise Finding(ProtectedFile)
    if kind and not whole:
        raise Finding(BrokenFile, kind=kind.label)
    return kind


def _kind(package: Compound) -> FileKind | None:
    names = package.by_name.keys()
    if names & _LOCKS:
        raise Finding(ProtectedFile)
    if _MAIL in names:
        return MSG
    refusal = _refusal(names)
    if refusal is not None:
        raise refusal
    return next((kind for stream, kind in _STREAMS.items() if stream in names), None)


def _refusal(names: Collection[str]) -> Finding | None:
    """Why what has these streams is not taken."""
    other = next((_OTHERS[name] for name in _OTHERS if name in names), None)
    if other is not None:
        return other.refused()
    if any(ord(name[0]) in _INSTALLER for name in names if name):
        return Finding(ProgramRefused)
    return None if _MACROS.isdisjoint(names) else Finding(WithMacros)


def _locked(package: Compound) -> bool:
    """Whether the text, the sheets or the slides are encrypted; a sheet guarded from edits is not."""
    word, slides = package.begins("WordDocument", 12), package.begins("Current User", 16)
    if len(word) == 12 and struct.unpack_from("<H", word, 10)[0] & _WORD_LOCKED:
        return True
    if len(slides) == 16 and struct.unpack_from("<I", slides, 12)[0] == _SLIDES_LOCKED:
        return True
    return any(_sheet_locked(package.begins(name, 4096)) for name in ("Workbook", "Book"))


def _sheet_locked(stream: bytes) -> bool:
    at = 0
    for _ in range(_RECORDS):
        if at + 4 > len(stream):
            return False
        record, length = struct.unpack_from("<2H", stream, at)
        if record == _SHEET_LOCKED:
            return True
        at += 4 + length
    return False
