"""The paper that every document of ours is written on: cover, body pages with a foot line, sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any, cast

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate
from reportlab.platypus.flowables import CondPageBreak, Flowable

from sello.core.house import present
from sello.reports.document.pdf import cover, fonts, style
from sello.reports.document.pdf.flowables import Heading, Prose
from sello.reports.document.pdf.table import Grid
from sello.reports.document.pdf.tagged import Element, TaggedCanvas
from sello.reports.document.values import Cover, Document, Section, Table
from sello.reports.document.wording import Translate

TOTAL = "total-pages"
LOGO_ABOVE, LOGO_ROOM = 14.0, (120.0, 38.0)
"""Over the first page without a cover: how far from its edge, and the most that a logo takes, in points."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the file says of itself: its title, and the day that it is dated on."""

    title: str
    day: date


Extras = Callable[[Section], list[Flowable]]
"""Gives what a section shows between its sentences and its tables."""


def put_on_paper(
    words: Document,
    imprint: Imprint,
    out: IO[bytes],
    translate: Translate,
    extras: Extras,
    *,
    with_cover: bool = True,
) -> int:
    """Write a document as a tagged PDF and return its number of pages; equal documents give equal bytes.

    Without a cover it begins with its first section, as a letter does.
    """
    fonts.register()
    paper = _Paper(out, words.cover, imprint, translate, with_cover=with_cover)
    paper.build(_story(words, extras, with_cover=with_cover), canvasmaker=_Canvas)
    return paper.pages


def put_on_sheets(
    story: list[Flowable],
    cover_words: Cover,
    imprint: Imprint,
    out: IO[bytes],
    translate: Translate,
    *,
    size: tuple[float, float],
) -> int:
    """Write what has an order of its own, such as a letter, on sheets of a size; the same otherwise."""
    fonts.register()
    paper = _Paper(out, cover_words, imprint, translate, with_cover=False, size=size)
    paper.build(story, canvasmaker=_Canvas)
    return paper.pages


class Together(CondPageBreak):
    """Turns the page unless these fit on what is left of it, of a table at least its beginning."""

    MOST = 0.8 * (style.PAGE_HEIGHT - style.TOP - style.BOTTOM)
    """What is taller than this has to be cut anyway."""

    def __init__(self, parts: Sequence[Flowable]) -> None:
        super().__init__(0)
        self.parts = parts

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Measure the parts, and ask for another page if they need it."""
        self.height = min(self.MOST, sum(self._needs(part, width) for part in self.parts))
        size: tuple[float, float] = super().wrap(width, height)
        return size

    @staticmethod
    def _needs(part: Flowable, width: float) -> float:
        own = part.least(width) if isinstance(part, Grid) else part.wrap(width, 0)[1]
        return float(part.getSpaceBefore() + own + part.getSpaceAfter())


class _Canvas(TaggedCanvas):
    """The tagged canvas in the house font; on saving it defines the mark that shows the number of pages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(pdfVersion=(1, 7), initialFontName=fonts.REGULAR)
        super().__init__(*args, tones=style.toned(present().light), **kwargs)

    def save(self) -> None:
        """Define the mark, now that the last page is known, and write the document."""
        look = style.FOOTER
        self.beginForm(TOTAL, 0, -3, 60, 10)
        self.setFont(look.font, look.size)
        self.setFillColor(look.colour)
        self.drawString(0, 0, str(self.getPageNumber() - 1))
        self.endForm()
        super().save()


class _Paper(BaseDocTemplate):
    """The page templates: a cover without running text, and body pages with a foot line."""

    def __init__(
        self,
        out: IO[bytes],
        words: Cover,
        imprint: Imprint,
        _: Translate,
        *,
        with_cover: bool,
        size: tuple[float, float] = (style.PAGE_WIDTH, style.PAGE_HEIGHT),
    ) -> None:
        super().__init__(
            out,
            pagesize=size,
            title=imprint.title,
            author=words.institution,
            subject=words.standard,
            creator="sello",
            lang="es-CL",
            invariant=1,
            pageCompression=1,
        )
        self.imprint = imprint
        self.words = words
        self.with_cover = with_cover
        self.running = f"{words.institution} · {imprint.title}"
        self.room = size[0] - 2 * style.MARGIN
        self._page_of = _("Página %(x)s de")
        self._substitutes = _(
            "El signo %(sign)s está donde se escribió algo que este papel no puede mostrar."
        )
        self.pages = 0
        whole = Frame(0, 0, style.PAGE_WIDTH, style.PAGE_HEIGHT, 0, 0, 0, 0)
        tall = size[1] - style.TOP - style.BOTTOM
        body = Frame(style.MARGIN, style.BOTTOM, self.room, tall, 0, 0, 0, 0)
        covers = (
            [PageTemplate("cover", [whole], onPage=self._cover, onPageEnd=self._tell)] if with_cover else []
        )
        self.addPageTemplates(
            [*covers, PageTemplate("body", [body], onPage=self._head, onPageEnd=self._foot)]
        )

    def _cover(self, canvas: Canvas, _document: object) -> None:
        tagged = cast(TaggedCanvas, canvas)
        canvas.showOutline()
        canvas.bookmarkPage("portada")
        canvas.addOutlineEntry(self.words.title, "portada", level=0)
        cover.draw(tagged, self.words)

    def _head(self, canvas: Canvas, _document: object) -> None:
        """The logo over the first page of what has no cover, as on a letter."""
        if self.with_cover or canvas.getPageNumber() > 1 or not self.words.logo:
            return
        top = float(self.pagesize[1]) - LOGO_ABOVE
        cover.put_logo(cast(TaggedCanvas, canvas), self.words, style.MARGIN, top, LOGO_ROOM)

    def _foot(self, canvas: Canvas, _document: object) -> None:
        look = style.FOOTER
        with cast(TaggedCanvas, canvas).artifact():
            canvas.setStrokeColor(style.RULE)
            canvas.setLineWidth(0.5)
            canvas.line(style.MARGIN, 40, style.MARGIN + self.room, 40)
            canvas.setFont(look.font, look.size)
            canvas.setFillColor(look.colour)
            label = self._page_of % {"x": canvas.getPageNumber()} + " "
            canvas.drawString(style.MARGIN, 28, label)
            canvas.saveState()
            canvas.translate(style.MARGIN + fonts.width(label, look.font, look.size), 28)
            canvas.doForm(TOTAL)
            canvas.restoreState()
            room = self.room - 110
            running = fonts.fitted(self.running, look.font, look.size, room)
            start = style.MARGIN + self.room - fonts.width(running, look.font, look.size)
            fonts.put(canvas, start, 28, running, font=look.font, size=look.size)
        self._tell(canvas, _document)

    def _tell(self, canvas: Canvas, _document: object) -> None:
        """Say below the foot line why a page has a sign that nobody wrote."""
        tagged, look = cast(TaggedCanvas, canvas), style.FOOTER
        if not tagged.has_substitutes:
            return
        told = self._substitutes % {"sign": fonts.SUBSTITUTE}
        with tagged.content(Element("Note", tagged.root)):
            canvas.setFillColor(look.colour)
            fonts.put(canvas, style.MARGIN, 17, told, font=look.font, size=look.size)
        tagged.has_substitutes = False

    def beforeDocument(self) -> None:  # noqa: N802 - ReportLab's name
        """Date the file on its imprint's day, so that equal documents stay equal, and show its title."""
        self.canv.setViewerPreference("DisplayDocTitle", "true")
        day = self.imprint.day
        cast(TaggedCanvas, self.canv)._doc._timeStamp.YMDhms = (day.year, day.month, day.day, 0, 0, 0)

    def afterPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Count the pages."""
        self.pages = self.page


def _story(words: Document, extras: Extras, *, with_cover: bool) -> list[Flowable]:
    story: list[Flowable] = [NextPageTemplate("body"), PageBreak()] if with_cover else []
    for section in words.sections:
        story.extend(_section(section, extras))
    return story


def _section(section: Section, extras: Extras) -> list[Flowable]:
    look = style.BODY if section.kind == "prose" else style.LEAD
    opening = [Heading(section.title, section.anchor), *(Prose(lead, look) for lead in section.lead)]
    between = extras(section)
    tables = [_table(table, alone=len(section.tables) == 1) for table in section.tables]
    follows = between[:1] or (tables[0] if tables else [])
    flow: list[Flowable] = [Together((*opening, *follows)), *opening, *between]
    for parts in tables:
        flow.extend([Together(parts), *parts])
    return flow


def _table(table: Table, *, alone: bool) -> tuple[Flowable, ...]:
    if table.is_empty:
        return (Prose(table.empty, style.BODY),)
    grid = Grid(table)
    return (grid,) if alone else (Prose(table.caption, style.CAPTION, "Caption"), grid)
