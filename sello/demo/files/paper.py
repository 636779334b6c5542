"""What a document of the demonstration says, before it becomes a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Form = Literal["pdf", "docx", "xlsx", "png", "jpg"]

NOTICE = "Documento ficticio de demostración"
TOWN = "Municipalidad de Peñalolén (demostración)"


@dataclass(frozen=True, slots=True)
class Paper:
    """Kind in words, heading, number, date, unit, text, and rows (the first one a heading) for a sheet."""

    kind: str
    title: str
    number: str
    dated: date
    unit: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...] = ()

    @property
    def heading(self) -> str:
        """Kind and number as a document shows them: «DECRETO N° 1200/46»."""
        return f"{self.kind} N° {self.number}".upper() if self.number else self.kind.upper()

    @property
    def place_and_date(self) -> str:
        """The line that dates it."""
        return f"Peñalolén, {self.dated:%d-%m-%Y}"


@dataclass(frozen=True, slots=True)
class File:
    """A finished file."""

    name: str
    media_type: str
    data: bytes
