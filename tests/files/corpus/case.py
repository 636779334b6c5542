"""One file of the corpus: how it is made, the name it comes under, and what is right for it."""

from collections.abc import Callable
from dataclasses import dataclass

from sello.files.sniff.reasons import FileRefused


@dataclass(frozen=True)
class Case:
    """A file: its name, who makes its bytes, and the code of its kind or the reason of its refusal."""

    name: str
    make: Callable[[], bytes]
    right: str | type[FileRefused]


def fixed(name: str, content: bytes, right: str | type[FileRefused]) -> Case:
    """A file whose bytes are written out."""
    return Case(name, lambda: content, right)
