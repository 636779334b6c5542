"""What the words of a document say of it: what it calls itself, whether it is a decree, of which years."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sello.files import likeness
from sello.files.detecting.detector import detect
from sello.files.examining.findings import Kind

_HEAD = 1_500
"""Letters of the beginning, where a document says what it is."""
_DECREE = re.compile(r"^[^\S\n]*decreto\b[^\n]{0,50}$", re.IGNORECASE | re.MULTILINE)
_NUMBERED = re.compile(
    r"\bdecreto(?:\s+(?:alcaldicio|exento|municipal|supremo|siaper|secci[oó]n|primera|segunda|[12]a?\.?))*"
    r"\s*,?\s*(?:n\s*(?:[°º]|o\b|ro\b|[uú]m(?:ero)?\b)?\.?\s*:?)?\s*\d",
    re.IGNORECASE,
)
_CALLED = (
    r"decreto|resoluci[oó]n|oficio|ord(?:inario)?\b|memor[aá]nd(?:o|um)|circular|ordenanza|reglamento|acta"
    r"|minuta|informe|memoria|cuenta\sp[uú]blica|convenio|certificado|pol[ií]tica|protocolo|procedimiento|plan"
    r"|programa|estudio|diagn[oó]stico|encuesta|lista|asistencia"
)
_NAME = re.compile(rf"^[^\S\n]*((?:{_CALLED})\b[^\n]{{0,120}})$", re.IGNORECASE | re.MULTILINE)
_MONTHS = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre"
_DATE = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}\s+de\s+(?:{_MONTHS})\s+del?\s+\d{{4}}|\d{{1,2}}([-/.])\d{{1,2}}\1\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,/-])(?:19[5-9]\d|20[0-4]\d)(?![\d]|[.,]\d)|(?<=[/-])20[0-4]\d(?!\d)")
_MOST_YEARS = 40


def of_decree(text: str, *, signed: bool) -> list[Kind]:
    """What a document that calls itself a decree lacks."""
    if not is_decree(text):
        return []
    lacks = ((Kind.NO_NUMBER, not is_numbered(text)), (Kind.NO_SIGNATURE, not signed))
    return [kind for kind, is_lacking in lacks if is_lacking]


def is_decree(text: str) -> bool:
    """Whether one of the first lines calls the document a decree."""
    return bool(_DECREE.search(text[:_HEAD].replace("\r", "")))


def is_numbered(text: str) -> bool:
    """Whether the decree's number follows its name."""
    return bool(_NUMBERED.search(text[:_HEAD]))


def of_itself(texts: Sequence[str]) -> dict[str, Any]:
    """What a document tells of itself: the line that names it, its first day, its years, its text's marks."""
    head = texts[0][:_HEAD].replace("\r", "") if texts else ""
    name, day = _NAME.search(head), _DATE.search(head)
    return {
        "name": " ".join(name[1].split()) if name else "",
        "day": " ".join(day[0].split()) if day else "",
        "years": years(texts),
        "marks": list(likeness.marks(texts)),
    }


def of_persons(pages: Iterable[tuple[int | None, str]]) -> list[tuple[Kind, int | None, str]]:
    """Which kinds of personal data stand on which page; what they say stays here."""
    found = {(place.kind.value, page): None for page, text in pages for place in detect(text)}
    return [(Kind.PERSONAL, page, kind) for kind, page in found]


def years(texts: Iterable[str]) -> list[int]:
    """The years that are named, each once, the earliest first."""
    return sorted({int(year) for text in texts for year in _YEAR.findall(text)})[-_MOST_YEARS:]
