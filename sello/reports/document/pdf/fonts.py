"""The embedded fonts, and measuring text with them.

A letter that the two of them lack is borrowed from a third, whatever the weight around it: signs, arrows and
other alphabets. Only what is written from left to right, one letter after the other, can be borrowed.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Any, cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from sello.core.text import CUT_IN_QUOTES, cut_off

REGULAR = "Roboto"
BOLD = "Roboto-Bold"
LENDER = "DejaVuSans"
HARD_SPACE = "\u00a0"
SUBSTITUTE = "\ufffd"
"""What stands for a letter that no font draws: both have it, as a question mark in a lozenge."""

MODIFIERS = frozenset({"Mn", "Me", "Cf"})
"""Kinds of characters that only change their neighbours."""

SIMPLE = frozenset({"L", "EN", "ES", "ET", "CS", "ON"})
"""Directions of letters that stand one after the other; Arabic and Hebrew would come out wrong."""

LAST_TOLD = 0xFFFF
"""Further letters ReportLab draws, and tells whoever copies or listens that they are others."""

FILES = {REGULAR: "Roboto-Regular.ttf", BOLD: "Roboto-Bold.ttf", LENDER: "DejaVuSans.ttf"}
FOLDER = Path(__file__).resolve().parent.parent / "fonts"
_lock = Lock()


@cache
def register() -> None:
    """Make the fonts known to ReportLab, once per process."""
    with _lock:
        for name, file in FILES.items():
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, str(FOLDER / file)))


@cache
def _own(font: str) -> dict[int, int]:
    """The width of each letter that a font has."""
    register()
    found: dict[int, int] = cast(TTFont, pdfmetrics.getFont(font)).face.charWidths
    return found


@cache
def _advances(font: str) -> tuple[dict[int, int], int]:
    """The width of each letter that is drawn beside a font: its own, and those that it borrows."""
    lent = {code: wide for code, wide in _own(LENDER).items() if _lends(chr(code))}
    return {**lent, **_own(font)}, cast(TTFont, pdfmetrics.getFont(font)).face.defaultWidth


def _lends(letter: str) -> bool:
    if ord(letter) > LAST_TOLD:
        return False
    kind = unicodedata.category(letter)
    return kind[0] in "LNPS" and unicodedata.bidirectional(letter) in SIMPLE and not _covered(letter)


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


def undrawn(text: str) -> str:
    """The characters of a text that no font draws, each once: a form names them before they are printed."""
    letters = dict.fromkeys(unicodedata.normalize("NFC", text))
    return "".join(letter for letter in letters if _drawn(letter) == SUBSTITUTE != letter)


@cache
def _drawn(letter: str) -> str:
    if letter == HARD_SPACE:
        return letter
    if unicodedata.category(letter) in MODIFIERS:
        return letter if _covered(letter) else ""
    if not letter.isprintable():
        return " "
    drawn = _covered(letter) or (ord(letter) in _own(LENDER) and _lends(letter))
    return letter if drawn else SUBSTITUTE


def _covered(letter: str) -> bool:
    return all(ord(letter) in _own(font) for font in (REGULAR, BOLD))


def runs(text: str, font: str) -> list[tuple[str, str]]:
    """A clean text in stretches of one font each."""
    if text.isascii() or all(ord(letter) in _own(font) for letter in text):
        return [(font, text)]
    marked = groupby(text, lambda letter: font if ord(letter) in _own(font) else LENDER)
    return [(name, "".join(letters)) for name, letters in marked]


def say(out: PDFTextObject, text: str, font: str, size: float, leading: float) -> None:
    """Write a clean line in the font that is set already, and go to the next."""
    _note_substitutes(cast(Any, out)._canvas, text)
    found = runs(text, font)
    if found == [(font, text)]:
        out.textLine(text)
        return
    for name, part in found:
        out.setFont(name, size, leading)
        out.textOut(part)
    out.setFont(font, size, leading)
    out.textLine("")


def put(canvas: Canvas, x: float, y: float, text: str, *, font: str, size: float) -> None:
    """Write a clean text on its baseline."""
    _note_substitutes(canvas, text)
    for name, part in runs(text, font):
        canvas.setFont(name, size)
        canvas.drawString(x, y, part)
        x += width(part, font, size)


def _note_substitutes(canvas: Any, text: str) -> None:
    """Let the page know that something stands on it in the place of what was written."""
    if SUBSTITUTE in text:
        canvas.has_substitutes = True


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


def fitted(text: str, font: str, size: float, room: float) -> str:
    """A text on one line of at most `room` points; what does not fit ends in «…»."""
    whole = " ".join(clean(text).split())
    if width(whole, font, size) <= room:
        return whole
    return cut_off(lines(whole, font, size, room - width(CUT_IN_QUOTES, font, size))[0])


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
