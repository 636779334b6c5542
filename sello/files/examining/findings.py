"""What an examination finds in a file: kinds with their sentence and what to do, and how they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sello.core.labels import N_, LabelledEnum


class Kind(LabelledEnum):
    """One thing that is told of a file; `%(detail)s` is what was seen of it."""

    NAMED_OTHERWISE = (
        "nombre",
        N_("Su nombre terminaba en «%(detail)s» y su contenido es de otro tipo: se corrigió la terminación."),
    )
    LOCKED = "clave", N_("Pide una contraseña para abrirse, y quien revisa no la tiene.")
    BROKEN = "danado", N_("No se pudo abrir: parece dañado o cortado.")
    MENDED = "reparable", N_("Está algo dañado: se puede leer, pero quizá no completo.")
    TOO_MUCH = "desmedido", N_("Es demasiado grande o complejo para revisarlo aquí; no se miró por dentro.")
    NOT_ALL = "parte", N_("Se miraron sus primeras %(detail)s páginas.")
    NOT_ALL_FILES = "parte-adjuntos", N_("De lo que trae se miraron los primeros %(detail)s archivos.")
    MACROS = "macros", N_("Tiene macros o controles, que ejecutan código al abrirse.")
    PROGRAM = "ejecutable", N_("Es o contiene un programa.")
    UNTAKEN = "ajeno", N_("No es de un tipo que se acepte como evidencia: aquí no se abre.")
    BLANK = "blanco", N_("Está en blanco.")
    BLURRED = "borroso", N_("Se ve borroso y puede no leerse.")
    UPSIDE_DOWN = "invertido", N_("Está cabeza abajo.")
    SIDEWAYS = "de-lado", N_("Está de lado.")
    SCAN = "escaneo", N_("Es un escaneo sin texto: se puede mirar, pero no buscar ni copiar.")
    NO_NUMBER = "sin-numero", N_("Parece un decreto y no se encontró su número.")
    NO_SIGNATURE = "sin-firma", N_("Parece un decreto y no lleva firma electrónica.")
    SIGNED = (
        "firmado",
        N_("Lleva firma electrónica: %(detail)s. No se comprobó la firma ni quién emitió su certificado."),
    )
    ADDED_AFTERWARDS = "agregado", N_("Se agregó contenido después de la última firma electrónica.")
    RUNS_CODE = "codigo", N_("Ejecuta código (JavaScript) al abrirse o al usarse.")
    STARTS_PROGRAM = "programa", N_("Pide abrir otro programa o archivo del equipo.")
    CARRIES_FILES = "adjuntos", N_("Lleva otros archivos dentro, que la revisión puede no ver.")
    PLACE = "lugar", N_("La foto guarda el lugar en que se tomó.")
    PERSONAL = "personas", N_("Tiene datos de personas a la vista: %(detail)s.")
    OLDER = "anio", N_("El año más reciente que nombra es %(detail)s, anterior al ciclo.")

    @property
    def advice(self) -> str:
        """What its sender can do, or what to make of it; empty where nothing need be done."""
        return _ADVICE.get(self, "")

    @property
    def tone(self) -> str:
        """How it is shown: what is only good to know, or what may make the reviewer return it."""
        return "info" if self in _GOOD_TO_KNOW else "warning"

    @property
    def advice_inside(self) -> str:
        """The same for a file that came along with another, which its sender cannot change there."""
        return _ADVICE_INSIDE.get(self, self.advice)


_GOOD_TO_KNOW = frozenset({Kind.SIGNED, Kind.NOT_ALL, Kind.NOT_ALL_FILES, Kind.UNTAKEN})


_SCAN_AGAIN = N_("Escanee de nuevo esas páginas y vuelva a subir el documento.")
_SAVE_ANEW = N_("Ábralo en su equipo y revíselo; guárdelo de nuevo y vuelva a subirlo.")
_LEFT_OUT = N_("Si no hace falta, guárdelo de nuevo imprimiendo a PDF y vuelva a subirlo.")
_ADVICE = {
    Kind.NAMED_OTHERWISE: N_("Revise que sea el archivo que quería entregar."),
    Kind.LOCKED: N_("Guárdelo sin contraseña y vuelva a subirlo."),
    Kind.BROKEN: _SAVE_ANEW,
    Kind.MENDED: _SAVE_ANEW,
    Kind.TOO_MUCH: N_("Revíselo usted antes de entregarlo."),
    Kind.BLANK: N_("Si falta contenido, escanee de nuevo; si la página sobra, puede dejarla."),
    Kind.BLURRED: _SCAN_AGAIN,
    Kind.UPSIDE_DOWN: _SCAN_AGAIN,
    Kind.SIDEWAYS: _SCAN_AGAIN,
    Kind.SCAN: N_("Si tiene el documento de origen, prefiera subirlo guardado como PDF."),
    Kind.NO_NUMBER: N_("Un decreto sin número suele ser un borrador: suba el que se dictó."),
    Kind.NO_SIGNATURE: N_(
        "Si se firmó a mano, basta con que la firma se vea. Si se firmó electrónicamente, suba el PDF "
        "firmado y no una impresión."
    ),
    Kind.ADDED_AFTERWARDS: N_("Revise que sea el documento que se firmó; si no, suba el original."),
    Kind.RUNS_CODE: _LEFT_OUT,
    Kind.STARTS_PROGRAM: _LEFT_OUT,
    Kind.CARRIES_FILES: N_("Si importan como evidencia, súbalos también por separado."),
    Kind.PLACE: N_("Si no conviene que se sepa, suba una copia sin ubicación."),
    Kind.PERSONAL: N_(
        "Corresponde clasificarlo como reservado, o secreto si es sensible, o entregar una versión tarjada."
    ),
    Kind.OLDER: N_("Revise que sea del período que se pide."),
}

_APART = N_("Si importa como evidencia, súbalo también por separado, en buen estado.")
_ADVICE_INSIDE = {
    Kind.LOCKED: N_("Súbalo también por separado, sin contraseña."),
    Kind.BROKEN: _APART,
    Kind.MENDED: _APART,
    Kind.BLANK: _APART,
    Kind.BLURRED: _APART,
    Kind.UPSIDE_DOWN: _APART,
    Kind.SIDEWAYS: _APART,
    Kind.SCAN: N_("Si tiene el documento de origen, súbalo también por separado, guardado como PDF."),
    Kind.MACROS: N_("Guárdelo sin macros o como PDF y súbalo por separado."),
    Kind.PROGRAM: N_("Pida que se lo envíen de nuevo sin él."),
    Kind.RUNS_CODE: _APART,
    Kind.STARTS_PROGRAM: _APART,
    Kind.PLACE: N_("Si no conviene que se sepa, entregue la foto por separado y sin ubicación."),
    Kind.PERSONAL: N_(
        "Corresponde clasificar todo como reservado, o secreto si es sensible, o entregar por separado una "
        "versión tarjada."
    ),
    Kind.UNTAKEN: N_("Si importa como evidencia, súbalo por separado en otro formato."),
    Kind.TOO_MUCH: N_("Revíselo usted antes de entregarlo, o súbalo por separado."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind, on a page (counted from 1) or of the whole file, with what was seen of it."""

    kind: Kind
    page: int | None = None
    detail: str = ""
    within: str = ""
    """The name of the file inside that it is about; empty: the file itself."""

    def kept(self) -> list[Any]:
        """As it is kept in the database."""
        own = [self.kind.value, self.page, self.detail]
        return [*own, self.within] if self.within else own


@dataclass(frozen=True, slots=True)
class Examination:
    """All that an examination found, and what the text tells of the document.

    `name` is the line in which it says what it is, `day` the first date of its beginning, both as they are
    written and empty where there is none; `years` are those that it names; `marks` those of `files.likeness`.
    """

    findings: tuple[Finding, ...] = ()
    years: tuple[int, ...] = ()
    name: str = ""
    day: str = ""
    marks: tuple[int, ...] = ()

    def with_first(self, finding: Finding) -> Examination:
        """The same with one finding more, which is told first."""
        return replace(self, findings=(finding, *self.findings))

    def kept(self) -> dict[str, Any]:
        """As it is kept in the database."""
        return {
            "findings": [each.kept() for each in self.findings],
            "years": list(self.years),
            "name": self.name,
            "day": self.day,
            "marks": list(self.marks),
        }


def read(kept: Mapping[str, Any]) -> Examination:
    """What `Examination.kept` gave; a kind that is not known any more is left out."""
    known = {kind.value for kind in Kind}
    return Examination(
        tuple(
            Finding(Kind(kind), page, detail, "".join(within))
            for kind, page, detail, *within in kept["findings"]
            if kind in known
        ),
        tuple(kept["years"]),
        kept.get("name", ""),
        kept.get("day", ""),
        tuple(kept.get("marks", ())),
    )


@dataclass(frozen=True, slots=True)
class Group:
    """One kind with the pages on which it was found; none for the whole file."""

    kind: Kind
    detail: str
    pages: tuple[int, ...] = field(default=())
    within: str = ""


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Findings as they are told: each kind once, in the order of the first, with all of its pages."""
    found: dict[tuple[Kind, str, str], list[int]] = {}
    for each in findings:
        pages = found.setdefault((each.kind, each.detail, each.within), [])
        if each.page is not None:
            pages.append(each.page)
    return tuple(
        Group(kind, detail, tuple(sorted(pages)), within) for (kind, detail, within), pages in found.items()
    )


def of_its_time(examination: Examination, since: int) -> tuple[Finding, ...]:
    """The findings, and that every year named in the text lies before the year of the cycle's beginning."""
    latest = max(examination.years, default=since)
    if latest >= since:
        return examination.findings
    return (*examination.findings, Finding(Kind.OLDER, detail=str(latest)))
