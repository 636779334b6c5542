"""The web's way to the evidence store: one store per application; form files wait on its own disk."""

from contextlib import suppress
from datetime import datetime
from typing import IO, cast

from flask import Flask, current_app

from sello.config import Config
from sello.core.db import db
from sello.files import kinds
from sello.files.kinds import FileKind
from sello.files.store.build import store_of
from sello.files.store.disk import Store
from sello.files.store.scratch import Scratch
from sello.web.asking import Asked

STORE = "sello.store"
KINDS = "sello.kinds"


class Request(Asked):
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
    kept = store_of(config)
    with suppress(OSError):  # a store that cannot be written is the readiness probe's affair
        kept.sweep(now=now)
    app.extensions[STORE] = kept
    app.extensions[KINDS] = kinds.allowed(config.upload_types)
    app.request_class = Request


def store() -> Store:
    """The store of this instance."""
    return cast(Store, current_app.extensions[STORE])


def accepted_kinds() -> tuple[FileKind, ...]:
    """The kinds of file that this instance takes."""
    return cast("tuple[FileKind, ...]", current_app.extensions[KINDS])


def let_go_of_the_database() -> None:
    """End the transaction that looked up the actor: none is held while a file is read."""
    db.session.rollback()
