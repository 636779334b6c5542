"""The names of a ZIP's entries as people wrote them."""

import zipfile
from pathlib import PurePosixPath
from typing import Final

from sello.files import names

_UTF8: Final = 0x800
_WINDOWS: Final = ("cp850", "cp437", "cp1252")
"""What Windows in Spanish, in English, and programs of their own write without saying so."""
_LETTERS: Final = "áéíóúüñ"
_SIGNS: Final = frozenset("°ºª¿¡«»–—’“”·")


def path_of(entry: zipfile.ZipInfo) -> PurePosixPath:
    """The entry's path as its sender sees it: decoded by what it is, with composed accents."""
    return PurePosixPath(names.shown(_decoded(entry)).replace("\\", "/"))


def _decoded(entry: zipfile.ZipInfo) -> str:
    """The name: what a flag or field says is UTF-8 is; else it is if it can be, as the Mac writes it."""
    if told := names.unicode_path(entry):
        return told
    if entry.flag_bits & _UTF8 or entry.filename.isascii():
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return max((raw.decode(encoding, errors="replace") for encoding in _WINDOWS), key=_likeness)


def _likeness(text: str) -> int:
    """How much a name looks like Spanish: accented letters in the case of their word, and no odd signs."""
    return sum(_fits(text, place) for place, sign in enumerate(text) if not sign.isascii())


def _fits(text: str, place: int) -> int:
    sign = text[place]
    if sign in _LETTERS or sign in _SIGNS:
        return 1
    beside = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    if sign.lower() in _LETTERS and not text[max(place - 1, 0) : place].islower():
        return 1 if any(each.isalpha() for each in beside) else 0
    return -1
