"""Which letters of a text are those that were asked for."""

from collections.abc import Iterator

from sello.core.text import fold
from sello.search.domain.question import Question, begins_code

WITHIN = 3
"""So many letters are marked inside another word."""


def marked(text: str, question: Question) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, each with whether it was asked for; joined they are the text again."""
    folded, places = _letters(text)
    hit = [False] * len(text)
    for word in question.words:
        for start in _found(word, folded):
            for place in places[start : start + len(word)]:
                hit[place] = True
    return tuple(pieces(text, hit))


def marked_code(code: str, question: Question) -> bool:
    """Whether a code was asked for, with its points or without."""
    return any(begins_code(word, code) for word in question.words)


def _letters(text: str) -> tuple[str, list[int]]:
    """The text folded letter by letter, and for each folded letter the place of its own."""
    folded, places = [], []
    for place, char in enumerate(text):
        plain = " " if char.isspace() else fold(char)
        folded.append(plain)
        places += [place] * len(plain)
    return "".join(folded), places


def _found(word: str, folded: str) -> Iterator[int]:
    """Where a word stands; a short one only where it begins something: «da» is no part of «equidad»."""
    start = folded.find(word)
    while start >= 0:
        if len(word) >= WITHIN or start == 0 or not folded[start - 1].isalnum():
            yield start
        start = folded.find(word, start + 1)


def pieces(text: str, hit: list[bool]) -> Iterator[tuple[str, bool]]:
    """A text cut where it begins or ends to be asked for, given for each letter."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or hit[place] is not hit[start]:
            yield text[start:place], hit[start]
            start = place
