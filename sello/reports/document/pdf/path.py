"""The path to the day on paper: the drawing's shapes and texts as vectors."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color

from sello.core.lights import Light
from sello.reports.document.path import Drawing, Shape, Text
from sello.reports.document.pdf import fonts, style
from sello.reports.document.pdf.flowables import line
from sello.reports.document.pdf.style import TextStyle
from sello.reports.document.pdf.tagged import Block, Element, TaggedCanvas

WIDTH = 720.0
"""The drawing's own units across the page: its letters come out as large as a table's."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How a kind of shape is drawn; without a fill it is a line."""

    stroke: Color | None
    width: float = 1.0
    fill: Color | None = None
    dash: tuple[float, ...] = ()


INKS = {
    "row": Ink(style.RULE, 0.8),
    "leader": Ink(style.MUTED, 0.5),
    "band": Ink(None, fill=style.VIOLET_PALE),
    "past": Ink(style.MUTED, 1.6, dash=(2, 4)),
    "level": Ink(style.VIOLET, 3.4),
    "cut": Ink(style.MUTED, 1.6, style.WHITE),
    "today": Ink(style.WHITE, 1.6, style.VIOLET),
    "loss": Ink(style.WHITE, 1.2, style.LIGHTS[Light.AMBER]),
    "fall": Ink(style.WHITE, 1.2, style.LIGHTS[Light.RED]),
    "gain": Ink(style.WHITE, 1.2, style.LIGHTS[Light.GREEN]),
    "evaluation": Ink(style.WHITE, 1.2, style.INK),
    "end": Ink(style.WHITE, 1.2, style.INK),
    "today-line": Ink(style.VIOLET, 1.2),
    "bar-plain": Ink(None, fill=style.VIOLET),
    **{f"bar-{light.value}": Ink(None, fill=colour) for light, colour in style.LIGHTS.items()},
}


class PathFlowable(Block):
    """The drawing across the page, with the words that replace it."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self.drawing = drawing
        self.spaceAfter = 8

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Scale the drawing's own units to the width."""
        del height
        self.scale = width / self.drawing.width
        self.width, self.height = width, self.drawing.height * self.scale
        return self.width, self.height

    def draw(self) -> None:
        """Draw shapes and texts; the drawing's y runs down, the paper's runs up."""
        canvas = self.canvas
        with canvas.content(Element("Figure", canvas.section, alt=self.drawing.alternative)):
            canvas.saveState()
            canvas.scale(self.scale, self.scale)
            for shape in self.drawing.shapes:
                self._shape(canvas, shape)
            for text in self.drawing.texts:
                self._text(canvas, text)
            canvas.restoreState()

    def _shape(self, canvas: TaggedCanvas, shape: Shape) -> None:
        ink = INKS[shape.kind]
        outline = canvas.beginPath()
        for n, (x, y) in enumerate(shape.points):
            (outline.lineTo if n else outline.moveTo)(x, self.drawing.height - y)
        if shape.closed:
            outline.close()
        canvas.setDash(list(ink.dash))
        canvas.setLineWidth(ink.width)
        if ink.stroke is not None:
            canvas.setStrokeColor(ink.stroke)
        if ink.fill is not None:
            canvas.setFillColor(ink.fill)
        canvas.drawPath(outline, stroke=int(ink.stroke is not None), fill=int(ink.fill is not None))

    def _text(self, canvas: TaggedCanvas, text: Text) -> None:
        font = fonts.BOLD if text.strong else fonts.REGULAR
        said = fonts.clean(text.text)
        wide = fonts.width(said, font, text.size)
        left = text.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor]
        line(
            canvas, said, left, self.drawing.height - text.y, TextStyle(font, text.size, text.size, style.INK)
        )
