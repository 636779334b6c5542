"""What both kinds of database share: which tables name evidence files, and bytes that survive a power cut."""

import os
from collections.abc import Collection
from pathlib import Path

NAMING = ("evidence_version", "report")
"""Tables whose `sha256` is a file of the store; files that still wait for their form are left out."""

PURGES = "purge_item"
"""A database from before actas of destruction has no such table."""


def naming(tables: Collection[str]) -> tuple[str, ...]:
    """The questions for the hashes of files that a database with these tables answers for."""
    if PURGES not in tables:
        return tuple(f"select sha256 from {table}" for table in NAMING)  # noqa: S608 - our own names
    pieces = (
        "select v.sha256 from evidence_version v join evidence e on e.id = v.evidence_id "
        "where e.purge_number is null"
    )
    others = (f"select sha256 from {table}" for table in NAMING if table != "evidence_version")  # noqa: S608 - our own names
    return (pieces, *others)


def gone(tables: Collection[str]) -> tuple[str, ...]:
    """The questions for the hashes of files that an acta took away."""
    if PURGES not in tables:
        return ()
    return (
        "select v.sha256 from evidence_version v join evidence e on e.id = v.evidence_id "
        "where e.purged_at is not null",
    )


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
