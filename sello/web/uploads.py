"""The web's way to the evidence store: one store per application; form files wait on its own disk."""

from collections import Counter
from contextlib import suppress
from datetime import datetime
from threading import Lock
from typing import IO, cast

from flask import Flask, current_app, g, has_app_context, request

from sello.accounts.domain.actor import Actor
from sello.config import Config
from sello.core.db import after_each_commit, db, take_back
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.core.setting_scanner import LET_THROUGH
from sello.files import kinds
from sello.files.kinds import FileKind
from sello.files.queries import checked
from sello.files.scanning.states import Held
from sello.files.store.build import store_as
from sello.files.store.disk import Readable, Received, Store
from sello.files.store.scratch import Scratch
from sello.web.request_values import CleanRequest

STORE = "sello.store"
KINDS = "sello.kinds"
UNKEPT = "unkept"
PLACES = "places"

LONG_BODY = 64 * 1024
"""Bytes from which a body is read while it comes in; a shorter one is whole before its request begins."""

AT_ONCE = 4
"""Long bodies that one person may send at a time to one process of the server."""


class TooManyAtOnce(Refusal):
    """Whoever sends more at a time takes the room of the others."""

    message = N_(
        "Ya está enviando %(most)s archivos a la vez. No se perdió nada: espere a que terminen y envíe este "
        "después."
    )
    status = 429


class Places:
    """How many long bodies each person sends right now to this process."""

    def __init__(self) -> None:
        self._taken: Counter[int | None] = Counter()
        self._lock = Lock()

    def take(self, person_id: int | None) -> bool:
        """Take one more place for a person, if she has any left; strangers together are one."""
        with self._lock:
            if self._taken[person_id] >= AT_ONCE:
                return False
            self._taken[person_id] += 1
            return True

    def leave(self, person_id: int | None) -> None:
        """Give a place back."""
        with self._lock:
            self._taken[person_id] -= 1
            if not self._taken[person_id]:
                del self._taken[person_id]


class RequestStore(Store):
    """The store, which remembers what a request or command received until that is committed.

    A file without a row that names it would wait for nobody: whatever ends the work half-way, it goes too.
    """

    def receive(self, stream: Readable, *, limit: int, name: str, expected: int | None = None) -> Received:
        """Receive a file as the store does; see `Store.receive`."""
        received = super().receive(stream, limit=limit, name=name, expected=expected)
        if has_app_context():
            g.setdefault(UNKEPT, []).append(received)
        return received

    def admit(self, sha256: str) -> None:
        """As the store does; with a scanner at hand, what it did not look at is held. Refuses with Unsafe."""
        super().admit(sha256)
        settings = cast(Config, current_app.extensions["sello"])
        if not settings.clamav or settings.clamav_down == LET_THROUGH:
            return
        is_new = not db.session().in_transaction()
        scan = checked([sha256])[sha256].scan
        if is_new:
            take_back()  # nobody holds a transaction while a file is read
        if scan is None:
            raise Held


@after_each_commit
def _kept() -> None:
    """What was received so far is named by a row now."""
    if has_app_context():
        g.pop(UNKEPT, None)


class Request(CleanRequest):
    """A request whose form files wait below the store, in one file however many they are."""

    _scratch: Scratch | None = None

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        del total_content_length, content_type, filename, content_length
        self._scratch = self._scratch or store().scratch()
        return cast(IO[bytes], self._scratch.part())

    def close(self) -> None:
        """Let the disk have its room back."""
        super().close()
        if self._scratch is not None:
            self._scratch.close()


def install(app: Flask, config: Config, *, now: datetime) -> None:
    """Give the application its store, swept of what waited too long, and the kinds of file that it takes."""
    kept = store_as(RequestStore, config)
    with suppress(OSError):  # a store that cannot be written is the readiness probe's affair
        kept.sweep(now=now)
    app.extensions[STORE] = kept
    app.extensions[KINDS] = kinds.allowed(config.upload_types)
    app.extensions[PLACES] = places = Places()
    app.request_class = Request

    @app.teardown_request
    def leave(_error: BaseException | None) -> None:
        if PLACES in g:
            places.leave(g.pop(PLACES))

    @app.teardown_appcontext
    def let_go(_error: BaseException | None) -> None:
        for received in g.pop(UNKEPT, ()):
            store().discard(received)


def make_room(actor: Actor | None) -> None:
    """Before a long body is read: hold no transaction meanwhile, and take no more than one's share.

    Refuses with TooManyAtOnce.
    """
    if (request.content_length or 0) <= LONG_BODY and "Transfer-Encoding" not in request.headers:
        return
    let_go_of_the_database()
    person_id = actor.person_id if actor else None
    if not current_app.extensions[PLACES].take(person_id):
        raise TooManyAtOnce(most=AT_ONCE)
    setattr(g, PLACES, person_id)


def store() -> Store:
    """The store of this instance."""
    return cast(Store, current_app.extensions[STORE])


def accepted_kinds() -> tuple[FileKind, ...]:
    """The kinds of file that this instance takes."""
    return cast("tuple[FileKind, ...]", current_app.extensions[KINDS])


def let_go_of_the_database() -> None:
    """End the transaction that looked up the actor: none is held while a file is read."""
    take_back()
