"""Lists that find nothing offer the nearest words that they hold."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request

from sello.core.spelling import nearest

_LONGEST = 100
_PLACES = frozenset({"pagina", "antes", "despues"})
"""What an address says of the page of a list: another search begins at its first."""


@dataclass(frozen=True)
class Meant:
    """The words that were probably meant, and the same list asked for them."""

    words: str
    href: str


def meant(name: str, found: int, known: Callable[[], Iterable[str]], *, names: bool = False) -> Meant | None:
    """What to offer when the search of an address found nothing; ``known`` is only asked then.

    ``names`` says that what is known are names, whose first word is a name as well.
    """
    typed = request.args.get(name, "").strip()[:_LONGEST]
    words = nearest(typed, known(), names=names) if typed and not found else None
    if words is None:
        return None
    kept = [(key, value) for key, value in request.args.items(multi=True) if key not in {name, *_PLACES}]
    return Meant(words, f"{request.path}?{urlencode([*kept, (name, words)])}")
