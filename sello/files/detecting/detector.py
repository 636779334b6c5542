"""What in a text is about persons. Rules alone: nothing is learnt, and nobody else is asked.

They are tuned on one set of made documents and measured on another (`docs/measurements.md`). A text in which
nothing is found may still name somebody: what is told is a help for whoever classifies, and no clearance.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from sello.files.detecting.findings import Found, Kind, Place, masked, quoted
from sello.files.detecting.names import Name, names
from sello.files.personal import fits

RULES = 1
"""Counts up when the rules change: what was found by those of before is looked for again."""
MOST = 200
"""Places that are told of one page; a list of a town needs no more to be known for what it is."""
LIST = 4
"""So many lines with a person each are a list of people."""
NEAR = 160
"""Letters between a name and a word that makes it sensitive."""
_COMPANIES = 50_000_000
"""Numbers from here on are given to companies and bodies, which are nobody's personal data."""

_RUN = re.compile(r"(?<![\w.-])(\d{1,2}(?:[. ]?\d{3}){2})\s?[-–‐]\s?([\dkK])(?![\w-])")
_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]+)@[\w-]+(?:\.[\w-]+)+", re.UNICODE)
_OFFICE = re.compile(
    r"(?:contacto|informaciones?|info|oirs|partes|oficina"
    r"|municip|alcald|transparencia|secretaria|genero|mujer"
    r"|igualdad|comunicaciones|prensa|dideco|secpla|rrhh"
    r"|personas|personal|bienestar|soporte|mesa|ayuda|denuncias"
    r"|administracion|finanzas|compras|adquisiciones|no-?reply"
    r"|no-?responder|webmaster|consultas|atencion|sello"
    r"|participacion|inscripciones|programa|centro|casa|direccion|departamento|unidad)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+?\s?56[\s.-]?)?\(?(?:0?9)\)?[\s.-]?\d{4}[\s.-]?\d{4}(?![\w/-]|[.,]\d)"
    r"|(?<=\+56)[\s.-]?\(?[2-7]\d?\)?[\s.-]?\d{3,4}[\s.-]?\d{4}(?!\w)"
)
_CENTRAL = re.compile(
    r"(?:mesa central|central telef|anexo|call center|fono municipal|fono emergencia)[^\n]{0,20}$", re.I
)
_STREET = re.compile(
    r"(?<!\w)(?:calle|pasaje|psje\.?|pje\.?|avenida|av(?:da)?\.?"
    r"|camino|poblaci[oó]n|villa|block|los|las|el|la)[ \t]+"
    r"[A-ZÁÉÍÓÚÑ0-9][\wÁÉÍÓÚáéíóúñÑ.]*(?:[ \t]+[\wÁÉÍÓÚáéíóúñÑ.]+){0,4}?[ \t,]+(?:N\.?\s?[°ºo]?\.?[ \t]*"
    r"|#[ \t]*)?\d{1,5}(?![\d/])",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"(?:domicili|reside|residen|viv[eo]n?\b|direcci[oó]n(?: particular"
    r"| postal)?\s*[:;]|habita|hogar)[^\n]{0,50}$",
    re.I,
)
_FLAT = re.compile(
    r"^[ \t,]*(?:depto|dpto|departamento|casa|block|torre|villa|poblaci[oó]n|pob\.|parcela|sitio)\b", re.I
)
_SMALL = re.compile(r"^(?:pasaje|psje|pje|block)", re.I)
_ACCOUNT = re.compile(
    r"\b(?:cuenta|cta)\.?[ \t]*(?:corriente|cte\.?|vista|rut"
    r"|de[ \t]+ahorros?|ahorros?|bancaria|chequera[ \t]electr[oó]nica)"
    r"[^\d\n]{0,45}(\d[\d.\- ]{4,22}\d)",
    re.IGNORECASE,
)
_WORDS: dict[Kind, re.Pattern[str]] = {
    Kind.COMPLAINT: re.compile(
        r"\bdenunci(?:a|[oó]|ante|ad[oa]s?|aron)\b|\bacos(?:o"
        r"|ad[oa]|ador)\b|\bhostig|\bquerell|\bv[ií]ctima\b"
        r"|\bsumari(?:o|ad[oa])\b|\binvestigaci[oó]n sumaria"
        r"|\binculpad|\breclam[oó]\b|\bla afectada\b|\bel afectado\b",
        re.I,
    ),
    Kind.HEALTH: re.compile(
        r"\blicencias? m[eé]dicas?|\bembaraz|\bdepresi[oó]n|\bvih\b"
        r"|\bc[aá]ncer\b|\bdiscapacidad|\bdiabet|\bpacientes?\b"
        r"|\bfichas? cl[ií]nicas?|\benfermedad|\btrastorno"
        r"|\bhospitaliz|\btratamiento (?:m[eé]dic|psic|psiqui|farmac)"
        r"|\bdiagn[oó]stico (?:m[eé]dico|de salud|cl[ií]nico"
        r"|de (?:depre|trast|c[aá]nc|diab|ansie|enferm))|\bansiedad"
        r"|\bpsiqui[aá]tric|\bconsumo problem[aá]tico|\bpostnatal|\bprenatal|\breposo\b|\bf[aá]rmacos?\b",
        re.I,
    ),
    Kind.VIOLENCE: re.compile(
        r"\bviolencia\b|\bagre(?:si[oó]n|siones|sor|di[oó]"
        r"|dida)\b|\bmedidas? cautelar|\bmedidas? de protecci[oó]n"
        r"|\borden de alejamiento|\bprohibici[oó]n de acerc"
        r"|\bgolpe|\blesiones\b|\bfemicid|\babuso\b|\babus[oó]\b"
        r"|\bviolaci[oó]n sexual|\bmaltrat|\bcasa de acogida|\bamenaz",
        re.I,
    ),
    Kind.ORIENTATION: re.compile(
        r"\blesbian|\bgay\b|\bbisexual|\btransexual|\btransg[eé]nero"
        r"|\b(?:mujer|hombre|persona|ni[nñ][oae]) trans\b"
        r"|\bidentidad de g[eé]nero|\borientaci[oó]n sexual|\bno binari"
        r"|\bnombre social|\bhomosexual|\bconviviente del mismo",
        re.I,
    ),
    Kind.ORIGIN: re.compile(
        r"\bmapuche|\baymara|\bquechua|\brapa ?nui|\bdiaguita"
        r"|\bhaitian|\bvenezolan|\bcolombian|\bperuan[oa]|\bbolivian"
        r"|\becuatorian|\bdominican[oa]|\bcuban[oa]|\bmigrante|\bextranjer[oa]|\betnia|\bpueblo originario"
        r"|\bafrodescend|\bnacionalidad|\brefugiad",
        re.I,
    ),
}
_SENTENCE = re.compile(r"\n\s*\n|(?<=[a-záéíóúñ)])[.;](?=\s)")


def detect(text: str) -> tuple[Place, ...]:
    """Where a text tells of persons, in its order, at most `MOST` places."""
    people = [*names(text)]
    runs = [*_runs(text)]
    found = [*runs, *_emails(text), *_phones(text, runs), *_accounts(text), *_addresses(text)]
    found += _beside(text, people, runs)
    found += _lists(text, people)
    return tuple(sorted(set(found), key=lambda place: (place.start, place.kind.value))[:MOST])


def on_pages(pages: Iterable[tuple[int, str]]) -> tuple[Found, ...]:
    """What is found on pages, each given with its number, masked."""
    return tuple(found for number, text in pages for found in told(text, detect(text), number))


def told(text: str, places: Sequence[Place], page: int) -> tuple[Found, ...]:
    """Places of a text, quoted so that neither they nor any name around them is read."""
    return quoted(text, places, page, hidden=((one.start, one.end) for one in names(text)))


def named(text: str) -> tuple[Place, ...]:
    """The names of persons who stand there for no post: a name alone is not told, and is struck out."""
    return tuple(Place(Kind.NAME, one.start, one.end) for one in names(text) if not one.in_post)


def about_persons(text: str) -> tuple[Place, ...]:
    """All that a short text tells of persons, their names with it."""
    return tuple(sorted({*detect(text), *named(text)}, key=lambda place: (place.start, place.kind.value)))


def veiled(text: str) -> str:
    """A text in which what is about persons is masked, and every name."""
    letters = list(text)
    spans = [(each.start, each.end) for each in about_persons(text)]
    spans += [(each.start, each.end) for each in names(text)]
    for start, end in spans:
        letters[start:end] = masked(text[start:end])
    return "".join(letters)


def _runs(text: str) -> Iterator[Place]:
    for match in _RUN.finditer(text):
        body = match[1].replace(".", "").replace(" ", "")
        if int(body) < _COMPANIES and len(body) >= 7 and fits(body, match[2]):
            yield Place(Kind.RUN, match.start(), match.end())


def _emails(text: str) -> Iterator[Place]:
    for match in _EMAIL.finditer(text):
        if not _OFFICE.match(match[1]):
            yield Place(Kind.EMAIL, match.start(), match.end())


def _phones(text: str, runs: list[Place]) -> Iterator[Place]:
    for match in _PHONE.finditer(text):
        crosses = any(match.start() < run.end and run.start < match.end() for run in runs)
        if not crosses and not _CENTRAL.search(text[max(0, match.start() - 40) : match.start()]):
            yield Place(Kind.PHONE, match.start(), match.end())


def _accounts(text: str) -> Iterator[Place]:
    return (Place(Kind.ACCOUNT, match.start(1), match.end(1)) for match in _ACCOUNT.finditer(text))


def _addresses(text: str) -> Iterator[Place]:
    """A street with its number where somebody is said to live, or that only homes have."""
    for match in _STREET.finditer(text):
        before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 20]
        if _LIVES.search(before) or _FLAT.match(after) or _SMALL.match(match[0]):
            yield Place(Kind.ADDRESS, match.start(), match.end())


def _beside(text: str, people: list[Name], runs: list[Place]) -> Iterator[Place]:
    """Somebody's name or number in the same sentence as a word of what the law protects most."""
    private = [(one.start, one.end) for one in people if not one.in_post]
    private += [(one.start, one.end) for one in runs]
    sentence = partial(bisect_right, [match.start() for match in _SENTENCE.finditer(text)])
    for kind, words in _WORDS.items():
        said = [match.span() for match in words.finditer(text)]
        for start, end in private:
            if any(_is_near((start, end), one, sentence) for one in said):
                yield Place(kind, start, end)


def _is_near(span: tuple[int, int], other: tuple[int, int], sentence: Callable[[int], int]) -> bool:
    return _gap(*span, *other) <= NEAR and sentence(span[0]) == sentence(other[0])


def _gap(start: int, end: int, other_start: int, other_end: int) -> int:
    return max(other_start - end, start - other_end, 0)


def _lists(text: str, people: list[Name]) -> Iterator[Place]:
    """The names of a list: lines one near the other, each beginning with a person, or in a row of a table."""
    lines: dict[int, Name] = {}
    for one in people:
        line = text.count("\n", 0, one.start)
        if not one.in_post and _leads(text, one):
            lines.setdefault(line, one)
    near: list[int] = []
    for line in [*sorted(lines), 1 << 60]:
        if near and line - near[-1] > 3:
            if len(near) >= LIST:
                yield from (Place(Kind.PEOPLE, lines[each].start, lines[each].end) for each in near)
            near = []
        near.append(line)


def _leads(text: str, one: Name) -> bool:
    """Whether a name begins its line, after a number or a sign at most, or stands in a cell."""
    before = text[text.rfind("\n", 0, one.start) + 1 : one.start]
    return not re.search(r"[a-záéíóúñ]{3}", before) or bool(re.search(r"[|;\t]\s*$", before))
