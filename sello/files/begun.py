"""Files that come in piece by piece: begun, gone on with after a break, and taken in like any other."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, update

from sello.accounts.domain.actor import Actor
from sello.core.db import db, insert_into, once_committed, scope_of
from sello.core.figures import filesize
from sello.core.labels import N_
from sello.core.refusal import NotFound, Refusal
from sello.files import names, queries, service
from sello.files.kinds import FileKind
from sello.files.models import Begun
from sello.files.queries import BegunFile
from sello.files.scanning.clamd import Clamd
from sello.files.service import FileIn
from sello.files.store.disk import FileEmpty, FileTooLarge, Received, Store
from sello.files.store.growing import OPEN, OffsetMoved


class TakenAlready(Refusal):
    """Two senders finished the same file at once, and the other was first."""

    message = N_("Este archivo ya se recibió; no se hizo dos veces.")
    status = 409


def begin(
    actor: Actor, *, name: str, size: int, mark: str = "", store: Store, limit: int, now: datetime
) -> BegunFile:
    """Make place for a file of `size` bytes; what was begun under the same mark is gone on with.

    Without a mark nobody knows a file again. Refuses with FileTooLarge, FileEmpty or TooMuchWaiting.
    """
    name = names.clean(name)
    if size > limit:
        raise FileTooLarge(name=name, limit=filesize(limit))
    if size == 0:
        raise FileEmpty(name=name)
    known = queries.begun_as(actor.person_id, mark) if mark else None
    if known is not None:
        if _goes_on(actor, known, size, store=store, now=now):
            return known
        _forget(known, store=store)
    service.check_room(actor, name=name, size=size, limit=limit)
    ticket = secrets.token_hex(16)
    _note(actor, {"ticket": ticket, "mark": mark or ticket, "filename": name, "size": size, "begun_at": now})
    found = queries.begun_as(actor.person_id, mark or ticket)
    if found is None:  # whoever began it in the same instant has dropped it again
        raise NotFound
    store.growing.begin(found.ticket)
    return found


def _note(actor: Actor, what: Mapping[str, Any]) -> None:
    whose = {"institution_id": scope_of(db.session()), "person_id": actor.person_id}
    note = insert_into(Begun).values(**whose, **what)
    db.session.execute(note.on_conflict_do_nothing(index_elements=["person_id", "mark"]))


def _goes_on(actor: Actor, known: BegunFile, size: int, *, store: Store, now: datetime) -> bool:
    """Whether what is known of a file is of use to whoever sends it once more."""
    if known.upload_id is not None:
        return known.size == size and bool(queries.pending(actor.person_id, [known.upload_id]))
    is_here = store.growing.length(known.ticket) is not None
    return known.size == size and is_here and now < ends_at(known)


def ends_at(file: BegunFile) -> datetime:
    """Until when what has come of a file waits for the rest."""
    return file.begun_at + OPEN - timedelta(microseconds=file.begun_at.microsecond)


def find(actor: Actor, ticket: str, *, store: Store, now: datetime) -> tuple[BegunFile, int]:
    """A file that a person began, and how many bytes of it have come; NotFound if it is hers no more."""
    found = queries.begun(actor.person_id, ticket)
    if found is None or now >= ends_at(found):
        raise NotFound
    if found.upload_id is not None:
        return found, found.size
    length = store.growing.length(ticket)
    if length is None:
        raise NotFound
    return found, length


@dataclass(frozen=True)
class HalfSent:
    """A file of which a part has come, and how many bytes that is."""

    file: BegunFile
    came: int

    @property
    def percent(self) -> int:
        """How much of it has come, of a hundred; never all of it."""
        return min(99, 100 * self.came // self.file.size)


def half_sent(actor: Actor, *, store: Store, now: datetime) -> tuple[HalfSent, ...]:
    """The files that a person began to send and can go on with, the newest first."""
    found = [(each, store.growing.length(each.ticket)) for each in queries.half_sent(actor.person_id)]
    return tuple(HalfSent(each, came) for each, came in found if came is not None and now < ends_at(each))


def look(
    file: BegunFile,
    *,
    store: Store,
    allowed: tuple[FileKind, ...],
    patience: float = 0,
    scanner: Clamd | None = None,
) -> FileIn:
    """Look at a file that is whole; it touches no database. Asking twice is harmless.

    Refuses as `service.take_in` does; what is refused leaves no bytes behind. Refuses with OffsetMoved when
    another sender of the same file was first, and it is kept, refused or given up since.
    """
    try:
        sha256, size = store.growing.finish(file.ticket)
        received = Received(sha256=sha256, size=size, ticket=file.ticket)
        return service.look_at(
            store, received, name=file.filename, allowed=allowed, patience=patience, scanner=scanner
        )
    except FileNotFoundError as gone:
        raise OffsetMoved from gone
    except Refusal:
        store.discard(received)
        raise


def take(actor: Actor, file: BegunFile, whole: FileIn, *, now: datetime) -> BegunFile:
    """Note a whole file among those that wait for their description; the file as it is then.

    Refuses with TakenAlready.
    """
    upload_id = service.remember(actor, whole, now=now)
    mine = update(Begun).where(Begun.id == file.id, Begun.upload_id.is_(None)).values(upload_id=upload_id)
    if cast("CursorResult[Any]", db.session.execute(mine)).rowcount != 1:
        raise TakenAlready
    return replace(file, upload_id=upload_id, filename=whole.filename)


def drop(actor: Actor, ticket: str, *, store: Store) -> None:
    """Forget a file that its sender does not want to send after all, whole or not."""
    found = queries.begun(actor.person_id, ticket)
    if found is None:
        raise NotFound
    if found.upload_id is not None:
        for each in queries.pending(actor.person_id, [found.upload_id]):
            service.drop(each, store=store)
    _forget(found, store=store)


def _forget(file: BegunFile, *, store: Store) -> None:
    db.session.execute(delete(Begun).where(Begun.id == file.id))
    if file.upload_id is None:
        once_committed(lambda: _let_go(store, file.ticket))


def _let_go(store: Store, ticket: str) -> None:
    store.growing.discard(ticket)
    store.discard(Received(sha256="", size=0, ticket=ticket))
