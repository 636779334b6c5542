"""PDF: its header within the first 1,024 bytes, its end in place, and that it opens without a password.

What reads plainly from its end is taken as it is; of a file that is encrypted, or whose end leads nowhere,
and of one that is damaged, a library says more: `judging` asks it.
"""

import os
import re
from typing import BinaryIO

from sello.files.kinds import PDF, FileKind
from sello.files.sniff.findings import Undecided

MAGIC = b"%PDF-"
LEADING = b"\xef\xbb\xbf\r\n\t "
"""Bytes that some scanners write before the header."""
_HEADER_WITHIN = 1024
"""How far in a header may lie (PDF 32000-1, annex H.3.4.1)."""
_TAIL = 64 * 1024
_TRAILER = 1024 * 1024
"""How far a list of objects is read to find the words behind it."""
_START = re.compile(rb"startxref\s+(\d{1,12})\s")
_LIST = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
_FAST = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d{1,12})\b|/L\s+(\d{1,12})\b[^>]*?/Linearized\b")
_LOCK = re.compile(rb"/(?:E|#45)(?:n|#6[eE])crypt\b")


def begins(head: bytes) -> bool:
    """Whether it begins as a PDF does: with the header, or with what scanners write before it."""
    return head.lstrip(LEADING).startswith(MAGIC)


def lies_further_in(file: BinaryIO, head: bytes) -> bool:
    """Whether a PDF begins within the first 1,024 bytes and ends as one: a text may only say so."""
    return MAGIC in head[: _HEADER_WITHIN + len(MAGIC)] and b"startxref" in _tail(file)


def look(file: BinaryIO, head: bytes) -> FileKind:
    """Accept a whole PDF that opens without a password; one that only restricts copying does."""
    tail = _tail(file)
    if not _ends(tail) or _cut_fast_one(file, head):
        raise Undecided("damaged")
    lists = _last_list(file, head, tail)
    if lists is None or _LOCK.search(lists) or _LOCK.search(tail):
        raise Undecided("closed")
    return PDF


def _ends(tail: bytes) -> bool:
    """Whether the end mark is there and no object follows: the end of an earlier version is not the end."""
    _, mark, behind = tail.rpartition(b"%%EOF")
    return bool(mark) and not _OBJECT.search(behind)


def _cut_fast_one(file: BinaryIO, head: bytes) -> bool:
    """Whether a file that is made to be shown while it comes is shorter than it says of itself."""
    said = _FAST.search(head[:4096])
    return said is not None and int(said[1] or said[2]) > file.seek(0, os.SEEK_END)


def _last_list(file: BinaryIO, head: bytes, tail: bytes) -> bytes | None:
    """The newest list of objects with the words behind it; None when the end does not lead to one."""
    starts = _START.findall(tail)
    if not starts:
        return None
    for at in (int(starts[-1]), int(starts[-1]) + max(0, head.find(MAGIC))):
        file.seek(at)
        found = file.read(_TRAILER)
        if _LIST.match(found):
            return found.partition(b"startxref")[0]
    return None


def _tail(file: BinaryIO) -> bytes:
    file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
    return file.read(_TAIL)
