"""What somebody typed into the box, brought to the form in which it meets what is stored."""

import re
from dataclasses import dataclass

from sello.core.text import clean, fold, unsigned, words_asked

LONGEST = 100
"""So many letters are read; nobody looks for more."""
MOST_WORDS = 8

_ACT = re.compile(
    r"(?<!\w)(?:decretos?(?: alcaldicios?)?|d\.? ?a\.?|dec\.?"
    r"|resolucion(?:es)?(?: exentas?)?|res\.?|oficios?|ord(?:inario)?\.?|memo(?:randum)?\.?"
    r"|acuerdos?|convenios?|ordenanzas?|n(?:\.?o|ro|um)?\.?)"
    r" ?(?:n(?:\.?o|ro|um)?\.? ?)?(\d+(?:[./-]\d+)*)(?!\w)"
)
"""An act with its number as it is written: «decreto 915», «DA N° 1200/46», «Ord. 33»."""


_NUMBER = re.compile(r"(?<!\w)\d+(?:[./-]\d+)*(?!\w)")


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked for; no words where nothing was."""

    typed: str
    """As it was typed, cut where nobody reads on."""
    folded: str = ""
    words: tuple[str, ...] = ()
    """Each word once, without case and accents."""
    number: str = ""
    """The number of an act, where one is asked for by what it is."""

    def __bool__(self) -> bool:
        return bool(self.words)


def parse(raw: str) -> Question:
    """Read what was typed; whatever it is, no more than its first words are looked for."""
    typed = " ".join(clean(raw[: 4 * LONGEST]).split())[:LONGEST].strip()
    words = tuple(dict.fromkeys(words_asked(typed)))[:MOST_WORDS]
    folded = " ".join(fold(unsigned(typed)).split()[:MOST_WORDS])
    found = act_in(folded)
    return Question(typed, folded, words, found[1] if found else "")


def act_in(folded: str) -> "re.Match[str] | None":
    """Where a folded text names an act with its number, which is the match's first group."""
    return _ACT.search(folded)


def compact(code: str) -> str:
    """A code without what divides its parts: 1.1.2, 1-1-2 and 112 are one."""
    return "".join(char for char in fold(code) if char.isalnum())


def is_code(word: str, code: str) -> bool:
    """Whether a word is that code, with its points or without them."""
    meant = compact(word)
    return meant == compact(code) and any(char.isdigit() for char in meant)


def begins_code(word: str, code: str) -> bool:
    """Whether a code begins like the word: 1.1 as well as 11 lead to 1.1.2, but 1 alone says nothing."""
    meant = compact(word)
    return len(meant) > 1 and any(char.isdigit() for char in meant) and compact(code).startswith(meant)


def says_number(text: str, number: str) -> bool:
    """Whether a text says the number of an act; 915 is said by 915/2 too, but not by 1915."""
    said = _NUMBER.findall(fold(text)) if number else []
    return any(one == number or one.startswith((f"{number}/", f"{number}-")) for one in said)
