"""What a received file does by itself when it is opened: accepted, and said to whoever hands it in."""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from sello.core.labels import N_, LabelledEnum
from sello.files import kinds

_LOOKED = 16 * 1024 * 1024
"""So much of a file, and so much unpacked, is looked at: what lies further in is not seen."""
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_PACKED = re.compile(rb"/ObjStm\b[^>]{0,400}?>>\s*stream\r?\n|/ObjStm\b.{0,400}?\bstream\r?\n", re.DOTALL)


class Caution(LabelledEnum):
    """Something that a PDF holds besides its pages."""

    RUNS_CODE = "codigo", N_("Este PDF ejecuta código (JavaScript) al abrirse o al usarse.")
    STARTS_PROGRAM = "programa", N_("Este PDF pide abrir otro programa o archivo del equipo.")
    CARRIES_FILES = "adjuntos", N_("Este PDF lleva otros archivos adjuntos, que la revisión puede no ver.")


_MARKS: tuple[tuple[Caution, re.Pattern[bytes]], ...] = (
    (Caution.RUNS_CODE, re.compile(rb"/JavaScript\b")),
    (Caution.STARTS_PROGRAM, re.compile(rb"/S\s*/Launch\b")),
    (Caution.CARRIES_FILES, re.compile(rb"/EmbeddedFiles?\b")),
)


def cautions(file: BinaryIO, media_type: str) -> tuple[Caution, ...]:
    """What is to be said of a file, in order; only of PDF, and nothing of what is encrypted inside."""
    if media_type != kinds.PDF.media_type:
        return ()
    content = file.read(_LOOKED)
    readable = [_plain(content), *map(_plain, _unpacked(content))]
    return tuple(caution for caution, mark in _MARKS if any(map(mark.search, readable)))


def _plain(content: bytes) -> bytes:
    """Names as they are meant: a letter of a name may be written by its number."""
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), content)


def _unpacked(content: bytes) -> Iterator[bytes]:
    """The objects that newer files pack together, as far as the allowance goes."""
    left = _LOOKED
    for found in _PACKED.finditer(content):
        try:
            objects = zlib.decompressobj().decompress(content[found.end() :], left)
        except zlib.error:
            continue
        left -= len(objects)
        yield objects
        if left <= 0:
            return
