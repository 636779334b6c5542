"""From a stream of bytes to a file that waits for its description."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import Any, BinaryIO

from sqlalchemy import ColumnElement, delete, true

from sello.accounts.domain.actor import Actor
from sello.core.db import db, insert_into, once_committed, scope_of
from sello.core.figures import filesize
from sello.core.labels import N_
from sello.core.refusal import NotFound, Refusal
from sello.files import names, queries
from sello.files.album import Album
from sello.files.examining.asking import examine
from sello.files.examining.findings import Examination, Finding, Kind
from sello.files.kinds import FileKind
from sello.files.models import Begun, FileCheck, Upload
from sello.files.queries import Pending
from sello.files.scanning.clamd import Clamd, Unavailable, Verdict
from sello.files.scanning.states import Infected
from sello.files.sniff import inspect
from sello.files.store.disk import (
    WAITING,
    Readable,
    Received,
    Store,
)
from sello.files.store.growing import OPEN

log = logging.getLogger(__name__)

MOST_WAITING = 2_000
"""Files of one person that may wait for their description; hundreds at once are usual."""

LARGEST_WAITING = 4
"""How many times the largest file may weigh what waits."""


class TooMuchWaiting(Refusal):
    """What nobody describes takes the room of everybody."""

    message = N_(
        "No se recibió «%(name)s»: ya esperan %(files)s archivos suyos (%(size)s) que falta describir. "
        "No se perdió ninguno. Entréguelos o descártelos en «Subir evidencia» y vuelva a enviar este."
    )
    field = "files"
    status = 409


@dataclass(frozen=True)
class FileIn:
    """A whole file whose content was looked at and taken."""

    received: Received
    filename: str
    kind: FileKind
    examination: Examination | None = None
    """What was found in it; None if that took longer than whoever brought it waits."""
    verdict: Verdict | None = None
    """What the scanner says; None without one, or if it did not answer."""


def check_room(actor: Actor, *, name: str, size: int, limit: int, beside: Sequence[FileIn] = ()) -> None:
    """Refuse with TooMuchWaiting when a person's files that wait leave no room for `size` bytes more.

    `beside` are those that came with this one and are not noted yet.
    """
    waiting = queries.waiting(actor.person_id)
    files = waiting.files + len(beside)
    held = waiting.size + sum(each.received.size for each in beside)
    if files >= MOST_WAITING or held + size > LARGEST_WAITING * limit:
        raise TooMuchWaiting(name=name, files=files, size=filesize(held))


def take_in(
    store: Store,
    stream: Readable,
    *,
    name: str,
    limit: int,
    allowed: tuple[FileKind, ...],
    expected: int | None = None,
    patience: float = 0,
    scanner: Clamd | None = None,
) -> FileIn:
    """Read a file into the store's waiting area and look at its content; it touches no database.

    What is to be told of it is looked for during `patience` seconds, and left to the job after that.

    Refuses with a storage refusal, a FileRefused or Infected; what is refused leaves nothing behind.
    """
    filename = names.clean(name)
    received = store.receive(stream, limit=limit, name=filename, expected=expected)
    try:
        return look_at(store, received, name=filename, allowed=allowed, patience=patience, scanner=scanner)
    except BaseException:
        store.discard(received)
        raise


def look_at(
    store: Store,
    received: Received,
    *,
    name: str,
    allowed: tuple[FileKind, ...],
    patience: float = 0,
    scanner: Clamd | None = None,
) -> FileIn:
    """Look at the content of a whole file that waits; refuses with FileRefused or Infected."""
    with store.peek(received, name=name) as content:
        kind = inspect.inspect(content, name=name, allowed=allowed)
        verdict = _verdict(scanner, content, name)
        examination = examine(content, kind, seconds=patience)
    return _named(FileIn(received, kind.file_name(name), kind, examination, verdict), name)


def _verdict(scanner: Clamd | None, content: BinaryIO, name: str) -> Verdict | None:
    """What the scanner says of a file that comes in; None where it says nothing. Refuses with Infected."""
    if scanner is None:
        return None
    content.seek(0)
    try:
        verdict = scanner.scan(content)
    except Unavailable as why:
        log.warning("no scan of a file that came in: %s", why)
        return None
    if verdict.threat:
        raise Infected(name=name, threat=verdict.threat)
    return verdict


def _named(file: FileIn, brought: str) -> FileIn:
    """The same, and told that it was brought under a name that belongs to another kind of file."""
    if file.examination is None or file.filename.startswith(brought):
        return file
    finding = Finding(Kind.NAMED_OTHERWISE, detail=PurePath(brought).suffix)
    return replace(file, examination=file.examination.with_first(finding))


def remember(actor: Actor, file: FileIn, *, now: datetime) -> int:
    """Note that a person sent a file, so that her form can describe it; return the note's id."""
    upload = Upload(
        person_id=actor.person_id,
        ticket=file.received.ticket,
        filename=file.filename,
        media_type=file.kind.media_type,
        size=file.received.size,
        sha256=file.received.sha256,
        received_at=now,
    )
    db.session.add(upload)
    if file.examination is not None:
        note_examination(file.received.sha256, file.examination, now=now)
    if file.verdict is not None:
        note_verdict(file.received.sha256, file.verdict, now=now)
    db.session.flush()
    return upload.id


def note_examination(sha256: str, examination: Examination, *, now: datetime) -> None:
    """Keep what was found in some bytes; what was found before stays."""
    values = {"found": examination.kept(), "examined_at": now}
    _note(sha256, values, FileCheck.found.is_(None))


def note_verdict(sha256: str, verdict: Verdict, *, now: datetime) -> None:
    """Keep what the scanner said of some bytes, in the place of what it said before."""
    values = {"threat": verdict.threat, "signatures": verdict.signatures, "scanned_at": now}
    _note(sha256, values, true())


def _note(sha256: str, values: dict[str, Any], missing: ColumnElement[bool]) -> None:
    """Write what became known of some bytes, unless somebody wrote it meanwhile."""
    insert = insert_into(FileCheck).values(institution_id=scope_of(db.session()), sha256=sha256, **values)
    keys = [FileCheck.institution_id, FileCheck.sha256]
    db.session.execute(insert.on_conflict_do_update(index_elements=keys, set_=values, where=missing))


def gather(
    actor: Actor,
    between: tuple[int, int] | None,
    *,
    name: str,
    store: Store,
    limit: int,
    allowed: tuple[FileKind, ...],
    now: datetime,
) -> int:
    """Put a person's received files, from one id to another, into one ZIP that takes their place.

    `name` says with `%(count)s` how many they are. Returns the id of the ZIP's note. Refuses as `take_in`
    does, and with NotFound if there is none; then they wait as before.
    """
    files = queries.pending(actor.person_id, between=between)
    if not files:
        raise NotFound
    name = name % {"count": len(files)}
    album = take_in(store, Album(_opened(files, store)), name=name, limit=limit, allowed=allowed)
    for each in files:
        drop(each, store=store)
    return remember(actor, album, now=now)


def _opened(files: Sequence[Pending], store: Store) -> Iterator[tuple[str, BinaryIO]]:
    for each in files:
        with store.peek(each.received, name=each.filename) as content:
            yield each.filename, content


def discard(actor: Actor, upload_id: int, *, store: Store) -> None:
    """Forget a file that its sender does not want to hand in after all."""
    found = queries.pending(actor.person_id, [upload_id])
    if not found:
        raise NotFound
    drop(found[0], store=store)


def keep(file: Pending, *, store: Store) -> None:
    """Keep a described file for good; its note goes. Refuses with TicketExpired."""
    store.keep(file.received, name=file.filename)
    db.session.execute(delete(Upload).where(Upload.id == file.id))


def drop(file: Pending, *, store: Store) -> None:
    """Let a received file go, and its note with it."""
    db.session.execute(delete(Upload).where(Upload.id == file.id))
    once_committed(lambda: store.discard(file.received))


def sweep(store: Store, *, now: datetime) -> int:
    """Forget the files that nobody described in time, in the notes and in the store; return how many went.

    What was drawn of files that are kept no more goes as well, uncounted.
    """
    db.session.execute(delete(Upload).where(Upload.received_at < now - WAITING))
    db.session.execute(delete(Begun).where(Begun.begun_at < now - OPEN))
    store.pages.sweep(store.exists)
    return store.sweep(now=now)
