"""A received ZIP becomes the files in it: each is taken in as if it had been sent alone.

The ZIP was looked at when it came in: it neither swells, nor leads out of a folder, nor holds programs, other
packages or what is locked. Nothing is written anywhere but through the store, under its own name.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from sello.accounts.domain.actor import Actor
from sello.core.labels import N_
from sello.core.refusal import NotFound, Refusal
from sello.files import names, queries, service
from sello.files.kinds import ZIP, FileKind
from sello.files.leftovers import is_left_behind
from sello.files.queries import Pending
from sello.files.scanning.clamd import Clamd
from sello.files.service import FileIn
from sello.files.store.disk import Store

MOST = 200
"""Files of a ZIP that are described one by one; of more nobody would."""


class TooManyInside(Refusal):
    """A ZIP of very many files is an album, and no pile of documents."""

    message = N_(
        "«%(name)s» trae %(count)s archivos y se separan hasta %(most)s. Entréguelo como uno solo, o "
        "divídalo en varios ZIP."
    )
    status = 409


@dataclass(frozen=True)
class Unpacked:
    """What was in a ZIP: what was taken in, and why the rest was not."""

    files: tuple[FileIn, ...]
    refused: tuple[Refusal, ...]


def find(actor: Actor, upload_id: int) -> Pending:
    """A ZIP that a person sent and did not describe yet; NotFound if there is none."""
    found = queries.pending(actor.person_id, [upload_id])
    if not found or found[0].media_type != ZIP.media_type:
        raise NotFound
    return found[0]


def measure(package: Pending, store: Store) -> int:
    """How many bytes the files of a ZIP are together; refuses with TooManyInside."""
    with store.peek(package.received) as content, zipfile.ZipFile(content) as archive:
        entries = [entry for _, entry in _documents(archive)]
    if len(entries) > MOST:
        raise TooManyInside(name=package.filename, count=len(entries), most=MOST)
    return sum(entry.file_size for entry in entries)


def unpack(
    package: Pending,
    *,
    store: Store,
    limit: int,
    allowed: tuple[FileKind, ...],
    scanner: Clamd | None = None,
) -> Unpacked:
    """Take in the files of a ZIP; it touches no database."""
    taken: list[FileIn] = []
    refused: list[Refusal] = []
    with store.peek(package.received) as content, zipfile.ZipFile(content) as archive:
        for name, entry in _documents(archive):
            try:
                with archive.open(entry) as stream:
                    taken.append(
                        service.take_in(
                            store, stream, name=name, limit=limit, allowed=allowed, scanner=scanner
                        )
                    )
            except Refusal as refusal:
                refused.append(refusal)
    return Unpacked(tuple(taken), tuple(refused))


def put_in_place(
    actor: Actor, package: Pending, found: Unpacked, *, store: Store, now: datetime
) -> tuple[int, ...]:
    """Note the files of a ZIP, which goes if all of them came in; return the ids of their notes."""
    ids = tuple(service.remember(actor, each, now=now) for each in found.files)
    if not found.refused:
        service.drop(package, store=store)
    return ids


def _documents(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Each file of a ZIP under its own name, without what systems leave in folders by themselves."""
    for entry in archive.infolist():
        path = PurePosixPath((names.unicode_path(entry) or entry.filename).replace("\\", "/"))
        if not entry.is_dir() and not is_left_behind(path):
            yield path.name, entry
