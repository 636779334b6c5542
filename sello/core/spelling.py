"""What was probably meant by words that nothing holds: the nearest words of what there is to be found."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from sello.core.text import fold

_WORD = re.compile(r"[^\W\d_]{4,40}")
_LIKENESS = 0.8
"""Two letters of ten may differ: «violensia» is «violencia», «acta» is not «arte»."""
_FURTHER = 2
"""Words whose lengths differ by more are not compared."""
_MOST_WORDS = 6
_MOST_KNOWN = 20_000


def nearest(typed: str, known: Iterable[str], *, names: bool = False) -> str | None:
    """The typed words, each that no known text holds replaced by the nearest one; None if nothing is near.

    ``known`` are texts as people read them; only what the reader may see belongs there. Words are written as
    they stand there, but for the capital of a first word; ``names`` keep that too.
    """
    shown = _vocabulary(known, names=names)
    said = fold(typed).split()[:_MOST_WORDS]
    meant = [_meant(word, shown) for word in said]
    return " ".join(shown.get(word, word) for word in meant) if meant != said else None


def _vocabulary(known: Iterable[str], *, names: bool) -> dict[str, str]:
    """Each word, folded, as it is written; in small letters where it is so anywhere."""
    shown: dict[str, str] = {}
    for text in known:
        for place, word in enumerate(_WORD.findall(text)):
            begins = place == 0 and not names and not word.isupper()
            written = word.lower() if begins else word
            folded = fold(word)
            if folded not in shown or written.islower():
                shown[folded] = written
        if len(shown) >= _MOST_KNOWN:
            break
    return shown


def _meant(word: str, shown: dict[str, str]) -> str:
    """The word if any text holds it, or the nearest that one does; folded."""
    if not _WORD.fullmatch(word) or any(word in each for each in shown):
        return word
    beside = [each for each in shown if abs(len(each) - len(word)) <= _FURTHER]
    near = get_close_matches(word, beside, n=1, cutoff=_LIKENESS)
    return near[0] if near else word


def distance(one: str, other: str) -> int:
    """How many letters were left out, added, mistaken or swapped with their neighbour between two words."""
    before: list[int] = []
    line = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        earlier, before, line = before, line, [row]
        for column, match in enumerate(other, start=1):
            cost = min(before[column] + 1, line[-1] + 1, before[column - 1] + (letter != match))
            swapped = row > 1 and column > 1 and (letter, one[row - 2]) == (other[column - 2], match)
            line.append(min(cost, earlier[column - 2] + 1) if swapped else cost)
    return line[-1]
