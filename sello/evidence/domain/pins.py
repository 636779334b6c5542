"""Remarks at a place on a page: what they must say, and where they may stand."""

from sello.core.labels import N_
from sello.core.refusal import NotFound, Refusal

LONGEST = 1_000
"""Characters of a remark at a place."""
EDGE = 1_000
"""A page is so many parts wide, and as many high."""


class NothingSaid(Refusal):
    """A remark says something."""

    message = N_("Escriba la observación tal como la leerá la unidad.")
    field = "text"


class OffThePage(Refusal):
    """A place lies on its page."""

    message = N_("El lugar marcado no está en la página. Vuelva a marcarlo.")


class NoSuchPin(NotFound):
    """It was taken away, or is of another piece."""


def checked(text: str, *, page: int, across: int, down: int) -> str:
    """The words of a remark that may stand there. Refuses with NothingSaid or OffThePage."""
    if not text.strip():
        raise NothingSaid
    if page < 1 or not (0 <= across <= EDGE and 0 <= down <= EDGE):
        raise OffThePage
    return text.strip()[:LONGEST]
