"""What a reader of YAML stumbled over, in words for whoever wrote the file: where, what, how to mend it."""

import re
from dataclasses import dataclass
from typing import Final

import yaml

from sello.catalogue.schema.problems import Problem
from sello.core.labels import N_


@dataclass(frozen=True)
class _Fault:
    """A kind of fault, known by what the library says of it."""

    said: re.Pattern[str]
    """Found in the library's context and problem, a colon between them."""
    message: str
    remedy: str
    at_start: bool = False
    """Told where the unfinished part begins, not where the library gave up."""


def _fault(said: str, message: str, remedy: str, *, at_start: bool = False) -> _Fault:
    return _Fault(re.compile(said), message, remedy, at_start)


FAULTS: Final = (
    _fault(
        r"quoted scalar: found unexpected (end of stream|document separator)",
        N_("las comillas que se abren aquí no se cierran."),
        N_("Ciérrelas con el mismo signo; un apóstrofo dentro de comillas simples se escribe dos veces."),
        at_start=True,
    ),
    _fault(
        r"could not find expected ':'",
        N_("falta «:» después de este nombre, o este texto quedó fuera de su lugar."),
        N_("Escriba «nombre: valor»; si continúa lo anterior, dele más sangría que a su nombre."),
        at_start=True,
    ),
    _fault(
        r"mapping values are not allowed|unexpected ':'",
        N_("hay un «:» donde no puede ir."),
        N_("Si es parte de un texto, ponga el texto entre comillas; si no, revise la sangría de la línea."),
    ),
    _fault(
        r"found character '\\t'",
        N_("hay un tabulador."),
        N_("Use espacios para la sangría, nunca tabuladores."),
    ),
    _fault(
        r"expected the node content",
        N_("falta el valor que debía venir aquí."),
        N_("Escríbalo, o quite el signo que lo anuncia."),
    ),
    _fault(
        r"that cannot start|(anchor|alias|tag|directive|node): |YAML (directive|document)|tag handle",
        N_("un texto no puede comenzar con este signo."),
        N_("Póngalo entre comillas."),
    ),
    _fault(
        r"block sequence entries|sequence entries are not allowed",
        N_("hay un «-» donde no puede ir."),
        N_("Ponga cada elemento de la lista en su propia línea, debajo del nombre de la lista."),
    ),
    _fault(
        r"mapping keys are not allowed",
        N_("hay un «?» donde no puede ir."),
        N_("Si es parte de un texto, póngalo entre comillas."),
    ),
    _fault(
        r"flow (sequence|mapping): expected ','",
        N_("la lista que se abre aquí con «[» o «{» no se cierra, o le falta una coma."),
        N_("Separe sus elementos con comas y ciérrela con «]» o «}»."),
        at_start=True,
    ),
    _fault(
        r"block scalar: ",
        N_("después de «|» o «>» no puede ir nada en la misma línea."),
        N_("Comience el texto en la línea siguiente, con más sangría."),
    ),
    _fault(
        r"expected <block end>",
        N_("esta línea no calza con las anteriores: su sangría es otra, o sobra texto tras unas comillas."),
        N_("Alinéela con espacios con las de su grupo; deje dentro de las comillas todo el texto."),
    ),
    _fault(
        r"single document|<document start>",
        N_("aquí termina el documento y sigue otro."),
        N_("Deje uno por archivo: quite la línea «---» o «...», o alinee esta línea con las anteriores."),
    ),
)
ESCAPE: Final = _fault(
    r"double-quoted scalar: (found unknown escape|expected escape)",
    N_("la barra «\\» entre comillas dobles no anuncia ningún signo conocido."),
    N_("Use comillas simples, o escriba la barra dos veces."),
)
_BEYOND: Final = re.compile(r"\\U(?!00(?:0[0-9A-Fa-f]|10))[0-9A-Fa-f]{8}")
"""An escape sequence for a character beyond the last one, over which the library breaks."""
_UNKNOWN: Final = _fault(
    "",
    N_("la escritura no es YAML válido cerca de aquí."),
    N_("Revise en esta línea y la anterior la sangría (con espacios), los dos puntos y las comillas."),
)


def told(error: yaml.MarkedYAMLError) -> Problem:
    """The fault at its line and column."""
    fault = fault_of(error)
    marks = [error.problem_mark, error.context_mark]
    found = [mark for mark in (reversed(marks) if fault.at_start else marks) if mark]
    line, column = (found[0].line, found[0].column) if found else (0, 0)
    return at(line, column, fault.message, fault.remedy)


def fault_of(error: yaml.MarkedYAMLError) -> _Fault:
    """The kind of a fault; the one without a pattern where the library says something new."""
    said = f"{error.context}: {error.problem}"
    return next((fault for fault in (*FAULTS, ESCAPE) if fault.said.search(said)), _UNKNOWN)


def unreadable(text: str, position: int) -> Problem:
    """A character that no text may hold, at its place among the others."""
    return _among(
        text,
        position,
        N_("hay un carácter de control, que un texto no puede tener."),
        N_("Bórrelo en un editor de texto, guarde el archivo como UTF-8 y repita."),
    )


def beyond(text: str) -> Problem:
    """The escape sequence for no character at all."""
    found = _BEYOND.search(text)
    return _among(text, found.start() if found else 0, ESCAPE.message, ESCAPE.remedy)


def _among(text: str, position: int, message: str, remedy: str) -> Problem:
    before = text[:position]
    return at(before.count("\n"), position - before.rfind("\n") - 1, message, remedy)


def at(line: int, column: int, message: str, remedy: str, **values: object) -> Problem:
    """A fault at a line and a column, both counted from 0 here and from 1 in what is said."""
    return Problem(f"línea {line + 1}, columna {column + 1}", message, remedy, values)
