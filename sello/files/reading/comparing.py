"""Two documents side by side: what their texts say otherwise, page by page of the later one.

Words are compared by the limited process: a stranger wrote both texts, and may have written them so that
comparing takes for ever.
"""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sello.core.text import clean
from sello.files.jail import warden
from sello.files.reading.leaves import Misread, answered
from sello.files.reading.room import REASONS, BrokenHere, a_turn

_MOST = 32 * 1024 * 1024
"""Bytes of the longest answer."""


class Change(Enum):
    """What became of some words; the value is what the limited process calls it."""

    SAME = "same"
    GONE = "gone"
    COME = "come"


@dataclass(frozen=True)
class Part:
    """Words that follow each other and of which the same became."""

    change: Change
    text: str

    @property
    def words(self) -> int:
        """How many they are."""
        return len(self.text.split())


@dataclass(frozen=True)
class Facing:
    """A later page: the earlier one that it faces, and what it says with what was taken from it."""

    page: int
    parts: tuple[Part, ...] = ()

    def count(self, change: Change) -> int:
        """How many words came to it, or went."""
        return sum(part.words for part in self.parts if part.change is change)

    @property
    def is_changed(self) -> bool:
        """Whether anything came or went."""
        return any(part.change is not Change.SAME for part in self.parts)


@dataclass(frozen=True)
class Compared:
    """Every page of the later text, and whether the texts go on where the comparing stopped."""

    pages: tuple[Facing, ...]
    cut: bool

    @property
    def came(self) -> int:
        """How many words were added."""
        return sum(page.count(Change.COME) for page in self.pages)

    @property
    def went(self) -> int:
        """How many words were taken away."""
        return sum(page.count(Change.GONE) for page in self.pages)

    @property
    def changed(self) -> tuple[int, ...]:
        """The pages on which anything came or went."""
        return tuple(number for number, page in enumerate(self.pages, start=1) if page.is_changed)


def compared(before: Sequence[str], after: Sequence[str]) -> Compared:
    """Two texts of pages compared. Refuses with NotShown where it takes too long or too much room."""
    both = io.BytesIO(json.dumps({"before": list(before), "after": list(after)}).encode("ascii"))
    with a_turn():
        answer = warden.read("compare", "texts", file=both, most=_MOST)
    if answer.word != "ok":
        raise REASONS.get(answer.word, BrokenHere)
    try:
        told = answered(answer.content, "pages", "cut")
        return Compared(tuple(map(_facing, told["pages"])), bool(told["cut"]))
    except (Misread, TypeError, ValueError, KeyError):
        raise BrokenHere from None


def _facing(told: dict[str, Any]) -> Facing:
    parts = (Part(Change(change), clean(str(text))) for change, text in told["parts"])
    return Facing(max(1, int(told["facing"])), tuple(parts))
