"""A requirement's code in what people write: «Req. 1.1.1», «01.01.01», «1-1-1», «4.A.1 Alcance»."""

import re
from collections.abc import Iterable
from typing import Final

from sello.core.text import fold

_LABELS: Final = (
    r"(?:requerimientos?|requisitos?|req|r|indicador(?:es)?|ind|i|items?|it|clausulas?|cl|codigos?|cod"
    r"|numeros?|num|nro|no|n|puntos?|criterios?|medios? de verificacion|mv|fv|evidencias?)"
)
_BEFORE: Final = rf"\W*(?:{_LABELS}(?![a-z])[\W_]*)?"
_JOINED: Final = r"(?:\s?\.\s?|[,\-_·–—])"
_ENDED: Final = r"(?![^\W_])(?![.,](?:\d{1,2}|[a-z])(?![^\W_]))"
"""Nothing more of a code follows: after 1.1.1 neither a letter nor «.2», but «.pdf» and «_v2» may."""
_DAY: Final = re.compile(r"\W*(?:\d{1,2}[-_./]\d{1,2}[-_./](?:19|20)\d\d|(?:19|20)\d\d[-_./]\d{1,2})(?!\d)")
_NAMED: Final = re.compile(rf"{_BEFORE}(?P<code>(?:\d+[a-z]?|[a-z])(?:[.\-_]\w{{1,3}})+|\d+)(?![^\W_])")
_PARTS_TO_STAND_ALONE: Final = 3


class Codes:
    """The codes of one edition, by which texts are read."""

    def __init__(self, known: Iterable[str]) -> None:
        longest_first = sorted(set(known), key=lambda code: (-code.count("."), -len(code), code))
        self._known = {f"c{number}": code for number, code in enumerate(longest_first)}
        self._exact = {fold(code): code for code in longest_first}
        self._first = self._pattern(_BEFORE, longest_first)
        inside = [code for code in longest_first if code.count(".") >= _PARTS_TO_STAND_ALONE - 1]
        self._inside = self._pattern(r"(?<![\w.,])", inside)

    def of_cell(self, text: str) -> str | None:
        """The code that a cell says, alone or before a title."""
        folded = fold(text).strip().rstrip(". ")
        return self._exact.get(folded) or self._begins(folded)

    def of_folder(self, name: str) -> str | None:
        """The code with which a folder's name begins, or the only one in it."""
        folded = fold(name).strip()
        return self._exact.get(folded) or self._begins(folded) or self._only(folded)

    def of_file(self, name: str) -> str | None:
        """The code with which the name of a loose file begins: of two parts at least, and no day."""
        found = self._begins(fold(name).strip())
        return found if found and "." in found else None

    def named(self, name: str) -> str | None:
        """What looks like a code at the beginning of a name, known or not."""
        match = _NAMED.match(fold(name).strip())
        return match["code"] if match else None

    def _begins(self, folded: str) -> str | None:
        match = None if _DAY.match(folded) else self._first.match(folded)
        return self._known[match.lastgroup or ""] if match else None

    def _only(self, folded: str) -> str | None:
        found = {match.lastgroup or "" for match in self._inside.finditer(folded)}
        return self._known[found.pop()] if len(found) == 1 else None

    def _pattern(self, before: str, codes: list[str]) -> re.Pattern[str]:
        names = {code: name for name, code in self._known.items()}
        wanted = "|".join(f"(?P<{names[code]}>{_written(code)})" for code in codes)
        return re.compile(f"{before}(?:{wanted}){_ENDED}" if wanted else r"(?!)")


def _written(code: str) -> str:
    """A code as people write it: parts joined by any sign, numbers with zeros before them."""
    parts = fold(code).split(".")
    return _JOINED.join(f"0*{int(part)}" if part.isdecimal() else re.escape(part) for part in parts)
