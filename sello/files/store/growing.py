"""Files that come in piece by piece: what has come of one stays while its sender is away.

Each lies in the waiting area under its ticket and is only ever appended to. Whoever appends says where;
each piece is written under a short lock, and only where the file ends. So of two senders of the same file
one goes on and the other is told, and a connection that is dead, and does not know it, can spoil nothing.
"""

import fcntl
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Protocol

from sello.core.labels import N_
from sello.core.refusal import Refusal

PIECE = 1 << 16
"""Bytes that are written at a time; so many at most are lost when a connection breaks."""

OPEN = timedelta(days=3)
"""How long what has come of a file waits for the rest: a weekend."""

ALGORITHMS = ("sha256", "sha1", "md5")
"""Checksums of a piece that are understood."""

_TICKET = re.compile(r"[0-9a-f]{32}\Z")
_SUFFIX = ".growing"


class OffsetMoved(Refusal):
    """The file does not end where its sender believes."""

    message = N_("Lo recibido no llega hasta donde se creía. No se perdió nada: el envío sigue desde ahí.")
    status = 409


class ChecksumDiffers(Refusal):
    """A piece came in other than it was sent, or not whole."""

    message = N_("Una parte del archivo llegó dañada y no se guardó. Vuelva a enviarla.")
    status = 460


class Readable(Protocol):
    """What hands out bytes piece by piece."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Checksum:
    """What the bytes of a piece have to hash to."""

    algorithm: str
    digest: bytes


class Growing:
    """The files below one folder of which a part has come."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, ticket: str) -> None:
        """Make place for a file of which nothing has come yet."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._path(ticket).touch()

    def length(self, ticket: str) -> int | None:
        """How many bytes have come; None when nothing of it lies here any more."""
        for path in (self._path(ticket), self._whole(ticket)):
            with suppress(FileNotFoundError):
                return path.stat().st_size
        return None

    def append(
        self, ticket: str, stream: Readable, *, offset: int, size: int, checksum: Checksum | None = None
    ) -> int:
        """Write what a stream gives where the file ends, up to its whole `size`; return where it ends then.

        What has come stays when the stream breaks off or the disk is full (OSError), unless a checksum was
        to be held against it. Refuses with ChecksumDiffers, or with OffsetMoved: also when another sender
        was first with the last piece or gave it up.
        """
        with self._open(ticket) as file:
            if checksum is None:
                end = _pour(stream, file, offset, size, lambda _piece: None)
            else:
                end = _checked(stream, file, offset, size, checksum)
            os.fsync(file.fileno())
        return end

    def _open(self, ticket: str) -> BinaryIO:
        try:
            return self._path(ticket).open("r+b", buffering=0)
        except FileNotFoundError as gone:
            raise OffsetMoved from gone

    def finish(self, ticket: str) -> tuple[str, int]:
        """Let a whole file wait like any other that was received: its SHA-256 and size, read once more.

        Asking twice is harmless; FileNotFoundError when somebody took it away since.
        """
        with suppress(FileNotFoundError):
            self._path(ticket).rename(self._whole(ticket))
            os.utime(self._whole(ticket))  # from now on it waits for its description
        with self._whole(ticket).open("rb") as whole:
            digest = hashlib.file_digest(whole, "sha256").hexdigest()
            return digest, os.fstat(whole.fileno()).st_size

    def discard(self, ticket: str) -> None:
        """Forget what has come of a file; what cannot be removed now is swept later."""
        with suppress(OSError):
            self._path(ticket).unlink(missing_ok=True)

    def sweep(self, *, now: datetime) -> int:
        """Remove what nobody went on with; return how many files went."""
        gone = 0
        for path in self._folder.glob(f"*{_SUFFIX}"):
            with suppress(FileNotFoundError):
                if now - datetime.fromtimestamp(path.stat().st_mtime, UTC) > OPEN:
                    path.unlink()
                    gone += 1
        return gone

    def _path(self, ticket: str) -> Path:
        return self._whole(ticket).with_suffix(_SUFFIX)

    def _whole(self, ticket: str) -> Path:
        if not _TICKET.match(ticket):
            raise ValueError("not a ticket of this store")
        return self._folder / ticket


def is_growing(path: Path) -> bool:
    """Whether a file of the waiting area is one of which only a part has come."""
    return path.suffix == _SUFFIX


def _checked(stream: Readable, file: BinaryIO, offset: int, size: int, checksum: Checksum) -> int:
    digest = hashlib.new(checksum.algorithm, usedforsecurity=False)
    try:
        end = _pour(stream, file, offset, size, digest.update)
        if digest.digest() != checksum.digest:
            raise ChecksumDiffers
    except OffsetMoved:
        raise
    except BaseException:
        with _locked(file):
            file.truncate(offset)
        raise
    return end


def _pour(stream: Readable, file: BinaryIO, offset: int, size: int, seen: Callable[[bytes], object]) -> int:
    end = _write(file, offset, b"")
    while end < size and (piece := stream.read(min(PIECE, size - end))):
        end = _write(file, end, piece)
        seen(piece)
    return end


def _write(file: BinaryIO, offset: int, piece: bytes) -> int:
    """Append a piece; return where the file ends then. Refuses with OffsetMoved."""
    with _locked(file):
        if os.fstat(file.fileno()).st_size != offset:
            raise OffsetMoved
        left = memoryview(piece)
        while left:
            written = os.pwrite(file.fileno(), left, offset)
            offset, left = offset + written, left[written:]
    return offset


@contextmanager
def _locked(file: BinaryIO) -> Iterator[None]:
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)
