"""Plain text and CSV; everything that only looks like text and would run or render is refused."""

import codecs
import csv
import os
import re
from typing import BinaryIO

from sello.files.kinds import CSV, TEXT, FileKind
from sello.files.sniff.findings import Finding
from sello.files.sniff.programs import is_program, is_program_name
from sello.files.sniff.reasons import ProgramRefused, WebPageRefused

_CHUNK = 1 << 20
_SAMPLE = 64 * 1024
_SNIFFED = 1500
"""As far as browsers look for markup in a text."""
_CONTROL = bytes(byte in {*range(9), 0x0B, *range(0x0E, 0x20), 0x7F} for byte in range(256))
"""For each byte, 1 when no text has it: a table to translate by, several times faster than a pattern."""
_MARKUP = re.compile(r"\s*<[!?a-z/]", re.IGNORECASE)
_OTHER = re.compile(r"\s*(\{\\rtf|%!ps)", re.IGNORECASE)
_WEB = re.compile(r"<\s*(!doctype\s+html|html|svg|script|iframe|object|embed)\b", re.IGNORECASE)
_ENCODINGS = ("utf-8-sig", "cp1252")
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def look(file: BinaryIO, name: str) -> FileKind | None:
    """Accept a text without control characters, in UTF-8, UTF-16 with its mark or Windows-1252."""
    sample = _sample(file)
    if sample is None or _OTHER.match(sample):
        return None
    if _MARKUP.match(sample) or _WEB.search(sample[:_SNIFFED]):
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
            if 1 in (piece.encode() if encoding == "utf-16" else chunk).translate(_CONTROL):
                return None
            sample += piece[: _SAMPLE - len(sample)]
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return sample


def _is_table(sample: str, name: str) -> bool:
    """Whether two or more lines have the same number, two or more, of cells.

    A comma also occurs in prose, so it separates cells only in a file that says it is CSV.
    """
    lines = sample.splitlines()
    complete = lines[:-1] if len(sample) == _SAMPLE else lines
    separators = ";\t," if name.lower().endswith(".csv") else ";\t"
    return any(_columns(complete[:50], separator) > 1 for separator in separators)


def _columns(lines: list[str], separator: str) -> int:
    try:
        widths = {len(row) for row in csv.reader(lines, delimiter=separator) if row}
    except csv.Error:
        return 0
    return widths.pop() if len(widths) == 1 and len(lines) > 1 else 0
