"""How safe a file is known to be, in words that never say more than was seen."""

from dataclasses import dataclass
from datetime import datetime

from sello.core.labels import N_
from sello.core.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Scan:
    """What the scanner said of some bytes, by which signatures and when."""

    threat: str
    signatures: str
    at: datetime


class Unsafe(Refusal):
    """A file that nobody may open: known to be dangerous, or not known yet."""

    status = 409


class Quarantined(Unsafe):
    """The scanner found something in it."""

    message = N_(
        "Este archivo está en cuarentena: el antivirus encontró algo peligroso en él y no se puede abrir ni "
        "descargar. Su registro y su historia siguen intactos; suba en su lugar un archivo limpio."
    )


class Held(Unsafe):
    """The scanner has not looked at it yet."""

    message = N_(
        "Este archivo espera al antivirus y todavía no se puede abrir ni descargar. Vuelva a intentarlo en "
        "unos minutos; si sigue así, avise a quien administra el sistema."
    )


class Infected(Refusal):
    """What the scanner found at the door does not come in."""

    message = N_(
        "No se recibió «%(name)s»: el antivirus encontró en él «%(threat)s». No quedó nada guardado y no se "
        "perdió lo que ya había entregado. Avise a su unidad de informática antes de abrirlo otra vez."
    )
    field = "files"


SAFETY_UNKNOWN = N_("sin antivirus")
SAFETY_WAITS = N_("en revisión por el antivirus")
SAFETY_CLEAN = N_("limpio según %(signatures)s")
SAFETY_QUARANTINED = N_("en cuarentena: el antivirus encontró «%(threat)s»")


def words(scan: Scan | None, *, has_scanner: bool) -> str:
    """What is said of a file beside it; `%(signatures)s` and `%(threat)s` are the scan's."""
    if scan is None:
        return SAFETY_WAITS if has_scanner else SAFETY_UNKNOWN
    return SAFETY_QUARANTINED if scan.threat else SAFETY_CLEAN
