"""What stands between the tables: headings, prose, the level's cards, notices."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from sello.reports.document.pdf import fonts, shapes, style
from sello.reports.document.pdf.style import TextStyle
from sello.reports.document.pdf.tagged import Block, Element, TaggedCanvas
from sello.reports.document.values import Card


class Prose(Block):
    """A paragraph set in one style; it can be cut after any line."""

    def __init__(self, text: str, look: TextStyle, role: str = "P", lines: list[str] | None = None) -> None:
        super().__init__()
        self.text = text
        self.look = look
        self.role = role
        self.lines = lines
        self.spaceBefore = look.before
        self.spaceAfter = look.after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break the text for the width."""
        del height
        if self.lines is None:
            self.lines = fonts.lines(self.text, self.look.font, self.look.size, width)
        self.width = width
        self.height = len(self.lines) * self.look.leading
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Cut after the last line that fits."""
        self.wrap(width, height)
        fit = int(height // self.look.leading)
        if self.lines is None or fit < 1:
            return []
        if fit >= len(self.lines):
            return [self]
        return [
            type(self)(self.text, self.look, self.role, self.lines[:fit]),
            type(self)(self.text, self.look, self.role, self.lines[fit:]),
        ]

    def draw(self) -> None:
        """Draw the lines as one element."""
        canvas = self.canvas
        with canvas.content(Element(self.role, canvas.section)):
            write(canvas, self.lines or [], 0, self.height, self.look)


class Heading(Prose):
    """A section's heading: it opens the section, is bookmarked and stands in the outline."""

    def __init__(self, text: str, anchor: str, lines: list[str] | None = None) -> None:
        super().__init__(text, style.HEADING, "H1", lines)
        self.anchor = anchor
        self.keepWithNext = 1

    def split(self, width: float, height: float) -> list[Flowable]:
        """Refuse to be cut."""
        del width, height
        return []

    def draw(self) -> None:
        """Open the section, and draw the heading with its rule."""
        canvas = self.canvas
        canvas.section = Element("Sect", canvas.root)
        canvas.bookmarkHorizontal(self.anchor, 0, self.height + 12)
        canvas.addOutlineEntry(self.text, self.anchor, level=0)
        super().draw()
        with canvas.artifact():
            canvas.setFillColor(style.GOLD)
            canvas.rect(0, -5, 28, 2.2, stroke=0, fill=1)


TITLE = TextStyle(fonts.BOLD, 9, 11, style.VIOLET_DEEP)


class Cards(Block):
    """The readings side by side, each with percentage, level mark and arithmetic."""

    GAP = 10.0
    PAD = 11.0

    def __init__(self, cards: tuple[Card, ...]) -> None:
        super().__init__()
        self.cards = cards
        self.spaceAfter = 10

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Give all cards the height of the tallest."""
        del height
        self.width = width
        self.each = (width - self.GAP * (len(self.cards) - 1)) / len(self.cards)
        room = self.each - 2 * self.PAD
        self.texts = [self._texts(card, room) for card in self.cards]
        self.titles = [fonts.lines(card.title, fonts.BOLD, 9, room) for card in self.cards]
        self.head = max(map(len, self.titles)) * TITLE.leading
        self.height = max(len(lines) for lines in self.texts) * 11 + 85 + self.head
        return self.width, self.height

    @staticmethod
    def _texts(card: Card, room: float) -> list[str]:
        shown = [card.arithmetic, *card.lines]
        return [line for text in shown for line in fonts.lines(text, fonts.REGULAR, 8, room)]

    def draw(self) -> None:
        """Draw the cards from left to right."""
        canvas = self.canvas
        for at, card in enumerate(self.cards):
            self._card(canvas, card, at, at * (self.each + self.GAP))

    def _card(self, canvas: TaggedCanvas, card: Card, at: int, x: float) -> None:
        with canvas.artifact():
            canvas.setFillColor(style.VIOLET_PALE if card.main else style.SAND)
            canvas.setStrokeColor(style.VIOLET if card.main else style.RULE)
            canvas.setLineWidth(1.1 if card.main else 0.6)
            canvas.roundRect(x, 0, self.each, self.height, 5, stroke=1, fill=1)
        left, top = x + self.PAD, self.height - self.head
        with canvas.content(Element("P", canvas.section)):
            write(canvas, self.titles[at], left, self.height - 10, TITLE)
            line(canvas, card.percent, left, top - 39, TextStyle(fonts.BOLD, 25, 25, style.INK))
            wide = shapes.level_bars(canvas, left, top - 63, 15, card.level.bars)
            line(
                canvas,
                card.level.name,
                left + wide + 6,
                top - 61.5,
                TextStyle(fonts.BOLD, 10, 10, style.VIOLET_DEEP),
            )
            look = TextStyle(fonts.REGULAR, 8, 11, style.MUTED)
            write(canvas, self.texts[at], left, top - 73, look)


class Notice(Block):
    """A framed note, such as the one about the working edition."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.spaceAfter = 10

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break the text inside the frame."""
        del height
        self.lines = fonts.lines(self.text, style.ASIDE.font, style.ASIDE.size, width - 26)
        self.width, self.height = width, len(self.lines) * style.ASIDE.leading + 14
        return self.width, self.height

    def draw(self) -> None:
        """Draw frame and text."""
        canvas = self.canvas
        with canvas.artifact():
            canvas.setFillColor(style.SAND)
            canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
            canvas.setFillColor(style.GOLD)
            canvas.rect(0, 0, 3, self.height, stroke=0, fill=1)
        with canvas.content(Element("Note", canvas.section)):
            write(canvas, self.lines, 14, self.height - 6, style.ASIDE)


def write(canvas: TaggedCanvas, lines: list[str], x: float, top: float, look: TextStyle) -> None:
    """Write lines below each other, the first one hanging from `top`."""
    out = canvas.beginText(x, top - look.size)
    out.setFont(look.font, look.size, look.leading)
    out.setFillColor(canvas.toned(look.colour))
    for line in lines:
        fonts.say(out, line, look.font, look.size, look.leading)
    canvas.drawText(out)


def line(canvas: TaggedCanvas, text: str, x: float, y: float, look: TextStyle) -> None:
    """Write one line on its baseline."""
    canvas.setFillColor(look.colour)
    fonts.put(canvas, x, y, fonts.clean(text), font=look.font, size=look.size)
