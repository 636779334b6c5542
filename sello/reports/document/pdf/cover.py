"""The cover: who, what, as of when, and the level at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.utils import ImageReader

from sello.reports.document.pdf import fonts, shapes, style
from sello.reports.document.pdf.flowables import write
from sello.reports.document.pdf.style import TextStyle
from sello.reports.document.pdf.tagged import Element, TaggedCanvas
from sello.reports.document.values import Cover

BAND = 330.0
BAR, STEP = 30.0, 38.0
BARS = 2 * STEP + BAR + 18
"""What the bars take of the width at the right; no text runs into it."""
FACT_LINES = 3
LOGO_WIDE, LOGO_TALL = 130.0, 64.0
"""The most that a logo takes, in points."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text hangs, how wide it may be and how many lines it may take."""

    x: float
    top: float
    room: float
    most: int


def draw(canvas: TaggedCanvas, cover: Cover) -> None:
    """Draw the cover on the current page."""
    canvas.section = Element("Sect", canvas.root)
    with canvas.artifact():
        _ground(canvas)
    _titles(canvas, cover)
    _level(canvas, cover)
    if cover.logo:
        # At the right of the level.
        put_logo(canvas, cover, -style.MARGIN, style.PAGE_HEIGHT - BAND - 42, (LOGO_WIDE, LOGO_TALL))
    _facts(canvas, cover)
    if cover.notice:
        _notice(canvas, cover.notice)


def _ground(canvas: TaggedCanvas) -> None:
    base = style.PAGE_HEIGHT - BAND
    canvas.setFillColor(style.VIOLET_DEEP)
    canvas.rect(0, base, style.PAGE_WIDTH, BAND, stroke=0, fill=1)
    canvas.setFillColor(style.VIOLET)
    for place in range(3):
        tall = BAND * (0.3 + 0.24 * place)
        canvas.rect(style.PAGE_WIDTH - BARS + place * STEP, base, BAR, tall, stroke=0, fill=1)
    canvas.setFillColor(style.GOLD)
    canvas.rect(0, base - 4, style.PAGE_WIDTH, 4, stroke=0, fill=1)


def _titles(canvas: TaggedCanvas, cover: Cover) -> None:
    left, top, room = style.MARGIN, style.PAGE_HEIGHT - 62, style.PAGE_WIDTH - style.MARGIN - BARS - 14
    institution = TextStyle(fonts.BOLD, 13, 17, style.WHITE)
    _block(canvas, cover.institution, Place(left, top, room, 2), institution)
    title = TextStyle(fonts.BOLD, 34, 40, style.WHITE)
    end = _block(canvas, cover.title, Place(left, top - 84, room, 2), title, "H1")
    standard = TextStyle(fonts.REGULAR, 10, 14, style.VIOLET_PALE)
    free = BAND - (style.PAGE_HEIGHT - end) - 2 * standard.leading - 26
    look, most = _subtitle(cover.subtitle, room, free)
    end = _block(canvas, cover.subtitle, Place(left, end - 6, room, most), look)
    _block(canvas, cover.standard, Place(left, end - 10, room, 2), standard)


def _subtitle(text: str, room: float, free: float) -> tuple[TextStyle, int]:
    """How large the subtitle may be in the height that is free, and on how many lines."""
    looks = [TextStyle(fonts.REGULAR, size, leading, style.WHITE) for size, leading in ((14, 20), (11, 15))]
    for look in looks:
        most = int(free // look.leading)
        if len(fonts.lines(text, look.font, look.size, room)) <= most:
            break
    return look, most


def _level(canvas: TaggedCanvas, cover: Cover) -> None:
    y = style.PAGE_HEIGHT - BAND - 120
    with canvas.content(Element("P", canvas.section)):
        canvas.setFillColor(style.MUTED)
        fonts.put(canvas, style.MARGIN, y + 66, fonts.clean(cover.headline), font=fonts.REGULAR, size=10)
        canvas.setFillColor(style.INK)
        canvas.setFont(fonts.BOLD, 46)
        canvas.drawString(style.MARGIN, y + 18, cover.headline_percent)
        after = style.MARGIN + fonts.width(cover.headline_percent, fonts.BOLD, 46) + 34
        wide = shapes.level_bars(canvas, after, y + 18, 34, cover.headline_level.bars)
        canvas.setFillColor(style.VIOLET_DEEP)
        fonts.put(
            canvas,
            after + wide + 12,
            y + 19,
            fonts.clean(cover.headline_level.name),
            font=fonts.BOLD,
            size=24,
        )


def put_logo(canvas: TaggedCanvas, cover: Cover, x: float, top: float, room: tuple[float, float]) -> None:
    """Hang the logo at a place, as large as its room allows; from the right edge where `x` is negative."""
    picture = ImageReader(BytesIO(cover.logo))
    wide, tall = picture.getSize()
    scale = min(room[0] / wide, room[1] / tall)
    broad, high = wide * scale, tall * scale
    left = x if x >= 0 else style.PAGE_WIDTH + x - broad
    with canvas.content(Element("Figure", canvas.section, alt=cover.institution)):
        canvas.drawImage(picture, left, top - high, broad, high, mask="auto")


def _facts(canvas: TaggedCanvas, cover: Cover) -> None:
    y = style.PAGE_HEIGHT - BAND - 152
    for label, value in cover.facts:
        with canvas.artifact():
            canvas.setStrokeColor(style.RULE)
            canvas.setLineWidth(0.6)
            canvas.line(style.MARGIN, y + 16, style.PAGE_WIDTH - style.MARGIN, y + 16)
        with canvas.content(Element("P", canvas.section)):
            canvas.setFillColor(style.MUTED)
            fonts.put(canvas, style.MARGIN, y, fonts.clean(label), font=fonts.REGULAR, size=9.5)
            canvas.setFillColor(style.INK)
            shown = fonts.lines(value, fonts.BOLD, 10.5, style.BODY_WIDTH - 170)[:FACT_LINES]
            for line in shown:
                fonts.put(canvas, style.MARGIN + 170, y, line, font=fonts.BOLD, size=10.5)
                y -= 14
        y -= 12


def _notice(canvas: TaggedCanvas, text: str) -> None:
    look = TextStyle(fonts.REGULAR, 9, 13, style.MUTED)
    end = _block(canvas, text, Place(style.MARGIN + 14, 124, style.BODY_WIDTH - 20, 5), look, "Note")
    with canvas.artifact():
        canvas.setFillColor(style.GOLD)
        canvas.rect(style.MARGIN, end - 2, 3, 124 - end + 2, stroke=0, fill=1)


def _block(canvas: TaggedCanvas, text: str, place: Place, look: TextStyle, role: str = "P") -> float:
    """Write a text in its place; return where the next one may hang."""
    lines = fonts.lines(text, look.font, look.size, place.room)
    if len(lines) > place.most:
        lines = [
            *lines[: place.most - 1],
            fonts.fitted(" ".join(lines[place.most - 1 :]), look.font, look.size, place.room),
        ]
    with canvas.content(Element(role, canvas.section)):
        write(canvas, lines, place.x, place.top, look)
    return place.top - len(lines) * look.leading
