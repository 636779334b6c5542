"""Sheets with a column for each answer, an X where it holds: «Sí», «No», «No aplica»."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sello.catalogue.exchange.grid import Sheet
from sello.core.cells import NO, YES, is_blank, is_failed
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.core.text import fold

MEETS: Final = frozenset({"cumple", "cumplido", "se cumple", "si cumple", "cumple totalmente"})
MEETS_NOT: Final = frozenset({"no cumple", "no cumplido", "no se cumple"})
"""How people say yes and no of a requirement, folded, where the scale has these two alone."""

_NEGATIVE: Final = frozenset({"no"}) | MEETS_NOT
_TITLES: Final = frozenset(
    {"si", "parcial", "parcialmente", "cumple parcialmente", "en parte", "no aplica", "n/a", "na"}
    | MEETS
    | _NEGATIVE
)
_TICKS: Final = YES | frozenset({"xx", "☒", "*", "•", "●", "v"})
_UNTICKED: Final = NO
"""How a box that is not ticked is written: it says nothing only where «No» has a column of its own."""

_NUMBER: Final = re.compile(r"n\s?[°º.]{1,2}o?", re.IGNORECASE)
_LEAST: Final = 2


class SeveralAnswers(Refusal):
    """Two answers stand in one row, ticked or written: which one is meant is known to nobody here."""

    message = N_("dice más de una respuesta: %(answers)s. Deje una sola y repita.")


class UntitledMark(Refusal):
    """A column that a person said to be ticked has no title: what the tick answers is known to nobody."""

    message = N_("la marca de %(place)s está bajo un título vacío. Escriba ahí la respuesta y repita.")


class NotAMark(Refusal):
    """Something else than a tick stands where a tick was to stand."""

    message = N_("en %(place)s dice «%(said)s» donde se espera una marca, como una X, o nada.")


def ticked(sheet: Sheet, header: int) -> tuple[int, ...]:
    """The columns whose title is an answer, and below which there are mostly ticks: two of them or more.

    A word that strayed among ticks leaves its column one of them: what is said there is told, and not taken.
    """
    if header >= len(sheet.rows):
        return ()
    titled = {column: _plain(cell) for column, cell in enumerate(sheet.rows[header]) if _is_answer(cell)}
    if len(set(titled.values())) < _LEAST:
        return ()
    says_no = bool(_NEGATIVE & set(titled.values()))
    found = {
        column: title
        for column, title in titled.items()
        if _holds_ticks(Counter(_cells(sheet, header, column)), says_no)
    }
    several = len(set(found.values())) >= _LEAST
    return tuple(found) if several and any(any(_cells(sheet, header, column)) for column in found) else ()


def answer(sheet: Sheet, header: int, row: int, columns: Sequence[int]) -> str:
    """The title of the column that is ticked in a row, or nothing.

    Raises SeveralAnswers, NotAMark, UntitledMark.
    """
    found = {column: sheet.cell(header, column).strip() for column in columns if _marked(sheet, row, column)}
    untitled = next((column for column, title in found.items() if not title), None)
    if untitled is not None:
        raise UntitledMark(place=sheet.place(row, untitled))
    return one_of(*found.values())


def one_of(*said: str) -> str:
    """The answer that is said, however often, or nothing; raises SeveralAnswers where they differ."""
    answers = {_plain(each): each for each in said if each}
    if len(answers) > 1:
        raise SeveralAnswers(answers=", ".join(f"«{each}»" for each in answers.values()))
    return next(iter(answers.values()), "")


def _is_answer(title: str) -> bool:
    """Whether a title is an answer as it stands, as «¿Cumple?» and «N°» are not: answers stand below them."""
    return _plain(title) in _TITLES and not _NUMBER.fullmatch(title.strip())


def _plain(text: str) -> str:
    return fold(text).strip()


def _marked(sheet: Sheet, row: int, column: int) -> bool:
    said = sheet.cell(row, column).strip()
    if not is_blank(said) and _plain(said) not in _TICKS | _UNTICKED:
        raise NotAMark(place=sheet.place(row, column), said=said)
    return _plain(said) in _TICKS


def _holds_ticks(cells: Mapping[str, int], says_no: bool) -> bool:
    """Whether a column is one of ticks; where «No» has no column of its own, «no» below it is an answer.

    Of each text it is told how often it stands there: a long column says few things.
    """
    said: Counter[str] = Counter()
    for cell, times in cells.items():
        if not (is_blank(cell) or is_failed(cell)):
            said[_plain(cell)] += times
    if not says_no and any(cell in _UNTICKED for cell in said):
        return False
    strayed = sum(times for cell, times in said.items() if cell not in _TICKS | _UNTICKED)
    return strayed * 2 < sum(said.values()) or not said


def _cells(sheet: Sheet, header: int, column: int) -> Iterator[str]:
    return (sheet.cell(row, column).strip() for row in range(header + 1, len(sheet.rows)))
