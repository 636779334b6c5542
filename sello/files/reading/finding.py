"""Words within a document: where they stand, forgiving case and accents, letter by letter."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from sello.core.text import fold

_folded_letter = lru_cache(maxsize=4096)(fold)
"""A document has few letters, each of them many times."""


def folded(letters: Sequence[str]) -> tuple[str, list[int]]:
    """Letters as they are compared, and for each the place of its own; blanks of any number are one."""
    text: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(letters):
        plain = " " if letter.isspace() else _folded_letter(letter)
        if plain == " " and text and text[-1] == " ":
            continue
        text += plain
        places += [place] * len(plain)
    return "".join(text), places


def places_of(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the words, as one phrase, stand in a folded text: beginning and end."""
    asked = fold(words)
    at = text.find(asked) if asked else -1
    while at >= 0:
        yield at, at + len(asked)
        at = text.find(asked, at + len(asked))


def count(words: str, text: str) -> int:
    """How often the words stand in a text."""
    asked = fold(words)
    return fold(text).count(asked) if asked else 0


def pieces(text: str, words: str) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, each with whether it was looked for; joined they are the text again."""
    if not words:
        return ((text, False),)
    plain, places = folded(text)
    cuts, hits = [0], set[int]()
    for start, end in places_of(words, plain):
        hits.add(places[start])
        cuts += [places[start], places[end - 1] + 1]
    cuts.append(len(text))
    return tuple((text[start:end], start in hits) for start, end in pairwise(cuts) if start < end)


def around(text: str, words: str, *, letters: int = 60) -> str:
    """The first place where the words stand, with what is written around it, on one line."""
    plain, places = folded(text)
    for start, end in places_of(words, plain):
        first, last = max(0, places[start] - letters), places[end - 1] + 1 + letters
        inner = " ".join(text[first:last].split())
        return f"{'… ' if first else ''}{inner}{' …' if last < len(text) else ''}"
    return ""
