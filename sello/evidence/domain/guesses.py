"""What a file's name tells of the document in it, or else what the document calls itself.

Nobody has to type it: a proposal, never more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sello.core.dates import EARLIEST
from sello.core.text import fold
from sello.evidence.domain.details import TITLE_LIMIT, guess_title

_NUMBER = re.compile(
    r"(?:\b(?:n|no|nro|num|numero)\b\s*[°º.]?|n[°º])\s*"
    r"(?P<first>\d{1,6})(?:\s*[/ -]\s*(?P<second>\d{1,4})(?![\d]|\s*[-./]\s*\d))?\b"
)
_NAMED = re.compile(
    r"\b(?:decreto|resolucion|oficio|ord|ordinario|memo|memorandum|circular|ordenanza)"
    r"(?:\s+(?:alcaldici[oa]|exent[oa]|ordinari[oa]|afect[oa]))*\s+(?P<first>\d{1,6})"
    r"(?:\s*/\s*(?P<second>\d{1,4}))?\b"
)
_POINTS = re.compile(r"(?<=\d)\.(?=\d{3}\b)")
"""Between thousands, which documents write and file names do not."""
_YEARS = range(1950, 2101)
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-. ]?(\d{2})[-. ]?(\d{2})(?!\d)")
_IN_WORDS = re.compile(
    r"(?<!\d)(\d{1,2}) de (enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|"
    r"diciembre) (?:de |del )?(\d{4})(?!\d)"
)
_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
_EMPTY = frozenset(
    {
        "album",
        "archivo",
        "archivos",
        "captura",
        "camscanner",
        "copia",
        "del",
        "doc",
        "documento",
        "documentos",
        "dsc",
        "escaneado",
        "escaner",
        "escaneo",
        "file",
        "final",
        "foto",
        "fotos",
        "image",
        "imagen",
        "img",
        "jpeg",
        "pdf",
        "pantalla",
        "photo",
        "pic",
        "picture",
        "scan",
        "scanned",
        "screenshot",
        "sin",
        "nombre",
        "titulo",
        "untitled",
        "version",
        "video",
        "vid",
        "whatsapp",
        "pxl",
    }
)
"""Words that cameras, scanners and haste put into names, and that say nothing of what is in the file."""


def guess_number(file_name: str, name: str = "") -> str:
    """The number of a document, «1200/46», as its file's name tells it, or its own `name`; else empty."""
    return _number(_words(file_name)) or _number(_flat(_POINTS.sub("", name)))


def _number(words: str) -> str:
    marked = _NUMBER.search(words)
    found = marked or _NAMED.search(words)
    if found is None:
        return ""
    first, second = found["first"], found["second"]
    if marked is None and second is None and int(first) in _YEARS:
        return ""  # «Decreto 2024» tells of when, not of which
    return f"{first}/{second}" if second else first


def guess_date(file_name: str, written: str = "", *, today: date) -> date | None:
    """The day of a document as its file's name tells it, or as it is `written` in it.

    None where both tell none, or one still to come.
    """
    told = (*_days(_words(file_name)), *_days(_flat(written)))
    return next((day for day in told if EARLIEST <= day <= today), None)


def propose_title(file_name: str, asked: str = "", name: str = "") -> str:
    """A title from the file's name; where that is a camera's or a scanner's, another one.

    That is what was asked, or else what the document calls itself, its `name`.
    """
    title = guess_title(file_name)
    telling = [word for word in re.findall(r"[^\W\d_]{3,}", fold(title)) if word not in _EMPTY]
    other = asked.strip() or name
    return title if telling or not other else other[:TITLE_LIMIT]


def _words(file_name: str) -> str:
    return _flat(file_name.rpartition(".")[0] or file_name)


def _flat(text: str) -> str:
    return " ".join(fold(text).replace("_", " ").split())


def _days(words: str) -> Iterator[date]:
    told = [(year, month, day) for day, month, year in _DAY_FIRST.findall(words)]
    told += _YEAR_FIRST.findall(words)
    told += [(year, _MONTHS.index(month[:3]) + 1, day) for day, month, year in _IN_WORDS.findall(words)]
    for year, month, day in told:
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue
