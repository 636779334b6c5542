"""Where on a page something is struck out: boxes in thousandths of it, as a form says them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sello.core.labels import N_
from sello.core.refusal import Refusal

MOST = 600
"""Boxes of one copy."""
_LINE = re.compile(r"\s*(\d{1,4})\D+(\d{1,4})\D+(\d{1,4})\D+(\d{1,4})\D+(\d{1,4})\s*")
_WHOLE = 1000


class BoxUnclear(Refusal):
    """A line of the form is not five numbers that fit on a page."""

    message = N_(
        "No se entiende «%(line)s». Escriba cinco números por línea: página, izquierda, arriba, ancho y "
        "alto, en milésimas de la página."
    )
    field = "boxes"


class NothingStruck(Refusal):
    """A copy in which nothing is covered is no struck-out copy."""

    message = N_("Marque o escriba al menos un lugar por tarjar.")
    field = "boxes"


class TooManyBoxes(Refusal):
    """More than anybody marks."""

    message = N_("Son demasiados lugares. Tarje a lo más 600 en cada copia.")
    field = "boxes"


@dataclass(frozen=True, slots=True)
class Struck:
    """A box on a page (counted from 1): left, top, width and height in thousandths."""

    page: int
    left: int
    top: int
    width: int
    height: int

    @property
    def said(self) -> str:
        """As a form sends it back."""
        return f"{self.page} {self.left} {self.top} {self.width} {self.height}"


def read(lines: Iterable[str], *, pages: int) -> tuple[Struck, ...]:
    """The boxes that lines of a form name. Refuses with BoxUnclear, NothingStruck or TooManyBoxes."""
    found = tuple(dict.fromkeys(_read(line, pages) for line in lines if line.strip()))
    if not found:
        raise NothingStruck
    if len(found) > MOST:
        raise TooManyBoxes
    return found


def _read(line: str, pages: int) -> Struck:
    match = _LINE.fullmatch(line)
    if match is None:
        raise BoxUnclear(line=line.strip()[:60])
    page, left, top, width, height = map(int, match.groups())
    fits = 1 <= page <= pages and left < _WHOLE and top < _WHOLE and width and height
    if not fits:
        raise BoxUnclear(line=line.strip()[:60])
    return Struck(page, left, top, min(width, _WHOLE - left), min(height, _WHOLE - top))
