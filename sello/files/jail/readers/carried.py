"""What is to be told of what is written and not drawn: found in its words, and in what a package carries."""

import os
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO, Final

from sello.files.examining.findings import Kind
from sello.files.jail.readers import parts, plain, said, sheets, words
from sello.files.jail.readers.common import Leaf

_LOOKED: Final = 400_000
"""Letters in which persons are looked for while somebody waits: a list is one from its beginning."""


def document(file: BinaryIO) -> dict[str, Any]:
    """A text of Word: what it says, and what it carries."""
    leaves = list(words.document(file))
    blocks = [block for leaf in leaves for block in leaf["blocks"]]
    text = "\n".join(block.get("text", "") for block in blocks)
    lacks = [(kind, None, "") for kind in said.of_decree(text, signed=True)]
    found = [*lacks, *package(file)["findings"], *said.of_persons([(None, text)])]
    return {"findings": found, **said.of_itself([text])}


def written(read: Callable[[BinaryIO], Iterator[Leaf]], file: BinaryIO) -> dict[str, Any]:
    """What is read leaf by leaf: whom it is about, and what it carries if it is a package."""
    left, found = _LOOKED, []
    for leaf in read(file):
        text = "\n".join(map(_said, leaf["blocks"]))[:left]
        found += said.of_persons([(None, text)])
        left -= len(text)
        if left <= 0:
            break
    file.seek(0, os.SEEK_SET)
    carries = package(file)["findings"] if zipfile.is_zipfile(file) else []
    return {"findings": [*carries, *dict.fromkeys(found)], "years": []}


workbook = partial(written, sheets.workbook)
table = partial(written, sheets.table)
text = partial(written, plain.text)
slides = partial(written, parts.slides)
open_text = partial(written, parts.open_text)
open_slides = partial(written, parts.open_slides)


def _said(block: dict[str, Any]) -> str:
    return "\n".join([block.get("text", ""), *(" ".join(row) for row in block.get("rows", ()))])


def package(file: BinaryIO) -> dict[str, Any]:
    """A package of Office: what it carries."""
    file.seek(0, os.SEEK_SET)
    carries = any("/embeddings/" in name for name in zipfile.ZipFile(file).namelist())
    return {"findings": [(Kind.CARRIES_FILES, None, "")] if carries else [], "years": []}
