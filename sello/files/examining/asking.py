"""What is to be told of a file, and of the files inside it: asked of the limited process."""

from typing import BinaryIO

from sello.files.examining import alone, inside
from sello.files.examining.findings import Examination
from sello.files.kinds import FileKind

PATIENT = 60
"""Seconds that the job gives to one file; the processor's limit comes earlier."""
NOTHING = alone.NOTHING


def examine(file: BinaryIO, kind: FileKind | None, *, seconds: float) -> Examination | None:
    """What is to be told of a file; None when it takes longer than so many seconds."""
    if kind is None:
        return NOTHING
    if kind in inside.PACKAGES:
        return inside.examine(file, kind, seconds=seconds)
    return alone.examine(file, kind, seconds=seconds)
