"""An Ordinario in plain values, as it is kept and as it is put on paper.

Its parts and their order are those of official letters of the State's administration (Decreto 291/1974):
number, antecedents, subject, place and date, from whom, to whom, numbered paragraphs, signature,
distribution; one subject. The number is for the registry (Oficina de Partes) to give: its place stays empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Ordinario:
    """All that stands on it."""

    institution: str
    antecedents: tuple[str, ...]
    subject: str
    place_and_day: str
    sender: str
    addressee: str
    paragraphs: tuple[str, ...]
    signature: tuple[str, ...]
    distribution: tuple[str, ...]


def to_keep(letter: Ordinario) -> dict[str, Any]:
    """The letter as its row holds it."""
    return asdict(letter)


def as_kept(words: Mapping[str, Any]) -> Ordinario:
    """The letter of a row."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in words.items()
    }
    return Ordinario(**values)
