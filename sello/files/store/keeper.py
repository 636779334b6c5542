"""What a place for kept files has to do, be it a folder, a bucket, or one of them sealed."""

from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import Protocol

from sello.core.faults import MachineFault
from sello.core.labels import N_


class ServiceDown(MachineFault):
    """The service where files are kept does not do what it is asked; why is for the log."""

    message = N_(
        "Por ahora no se llega al servicio donde se guardan los archivos. Lo ya guardado no se perdió; "
        "lo que acaba de enviar puede no haberse guardado. Espere un momento e inténtelo de nuevo; si sigue, "
        "avise a quien administra el sistema."
    )
    retry_after = 30


class Keeper(Protocol):
    """Files by the SHA-256 of their content; each is there whole or not at all, and never changed again.

    Whatever is away raises ServiceDown, or the OSError of its disk.
    """

    def take(self, file: Path, sha256: str) -> None:
        """Give a whole local file its place for good, instead of what lies there; the local one goes."""

    def open(self, sha256: str) -> BufferedReader:
        """Open a file for reading, from any byte; FileNotFoundError when it is not there."""

    def size(self, sha256: str) -> int | None:
        """How many bytes lie under a hash; None when nothing does."""

    def digests(self) -> Iterator[str]:
        """Yield the SHA-256 of every file, in order."""

    def drop(self, sha256: str) -> None:
        """Let go of a file; nothing happens where there is none."""

    def within(self, name: str) -> "Keeper":
        """A place inside this one, whose files are not among its own."""

    def names(self) -> tuple[str, ...]:
        """The names of the places inside this one."""

    def trouble(self) -> str | None:
        """Why nothing can be kept here now, in words that anybody may read; None when it can."""
