"""Sheets with a column for each answer, an X where it holds: «Sí», «No», «No aplica»."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sello.catalogue.exchange.grid import Sheet
from sello.core.cells import NO, YES, is_failed
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.core.text import fold

MEETS: Final = frozenset({"cumple", "cumplido", "se cumple", "si cumple", "cumple totalmente"})
MEETS_NOT: Final = frozenset({"no cumple", "no cumplido", "no se cumple"})
"""How people say yes and no of a requirement, folded, where the scale has these two alone."""

_TITLES: Final = frozenset(
    {"si", "no", "parcial", "parcialmente", "cumple parcialmente", "en parte", "no aplica", "n/a", "na"}
    | MEETS
    | MEETS_NOT
)
_TICKS: Final = frozenset({"x", "xx", "1", "✓", "✔", "☑", "☒", "*", "•", "●", "v"})
_MARKS: Final = YES | _TICKS
_NUMBER: Final = re.compile(r"n\s?[°º.]{1,2}o?", re.IGNORECASE)
_LEAST: Final = 2


class SeveralMarks(Refusal):
    """Two answers are ticked in one row: which one is meant is known to nobody here."""

    message = N_("tiene una marca en más de una columna: %(titles)s. Deje una sola y repita.")


class NotAMark(Refusal):
    """Something else than a tick stands where a tick was to stand."""

    message = N_("en %(place)s dice «%(said)s» donde se espera una marca, como una X, o nada.")


def ticked(sheet: Sheet, header: int) -> tuple[int, ...]:
    """The columns whose title is an answer, and below which there are ticks alone: two of them or more."""
    if header >= len(sheet.rows):
        return ()
    titled = [column for column, cell in enumerate(sheet.rows[header]) if _is_answer(cell)]
    found = tuple(column for column in titled if _only_marks(sheet, header, column))
    several = len({_plain(sheet.cell(header, column)) for column in found}) >= _LEAST
    return found if several and any(_cells(sheet, header, found)) else ()


def answer(sheet: Sheet, header: int, row: int, columns: Sequence[int]) -> str:
    """The title of the column that is ticked in a row, or nothing; raises SeveralMarks and NotAMark."""
    titles = [sheet.cell(header, column).strip() for column in columns if _marked(sheet, row, column)]
    if len(titles) > 1:
        raise SeveralMarks(titles=", ".join(f"«{title}»" for title in titles))
    return titles[0] if titles else ""


def _is_answer(title: str) -> bool:
    """Whether a title is an answer as it stands, as «¿Cumple?» and «N°» are not: answers stand below them."""
    return _plain(title) in _TITLES and not _NUMBER.fullmatch(title.strip())


def _plain(text: str) -> str:
    return fold(text).strip()


def _marked(sheet: Sheet, row: int, column: int) -> bool:
    said = sheet.cell(row, column).strip()
    if said and _plain(said) not in _MARKS | NO:
        raise NotAMark(place=sheet.place(row, column), said=said)
    return _plain(said) in _MARKS


def _only_marks(sheet: Sheet, header: int, column: int) -> bool:
    said = (_plain(cell) for cell in _cells(sheet, header, [column]) if not is_failed(cell))
    return all(not cell or cell in _TICKS | {"0", "☐"} for cell in said)


def _cells(sheet: Sheet, header: int, columns: Sequence[int]) -> Iterator[str]:
    return (sheet.cell(row, column) for column in columns for row in range(header + 1, len(sheet.rows)))
