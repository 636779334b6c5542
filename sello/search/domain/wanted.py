"""What was typed, as documents are asked for it: words by their stems, phrases, beginnings, acts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sello.core.phrases import Clause, Phrase, Wanted
from sello.core.stemming import begun, stems_of, words_of
from sello.core.text import fold, unsigned
from sello.search.domain.question import MOST_WORDS, Question, act_in

SHORTEST = 3
"""So many letters of the last word are taken for the beginning of one as well."""
_TOKEN = re.compile(r'"([^"]*)"?|(\S+)')


@dataclass(frozen=True, slots=True)
class Sought:
    """What a page has to say, and what brings it nearer if it says that too."""

    wanted: Wanted
    liked: Wanted = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)


def sought(question: Question) -> Sought:
    """What to look for; nothing where only words were typed that stand on every page.

    Of an act («decreto 915», «DA 1200/46») the number is wanted, and what it is called is liked.
    """
    folded = fold(unsigned(question.typed))
    act = act_in(folded)
    if act is None:
        return Sought(tuple(_clauses(folded))[:MOST_WORDS])
    number = _clause(act[1])
    called = tuple(_clauses(act[0].removesuffix(act[1])))
    rest = tuple(_clauses(f"{folded[: act.start()]} {folded[act.end() :]}"))
    return Sought((number, *rest)[:MOST_WORDS], called)


def _clauses(folded: str) -> Iterator[Clause]:
    tokens = list(_TOKEN.finditer(folded))
    for place, token in enumerate(tokens):
        word = token[2] or ""
        open_end = word.endswith("*") or (place == len(tokens) - 1 and len(word) >= SHORTEST)
        clause = _beginning(word) if open_end else _clause(token[1] or word)
        if clause:
            yield clause


def _clause(text: str) -> Clause:
    stems = tuple(stems_of(text))
    return (Phrase(stems),) if stems else ()


def _beginning(word: str) -> Clause:
    """The word itself, those that begin with it, and those whose stem ends within it."""
    whole, words = _clause(word), words_of(word)
    if len(words) != 1 or not words[0].isalpha() or not whole:
        return whole
    stems = dict.fromkeys([*whole[0].stems, *begun(words[0])])
    return (Phrase((words[0],), begins=True), *(Phrase((stem,)) for stem in stems))
