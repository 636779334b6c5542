"""The XML parts of a packed spreadsheet, walked one element after the other; no part may declare entities."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

_CHUNK: Final = 1 << 16


class BadPart(Exception):
    """A part is missing, is no XML, or declares what could make it swell."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An element begins; names are without their namespace, of two alike the first counts."""

    name: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Closed:
    """An element ends."""

    name: str


Step = Opened | Closed | str
"""One step of a walk: an element begins, a text, an element ends."""


class _Steps:
    """What the parser has met since it was last asked."""

    def __init__(self) -> None:
        self.found: list[Step] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _open(self, name: str, values: dict[str, str]) -> None:
        plain: dict[str, str] = {}
        for key, value in values.items():
            plain.setdefault(_local(key), value)
        self.found.append(Opened(_local(name), plain))

    def _close(self, name: str) -> None:
        self.found.append(Closed(_local(name)))

    def _text(self, text: str) -> None:
        self.found.append(text)

    def _refuse(self, *_: object) -> None:
        raise BadPart

    def take(self) -> list[Step]:
        found, self.found = self.found, []
        return found


def walk(package: zipfile.ZipFile, part: str) -> Iterator[Step]:
    """Every step through a part; it is read as far as it is asked for. Raises BadPart."""
    steps = _Steps()
    try:
        with package.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                steps.parser.Parse(chunk, False)
                yield from steps.take()
            steps.parser.Parse(b"", True)
            yield from steps.take()
    except (KeyError, expat.ExpatError) as error:
        raise BadPart from error


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
