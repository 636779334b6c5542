"""What is drawn between the paragraphs: the line of the levels with their marks, and the chart."""

from __future__ import annotations

from typing import ClassVar

from reportlab.lib.colors import Color

from sello.core.figures import rule
from sello.reports.document.chart import Chart
from sello.reports.document.pdf import fonts, style
from sello.reports.document.pdf.flowables import line
from sello.reports.document.pdf.style import TextStyle
from sello.reports.document.pdf.tagged import Block, Element, TaggedCanvas
from sello.reports.document.values import ScaleMark


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
        label = f"{mark.name} {rule(mark.share)}"
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
