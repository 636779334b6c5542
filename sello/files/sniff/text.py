"""Plain text, CSV and XML; everything that only looks like text and would run or render is refused."""

import codecs
import csv
import os
import re
from typing import BinaryIO

from sello.files.kinds import CSV, TEXT, FileKind
from sello.files.sniff import markup
from sello.files.sniff.findings import Finding
from sello.files.sniff.programs import is_program, is_program_name
from sello.files.sniff.reasons import ProgramRefused, WebPageRefused

_CHUNK = 1 << 18
_SAMPLE = 64 * 1024
_SNIFFED = 1500
"""As far as browsers look for markup in a text."""
_CONTROL = (*range(9), 0x0B, *range(0x0E, 0x20), 0x7F)
"""Bytes that no text has; to look for each of them is nine times faster than a pattern."""
_WEB = re.compile(r"<\s*(!doctype\s+html|html|svg|script|iframe|object|embed)\b", re.IGNORECASE)
_TABLE_NAMES = (".csv", ".tsv")
_ENCODINGS = ("utf-8-sig", "cp1252")
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def look(file: BinaryIO, name: str) -> FileKind | None:
    """Accept a text without control characters, in UTF-8, UTF-16 with its mark or Windows-1252."""
    sample = _sample(file)
    if sample is None:
        return None
    if markup.is_markup(sample):
        return markup.look(file, sample)
    if _WEB.search(sample[:_SNIFFED]):
        raise Finding(WebPageRefused)
    if is_program(sample.encode()[:16]) or is_program_name(name):
        raise Finding(ProgramRefused)
    return CSV if _is_table(sample, name) else TEXT


def _sample(file: BinaryIO) -> str | None:
    """The beginning of the text if ALL of the file is text in one encoding, else None."""
    file.seek(0, os.SEEK_SET)
    start = file.read(4)
    marked = tuple(encoding for mark, encoding in _BYTE_ORDER_MARKS if start.startswith(mark))
    for encoding in marked or _ENCODINGS:
        sample = _decoded(file, encoding)
        if sample is not None:
            return sample
    return None


def _decoded(file: BinaryIO, encoding: str) -> str | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0, os.SEEK_SET)
    sample = ""
    try:
        while chunk := file.read(_CHUNK):
            piece = decoder.decode(chunk)
            said = piece.encode() if encoding == "utf-16" else chunk
            if any(byte in said for byte in _CONTROL):
                return None
            sample += piece[: _SAMPLE - len(sample)]
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return sample


def _is_table(sample: str, name: str) -> bool:
    """Whether the file says that it is a table, or every line has the same number, two or more, of cells.

    A table as towns keep them has titles above, totals below, or one column: nothing that its text alone
    could tell from prose. So the name decides, which is all that it decides.
    """
    if name.lower().endswith(_TABLE_NAMES):
        return True
    lines = sample.splitlines()
    complete = lines[:-1] if len(sample) == _SAMPLE else lines
    return any(_columns(complete[:50], separator) > 1 for separator in ";\t")


def _columns(lines: list[str], separator: str) -> int:
    try:
        widths = {len(row) for row in csv.reader(lines, delimiter=separator) if row}
    except csv.Error:
        return 0
    return widths.pop() if len(widths) == 1 and len(lines) > 1 else 0
