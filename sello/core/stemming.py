"""Words as they are looked for at length: folded, without endings, without those that say nothing.

A light stemmer of our own, the same for what is kept and for what is typed: gender, number and the commonest
endings of verbs and of nouns made from verbs go, so that «capacitaciones» meets «capacitar». It is no
grammar: what is cut off need be no ending, as long as it is cut off on both sides.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from sello.core.text import fold

LEAST, SHORTEST = 3, 4
"""Letters that are left of a word when gender and number go, and when any other ending does."""
LONGEST = 40
"""Letters of a word that are kept; whatever is longer is no word."""

_WORD = re.compile(r"[a-z]+|[0-9]+")
"""Letters or digits, never both: PostgreSQL would take «12e5» or «0x1f» for something else than a word."""
_ENDINGS = _WORD.findall(
    "amientos imientos amiento imiento aciones iciones adores adoras idades acion icion adora ador"
    " iendo mente ando ados adas idos idas idad ones ado ada ido ida aron ieron aran eran iran"
    " ar er ir on es as os a e o s"
)
_BY_LENGTH = tuple(sorted(_ENDINGS, key=len, reverse=True))
"""Of those that a word has, the longest goes that leaves enough of it."""
_FORMS = frozenset(_WORD.findall("a e o s as es os"))

SILENT = frozenset(
    (
        "a", "al", "ante", "asi", "aun", "bajo", "cada", "como", "con", "contra", "cual", "cuando", "de",
        "del", "desde", "donde", "e", "el", "ella", "ellas", "ellos", "en", "entre", "era", "es", "esa",
        "ese", "eso", "esta", "este", "esto", "ha", "han", "hasta", "hay", "la", "las", "le", "les", "lo",
        "los", "mas", "me", "mi", "mientras", "muy", "ni", "no", "nos", "o", "para", "pero", "por",
        "porque", "que", "se", "ser", "si", "sin", "sobre", "son", "su", "sus", "tal", "tambien", "tan",
        "te", "todo", "todos", "tu", "u", "un", "una", "unas", "uno", "unos", "y", "ya",
    )
)  # fmt: skip
"""Words that stand on every page."""

_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?!\.?\d)")
"""A number with its points, and no code: 1.1.2 is none."""
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\s*\n\s*(?=[^\W\d_])")
"""A word that goes on on the next line."""


def words_of(text: str) -> list[str]:
    """Every word of a text in its order, folded; numbers without the points of their thousands."""
    return _WORD.findall(_plain(fold(_BROKEN.sub("", text))))


def _plain(folded: str) -> str:
    return _THOUSANDS.sub(lambda found: found[0].replace(".", ""), folded)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """What is left of a folded word; a number stays whole."""
    word = word[:LONGEST]
    if not word.isalpha():
        return word
    for ending in _BY_LENGTH:
        if word.endswith(ending) and len(word) - len(ending) >= _left(ending):
            return word[: -len(ending)]
    return word


def _left(ending: str) -> int:
    return LEAST if ending in _FORMS else SHORTEST


def stems_of(text: str) -> list[str]:
    """What a text is found by, in its order."""
    return [stem(word) for word in words_of(text) if word not in SILENT]


def begun(fragment: str) -> Iterator[str]:
    """The stems that a word may have that is written only so far: «capacitac» may become «capacitación»."""
    for length in range(LEAST, len(fragment)):
        rest = fragment[length:]
        if any(ending.startswith(rest) and length >= _left(ending) for ending in _BY_LENGTH):
            yield fragment[:length]
