"""Names of people as lists of staff have them: in capitals, and surnames first."""

import re
from typing import Final

_SMALL: Final = frozenset({"de", "del", "la", "las", "los", "y", "da", "do", "dos", "von", "van"})
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_LEAST_WORDS: Final = 2


def spoken(name: str) -> str:
    """A name as one says it: «ROJAS DE LA FUENTE, ANA» is Ana Rojas de la Fuente; others stay as they are."""
    surnames, comma, first = (part.strip() for part in name.partition(","))
    whole = f"{first} {surnames}" if comma and first and surnames and "," not in first else name
    parts = whole.split()
    if not whole.isupper() or len(parts) < _LEAST_WORDS:
        return whole
    return " ".join(_lowered(part, is_first=at == 0) for at, part in enumerate(parts))


def _lowered(part: str, *, is_first: bool) -> str:
    if part.lower() in _SMALL and not is_first:
        return part.lower()
    return _LETTERS.sub(lambda match: match[0].capitalize(), part)
