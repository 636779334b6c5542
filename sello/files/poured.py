"""The files of a ZIP as the limited process pours them out, read with distrust: all of it is bounded."""

import struct
from collections.abc import Iterator
from typing import IO

from sello.core.figures import filesize
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.files.jail.frames import DAMAGED, DATA, HEAD, LARGE, MOST, NAMED, OVER, WHOLE
from sello.files.store.disk import FileTooLarge


class CutShort(Refusal):
    """A ZIP did not give all its files: they took too long, or are more than it says."""

    message = N_(
        "«%(name)s» no se pudo separar completo: está dañado o tardó demasiado. Lo que alcanzó a salir está "
        "aquí. Entréguelo como uno solo, o divídalo en varios ZIP."
    )
    status = 409


class DamagedInside(Refusal):
    """A file of a ZIP does not unpack."""

    message = N_("«%(name)s» está dañado dentro del ZIP. Vuelva a comprimirlo, o súbalo solo.")
    status = 409


class PouredFile:
    """One file of a ZIP, under the name that stands in it."""

    def __init__(self, source: "Poured", name: str) -> None:
        self.name = name
        self._source, self._held, self._ended = source, b"", b""

    def read(self, size: int, /) -> bytes:
        """So many bytes or fewer; none at its end. Refuses with FileTooLarge, DamagedInside or CutShort."""
        self._draw()
        if self._ended == LARGE:
            raise FileTooLarge(name=self.name, limit=filesize(self._source.limit))
        if self._ended == DAMAGED:
            raise DamagedInside(name=self.name)
        found, self._held = self._held[:size], self._held[size:]
        return found

    def pass_over(self) -> None:
        """Let go of what nobody read of it."""
        while not self._ended:
            self._held = b""
            self._draw()

    def _draw(self) -> None:
        while not self._held and not self._ended:
            kind, self._held = self._source.frame()
            if kind in {WHOLE, DAMAGED, LARGE}:
                self._ended = kind
            elif kind != DATA:
                raise CutShort(name=self._source.name)


class Poured:
    """The files of a ZIP, one after the other; all of them have at most so many bytes, and each `limit`."""

    def __init__(self, stream: IO[bytes], name: str, *, limit: int, most: int) -> None:
        self.name, self.limit = name, limit
        self._stream, self._left = stream, most

    def files(self) -> Iterator[PouredFile]:
        """Each file, to be read before the next one is asked for. Refuses with CutShort."""
        while (named := self.frame())[0] != OVER:
            if named[0] != NAMED:
                raise CutShort(name=self.name)
            file = PouredFile(self, named[1].decode("utf-8", "replace"))
            yield file
            file.pass_over()

    def frame(self) -> tuple[bytes, bytes]:
        """What comes next: a letter and its bytes. Refuses with CutShort."""
        head = self._exactly(struct.calcsize(HEAD))
        kind, length = struct.unpack(HEAD, head)
        self._left -= length if kind == DATA else 0
        if length > MOST or self._left < 0:
            raise CutShort(name=self.name)
        return kind, self._exactly(length)

    def _exactly(self, size: int) -> bytes:
        content = self._stream.read(size)
        if len(content) < size:
            raise CutShort(name=self.name)
        return content
