"""A mail that came in, opened by the limited process: what it says, and then its files one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from sello.core.mail.letter import Letter
from sello.files.jail import warden
from sello.files.poured import CutShort, Poured, PouredFile

MOST = 64 * 1024 * 1024
"""Bytes that the files of one mail are together, unpacked from their letters."""

_SAID = 4 * 1024 * 1024
"""Bytes of what a mail says."""

_SECONDS = 60


@contextmanager
def opened(content: BinaryIO, *, limit: int) -> Iterator[tuple[Letter, Iterator[PouredFile]]]:
    """What a mail says, and its files, to be read one after the other.

    Refuses with CutShort for one that does not open, here or while its files are read.
    """
    with warden.pouring("pour", "answer", str(limit), file=content, seconds=_SECONDS) as stream:
        files = Poured(stream, "correo", limit=limit, most=MOST + _SAID).files()
        first = next(files, None)
        if first is None:
            raise CutShort(name="correo")
        yield _letter(b"".join(iter(lambda: first.read(_SAID), b""))), files


def _letter(said: bytes) -> Letter:
    if len(said) > _SAID:
        raise CutShort(name="correo")
    value = json.loads(said)
    return Letter(
        headers=value["headers"],
        senders=tuple(value["senders"]),
        kind=value["kind"],
        text=value["text"],
        skipped=tuple(value["skipped"]),
    )
