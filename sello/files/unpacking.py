"""A received ZIP becomes the files in it: each is taken in as if it had been sent alone.

The ZIP was looked at when it came in: it neither swells, nor leads out of a folder, nor holds programs, other
packages or what is locked. It is unpacked in the limited process, and nothing is written anywhere but through
the store, under its own name.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sello.accounts.domain.actor import Actor
from sello.core.labels import N_
from sello.core.refusal import NotFound, Refusal
from sello.files import queries, service
from sello.files.jail import warden
from sello.files.kinds import ZIP, FileKind
from sello.files.poured import CutShort, Poured
from sello.files.queries import Pending
from sello.files.scanning.clamd import Clamd
from sello.files.service import FileIn
from sello.files.store.disk import Store

MOST = 200
"""Files of a ZIP that are described one by one; of more nobody would."""
_SAID = 1_000
"""Bytes in which a ZIP is measured."""


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
    """How many bytes the files of a ZIP say that they are; refuses with TooManyInside or CutShort."""
    with store.peek(package.received, name=package.filename) as content:
        reply = warden.read("measure", "archive", file=content, most=_SAID)
    if reply.word != "ok":
        raise CutShort(name=package.filename)
    said = json.loads(reply.content)
    if said["files"] > MOST:
        raise TooManyInside(name=package.filename, count=said["files"], most=MOST)
    return int(said["size"])


def unpack(
    package: Pending,
    *,
    size: int,
    store: Store,
    limit: int,
    allowed: tuple[FileKind, ...],
    scanner: Clamd | None = None,
) -> Unpacked:
    """Take in the files of a ZIP, of at most `size` bytes together; it touches no database.

    The limited process unpacks, and what it gives is taken in here like any other file.
    """
    taken: list[FileIn] = []
    refused: list[Refusal] = []
    with (
        store.peek(package.received, name=package.filename) as content,
        warden.pouring("pour", "archive", str(limit), file=content) as stream,
    ):
        files = Poured(stream, package.filename, limit=limit, most=size).files()
        try:
            for file in islice(files, MOST):
                try:
                    came = service.take_in(
                        store, file, name=file.name, limit=limit, allowed=allowed, scanner=scanner
                    )
                    taken.append(came)
                except CutShort:
                    raise
                except Refusal as refusal:
                    refused.append(refusal)
        except CutShort as refusal:
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
