"""Texts as they are written."""

import codecs
import itertools
from collections.abc import Iterator
from typing import BinaryIO

from sello.files.jail.readers.common import MOST_LETTERS, Leaf

LINES = 200
_LONGEST = 2_000
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def text(file: BinaryIO) -> Iterator[Leaf]:
    """The leaves of a text: as many lines each as are read at once."""
    lines = iter(decoded(file).splitlines())
    while taken := list(itertools.islice(_not_too_long(lines), LINES)):
        yield {"title": "", "blocks": [{"is": "lines", "text": "\n".join(taken)}]}


def decoded(file: BinaryIO) -> str:
    """The beginning of a text in its encoding: by its mark, as UTF-8, else as Windows writes it here."""
    content = file.read(2 * MOST_LETTERS + 1)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(content)  # its last letter may be cut in two
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _not_too_long(lines: Iterator[str]) -> Iterator[str]:
    """Lines that a browser can lay out: what some program wrote in one is cut into several."""
    for line in lines:
        for start in range(0, max(len(line), 1), _LONGEST):
            yield line[start : start + _LONGEST]
