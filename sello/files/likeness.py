"""Whether two texts say nearly the same: marks of a text, of which texts that are alike share several.

The least hash of each of many parts of a text's runs of words (MinHash by one permutation, Li, Owen and
Zhang 2012; empty parts filled as Shrivastava and Li 2014 do), put together by fours (bands, Leskovec,
Rajaraman and Ullman, «Mining of Massive Datasets», 3.4). A database finds such numbers by its index.
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import islice
from typing import Final

from sello.core.stemming import words_of

RULES: Final = 1
"""Counts up when marks are made otherwise: those of before are made again."""
BANDS: Final = 16
"""Marks of a text."""
ALIKE: Final = 3
"""So many marks are shared by texts that are nearly the same: `docs/measurements.md` tells why."""
PAGES: Final = 40
"""Pages of a document that are marked, as many as an examination reads."""
_RUN = 3
"""Words of a run."""
_ROWS = 4
_FEWEST = 20
"""Runs of a text of which anything can be said; a shorter one has no marks."""


def marks(pages: Sequence[str]) -> tuple[int, ...]:
    """The marks of a text of pages, as whole numbers below 2^63; none of a text of few words."""
    words = [word for page in islice(pages, PAGES) for word in words_of(page)]
    hashes = {_number(" ".join(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1)}
    if len(hashes) < _FEWEST:
        return ()
    least = _least(hashes)
    return tuple(_number(f"{band}:{least[band * _ROWS : (band + 1) * _ROWS]}") for band in range(BANDS))


def _least(hashes: Iterable[int]) -> list[int]:
    """The least hash of each part; an empty one says what the next that is not says, and how far it is."""
    parts = BANDS * _ROWS
    found: dict[int, int] = {}
    for each in hashes:
        part, rest = each % parts, each // parts
        found[part] = min(rest, found.get(part, rest))
    filled = []
    for part in range(parts):
        away = next(far for far in range(parts) if (part + far) % parts in found)
        filled.append(found[(part + away) % parts] + away)
    return filled


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()) >> 1
