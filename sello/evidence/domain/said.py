"""What a document's text tells of itself, so that nobody has to type it: a proposal, never more.

Read where documents of a town hall say what they are: in their first lines, after «MAT.:» or «Apruébase»,
beside «N°», and in the first day that is written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sello.core.dates import EARLIEST, LATEST, MONTHS
from sello.core.text import fold
from sello.evidence.domain.details import Details, EvidenceType, guess_title

HEAD = 700
"""Letters at the beginning in which a document says what it is."""
LONGEST_TITLE = 120
_LEAST = 12
"""Letters that a line has to have to be a title."""

_NAMES: tuple[tuple[EvidenceType, str], ...] = (
    (
        EvidenceType.ATTENDANCE,
        r"(?:lista|listado|registro|nomina) de (?:asistencia|asistentes|participa\w+)|asistencia al?\b",
    ),
    (EvidenceType.DECREE, r"decreto"),
    (EvidenceType.RESOLUTION, r"resolucion"),
    (EvidenceType.MINUTES, r"acta|minuta"),
    (EvidenceType.LETTER, r"oficio\b|ord(?:inario)?\b|memo(?:randum|rando)?\b|circular\b"),
    (EvidenceType.AGREEMENT, r"convenio|acuerdo de colaboracion|contrato"),
    (EvidenceType.CERTIFICATE, r"certificado|certifica\b|diploma|nomina de aprobacion"),
    (EvidenceType.PROTOCOL, r"protocolo|manual|politica"),
    (EvidenceType.REGULATION, r"reglamento|ordenanza|instructivo|procedimiento"),
    (EvidenceType.STUDY, r"estudio|diagnostico|medicion|encuesta|evaluacion"),
    (EvidenceType.REPORT, r"informe|reporte|memoria|resultados|avance|auditoria"),
    (EvidenceType.PLAN, r"plan\b|programa\b"),
    (
        EvidenceType.SPREADSHEET,
        r"planilla|estadistica|dotacion|cuadro|base (?:de datos|agregada)|presupuesto|seguimiento|cobertura|"
        r"uso de|serie",
    ),
    (EvidenceType.SLIDES, r"presentacion|lamina|seminario"),
    (EvidenceType.PUBLICATION, r"diario|publica\w*|convocatoria|afiche|boletin|cuenta publica|guia"),
)
"""How each kind of document calls itself; of two that stand equally early the first one here is meant."""
_KINDS = tuple((kind, re.compile(rf"\b(?:{pattern})")) for kind, pattern in _NAMES)

_NUMBERED = re.compile(
    r"\b(?:decreto|resolucion|oficio|ord|ordinario|memo|memorandum|circular|informe|acta|ordenanza)\b"
    r"[^\d\n]{0,40}?\bn\s?[o.]{1,2}\s*(?P<first>\d{1,3}(?:\.\d{3})+|\d{1,6})(?:\s?/\s?(?P<second>\d{1,4}))?\b"
)
_WRITTEN_OUT = re.compile(rf"(?<!\d)(\d{{1,2}})[o]? de ({'|'.join(MONTHS)})(?: de| del|,)? (\d{{4}})(?!\d)")
_IN_DIGITS = re.compile(r"(?<!\d)(\d{1,2})[-./](\d{1,2})[-./](\d{4})(?!\d)")
_SUBJECT = re.compile(r"(?im)\b(?:MAT(?:ERIA)?|REF(?:ERENCIA)?|ASUNTO)\s*\.?\s*:\s*(.+)")
_DECIDES = re.compile(
    r"(?i)\b((?:apru[eé]ba|cr[eé]a|constit[uú]ye|nombra|n[oó]mbra|design[ae]|des[ií]gna|actual[ií]za)\w*\s.+)"
)
_PARTS = {"semestre": 6, "trimestre": 3, "cuatrimestre": 4}
_ORDER = {"primer": 0, "segundo": 1, "tercer": 2, "cuarto": 3}
_PART = re.compile(rf"\b({'|'.join(_ORDER)})o? ({'|'.join(_PARTS)})(?:(?: del?)?(?: ano)?,? (\d{{4}}))?")
_YEARS = re.compile(r"\b(20\d\d)\s?(?:-|a|y)\s?(20\d\d)\b")
_YEAR = re.compile(r"\b(?:durante|ano|anual|periodo)(?:\s(?:el|del?))?(?:\sano)?\s(20\d\d)\b")


_DAY = (
    rf"(?:\d{{1,2}}o? de (?:{'|'.join(MONTHS)})(?: de| del|,)? \d{{4}}"
    r"|\d{1,2}[-./]\d{1,2}[-./]\d{4})(?!\d)"
)
_REST = r"(?:(?!\.\s+[a-z])[^;]){0,160}?"
"""What stands between within one sentence."""
_INSTRUMENT = r"(?:convenio|contrato|acuerdo|protocolo|politica|vigencia|ejecucion|presente)"
"""What a term or an extension is of, where it is that of the document: bids and answers have terms too."""
_ENDS = re.compile(
    rf"(?<!no )\b(?:vigen|regir|rige|valid|duracion|durara|prorrog|renov|renuev"
    rf"|plazo (?:de |del )?{_INSTRUMENT}|{_INSTRUMENT}{_REST}\b(?:plazo|extend|extien)){_REST}"
    rf"(?:\bhasta (?:el )?(?:dia )?(?P<until>{_DAY})"
    rf"|\b(?:desde|del|entre) (?:el )?(?:dia )?{_DAY},? (?:al|y|a) (?:el )?(?:dia )?(?P<to>{_DAY}))|"
    rf"\b(?:vence|vencera|vencimiento|caduca|caducara|expira|expirara)\b:? (?:el )?(?:dia )?(?P<over>{_DAY})"
)
"""Where a document says until when it is in force: «vigente hasta el …», «vence el …»."""


_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})\.\s+|(?<=\d)\.\s+(?=\w)|;")
"""Where a sentence ends, and not after «N.°»."""
_ONLY_NAMED = re.compile(r"(?i)[^\W\d][^\d]{0,40}\bn\s?[°ºo.]{1,2}\s*[\d./]+$|\d{1,2} de \w+ (?:de )?\d{4}$")
"""«Informe N° 77» or a day alone say which it is, and not what it is about."""


@dataclass(frozen=True)
class Said:
    """What a text tells of the document; nothing where it tells nothing."""

    title: str = ""
    type: EvidenceType | None = None
    number: str = ""
    day: date | None = None
    period: tuple[date, date] | None = None
    """The first and the last day that it tells of."""


def said(text: str, *, today: date) -> Said:
    """What a text tells of its document; a day still to come is none of it."""
    head = text[:HEAD]
    plain = fold(head)
    day = _day(plain, today) or _day(fold(text[-HEAD:]), today)
    return Said(_title(head), _type(plain), _number(plain), day, _period(plain, day))


def until(text: str, *, today: date) -> date | None:
    """The last day on which a document says it is in force; the latest of several, and none that is over.

    What merely expires («la cédula vence el…») counts where nothing says until when it is in force.
    """
    found = list(_ENDS.finditer(" ".join(fold(text).split())))
    in_force = _last((each["until"] or each["to"] for each in found), today)
    return in_force or _last((each["over"] for each in found), today)


def _last(written: Iterable[str | None], today: date) -> date | None:
    """The latest of the days that are written there, and none that is over."""
    days = (day for one in written if one for day in _days(one))
    return max((day for day in days if today <= day <= LATEST), default=None)


def completed(details: Details, told: Said, *, file_name: str) -> Details:
    """The details with what the text tells where nobody has said it; a title only in a file name's place."""
    is_unnamed = bool(told.title) and details.title == guess_title(file_name)
    kind = details.type if told.type is None or details.type is not EvidenceType.OTHER else told.type
    named = replace(
        details,
        title=told.title if is_unnamed else details.title,
        type=kind,
        document_number=details.document_number or told.number,
        document_date=details.document_date or told.day,
    )
    if told.period is None or named.period_from is not None or named.type.renews:
        return named
    return replace(named, period_from=told.period[0], period_until=told.period[1])


def _type(plain: str) -> EvidenceType | None:
    places = [
        (found.start(), rank, kind)
        for rank, (kind, name) in enumerate(_KINDS)
        if (found := name.search(plain))
    ]
    return min(places)[2] if places else None


def _number(plain: str) -> str:
    found = _NUMBERED.search(plain)
    if found is None:
        return ""
    first = found["first"].replace(".", "")
    return f"{first}/{found['second']}" if found["second"] else first


def _day(plain: str, today: date) -> date | None:
    return next((day for day in _days(plain) if EARLIEST <= day <= today), None)


def _days(plain: str) -> Iterator[date]:
    told = [(int(y), MONTHS.index(m) + 1, int(d)) for d, m, y in _WRITTEN_OUT.findall(plain)]
    told += [(int(y), int(m), int(d)) for d, m, y in _IN_DIGITS.findall(plain)]
    for year, month, day in told:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _period(plain: str, day: date | None) -> tuple[date, date] | None:
    """Half a year, a quarter, some years or one, as the beginning names them."""
    if (part := _PART.search(plain)) and (part[3] or day):
        year = int(part[3]) if part[3] else day.year if day else 0
        months = _PARTS[part[2]]
        begins = months * _ORDER[part[1]]
        if begins + months > 12:
            return None
        return date(year, begins + 1, 1), _month_end(year, begins + months)
    if (years := _YEARS.search(plain)) and years[1] < years[2]:
        return date(int(years[1]), 1, 1), date(int(years[2]), 12, 31)
    year_only = _YEAR.search(plain)
    return (date(int(year_only[1]), 1, 1), date(int(year_only[1]), 12, 31)) if year_only else None


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _title(head: str) -> str:
    """What it is about where it says so, else its first line that says something."""
    for pattern in (_SUBJECT, _DECIDES):
        if found := pattern.search(head):
            return _sentence(found[1])
    sentences = (_sentence(part) for line in head.splitlines() for part in _SENTENCE_END.split(line))
    return next((one for one in sentences if len(one) >= _LEAST and not _ONLY_NAMED.match(one)), "")


def _sentence(text: str) -> str:
    """The first sentence of a text, at most so long and cut between words, beginning with a capital."""
    line = _SENTENCE_END.split(" ".join(text.split()))[0].rstrip(".")
    if len(line) > LONGEST_TITLE:
        line = line[:LONGEST_TITLE].rpartition(" ")[0]
    return line[:1].upper() + line[1:]
