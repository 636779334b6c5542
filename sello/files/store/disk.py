"""The content-addressed store; with `objects` beside it the only code that opens evidence files.

A file arrives in `incoming/` under a random name, is hashed while it is written, and only when it is
whole and on the disk does it get its ticket; `keep` then moves it to `ab/cd/<sha256>` in one step.
So a dropped client or a killed process can leave a `.part` behind, never an object that counts.
"""

import hashlib
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Protocol

from sello.core import faults
from sello.core.faults import MachineFault, NoRoom
from sello.core.figures import filesize
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.files.scanning.states import Quarantined
from sello.files.store.growing import Growing, is_growing
from sello.files.store.keys import Keyring
from sello.files.store.objects import Objects
from sello.files.store.parts import SUFFIX, clear_abandoned, part_in, settle
from sello.files.store.scratch import Scratch
from sello.files.store.sealed import Sealed
from sello.files.store.sealing import Tampered
from sello.files.store.shelf import Shelf

CHUNK = 1 << 18
"""Bytes of a file that are hashed and written together, while they are still near the processor."""
WAITING = timedelta(hours=24)
"""How long a received file waits for the form that describes it."""
_TICKET = re.compile(r"[0-9a-f]{32}\Z")


class FileTooLarge(Refusal):
    """A file goes over the limit for one file."""

    message = N_(
        "No se recibió «%(name)s»: supera el máximo de %(limit)s por archivo. "
        "No se perdió nada de lo que ya había entregado. Divida el archivo o redúzcalo y vuelva a subirlo."
    )
    field = "files"
    status = 413


class FileEmpty(Refusal):
    """A file without a single byte proves nothing."""

    message = N_(
        "No se recibió «%(name)s»: el archivo está vacío. "
        "No se perdió nada de lo que ya había entregado. Revise el archivo en su equipo y vuelva a subirlo."
    )
    field = "files"


class FileIncomplete(Refusal):
    """The sender went away before all the announced bytes had come."""

    message = N_(
        "No se recibió «%(name)s» completo: la conexión se cortó. "
        "No quedó nada a medias y no se perdió lo que ya había entregado. Vuelva a subirlo."
    )
    field = "files"
    status = 400


class StoreFull(NoRoom):
    """The disk under the store has no room."""

    message = N_(
        "No se recibió «%(name)s»: no queda espacio para guardar archivos. "
        "No se perdió nada de lo que ya había entregado. Avise a la secretaría ejecutiva."
    )
    field = "files"


class StoreClosed(MachineFault):
    """The disk under the store refuses or fails."""

    message = N_(
        "No se recibió «%(name)s»: por ahora no se puede escribir en la carpeta de archivos. "
        "No se perdió nada de lo que ya había entregado. "
        "Avise a quien administra el sistema e inténtelo más tarde."
    )
    field = "files"


class TicketExpired(Refusal):
    """The received file waits no more: it was handed in or let go elsewhere, or swept away after its time."""

    message = N_(
        "«%(name)s» ya no espera aquí: se entregó o descartó desde otra página, o esperó demasiado tiempo. "
        "No se perdió nada de lo que ya había entregado; si le falta, súbalo de nuevo."
    )
    field = "files"
    status = 409


class Readable(Protocol):
    """Anything that hands out bytes piece by piece: a request's body, a file."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Received:
    """A whole file that waits in `incoming/` under its ticket."""

    sha256: str
    size: int
    ticket: str


class Store:
    """Files by the SHA-256 of their content: those that wait in one folder, and those that are kept.

    What is kept lies in the same folder, or where `objects` keeps it. `before` is the folder of a store that
    this one follows: what waits or is set apart there counts here.
    """

    def __init__(self, root: Path, objects: Sealed | None = None, before: Path | None = None) -> None:
        self.root = root
        self._before = before
        self._incoming = root / "incoming"
        self.objects = objects or Sealed(Objects(root), Keyring())
        self.growing = Growing(self._incoming)
        self.pages = Shelf(root / "pages", ring=self.objects.ring)

    def receive(self, stream: Readable, *, limit: int, name: str, expected: int | None = None) -> Received:
        """Write a stream to the waiting area in constant memory, hashing on the way.

        `limit` and `expected` are bytes; `name` only serves the messages.
        Refuses with FileTooLarge, FileEmpty, FileIncomplete, StoreFull or StoreClosed; then nothing stays.
        """
        ticket = secrets.token_hex(16)
        with _bad_days_said(name):
            clear_abandoned(self._incoming)
            with part_in(self._incoming) as (path, part):
                sha256, size = _pour(stream, part, limit=limit, name=name)
                if expected is not None and size != expected:
                    raise FileIncomplete(name=name)
                if size == 0:
                    raise FileEmpty(name=name)
                settle(part)
                path.rename(self._waiting(ticket))
        return Received(sha256=sha256, size=size, ticket=ticket)

    def keep(self, received: Received, *, name: str) -> None:
        """Move a received file to its place for good; the same bytes are stored once.

        Asking twice is harmless, also after a failure half-way. Refuses with TicketExpired when the bytes are
        nowhere any more, else with StoreFull or StoreClosed.
        """
        waiting = self._waiting(received.ticket)
        with _bad_days_said(name):
            if self.objects.size(received.sha256) == received.size:
                waiting.unlink(missing_ok=True)
                return
            if not waiting.exists():
                raise TicketExpired(name=name)
            self.objects.take(waiting, received.sha256)

    def carry(self, source: "Store", sha256: str) -> bool:
        """Copy a kept file of another store as it lies there, in the place of whatever lies here.

        False, and nothing changed, when its bytes are not what they were. FileNotFoundError.
        Refuses with StoreFull, StoreClosed or KeyMissing.
        """
        with _bad_days_said(sha256):
            clear_abandoned(self._incoming)
            return self.objects.carry(source.objects, sha256, self._incoming)

    def renew(self, sha256: str) -> None:
        """Seal a kept file under the current key. FileNotFoundError; Tampered, and nothing changed."""
        self.objects.renew(sha256, self._incoming)

    def trouble(self) -> str | None:
        """Why files cannot be kept now, in words that anybody may read; None if they can."""
        return self.objects.trouble()

    def size(self, sha256: str) -> int | None:
        """How many bytes are stored under a hash; None when nothing is."""
        return self.objects.size(sha256)

    def peek(self, received: Received, *, name: str) -> BinaryIO:
        """Open a received file to look at its content, whether it still waits or is stored already.

        Refuses with TicketExpired when it is nowhere any more.
        """
        with suppress(FileNotFoundError):
            return self._waiting(received.ticket).open("rb")
        try:
            return self.open(received.sha256)
        except FileNotFoundError as gone:
            raise TicketExpired(name=name) from gone

    def scratch(self) -> Scratch:
        """A place on the store's disk for the files of one form, which vanishes with whoever holds it."""
        return Scratch(self._incoming)

    def discard(self, received: Received) -> None:
        """Forget a received file; what cannot be removed now is swept later."""
        waiting = self._waiting(received.ticket)
        with suppress(OSError):
            waiting.unlink(missing_ok=True)

    def open(self, sha256: str) -> BinaryIO:
        """Open a stored file for reading; FileNotFoundError when it is not there. Refuses as `admit` does."""
        self.admit(sha256)
        return self.objects.open(sha256)

    def admit(self, sha256: str) -> None:
        """The one condition under which a stored file is opened, or shown from what was drawn of it.

        Refuses with Quarantined.
        """
        if any(mark.exists() for mark in self._marks(sha256)):
            raise Quarantined

    def forget(self, sha256: str) -> None:
        """Let go of a kept file for good, with all that was drawn of it; asking twice is harmless.

        Only a purge asks, once nobody names these bytes any more.
        """
        self.objects.drop(sha256)
        self.pages.drop(sha256)
        self.let_out(sha256)

    def set_apart(self, sha256: str) -> None:
        """Put a stored file into quarantine, and let go of what was drawn of it: no route opens it any more.

        Its bytes stay where they are, and a backup has them.
        """
        mark = self._marks(sha256)[0]
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
        self.pages.drop(sha256)

    def let_out(self, sha256: str) -> None:
        """End the quarantine of a file; nothing happens to one that is in none."""
        for mark in self._marks(sha256):
            mark.unlink(missing_ok=True)

    def bytes_of(self, sha256: str) -> BinaryIO:
        """Open a stored file for the scanner and for the backup, also one in quarantine.

        FileNotFoundError when it is not there.
        """
        return self.objects.open(sha256)

    def _marks(self, sha256: str) -> list[Path]:
        """What says that a file is in quarantine: the mark here, and the one of the store before."""
        return [root / "quarantine" / sha256 for root in (self.root, self._before) if root is not None]

    def follow(self, before: Path) -> None:
        """Set apart here what is set apart in another store's folder, and let wait here what waits there."""
        if before == self.root:
            return
        for mark in before.glob("quarantine/*"):
            self.set_apart(mark.name)
        for waiting in before.glob("incoming/*"):
            if _TICKET.match(waiting.name):
                with part_in(self._incoming) as (path, part), waiting.open("rb") as content:
                    shutil.copyfileobj(content, part, CHUNK)
                    settle(part)
                    path.rename(self._incoming / waiting.name)

    def exists(self, sha256: str) -> bool:
        """Whether these bytes are stored."""
        return self.objects.size(sha256) is not None

    def verify(self, sha256: str) -> bool:
        """Whether the stored bytes are there and still hash to their name. Refuses with KeyMissing."""
        try:
            with self.objects.open(sha256) as stored:
                return hashlib.file_digest(stored, "sha256").hexdigest() == sha256
        except (FileNotFoundError, Tampered):
            return False

    def digests(self) -> Iterator[str]:
        """Yield the SHA-256 of every stored file, in order."""
        yield from self.objects.digests()

    def writable(self) -> bool:
        """Whether a file can be made and removed in the store right now."""
        probe = self._incoming / f"{secrets.token_hex(16)}.probe"
        try:
            self._incoming.mkdir(parents=True, exist_ok=True)
            probe.write_bytes(b"sello")
            probe.unlink()
        except OSError:
            return False
        return True

    def sweep(self, *, now: datetime, waiting: timedelta = WAITING) -> int:
        """Remove what interrupted uploads left behind; return how many files went.

        A `.part` goes as soon as no living process holds its lock (every upload looks for them too); a
        whole file goes when nobody described it within `waiting`; one that grows has a time of its own.
        """
        gone = clear_abandoned(self._incoming) + self.growing.sweep(now=now)
        for path in self._incoming.glob("*"):
            with suppress(FileNotFoundError):
                age = now - datetime.fromtimestamp(path.stat().st_mtime, UTC)
                if path.suffix != SUFFIX and not is_growing(path) and age > waiting:
                    path.unlink()
                    gone += 1
        return gone

    def _waiting(self, ticket: str) -> Path:
        if not _TICKET.match(ticket):
            raise ValueError("not a ticket of this store")
        here = self._incoming / ticket
        if self._before is None or here.exists():
            return here
        there = self._before / "incoming" / ticket
        return there if there.exists() else here


def _pour(stream: Readable, out: BinaryIO, *, limit: int, name: str) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise FileTooLarge(name=name, limit=filesize(limit))
        digest.update(chunk)
        out.write(chunk)
    return digest.hexdigest(), size


@contextmanager
def _bad_days_said(name: str) -> Iterator[None]:
    """Say of which file it was that the disk was full, read-only or failing."""
    try:
        yield
    except OSError as error:
        fault = faults.of(error)
        if fault is None:
            raise
        raise (StoreFull if isinstance(fault, NoRoom) else StoreClosed)(name=name) from error
