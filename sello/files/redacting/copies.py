"""Making a struck-out copy of a kept document: the limited process draws each page with its boxes burnt in.

Nothing of the original is carried over but those pictures, so that what lies under a box is in no place of
the copy: no text, no layer, no earlier revision, no metadata.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sello.core.labels import N_
from sello.files.detecting.findings import Kind
from sello.files.reading.room import BrokenHere, Document, NotShown
from sello.files.redacting import pdf
from sello.files.redacting.boxes import Struck

PAGES: Final = 40
"""Pages of the longest document of which a copy is made here."""
DOTS: Final = 165
"""Dots an inch: what the limited process draws at its size of 150."""
_AT_ONCE = 4
"""Pages that one limited process draws."""


class NotStruckHere(NotShown):
    """Only what is drawn page by page can be covered, and no more pages than somebody waits for."""

    message = N_(
        "No se puede tarjar aquí: solo documentos que se muestran como páginas (PDF, fotos), de a lo más 40. "
        "Guárdelo como PDF, o en partes, y vuelva a subirlo."
    )


@dataclass(frozen=True, slots=True)
class Proposed:
    """A place that the detector would strike out, quoted masked."""

    kind: Kind
    quoted: str
    boxes: tuple[Struck, ...]


def pages_of(document: Document) -> int:
    """How many pages a copy would have. Refuses with NotShown."""
    if document.way is None or not document.way.is_drawn:
        raise NotStruckHere
    pages = document.outline().pages
    if pages > PAGES:
        raise NotStruckHere
    return pages


def proposed(document: Document) -> tuple[Proposed, ...]:
    """What the detector finds on the pages, and where it stands. Refuses with NotShown."""
    pages_of(document)
    found = json.loads(document.asked("persons"))
    return tuple(
        Proposed(Kind(kind), str(said), tuple(_struck(int(page), box) for box in boxes))
        for page, kind, said, boxes in found
        if boxes
    )


def _struck(page: int, box: Sequence[int]) -> Struck:
    left, top, width, height = map(int, box)
    return Struck(page, left=left, top=top, width=width, height=height)


def struck(document: Document, boxes: Sequence[Struck]) -> bytes:
    """The copy as PDF. Refuses with NotShown."""
    pages, drawn = pages_of(document), list[pdf.Picture]()
    for first in range(1, pages + 1, _AT_ONCE):
        last = min(pages, first + _AT_ONCE - 1)
        here = [
            [one.page, one.left, one.top, one.width, one.height] for one in boxes if first <= one.page <= last
        ]
        drawn += _pictures(document.asked("strike", str(first), str(last), json.dumps(here)))
    if len(drawn) != pages:
        raise BrokenHere
    return pdf.document(drawn, dots=DOTS)


def _pictures(content: bytes) -> list[pdf.Picture]:
    """Pictures one after the other, each behind its length in four bytes."""
    found, at = [], 0
    while at < len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        try:
            found.append(pdf.picture(content[at + 4 : at + 4 + length]))
        except pdf.NoPicture:
            raise BrokenHere from None
        at += 4 + length
    return found
