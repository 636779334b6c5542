"""What stands between the tables: headings, prose, the level's cards and scale, the chart."""

from __future__ import annotations

from typing import ClassVar

from reportlab.lib.colors import Color
from reportlab.platypus.flowables import Flowable

from sello.reports.document.chart import Chart
from sello.reports.document.pdf import fonts, shapes, style
from sello.reports.document.pdf.style import TextStyle
from sello.reports.document.pdf.tagged import Block, Element, TaggedCanvas
from sello.reports.document.values import Card, ScaleMark
from sello.reports.document.wording import percent


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


class Scale(Block):
    """The reading's percentage on a line from 0 to 100 with the marks of the levels."""

    def __init__(self, share: float, caption: str, marks: tuple[ScaleMark, ...]) -> None:
        super().__init__()
        self.share = share
        self.caption = caption
        self.marks = marks
        self.spaceBefore = 4
        self.spaceAfter = 8

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole width."""
        del height
        self.width, self.height = width, 62.0
        return self.width, self.height

    def draw(self) -> None:
        """Draw track, filled part and marks."""
        canvas = self.canvas
        with canvas.content(Element("Figure", canvas.section, alt=self.caption)):
            canvas.setFillColor(style.RULE)
            canvas.roundRect(0, 28, self.width, 9, 4.5, stroke=0, fill=1)
            reached = max(self.width * self.share, 9)
            canvas.setFillColor(style.VIOLET)
            canvas.roundRect(0, 28, reached, 9, 4.5, stroke=0, fill=1)
            for mark in self.marks:
                self._mark(canvas, mark)
            label = self.caption
            start = min(max(reached - fonts.width(label, fonts.BOLD, 8) / 2, 0), self.width - 120)
            line(canvas, label, start, 8, TextStyle(fonts.BOLD, 8, 8, style.VIOLET_DEEP))
            canvas.setLineWidth(1)
            canvas.setStrokeColor(style.VIOLET_DEEP)
            canvas.line(reached, 18, reached, 28)

    def _mark(self, canvas: TaggedCanvas, mark: ScaleMark) -> None:
        at = self.width * float(mark.share)
        canvas.setStrokeColor(style.INK)
        canvas.setLineWidth(1)
        canvas.line(at, 26, at, 43)
        label = f"{mark.name} {percent(mark.share)}"
        line(
            canvas,
            label,
            at - fonts.width(label, fonts.REGULAR, 7.5) / 2,
            47,
            TextStyle(fonts.REGULAR, 7.5, 7.5, style.MUTED),
        )


class ChartFlowable(Block):
    """The chart by dimension, as vectors."""

    INKS: ClassVar[dict[str, Color]] = {
        "met": style.VIOLET,
        "under_way": style.VIOLET_MID,
        "not_met": style.RULE,
        "not_applicable": style.SAND,
    }

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.spaceAfter = 6

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Scale the chart's own units to the width."""
        del height
        self.scale = width / self.chart.width
        self.width, self.height = width, self.chart.height * self.scale
        return self.width, self.height

    def draw(self) -> None:
        """Draw bars and labels; the chart's y runs down, the paper's runs up."""
        canvas = self.canvas
        with canvas.content(Element("Figure", canvas.section, alt=self.chart.alternative)):
            canvas.saveState()
            canvas.scale(self.scale, self.scale)
            for bar in self.chart.bars:
                canvas.setFillColor(self.INKS[bar.kind])
                canvas.setStrokeColor(style.VIOLET_DEEP)
                canvas.setLineWidth(0.5)
                canvas.rect(
                    bar.x, self.chart.height - bar.y - bar.height, bar.width, bar.height, stroke=1, fill=1
                )
            for label in self.chart.labels:
                font = fonts.BOLD if label.strong else fonts.REGULAR
                ink = style.WHITE if label.inside else style.INK
                text = fonts.clean(label.text)
                room = fonts.width(text, font, label.size) if label.end else 0.0
                line(
                    canvas,
                    text,
                    label.x - room,
                    self.chart.height - label.y,
                    TextStyle(font, label.size, label.size, ink),
                )
            canvas.restoreState()


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
    out.setFillColor(look.colour)
    for line in lines:
        fonts.say(out, line, look.font, look.size, look.leading)
    canvas.drawText(out)


def line(canvas: TaggedCanvas, text: str, x: float, y: float, look: TextStyle) -> None:
    """Write one line on its baseline."""
    canvas.setFillColor(look.colour)
    fonts.put(canvas, x, y, fonts.clean(text), font=look.font, size=look.size)
