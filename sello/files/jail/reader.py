"""The limited process of the reading room: one question about one file, its answer on the standard output.

The first line is one word (`ok`, `locked`, `broken`, `large`), the rest is what was asked for. `warden`
starts it; it loads the library of its kind, gives up all the rest as `cell` does, and only then reads.
"""

import importlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Protocol

from sello.core.jail import limits
from sello.core.jail.answering import say
from sello.files.jail.readers.common import Leaf, read_so_far


class Drawn(Protocol):
    """A document whose pages are shown as pictures; pages count from 1."""

    @property
    def pages(self) -> int: ...

    def text(self, page: int) -> str: ...

    def picture(self, page: int, percent: int) -> bytes: ...

    def boxes(self, page: int, words: str) -> list[list[int]]: ...


DRAWN = {
    "paper": ("paper", "Paper"),
    "photograph": ("photographs", "Photograph"),
    "picture": ("pictures", "Picture"),
}
"""Ways of drawing: module and class."""
THREADED = frozenset({"photograph"})
"""Ways whose library does nothing without a thread of its own."""
WRITTEN = {
    "workbook": ("sheets", "workbook"),
    "table": ("sheets", "table"),
    "plain": ("plain", "text"),
    "document": ("words", "document"),
    "slides": ("parts", "slides"),
    "open-text": ("parts", "open_text"),
    "open-slides": ("parts", "open_slides"),
    "mail": ("letters", "internet"),
    "outlook": ("letters", "outlook"),
    "archive": ("letters", "archive"),
}
"""Ways of writing anew: module and function."""
EXAMINED = {
    "paper": ("examined", "paper"),
    "picture": ("pictured", "picture"),
    "photograph": ("photographs", "examined"),
    "document": ("carried", "document"),
    "workbook": ("carried", "workbook"),
    "slides": ("carried", "slides"),
    "table": ("carried", "table"),
    "plain": ("carried", "text"),
    "open-text": ("carried", "open_text"),
    "open-slides": ("carried", "open_slides"),
}
"""Ways of which more is told than that they open: module and function."""

ALONG = {"attached": ("attached", "listed"), "attachment": ("attached", "taken_out")}
"""Questions about what came along with a mail, of either kind: module and function."""
MEASURED = {"archive": ("unpacked", "measured")}
"""Ways of which it is told how much is in them: module and function."""
COMPARED = {"texts": ("compared", "texts")}
"""What is compared, of a file that holds both: module and function."""
POURED = {
    "archive": ("unpacked", "poured"),
    "answer": ("answered", "poured"),
    "entries": ("unpacked", "chosen"),
}
"""Ways of giving what is in them, of any size and therefore in pieces: module and function."""
VALUES = {"examine": EXAMINED, "measure": MEASURED, "compare": COMPARED}
"""Questions that are answered with a plain value."""


def _leaf(document: Drawn, page: str) -> bytes:
    here = document.text(int(page)) if int(page) <= document.pages else ""
    return _json({"pages": document.pages, "text": here})


def _texts(document: Drawn) -> bytes:
    return _json({"texts": [document.text(page) for page in range(1, document.pages + 1)]})


def _picture(document: Drawn, page: str, percent: str) -> bytes:
    return document.picture(int(page), int(percent))


def _boxes(document: Drawn, page: str, words: str) -> bytes:
    return _json({"boxes": document.boxes(int(page), words)})


OF_DRAWN: dict[str, Callable[..., bytes]] = {
    "leaf": _leaf,
    "texts": _texts,
    "picture": _picture,
    "boxes": _boxes,
}
OF_ANY_FILE = {
    "sniff": ("sniffed", "told"),
    "entries": ("unpacked", "entries"),
    "glance": ("glanced", "told"),
}
"""Questions that are asked before the kind is known, about the whole of a file: module and function."""
STRUCK = {"persons": ("struck", "persons"), "strike": ("struck", "strike")}
"""Questions about what is to be covered on drawn pages."""


def _json(value: Any) -> bytes:
    return json.dumps(value).encode("ascii")


def _plain(value: Any) -> bytes:
    return value if isinstance(value, bytes) else _json(value)


def _leaves(read: Callable[[BinaryIO], Iterator[Leaf]], file: BinaryIO) -> bytes:
    leaves, cut = read_so_far(read(file))
    return _json({"leaves": leaves, "cut": cut})


def _loaded(way: str, table: dict[str, tuple[str, str]]) -> Any:
    module, name = table[way]
    return getattr(importlib.import_module(f"sello.files.jail.readers.{module}"), name)


def prepared(question: str, way: str, *said: str) -> Callable[[BinaryIO], bytes]:
    """What answers a question, with its library loaded."""
    if question == "leaves":
        read = _loaded(way, WRITTEN)
        return lambda file: _leaves(read, file)
    if question in OF_ANY_FILE:
        look = _loaded(question, OF_ANY_FILE)
        return lambda file: _json(look(file, way))
    if question in VALUES:
        tell = _loaded(way, VALUES[question])
        return lambda file: _json(tell(file))
    if question in ALONG:
        found = _loaded(question, ALONG)
        return lambda file: _plain(found(file, *said))
    opened = _loaded(way, DRAWN)
    answer = _loaded(question, STRUCK) if question in STRUCK else OF_DRAWN[question]
    return lambda file: answer(opened(file), *said)


def ready(question: str, way: str, *_said: str) -> None:
    """Load what answers a question, before the file is there."""
    if question == "pour":
        _loaded(way, POURED)
    else:
        prepared(question, way)


def _pour(way: str, *said: str) -> None:
    """Write an answer as it comes, in the frames of `jail.frames`: their last one says that it is whole."""
    poured, out = _loaded(way, POURED), sys.stdout.buffer
    limits.confine(processor=limits.seconds_for(os.fstat(0).st_size))
    for piece in poured(os.fdopen(0, "rb", closefd=False), *said):
        out.write(piece)
    out.flush()
    os._exit(0)


def main() -> None:
    """Answer the question of the command line, and end at once."""
    question, way = sys.argv[1:3]
    if question == "pour":
        _pour(*sys.argv[2:])
    answer = prepared(*sys.argv[1:])
    whole = limits.seconds_for(os.fstat(0).st_size) if question in OF_ANY_FILE else limits.PROCESSOR
    limits.confine(threads=way in THREADED, processor=whole)
    say(answer)
