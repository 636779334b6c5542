"""How a document calls a requirement: by its name, with its code in brackets after it where that helps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sello.core.figures import figure
from sello.planning.domain.path import Path
from sello.reports.document.values import Cell, Part
from sello.reports.document.wording import Translate

LONGEST = 64
"""Letters of a name that stands alone: what is longer is cut, so that it fits on its sheet."""
DRAWN = 26
"""Letters of a name in the drawing."""
LISTED = 50
"""Letters of a name that stands for several."""
HANGING = frozenset(
    {"a", "al", "con", "contra", "de", "del", "e", "el", "en", "la", "las", "lo", "los", "o", "para", "por"}
    | {"que", "sin", "su", "sus", "u", "un", "una", "y"}
)
"""Words with which no name that was cut ends: they lead to what is not there."""
MOST = 2
"""How many requirements a sentence names before it counts the others."""


def short(name: str, most: int = LONGEST) -> str:
    """A name that fits: what is too long ends in three dots, after a whole word where there is one."""
    plain = " ".join(name.split())
    if len(plain) <= most:
        return plain
    cut = plain[: most - 1]
    words = (cut.rpartition(" ")[0] if " " in cut[most // 2 :] else cut).split()
    while len(words) > 1 and words[-1].lower() in HANGING:
        words.pop()
    return f"{' '.join(words).rstrip(',;:.')}…"


def quoted(code: str, titles: Mapping[str, str], most: int = LISTED) -> str:
    """A requirement's name within a sentence; its code if nothing is known of it."""
    return f"«{short(titles[code], most)}»" if code in titles else code


def coded(code: str, titles: Mapping[str, str]) -> str:
    """A requirement as it is called, with its code after it; its code alone if nothing is known of it."""
    return f"{titles[code]} ({code})" if code in titles else code


def some(codes: Iterable[str], titles: Mapping[str, str], _: Translate) -> str:
    """The first requirements of several in a sentence, and how many more there are."""
    every = tuple(codes)
    names = ", ".join(f"{quoted(code, titles)} ({code})" if code in titles else code for code in every[:MOST])
    if len(every) <= MOST:
        return names
    return _("%(codes)s y %(n)s más") % {"codes": names, "n": figure(len(every) - MOST)}


def listed(codes: Iterable[str], titles: Mapping[str, str], none: str = "—") -> Cell:
    """Requirements in a table, whole, each on a line of its own."""
    return Cell(tuple(Part(coded(code, titles)) for code in codes) or (Part(none),))


def named(path: Path, titles: Mapping[str, str], most: int = LISTED) -> Path:
    """The path with the names of its requirements in place of their codes."""
    marks = (
        replace(mark, codes=tuple(quoted(code, titles, most) for code in mark.codes)) for mark in path.marks
    )
    return replace(path, marks=tuple(marks))
