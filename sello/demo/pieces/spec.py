"""What the demonstration says of a piece of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sello.demo.files.paper import Form
from sello.evidence.domain.details import EvidenceType as Kind
from sello.evidence.domain.review import Part

Outcome = Literal["accepted", "returned", "submitted", "remedied"]


@dataclass(frozen=True, slots=True)
class PieceSpec:
    """A piece: days count back from the day of loading, `valid` forward to its last day (None: no end)."""

    key: str
    codes: tuple[str, ...]
    unit: str
    kind: Kind
    title: str
    number: str
    form: Form
    age: int
    handed: int
    outcome: Outcome = "accepted"
    valid: int | None = None
    remark: str = ""
    parts: tuple[Part, ...] = ()
    replaces: str | None = None
    reserved: bool = False
    personal: bool = False
    rows: tuple[tuple[str | int, ...], ...] = ()


ATTENDANCE = (
    ("Unidad", "Mujeres", "Hombres", "Otras identidades o sin dato"),
    ("Alcaldía", 9, 7, 0),
    ("DIDECO", 58, 31, 2),
    ("DAF", 41, 33, 0),
    ("SECPLA", 14, 12, 0),
)
"""Rows of an attendance sheet: totals only, as the product asks."""
