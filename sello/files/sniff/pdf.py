"""PDF: its header at the very beginning and its end in place."""

import os
from typing import BinaryIO

from sello.files.kinds import PDF, FileKind
from sello.files.sniff.findings import Finding
from sello.files.sniff.reasons import BrokenFile

MAGIC = b"%PDF-"
LEADING = b"\xef\xbb\xbf\r\n\t "
"""Bytes that some scanners write before the header."""
_TAIL = 64 * 1024


def look(file: BinaryIO) -> FileKind:
    """Accept a PDF whose last bytes carry its end marker; a cut download lacks it."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _TAIL))
    if b"%%EOF" not in file.read(_TAIL):
        raise Finding(BrokenFile, kind=PDF.label)
    return PDF
