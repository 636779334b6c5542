"""Sizes and colours of the paper; every pair is readable when printed in grey."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, LETTER

from sello.accounts.domain.colours import paper_tones
from sello.core.lights import Light
from sello.reports.document.pdf.fonts import BOLD, REGULAR

PAGE_WIDTH, PAGE_HEIGHT = A4
CARTA: tuple[float, float] = LETTER
"""What one prints and signs in a Chilean town hall."""
MARGIN = 48.0
TOP = 64.0
BOTTOM = 58.0
BODY_WIDTH = PAGE_WIDTH - 2 * MARGIN

VIOLET = HexColor("#4a2377")
VIOLET_DEEP = HexColor("#2f1650")
VIOLET_MID = HexColor("#a78fcb")
VIOLET_PALE = HexColor("#efeaf6")
INK = HexColor("#231f29")
MUTED = HexColor("#625b6b")
RULE = HexColor("#d9d3cb")
SAND = HexColor("#f6f3ee")
WHITE = HexColor("#ffffff")
GOLD = HexColor("#c9973b")


def toned(house: str) -> dict[Color, Color]:
    """What an institution's colour (`#rrggbb`, empty for ours) puts in the place of each of our violets."""
    if not house:
        return {}
    tones = paper_tones(house)
    made = (tones.house, tones.deep, tones.mid, tones.pale)
    return dict(zip((VIOLET, VIOLET_DEEP, VIOLET_MID, VIOLET_PALE), map(HexColor, made), strict=True))


LIGHTS: dict[Light, Color] = {
    Light.GREEN: HexColor("#1f7a4d"),
    Light.AMBER: HexColor("#b26a00"),
    Light.RED: HexColor("#b3261e"),
    Light.GREY: HexColor("#7a7482"),
}


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run of text is set."""

    font: str
    size: float
    leading: float
    colour: Color
    before: float = 0
    after: float = 0


BODY = TextStyle(REGULAR, 9.5, 14, INK, after=4)
LEAD = TextStyle(REGULAR, 10.5, 15.5, INK, after=8)
HEADING = TextStyle(BOLD, 17, 21, VIOLET_DEEP, before=20, after=8)
CAPTION = TextStyle(BOLD, 9, 12, VIOLET, before=8, after=4)
ASIDE = TextStyle(REGULAR, 8, 11.5, MUTED, after=4)
CELL = TextStyle(REGULAR, 8, 10.6, INK)
CELL_MUTED = TextStyle(REGULAR, 7, 10.6, MUTED)
CELL_HEAD = TextStyle(BOLD, 7.6, 10, WHITE)
CELL_GROUP = TextStyle(BOLD, 8.4, 11, VIOLET_DEEP)
FOOTER = TextStyle(REGULAR, 7.5, 9, MUTED)
