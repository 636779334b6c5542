"""One file is examined by the limited process, in a time that whoever waits for it gives."""

import json
from threading import BoundedSemaphore
from typing import BinaryIO

from sello.files import kinds
from sello.files.examining.findings import Examination, Finding, Kind, read
from sello.files.jail import warden
from sello.files.kinds import FileKind
from sello.files.reading.ways import WAYS

NOTHING = Examination()
_EXAMINED = frozenset(
    {kinds.PDF, kinds.PNG, kinds.JPEG, kinds.GIF, kinds.WEBP, kinds.TIFF, kinds.HEIC}
    | {kinds.DOCX, kinds.XLSX, kinds.PPTX, kinds.XLS, kinds.ODS, kinds.CSV, kinds.TEXT}
    | {kinds.ODT, kinds.ODP}
)
"""The kinds that are looked into; of the others there is nothing to tell that receiving them did not."""
_MOST = 1 << 20
_turn = BoundedSemaphore(1)
OF_ITS_END = {"locked": Kind.LOCKED, "broken": Kind.BROKEN, "large": Kind.TOO_MUCH}


def examine(file: BinaryIO, kind: FileKind, *, seconds: float) -> Examination | None:
    """What is to be told of a file; None when it takes longer than so many seconds.

    One process of the server examines one file at a time; whoever has to wait longer gets None as well.
    """
    if kind not in _EXAMINED:
        return NOTHING
    if seconds <= 0 or not _turn.acquire(timeout=seconds):
        return None
    try:
        reply = warden.read("examine", WAYS[kind].value, file=file, most=_MOST, seconds=seconds)
    finally:
        _turn.release()
    if reply.word == "slow":
        return None
    if reply.word != "ok":
        return Examination((Finding(OF_ITS_END.get(reply.word, Kind.BROKEN)),))
    return read(json.loads(reply.content))
