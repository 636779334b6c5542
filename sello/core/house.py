"""How an institution looks and speaks: its colours, its logo, and what it calls a requirement.

Known once for each piece of work (a request, a job's turn at an institution, a command) and asked for
wherever something is shown, mailed or printed; unknown, everything is as we made it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from sello.core.labels import N_, LabelledEnum


class Word(LabelledEnum):
    """What a requirement is called; both are masculine, so that every sentence stays right."""

    REQUERIMIENTO = "requerimiento", N_("Requerimiento (y no requisito)")
    REQUISITO = "requisito", N_("Requisito (y no requerimiento)")


@dataclass(frozen=True, slots=True)
class House:
    """Word, colours on light and on dark ground (`#rrggbb`, empty for ours), hash of the logo (or empty)."""

    word: Word = Word.REQUERIMIENTO
    light: str = ""
    dark: str = ""
    logo: str = ""


OURS = House()
"""Where nothing was chosen."""
_present: ContextVar[House] = ContextVar("house")
_ASKED = re.compile(Word.REQUERIMIENTO.value, re.IGNORECASE)


def present() -> House:
    """The house of the work at hand."""
    return _present.get(OURS)


def settle(house: House | None) -> None:
    """Say whose house it is from here on; None for nobody's."""
    _present.set(house or OURS)


@contextmanager
def at(house: House) -> Iterator[None]:
    """Work for a house, and leave it as it was."""
    token = _present.set(house)
    try:
        yield
    finally:
        _present.reset(token)


def worded(text: str, word: Word) -> str:
    """A text of ours in the words of a house.

    A text that already says «requisito» speaks of the words themselves, or of another thing: it stays.
    """
    if word is Word.REQUERIMIENTO or word.value in text.lower():
        return text
    return _ASKED.sub(lambda found: _cased(word.value, found.group()), text)


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    return word.capitalize() if like[0].isupper() else word
