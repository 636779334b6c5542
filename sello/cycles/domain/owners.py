"""Which unit probably answers for a requirement, by what its edition says of who usually does."""

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from sello.core.text import fold

SMALL = frozenset(
    {"a", "al", "con", "de", "del", "e", "el", "en", "la", "las", "los", "o", "para", "por", "y"}
)
LONGEST_ACRONYM = 8
_BETWEEN = re.compile(r",\s*con\s+|\s+con\s+|[,;/]|\s+[yeo]\s+")


class Named(Protocol):
    """A unit by its names."""

    @property
    def unit_id(self) -> int:
        """Its id."""
        ...

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def short_name(self) -> str:
        """Its short name, or nothing."""
        ...


def probable(owner: str, units: Iterable[Named]) -> int | None:
    """The unit that an edition's «Responsable habitual» means, or None where it means none, or several.

    The whole text is asked for before its parts («SECPLA y DIDECO»), of which the first one that is known
    answers. A unit is known by its name or short name, by an acronym that its name bears out («DAF»), or by
    being the only one whose name holds the words.
    """
    known = tuple(units)
    for said in _ways(owner):
        for knows in (_is_called, _is_abbreviated, _holds):
            found = {unit.unit_id for unit in known if knows(unit, said)}
            if len(found) == 1:
                return found.pop()
    return None


def _ways(owner: str) -> Iterator[str]:
    yield owner.strip()
    yield from (part.strip() for part in _BETWEEN.split(owner))


def _is_called(unit: Named, said: str) -> bool:
    return bool(fold(said)) and fold(said) in {fold(unit.name), fold(unit.short_name)}


def _is_abbreviated(unit: Named, said: str) -> bool:
    return said.isupper() and said.isalpha() and len(said) <= LONGEST_ACRONYM and abbreviates(said, unit.name)


def abbreviates(acronym: str, name: str) -> bool:
    """Whether the beginnings of a name's words, in order, make an acronym; only the first may not lack."""
    words = [word for word in re.findall(r"\w+", fold(name)) if word not in SMALL]
    return len(words) > 1 and _begins(fold(acronym), words, first=True)


def _begins(rest: str, words: list[str], *, first: bool) -> bool:
    if not rest:
        return True
    if not words:
        return False
    head, others = words[0], words[1:]
    taken = any(
        _begins(rest[length:], others, first=False)
        for length in range(1, min(len(head), len(rest)) + 1)
        if head.startswith(rest[:length])
    )
    return taken or (not first and _begins(rest, others, first=False))


def _holds(unit: Named, said: str) -> bool:
    """Whether the words stand in the name one after the other, or the name in the words."""
    ours, theirs = f" {_words(said)} ", f" {_words(unit.name)} "
    return bool(ours.strip()) and (ours in theirs or theirs in ours)


def _words(text: str) -> str:
    return " ".join(word for word in re.findall(r"\w+", fold(text)) if word not in SMALL)
