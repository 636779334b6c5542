"""The kinds of personal data that are looked for, where one stands, and how it is told without saying it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sello.core.labels import N_, LabelledEnum

AROUND = 40
"""Letters on each side of what was found that a masked quotation shows."""
_KEPT = re.compile(r"(?<!\w)\w")
_LETTER = re.compile(r"\w")
_BLANKS = re.compile(r"\s+")


class Kind(LabelledEnum):
    """One kind of personal data (Ley 19.628, article 2, as amended by Ley 21.719)."""

    RUN = "run", N_("RUN")
    EMAIL = "correo", N_("Correo de una persona")
    PHONE = "telefono", N_("Teléfono")
    ADDRESS = "domicilio", N_("Domicilio")
    ACCOUNT = "cuenta", N_("Cuenta bancaria")
    COMPLAINT = "denuncia", N_("Denuncia o sumario, junto a un nombre")
    HEALTH = "salud", N_("Salud, junto a un nombre")
    VIOLENCE = "violencia", N_("Violencia, junto a un nombre")
    ORIENTATION = "orientacion", N_("Orientación o identidad de género, junto a un nombre")
    ORIGIN = "origen", N_("Origen, junto a un nombre")
    PEOPLE = "nomina", N_("Lista de personas")
    NAME = "nombre", N_("Nombre de una persona")

    @property
    def is_sensitive(self) -> bool:
        """Whether the law protects it most: such a piece is proposed as secret, not only as reserved."""
        return self in _SENSITIVE


_SENSITIVE = frozenset({Kind.COMPLAINT, Kind.HEALTH, Kind.VIOLENCE, Kind.ORIENTATION, Kind.ORIGIN})


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text something of a kind stands: from a letter up to another, without that one."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """Something of a kind on a page (counted from 1), quoted so that it is recognised and not read."""

    kind: Kind
    page: int
    quoted: str


def masked(text: str) -> str:
    """A text of which the first letter of each word is left."""
    first = {match.start() for match in _KEPT.finditer(text)}
    return _LETTER.sub(lambda match: match[0] if match.start() in first else "•", text)


def quoted(
    text: str, places: Sequence[Place], page: int, *, hidden: Iterable[tuple[int, int]] = ()
) -> tuple[Found, ...]:
    """Each place with a little of what stands around it; there all that was found is masked, and `hidden`."""
    letters = list(text)
    for start, end in (*((place.start, place.end) for place in places), *hidden):
        letters[start:end] = masked(text[start:end])
    said = "".join(letters)
    return tuple(Found(place.kind, page, _cut(said, place)) for place in places)


def kept(found: Iterable[Found]) -> list[list[Any]]:
    """As they are kept in the database."""
    return [[each.kind.value, each.page, each.quoted] for each in found]


def read(rows: Iterable[Sequence[Any]]) -> tuple[Found, ...]:
    """What `kept` gave; a kind that is not known any more is left out."""
    known = {kind.value for kind in Kind}
    return tuple(Found(Kind(kind), page, said) for kind, page, said in rows if kind in known)


def _cut(text: str, place: Place) -> str:
    start, end = max(0, place.start - AROUND), min(len(text), place.end + AROUND)
    said = _BLANKS.sub(" ", text[start:end]).strip()
    return f"{'…' if start else ''}{said}{'…' if end < len(text) else ''}"
