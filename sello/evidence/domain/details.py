"""What is said of a piece of evidence, and when that is not consistent.

Document types follow the State's own catalogue of administrative documents (Decreto 291/1974 and municipal
practice); personal data follow Ley 19.628 as amended by Ley 21.719.
"""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from sello.core.dates import written
from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.core.refusal import Refusal
from sello.core.text import fold
from sello.evidence.domain.review import Part

TITLE_LIMIT = 300
ADDRESS_LIMIT = 500


class EvidenceType(LabelledEnum):
    """What kind of document or record a piece of evidence is."""

    DECREE = "decreto", N_("Decreto alcaldicio")
    RESOLUTION = "resolucion", N_("Resolución")
    MINUTES = "acta", N_("Acta")
    REPORT = "informe", N_("Informe")
    AGREEMENT = "convenio", N_("Convenio")
    LETTER = "oficio", N_("Oficio, memorándum o circular")
    PLAN = "plan", N_("Plan o programa")
    STUDY = "estudio", N_("Estudio o diagnóstico")
    PROTOCOL = "protocolo", N_("Protocolo o política")
    REGULATION = "reglamento", N_("Reglamento u ordenanza")
    ATTENDANCE = "asistencia", N_("Listado de asistencia")
    CERTIFICATE = "certificado", N_("Certificado")
    PHOTO = "fotografia", N_("Fotografía")
    RECORDING = "grabacion", N_("Grabación de audio o video")
    PUBLICATION = "publicacion", N_("Publicación o difusión")
    SPREADSHEET = "planilla", N_("Planilla o base de datos")
    SLIDES = "presentacion", N_("Presentación")
    OTHER = "otro", N_("Otro")

    @property
    def renews(self) -> bool:
        """Whether it is renewed when it ends: an act or an instrument, and not the record of a moment."""
        return self not in _OF_A_MOMENT


_OF_A_MOMENT = frozenset(
    {
        EvidenceType.MINUTES,
        EvidenceType.REPORT,
        EvidenceType.ATTENDANCE,
        EvidenceType.PHOTO,
        EvidenceType.RECORDING,
        EvidenceType.PUBLICATION,
        EvidenceType.SPREADSHEET,
        EvidenceType.SLIDES,
    }
)
"""Kinds that tell of something that happened; the next one is made, the old one is not renewed."""


class Classification(LabelledEnum):
    """Who may know of it: everybody, only on purpose, or only whose work it is (Leyes 20.285 and 19.628)."""

    PUBLIC = "publica", N_("Pública")
    RESERVED = "reservada", N_("Reservada")
    SECRET = "secreta", N_("Secreta o sensible")


SECRET_TITLE = N_("una evidencia secreta o sensible")
"""What a secret piece is called wherever its own title would leave the institution, as in a mail."""


def is_restricted(classification: Classification, personal_data: bool) -> bool:
    """Whether a piece is opened, and named outside, only on purpose: reserved, or about people."""
    return classification is not Classification.PUBLIC or personal_data


class Validity(LabelledEnum):
    """How a piece of evidence stands beside its last day."""

    IN_FORCE = "vigente", N_("Vigente")
    EXPIRING = "por-vencer", N_("Por vencer")
    EXPIRED = "vencida", N_("Vencida")
    REPLACED = "reemplazada", N_("Reemplazada")

    @property
    def light(self) -> Light:
        """The light that goes with the word."""
        return {Validity.IN_FORCE: Light.GREEN, Validity.EXPIRING: Light.AMBER}.get(self, Light.RED)


class TitleMissing(Refusal):
    """Every piece is called something."""

    message = N_("Escriba un título que diga qué es el documento.")
    field = "title"


class PeriodReversed(Refusal):
    """A period ends after it begins."""

    message = N_("El período termina antes de comenzar. Corrija una de las dos fechas.")
    field = "period_until"


class PeriodIncomplete(Refusal):
    """An end alone is no period."""

    message = N_("Indique también desde cuándo corre el período.")
    field = "period_from"


class DocumentFromTheFuture(Refusal):
    """A document that is handed in has been signed already."""

    message = N_("La fecha del documento (%(date)s) todavía no llega. Revise el año.")
    field = "document_date"


class ValidityBeforeDocument(Refusal):
    """A document is valid for some time after its date."""

    message = N_("La vigencia termina antes de la fecha del documento. Corrija una de las dos fechas.")
    field = "valid_until"


class AddressMisread(Refusal):
    """An address of a page on the web, as a browser shows it."""

    message = N_(
        "Escriba la dirección completa de la página, como la muestra el navegador: comienza con «https://» o "
        "«http://», no lleva espacios ni claves y tiene a lo más 500 caracteres."
    )
    field = "source_url"


class CaptureDayMissing(Refusal):
    """A page changes: a copy is of a day."""

    message = N_("Indique qué día se guardó la copia de la página que entrega en el archivo.")
    field = "captured_on"


class CapturedFromNowhere(Refusal):
    """A day alone is no copy of a page."""

    message = N_("Escriba también la dirección de la página de la que es copia, o quite el día de la copia.")
    field = "source_url"


class CapturedInTheFuture(Refusal):
    """A copy that is handed in has been made."""

    message = N_("El día de la copia (%(date)s) todavía no llega. Revise la fecha.")
    field = "captured_on"


class PersonalDataArePublic(Refusal):
    """What names persons is not published (Ley 19.628, Ley 20.285)."""

    message = N_(
        "Un documento con datos personales se clasifica como reservado. Elija «Reservada», o tarje los datos "
        "y suba esa versión."
    )
    field = "classification"


class NoRequirement(Refusal):
    """Evidence serves at least one requirement."""

    message = N_("Elija al menos un requerimiento al que sirva esta evidencia.")
    field = "requirements"


class NothingToSubmit(Refusal):
    """The files of the form are gone: sent already in another window, or discarded."""

    message = N_(
        "No hay archivos por entregar: ya se entregaron o se descartaron. Revise la lista de evidencias "
        "antes de subirlos de nuevo."
    )
    field = "files"


@dataclass(frozen=True)
class Details:
    """What a person says of a piece of evidence: the one list of it.

    Rows, forms, pages and reports carry this value whole, so that one more detail is declared here, with its
    part in `FIELDS` and its column in the models, and named again only where it is asked for or shown.
    """

    title: str
    type: EvidenceType
    document_number: str = ""
    document_date: date | None = None
    period_from: date | None = None
    period_until: date | None = None
    valid_until: date | None = None
    classification: Classification = Classification.PUBLIC
    personal_data: bool = False
    source_url: str = ""
    captured_on: date | None = None

    @property
    def searched(self) -> tuple[str, ...]:
        """The texts in which a piece is searched."""
        return self.title, self.document_number


FIELDS: dict[Part, tuple[str, ...]] = {
    Part.TITLE: ("title", "type"),
    Part.DOCUMENT: ("document_number", "document_date", "source_url", "captured_on"),
    Part.PERIOD: ("period_from", "period_until"),
    Part.VALIDITY: ("valid_until",),
    Part.CLASSIFICATION: ("classification", "personal_data"),
}
"""Which details a remark on each part opens; the file and the requirements are not details."""


def stripped(details: Details) -> Details:
    """The details without blanks around what was typed."""
    return replace(
        details,
        title=details.title.strip(),
        document_number=details.document_number.strip(),
        source_url=details.source_url.strip(),
    )


def check(details: Details, *, today: date) -> None:
    """Refuse details that contradict each other or the calendar."""
    if not details.title.strip():
        raise TitleMissing
    if details.document_date and details.document_date > today:
        raise DocumentFromTheFuture(date=written(details.document_date))
    _check_period(details)
    _check_source(details, today)
    if details.valid_until and details.document_date and details.valid_until < details.document_date:
        raise ValidityBeforeDocument
    if details.personal_data and details.classification is Classification.PUBLIC:
        raise PersonalDataArePublic


def _check_period(details: Details) -> None:
    if details.period_until and not details.period_from:
        raise PeriodIncomplete
    if details.period_from and details.period_until and details.period_until < details.period_from:
        raise PeriodReversed


def _check_source(details: Details, today: date) -> None:
    """A link is evidence with the copy that is its file, of a day: never an address alone."""
    address = details.source_url.strip()
    if address and not is_address(address):
        raise AddressMisread
    if address and details.captured_on is None:
        raise CaptureDayMissing
    if details.captured_on and not address:
        raise CapturedFromNowhere
    if details.captured_on and details.captured_on > today:
        raise CapturedInTheFuture(date=written(details.captured_on))


def is_address(text: str) -> bool:
    """Whether a text is the address of a page on the web, without a name or a password in it."""
    if len(text) > ADDRESS_LIMIT or not text.isprintable() or " " in text:
        return False
    try:
        found = urlsplit(text)
        port = found.port
    except ValueError:
        return False
    del port  # reading it is what raises
    return found.scheme in {"http", "https"} and "." in (found.hostname or "") and "@" not in found.netloc


_WORDS: tuple[tuple[EvidenceType, tuple[str, ...]], ...] = (
    (EvidenceType.DECREE, ("decreto", "dec ", "d a ")),
    (EvidenceType.RESOLUTION, ("resolucion",)),
    (EvidenceType.MINUTES, ("acta", "minuta")),
    (EvidenceType.AGREEMENT, ("convenio", "acuerdo de colaboracion")),
    (EvidenceType.LETTER, ("oficio", "memo", "circular", "ord ")),
    (EvidenceType.PROTOCOL, ("protocolo", "politica", "procedimiento")),
    (EvidenceType.REGULATION, ("reglamento", "ordenanza")),
    (EvidenceType.ATTENDANCE, ("asistencia", "asistentes", "lista de participantes")),
    (EvidenceType.CERTIFICATE, ("certificado", "diploma")),
    (EvidenceType.STUDY, ("estudio", "diagnostico", "encuesta")),
    (EvidenceType.PLAN, ("plan ", "programa", "pladeco")),
    (EvidenceType.REPORT, ("informe", "reporte", "memoria", "cuenta publica")),
    (EvidenceType.PUBLICATION, ("afiche", "publicacion", "noticia", "boletin", "difusion")),
    (EvidenceType.SPREADSHEET, ("planilla", "base de datos", "nomina")),
    (EvidenceType.SLIDES, ("presentacion",)),
)
_FAMILIES: tuple[tuple[str, EvidenceType], ...] = (
    ("image/", EvidenceType.PHOTO),
    ("audio/", EvidenceType.RECORDING),
    ("video/", EvidenceType.RECORDING),
    ("text/csv", EvidenceType.SPREADSHEET),
)


def guess_title(file_name: str) -> str:
    """Propose a title from a file's name: without extension, with spaces, beginning with a capital."""
    stem = file_name.rpartition(".")[0] or file_name
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return (words[:1].upper() + words[1:])[:TITLE_LIMIT]


def guess_type(file_name: str, media_type: str, name: str = "") -> EvidenceType:
    """Propose what a document is: from its file's name, from what it calls itself, or from its bytes."""
    words, called = f" {fold(guess_title(file_name))} ", f"{fold(name).replace('.', ' ')} "
    for kind, beginnings in _WORDS:
        if any(f" {beginning}" in words for beginning in beginnings):
            return kind
    for kind, beginnings in _WORDS:
        if called.startswith(beginnings):
            return kind
    return next((kind for family, kind in _FAMILIES if media_type.startswith(family)), EvidenceType.OTHER)
