"""Which requirements a document may support, from its words: a proposal, best first, never more.

Each requirement is a small text of weighted fields; the document is the question. Words count for how few
requirements they tell of (Robertson and Spärck Jones's BM25, with weighted fields). Lists of words that mean
the same, and pairs of words, found no more among the first three (`docs/measurements.md`) and are left out.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sello.core.stemming import SILENT, stem, words_of
from sello.core.text import fold

TITLE, SOURCES, ASKS, EXAMPLE = 3.0, 2.5, 1.0, 1.0
"""What a word in each field of a requirement weighs."""

_SATURATION, _LENGTH = 1.2, 0.4
"""BM25's k1 and b: how soon a repeated word tells nothing new, and how much a long text loses."""
_HEAD = 60
"""Stems at the beginning of a document, where it says what it is: they weigh twice."""
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = 200_000
"""Letters of a document in which its own spelling of a word is looked for."""
_MOST = 4_000
"""Stems of a document that are looked at."""
_SHORT_NUMBER = 3
"""Digits of a number that says nothing of what a document is about: a day, an amount, a place in a list."""
_LEAST_SHARE = 0.5
"""A requirement with less of the best one's score is not proposed."""


@dataclass(frozen=True)
class Asks:
    """What a requirement says of itself."""

    id: int
    title: str
    sources: tuple[str, ...]
    """Its means of verification."""
    asks: str
    good: str
    """An example that serves."""


@dataclass(frozen=True)
class Support:
    """A requirement that a document may support."""

    id: int
    score: float
    words: tuple[str, ...]
    """Words of the document that speak for it, the most telling first, as the document writes them."""


class Edition:
    """The requirements of an edition, made ready for being asked about."""

    def __init__(self, requirements: Sequence[Asks]) -> None:
        weights = {each.id: _weights(each) for each in requirements}
        lengths = {key: sum(found.values()) for key, found in weights.items()}
        usual = sum(lengths.values()) / len(lengths) if lengths else 1.0
        self._held: dict[str, dict[int, float]] = defaultdict(dict)
        for key, found in weights.items():
            scale = _SATURATION * (1 - _LENGTH + _LENGTH * lengths[key] / usual)
            for term, weight in found.items():
                self._held[term][key] = weight * (_SATURATION + 1) / (weight + scale)
        self._rarity = {
            term: math.log(1 + (len(weights) - len(held) + 0.5) / (len(held) + 0.5))
            for term, held in self._held.items()
        }

    def supported(self, text: str, *, most: int = 3, telling: int = 4) -> tuple[Support, ...]:
        """The requirements that a text may support, the best first; none for one that says nothing."""
        said, written = _said(text)
        scores: dict[int, float] = defaultdict(float)
        shares: dict[int, dict[str, float]] = defaultdict(dict)
        for term, weight in said.items():
            for key, held in self._held.get(term, {}).items():
                part = weight * held * self._rarity[term]
                scores[key] += part
                shares[key][term] = part
        best = sorted(scores, key=lambda key: (-scores[key], key))[:most]
        return tuple(
            Support(key, scores[key], tuple(written[word] for word, _ in _first(shares[key], telling)))
            for key in best
            if scores[key] >= _LEAST_SHARE * scores[best[0]]
        )


def _first(shares: Mapping[str, float], most: int) -> list[tuple[str, float]]:
    return sorted(shares.items(), key=lambda each: (-each[1], each[0]))[:most]


def _weights(requirement: Asks) -> dict[str, float]:
    """Each stem of a requirement with what it weighs there."""
    found: dict[str, float] = defaultdict(float)
    fields = ((requirement.title, TITLE), (requirement.asks, ASKS), (requirement.good, EXAMPLE))
    for text, weight in (*fields, *((source, SOURCES) for source in requirement.sources)):
        for one, _ in _telling(text):
            found[one] += weight
    return found


def _said(text: str) -> tuple[dict[str, float], dict[str, str]]:
    """What a document says, stem by stem with its weight, and how it writes each, accents and all."""
    found = _telling(text)[:_MOST]
    head = {one for one, _ in found[:_HEAD]}
    counts = Counter(one for one, _ in found)
    weights = {one: 1 + math.log(count) + (one in head) for one, count in counts.items()}
    originals = {fold(word): word.lower() for word in reversed(_WORD.findall(text[:_LETTERS]))}
    return weights, {one: originals.get(word, word) for one, word in reversed(found)}


def _telling(text: str) -> list[tuple[str, str]]:
    """Each telling word of a text, as it is compared and as it is written (folded)."""
    words = (word for word in words_of(text) if word not in SILENT)
    return [(stem(word), word) for word in words if word.isalpha() or len(word) > _SHORT_NUMBER]
