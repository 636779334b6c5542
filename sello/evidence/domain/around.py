"""The texts that people wrote around a piece, and what stands in the place of one that was cleared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal


class Spot(LabelledEnum):
    """Where such a text stands."""

    TITLE = "titulo", N_("Título")
    FILE = "archivo", N_("Nombre de archivo")
    NOTE = "nota", N_("Nota de un requerimiento")
    REMARK = "observacion", N_("Observación de la revisión")
    REPLY = "respuesta", N_("Respuesta de la unidad")
    PIN = "marca", N_("Observación en una página")


CLEARED = N_("(texto borrado: nombraba a una persona)")
CLEARED_TITLE = N_("Evidencia N° %(id)s (título borrado)")
CLEARED_FILE = N_("nombre-borrado")
"""What is kept of a file's name is how it ends."""


class TextChanged(Refusal):
    """Somebody wrote it anew since whoever chose it read it."""

    message = N_(
        "Un texto que marcó para borrar cambió mientras tanto. No se borró nada: vuelva a revisarlos."
    )
    status = 409


_SIGNS = re.compile(r"[_.+-]+")


@dataclass(frozen=True, slots=True)
class Around:
    """One text around a piece."""

    evidence_id: int
    spot: Spot
    thing_id: int
    """The row in which it stands: the piece, a version, a link, a review, a pin."""
    text: str

    @property
    def said(self) -> str:
        """What it says, as a detector reads it: the signs between the words of a file's name are blanks."""
        return _SIGNS.sub(" ", self.text) if self.spot is Spot.FILE else self.text

    @property
    def key(self) -> str:
        """Which text it is, and as what it was read: another text of the same place has another one."""
        digest = sha256(self.text.encode("utf-8", "replace")).hexdigest()[:16]
        return f"{self.spot}-{self.thing_id}-{digest}"
