"""The embedded fonts, and measuring text with them."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from threading import Lock
from typing import cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "Roboto"
BOLD = "Roboto-Bold"
HARD_SPACE = "\u00a0"
SUBSTITUTE = "\ufffd"
"""What stands for a letter that neither font has: both draw it, as a question mark in a lozenge."""

MODIFIERS = frozenset({"Mn", "Me", "Cf"})
"""Kinds of characters that only change their neighbours."""

FOLDER = Path(__file__).resolve().parent.parent / "fonts"
_lock = Lock()


@cache
def register() -> None:
    """Make the fonts known to ReportLab, once per process."""
    with _lock:
        for name, file in ((REGULAR, "Roboto-Regular.ttf"), (BOLD, "Roboto-Bold.ttf")):
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, str(FOLDER / file)))


@cache
def _advances(font: str) -> tuple[dict[int, int], int]:
    register()
    face = cast(TTFont, pdfmetrics.getFont(font)).face
    return face.charWidths, face.defaultWidth


@cache
def _word(word: str, font: str) -> int:
    widths, missing = _advances(font)
    return sum(widths.get(ord(letter), missing) for letter in word)


def width(text: str, font: str, size: float) -> float:
    """Measure a line in points."""
    widths, missing = _advances(font)
    return sum(widths.get(ord(letter), missing) for letter in text) * size / 1000


def clean(text: str) -> str:
    """Make a text printable: composed letters, no control characters, any blank a plain space.

    What the fonts cannot draw is shown as such: a reader must see that something stands there.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_drawn, unicodedata.normalize("NFC", text)))


@cache
def _drawn(letter: str) -> str:
    if letter == HARD_SPACE:
        return letter
    if unicodedata.category(letter) in MODIFIERS:
        return letter if _covered(letter) else ""
    if not letter.isprintable():
        return " "
    return letter if _covered(letter) else SUBSTITUTE


def _covered(letter: str) -> bool:
    return all(ord(letter) in _advances(font)[0] for font in (REGULAR, BOLD))


def lines(text: str, font: str, size: float, room: float) -> list[str]:
    """Break a text into lines of at most `room` points; a word longer than that is cut."""
    limit = room * 1000 / size
    space = _word(" ", font)
    out: list[str] = []
    held: list[str] = []
    used = 0
    for word in clean(text).split(" "):
        if not word:
            continue
        long = _word(word, font)
        if held and used + space + long > limit:
            out.append(" ".join(held))
            held, used = [], 0
        if long > limit:
            *full, rest = _cut(word, font, limit)
            out.extend(full)
            held, used = [rest], _word(rest, font)
            continue
        used += long + (space if held else 0)
        held.append(word)
    if held:
        out.append(" ".join(held))
    return out or [""]


def _cut(word: str, font: str, limit: float) -> list[str]:
    pieces: list[str] = []
    start = used = 0
    for at, letter in enumerate(word):
        long = _word(letter, font)
        if used + long > limit and at > start:
            pieces.append(word[start:at])
            start, used = at, 0
        used += long
    return [*pieces, word[start:]]
