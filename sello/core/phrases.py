"""What a long text is asked for, as plain values: stems that follow each other, and what would do instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Phrase:
    """Stems that follow each other; the last may be only the beginning of one."""

    stems: tuple[str, ...]
    begins: bool = False


Clause: TypeAlias = tuple[Phrase, ...]
"""Of which one has to be there."""
Wanted: TypeAlias = tuple[Clause, ...]
"""All of which have to be there."""


def kept_form(stems: Iterable[str]) -> str:
    """Stems as they are kept: one blank around each, so that a phrase is a part of the text."""
    return f" {' '.join(stems)} "
