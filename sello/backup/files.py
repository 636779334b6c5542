"""What both kinds of database share: which tables name evidence files, and bytes that survive a power cut."""

import os
from pathlib import Path

NAMING = ("evidence_version", "report")
"""Tables whose `sha256` is a file of the store; files that still wait for their form are left out."""


def flush(file: Path) -> None:
    """See to it that a file's bytes are on the disk."""
    with file.open("rb") as written:
        os.fsync(written.fileno())


def flush_folder(folder: Path) -> None:
    """See to it that the names of a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
