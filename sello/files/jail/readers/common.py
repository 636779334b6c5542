"""What every reader of the limited process shares: why a file does not open, and how much is read of it."""

import os
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from sello.core.jail.answering import Large

Block = dict[str, Any]
"""A piece of a leaf: what it `is` (heading, text, item, lines, table, picture) and what belongs to that."""
Leaf = dict[str, Any]
"""What is shown at once: its `title`, and its `blocks`."""

MOST_LEAVES = 400
MOST_LETTERS = 6_000_000
MOST_IN_LEAF = 12_000
"""Letters after which a text goes on on its next leaf."""
UNPACKED = 192 * 1024 * 1024
"""What a package may weigh unpacked: more would not fit into the memory of the process."""


def whole_package(file: BinaryIO) -> zipfile.ZipFile:
    """A package whose parts together are not too large; raises Large, or what zipfile raises."""
    package = zipfile.ZipFile(file)
    if sum(entry.file_size for entry in package.infolist()) > UNPACKED:
        raise Large
    file.seek(0, os.SEEK_SET)
    return package


def read_so_far(leaves: Iterable[Leaf]) -> tuple[list[Leaf], bool]:
    """As many leaves as are shown, and whether there were more."""
    taken: list[Leaf] = []
    letters = 0
    for leaf in leaves:
        letters += sum(weight(block) for block in leaf["blocks"])
        if len(taken) == MOST_LEAVES or (taken and letters > MOST_LETTERS):
            return taken, True
        taken.append(leaf)
    return taken, False


def weight(block: Block) -> int:
    """How many letters a block has."""
    cells = sum(len(cell) for row in block.get("rows", ()) for cell in row)
    return cells + len(block.get("text", "")) + len(block.get("data", ""))


def in_leaves(blocks: Iterable[Block], title: str = "") -> Iterator[Leaf]:
    """Blocks that follow each other, cut into leaves of a readable length."""
    held: list[Block] = []
    letters = 0
    for block in blocks:
        size = 0 if block["is"] == "picture" else weight(block)
        if held and letters + size > MOST_IN_LEAF:
            yield {"title": title, "blocks": held}
            held, letters = [], 0
        held.append(block)
        letters += size
    if held:
        yield {"title": title, "blocks": held}
