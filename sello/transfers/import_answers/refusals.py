"""Why a sheet of answers, or one of its rows, is not taken."""

from sello.core.labels import N_
from sello.core.refusal import Refusal


class NoAnswers(Refusal):
    """The sheet has neither a header with a code nor a column with the cycle's codes."""

    message = N_(
        "No se encontró en «%(file)s» una columna con los códigos de este ciclo, ni una fila de títulos con "
        "«Código» y «Respuesta». No se guardó nada; descargue la plantilla de este ciclo, llénela y repita."
    )
    field = "answers"


class UnknownCode(Refusal):
    """The cycle's edition has no such requirement."""

    message = N_("la edición de este ciclo no tiene un requerimiento «%(code)s».")


class WithoutCode(Refusal):
    """A row that says something and not of what: a total, a note, or a code that was left out."""

    message = N_("la fila no tiene código. Escríbalo si es una respuesta; si es un total o una nota, déjela.")


class CodeBecameDate(Refusal):
    """A program took a code such as 1-1-1 for a day, and wrote over it."""

    message = N_(
        "la planilla convirtió el código en la fecha %(code)s. Dé a esa columna formato de texto, escriba "
        "el código otra vez y repita."
    )


class WithoutResult(Refusal):
    """A formula whose result was never stored: what it says is known to nobody."""

    message = N_(
        "la celda %(place)s tiene una fórmula sin resultado guardado. Abra la planilla en Excel o "
        "LibreOffice, guárdela y repita."
    )


class RepeatedCode(Refusal):
    """The same requirement twice in one sheet."""

    message = N_("el requerimiento %(code)s ya aparece en la fila %(row)s.")


class UnknownAnswer(Refusal):
    """The answer is none of the scale's."""

    message = N_("«%(answer)s» no es una respuesta de la escala; use una de: %(known)s.")


class UnknownUnitName(Refusal):
    """No unit in force has this name."""

    message = N_("no hay una unidad vigente llamada «%(unit)s».")


class ReasonAlone(Refusal):
    """A reason why something does not apply, where nothing says that it does not."""

    message = N_("dice por qué no aplica, pero su respuesta no es «no aplica».")
