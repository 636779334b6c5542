"""PDF by PDFium: its pages as pictures, their text, and where on a page some words stand."""

import io
from math import radians
from typing import Any, BinaryIO

import pypdfium2
from PIL import Image

from sello.core.jail.answering import Large, Locked
from sello.files.reading.finding import folded, places_of

DOTS = 110
"""Dots per inch of a page that is shown as it is; larger ones by the hundred."""
MOST_POINTS = 16_000_000
"""Points of the largest picture that is drawn: a page at three times its size, a plan at less."""
_LOCKED = frozenset({4, 5})
"""PDFium's errors for a password that is asked for, and for a lock that it does not know."""
_QUALITY = 80


class Paper:
    """An open PDF. Raises Locked, or what PDFium raises."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._document = pypdfium2.PdfDocument(file)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) in _LOCKED:
                raise Locked from None
            raise
        self._document.init_forms()  # what was filled in is shown as well

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self._document)

    def text(self, page: int) -> str:
        """The text of a page, counted from 1."""
        return str(self._document[page - 1].get_textpage().get_text_range())

    def picture(self, page: int, percent: int) -> bytes:
        """A page as JPEG, drawn at so many hundredths of its usual size."""
        sheet = self._document[page - 1]
        width, height = sheet.get_size()
        if width <= 0 or height <= 0:
            raise Large
        scale = min(DOTS / 72 * percent / 100, (MOST_POINTS / (width * height)) ** 0.5)
        picture = sheet.render(scale=scale).to_pil().convert("RGB")
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=_QUALITY)
        return out.getvalue()

    def drawn(self, page: int, side: int) -> Image.Image:
        """A page so small that its longer side has so many points."""
        sheet = self._document[page - 1]
        longer = max(sheet.get_size())
        if longer <= 0:
            raise Large
        picture: Image.Image = sheet.render(scale=side / longer).to_pil()
        return picture

    def has_picture(self, page: int) -> bool:
        """Whether a picture stands on a page."""
        pictures = (pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,)
        return next(self._document[page - 1].get_objects(pictures, max_depth=3), None) is not None

    def angles(self, page: int, most: int) -> list[float]:
        """How far, in radians, the first letters of a page are turned as it is shown."""
        sheet = self._document[page - 1]
        letters = sheet.get_textpage()
        shown = radians(sheet.get_rotation())
        written = [at for at in range(min(letters.count_chars(), 4 * most)) if _letter(letters, at).isalnum()]
        return [pypdfium2.raw.FPDFText_GetCharAngle(letters, at) + shown for at in written[:most]]

    def boxes(self, page: int, words: str) -> list[list[int]]:
        """Where the words stand on a page: left, top, width and height in thousandths of it."""
        sheet = self._document[page - 1]
        letters = sheet.get_textpage()
        read = [_letter(letters, at) for at in range(letters.count_chars())]
        text, places = folded(read)
        found: list[list[int]] = []
        for start, end in places_of(words, text):
            found += _lines([letters.get_charbox(at) for at in places[start:end]], sheet)
        return found


def _letter(letters: Any, at: int) -> str:
    code = pypdfium2.raw.FPDFText_GetUnicode(letters, at)
    return chr(code) if 0 < code < 0x110000 else " "


def _lines(boxes: list[tuple[float, ...]], sheet: Any) -> list[list[int]]:
    """The boxes of letters, joined along each line."""
    left, bottom, right, top = sheet.get_bbox()
    wide, high = (right - left) or 1, (top - bottom) or 1
    lines: list[tuple[float, ...]] = []
    for one in boxes:
        if one[2] <= one[0] or one[3] <= one[1]:  # a blank
            continue
        last = lines.pop() if lines and _same_line(lines[-1], one) else one
        lines.append((last[0], min(last[1], one[1]), max(last[2], one[2]), max(last[3], one[3])))
    return [
        [
            round(1000 * (line[0] - left) / wide),
            round(1000 * (top - line[3]) / high),
            max(1, round(1000 * (line[2] - line[0]) / wide)),
            max(1, round(1000 * (line[3] - line[1]) / high)),
        ]
        for line in lines
    ]


def _same_line(last: tuple[float, ...], one: tuple[float, ...]) -> bool:
    return one[1] < last[3] and one[3] > last[1] and one[0] >= last[0]
