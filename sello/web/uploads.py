"""The web's way to the evidence store: one store per application; form files wait on its own disk."""

from contextlib import suppress
from datetime import datetime
from typing import IO, cast

from flask import Flask, current_app, g, has_app_context
from sqlalchemy import event

from sello.config import Config
from sello.core.db import db
from sello.files import kinds
from sello.files.kinds import FileKind
from sello.files.store.build import store_of
from sello.files.store.disk import Readable, Received, Store
from sello.web.asking import Asked

STORE = "sello.store"
KINDS = "sello.kinds"
UNKEPT = "unkept"


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


@event.listens_for(db.session, "after_commit")
def _kept(_session: object) -> None:
    """What was received so far is named by a row now."""
    if has_app_context():
        g.pop(UNKEPT, None)


class Request(Asked):
    """A request whose form files wait below the store, not in the system's temporary folder."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        del total_content_length, content_type, filename, content_length
        return store().scratch()


def install(app: Flask, config: Config, *, now: datetime) -> None:
    """Give the application its store, swept of what waited too long, and the kinds of file that it takes."""
    kept = RequestStore(store_of(config).root)
    with suppress(OSError):  # a store that cannot be written is the readiness probe's affair
        kept.sweep(now=now)
    app.extensions[STORE] = kept
    app.extensions[KINDS] = kinds.allowed(config.upload_types)
    app.request_class = Request

    @app.teardown_appcontext
    def let_go(_error: BaseException | None) -> None:
        for received in g.pop(UNKEPT, ()):
            store().discard(received)


def store() -> Store:
    """The store of this instance."""
    return cast(Store, current_app.extensions[STORE])


def accepted_kinds() -> tuple[FileKind, ...]:
    """The kinds of file that this instance takes."""
    return cast("tuple[FileKind, ...]", current_app.extensions[KINDS])


def let_go_of_the_database() -> None:
    """End the transaction that looked up the actor: none is held while a file is read."""
    db.session.rollback()
