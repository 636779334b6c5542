"""Searching a column for what somebody typed: a folded one for its letters, one as written for its stems."""

import re
from typing import Any, Final

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, or_, true
from sqlalchemy.orm import InstrumentedAttribute

from sello.core.phrases import Phrase, Wanted
from sello.core.text import like, words_asked

_MARKED: Final = re.compile("[aceinouy]")
"""Letters that may bear an accent, a tilde, a cedilla: any sign stands for them."""
_ODD: Final = ("\u0301", "\u0303", "\u0308", "\ufb01", "\ufb02", "-\n")
"""What is two signs for one letter, or one for two, or divides a word: such a text is read in any case."""


def speaks_of(column: InstrumentedAttribute[Any], typed: str) -> list[ColumnElement[bool]]:
    """One condition for each word that was typed, in whatever order they stand; none where none was."""
    return [column.like(like(word), escape="\\") for word in dict.fromkeys(words_asked(typed))]


def might_say(column: SQLColumnExpression[str], wanted: Wanted) -> ColumnElement[bool]:
    """Whether a text as it was written may say what is wanted: no text that says it is left out.

    Neither database folds accents as `core.text.fold` does; whoever asks reads what is found.
    """
    if not wanted:
        return true()
    said = and_(*(or_(*(_might(column, phrase) for phrase in clause)) for clause in wanted))
    return or_(said, *(column.contains(sign) for sign in _ODD))


def _might(column: SQLColumnExpression[str], phrase: Phrase) -> ColumnElement[bool]:
    return and_(*(column.ilike(f"%{_loose(stem)}%") for stem in phrase.stems))


def _loose(stem: str) -> str:
    """A stem with a blank for each letter that may bear a mark; a number with or without its points."""
    if not stem.isdigit():
        return _MARKED.sub("_", stem)
    first = len(stem) % 3
    groups = [stem[:first], *(stem[start : start + 3] for start in range(first, len(stem), 3))]
    return "%".join(filter(None, groups))
