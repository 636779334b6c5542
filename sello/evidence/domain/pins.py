"""Remarks at a place on a page: what they must say, and where they may stand."""

from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import NotFound, Refusal

LONGEST = 1_000
"""Characters of a remark at a place."""
EDGE = 1_000
"""A page is so many parts wide, and as many high."""


class Third(LabelledEnum):
    """One of nine parts of a page, for whoever points at none with the mouse; or the page as a whole."""

    WHOLE = "toda", N_("La página como un todo")
    TOP_LEFT = "arriba-izquierda", N_("Arriba, a la izquierda")
    TOP = "arriba", N_("Arriba, al centro")
    TOP_RIGHT = "arriba-derecha", N_("Arriba, a la derecha")
    LEFT = "medio-izquierda", N_("Al medio, a la izquierda")
    MIDDLE = "medio", N_("Al medio, al centro")
    RIGHT = "medio-derecha", N_("Al medio, a la derecha")
    BOTTOM_LEFT = "abajo-izquierda", N_("Abajo, a la izquierda")
    BOTTOM = "abajo", N_("Abajo, al centro")
    BOTTOM_RIGHT = "abajo-derecha", N_("Abajo, a la derecha")

    @property
    def place(self) -> tuple[int, int]:
        """Its middle, across and down in parts of the page; both 0 for the page as a whole."""
        if self is Third.WHOLE:
            return (0, 0)
        down, across = divmod(list(Third).index(self) - 1, 3)
        return (across * EDGE // 3 + EDGE // 6, down * EDGE // 3 + EDGE // 6)


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
