"""Put an Ordinario on sheets of carta, ready to be numbered and signed."""

from __future__ import annotations

import io
from datetime import date

from reportlab.platypus.flowables import Flowable

from sello.reports.document.pdf import fonts, style
from sello.reports.document.pdf.flowables import Prose, write
from sello.reports.document.pdf.paper import Imprint, put_on_sheets
from sello.reports.document.pdf.style import TextStyle
from sello.reports.document.pdf.tagged import Block, Element
from sello.reports.document.values import Cover, LevelMark
from sello.reports.document.wording import Translate, day
from sello.reports.ordinario.contents import Ordinario

TEXT = TextStyle(fonts.REGULAR, 10.5, 15, style.INK, before=5, after=5)
HEAD = TextStyle(fonts.BOLD, 10.5, 15, style.INK)
PLAIN = TextStyle(fonts.REGULAR, 10.5, 15, style.INK, after=3)
SMALL = TextStyle(fonts.REGULAR, 8.5, 12, style.INK)


class Labelled(Block):
    """A word at the left of what it announces, from a line of its own on: ANT., MAT., DE, A."""

    WIDE = 46.0

    def __init__(self, label: str, lines: tuple[str, ...], left: float, after: float = 4) -> None:
        super().__init__()
        self.label = label
        self.texts = lines
        self.left = left
        self.spaceAfter = after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break what it announces for the room at its right."""
        del height
        room = width - self.left - self.WIDE
        self.lines = [line for each in self.texts for line in fonts.lines(each, TEXT.font, TEXT.size, room)]
        self.width, self.height = width, max(1, len(self.lines)) * TEXT.leading
        return self.width, self.height

    def draw(self) -> None:
        """Draw both as one element, so that they are read together."""
        canvas = self.canvas
        with canvas.content(Element("P", canvas.section)):
            write(canvas, [self.label], self.left, self.height, HEAD)
            write(canvas, self.lines, self.left + self.WIDE, self.height, PLAIN)


class Signature(Block):
    """A line to sign on with the name and post below it; never apart from each other."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__()
        self.texts = lines
        self.spaceBefore, self.spaceAfter = 52, 18

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break the lines for the right half."""
        del height
        self.left = width / 2
        self.lines = [line for each in self.texts for line in fonts.lines(each, HEAD.font, 10, width / 2)]
        self.width, self.height = width, len(self.lines) * HEAD.leading + 6
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line and what stands below it."""
        canvas = self.canvas
        with canvas.artifact():
            canvas.setStrokeColor(style.INK)
            canvas.setLineWidth(0.6)
            canvas.line(self.left, self.height, self.width, self.height)
        with canvas.content(Element("P", canvas.section)):
            write(canvas, self.lines, self.left, self.height - 6, TextStyle(fonts.BOLD, 10, 15, style.INK))


def file_name(letter_id: int, issued_on: date) -> str:
    """The name under which it is saved."""
    return f"ordinario-{issued_on.isoformat()}-{letter_id}.pdf"


def as_pdf(
    letter: Ordinario, issued_on: date, _: Translate = str, *, without_effect: str = "", logo: bytes = b""
) -> bytes:
    """The PDF of a letter under its institution's logo, with why it has no effect any more.

    Equal letters give equal bytes.
    """
    out, title = io.BytesIO(), _("Ordinario")
    about, none = letter.subject, LevelMark("", 0)
    words = Cover(letter.institution, title, about, about, (), "", "", "", none, logo)
    imprint = Imprint(f"{title}: {day(issued_on)}", issued_on)
    put_on_sheets(_story(letter, without_effect, _), words, imprint, out, _, size=style.CARTA)
    return out.getvalue()


def _story(letter: Ordinario, without_effect: str, _: Translate) -> list[Flowable]:
    numbered = [f"{n}) {each}" for n, each in enumerate(letter.antecedents, 1)]
    antecedents = tuple(numbered) if len(numbered) > 1 else letter.antecedents
    right = 0.36 * (style.CARTA[0] - 2 * style.MARGIN)
    return [
        Prose(letter.institution.upper(), HEAD, "H1"),
        *([Prose(_("SIN EFECTO: %(why)s") % {"why": without_effect}, HEAD)] if without_effect else []),
        Labelled(_("ORD.:"), (_("N° ______________ /"),), right),
        Labelled(_("ANT.:"), antecedents or (_("No hay."),), right),
        Labelled(_("MAT.:"), (letter.subject,), right),
        Labelled("", (letter.place_and_day,), right, after=16),
        Labelled(_("DE:"), (letter.sender,), 0),
        Labelled(_("A:"), (letter.addressee,), 0, after=14),
        *(Prose(f"{n}. {each}", TEXT) for n, each in enumerate(letter.paragraphs, 1)),
        Prose(_("Saluda atentamente a usted,"), TEXT),
        Signature(letter.signature),
        Prose(_("Distribución:"), TextStyle(fonts.BOLD, 8.5, 12, style.INK)),
        *(Prose(f"– {each}", SMALL) for each in letter.distribution),
    ]
