"""Which pages of documents come first, and which part of a page is shown of it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sello.core.phrases import Clause, Phrase, Wanted, kept_form
from sello.core.stemming import stem
from sello.core.text import fold
from sello.search.domain.marks import pieces
from sello.search.domain.wanted import Sought

LETTERS = 220
"""Of a passage."""
_USUAL = 2_000
"""Letters of a usual page: on a longer one a word that stands once says less."""
_TOGETHER, _LIKED = 2.0, 0.5
_WORD = re.compile(r"\d{1,3}(?:\.\d{3})+(?!\.?\d)|[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Page:
    """A page, or a part of a long one, that says what was asked for."""

    id: int
    evidence_id: int
    page: int
    stems: str


def nearness_of(page: Page, sought: Sought) -> float:
    """How near a page is: how often it says each thing for its length, and whether all of it together."""
    room = 1 + len(page.stems) / _USUAL
    near = sum(_share(_times(clause, page.stems), room) for clause in sought.wanted)
    near += _LIKED * sum(_share(_times(clause, page.stems), room) for clause in sought.liked)
    if len(sought.wanted) > 1 and _together(sought.wanted) in page.stems:
        near += _TOGETHER
    return near


def says(stems: str, wanted: Wanted) -> bool:
    """Whether stems, as they are kept, hold all that is wanted: what `core.fulltext.holds` asks an index."""
    return all(_times(clause, stems) for clause in wanted)


def first_of_each(pages: Iterable[Page], sought: Sought) -> list[tuple[Page, int]]:
    """The nearest page of each piece, the nearest first, with how many pages of the piece say it.

    Of what is equally near, the newest piece comes first, and of a piece its first page.
    """
    found = sorted(pages, key=lambda one: (-nearness_of(one, sought), -one.evidence_id, one.page, one.id))
    best: dict[int, Page] = {}
    for page in found:
        best.setdefault(page.evidence_id, page)
    several = Counter(evidence_id for evidence_id, _ in {(one.evidence_id, one.page) for one in found})
    return [(page, several[evidence_id]) for evidence_id, page in best.items()]


def passage(text: str, sought: Sought) -> tuple[tuple[str, bool], ...]:
    """The part of a text in which most of it is said, in pieces, each with whether it was asked for."""
    hits = [(word.start(), word.end()) for word in _WORD.finditer(text) if _asked(word[0], sought)]
    start = _begin(text, hits)
    end = min(len(text), start + LETTERS)
    if end < len(text):
        end = max(text.rfind(" ", start, end), max((last for _, last in hits if last <= end), default=0))
    marked = [any(first <= place < last for first, last in hits) for place in range(start, end)]
    shown = pieces(re.sub(r"\s", " ", text[start:end]), marked)
    return (("… ", False),) * (start > 0) + tuple(shown) + ((" …", False),) * (end < len(text))


def _begin(text: str, hits: list[tuple[int, int]]) -> int:
    """Where the passage begins: some words before the place with the most different ones after it."""
    if not hits:
        return 0

    def worth(first: int) -> int:
        near = {
            fold(text[start:end]) for start, end in hits if first <= start and end <= first + LETTERS * 2 // 3
        }
        return len(near)

    first = max((start for start, _ in hits), key=lambda place: (worth(place), -place))
    before = max(0, first - LETTERS // 4)
    return text.find(" ", before, first) + 1 if before else 0


def _asked(word: str, sought: Sought) -> bool:
    said = _stem(word)
    return any(
        said.startswith(one) if begins else said == one
        for one, begins in _said(sought.wanted) | _said(sought.liked)
    )


@lru_cache(maxsize=64)
def _said(wanted: Wanted) -> frozenset[tuple[str, bool]]:
    return frozenset(
        (one, phrase.begins and place == len(phrase.stems) - 1)
        for clause in wanted
        for phrase in clause
        for place, one in enumerate(phrase.stems)
    )


def _stem(word: str) -> str:
    return stem(fold(word.replace(".", "")))


def _times(clause: Clause, stems: str) -> int:
    """How often the best of what would do stands there."""
    return max(_count(phrase, stems) for phrase in clause)


def _count(phrase: Phrase, stems: str) -> int:
    said = kept_form(phrase.stems)
    return stems.count(said[:-1] if phrase.begins else said)


def _share(times: int, room: float) -> float:
    return times / (times + room)


def _together(wanted: Wanted) -> str:
    return kept_form(stem for clause in wanted for stem in clause[-1].stems).rstrip()
