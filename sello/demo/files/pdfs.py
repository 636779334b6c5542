"""The demonstration's PDFs."""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from sello.demo.files.paper import NOTICE, TOWN, Paper
from sello.reports.document.pdf import fonts

INK, VIOLET, RULE = HexColor("#231f29"), HexColor("#4a2377"), HexColor("#c9c2b8")
TEXT = ParagraphStyle("text", fontName=fonts.REGULAR, fontSize=10.5, leading=16, textColor=INK, spaceAfter=9)
HEADING = ParagraphStyle("heading", parent=TEXT, fontName=fonts.BOLD, fontSize=13, spaceAfter=4)
TITLE = ParagraphStyle("title", parent=TEXT, fontName=fonts.BOLD, fontSize=11, spaceBefore=4, spaceAfter=16)


def pdf(paper: Paper) -> bytes:
    """Make a letterheaded document of one or more pages."""
    fonts.register()
    out = io.BytesIO()
    frame = SimpleDocTemplate(
        out,
        pagesize=A4,
        topMargin=112,
        bottomMargin=80,
        title=f"{paper.heading}: {paper.title}",
        author=TOWN,
        subject=NOTICE,
        lang="es-CL",
        invariant=1,
    )
    frame.build(_story(paper), onFirstPage=_letterhead, onLaterPages=_letterhead)
    return out.getvalue()


def _story(paper: Paper) -> list[Flowable]:
    story: list[Flowable] = [
        Paragraph(escape(paper.heading), HEADING),
        Paragraph(escape(f"{paper.place_and_date} · {paper.unit}"), TEXT),
        Paragraph(escape(paper.title), TITLE),
    ]
    story.extend(Paragraph(escape(text), TEXT) for text in paper.paragraphs)
    if paper.rows:
        story.append(_table(paper.rows))
    story.append(Spacer(1, 40))
    story.append(Paragraph(escape(f"Firma ficticia · {paper.unit}"), TEXT))
    return story


def _table(rows: tuple[tuple[str | int, ...], ...]) -> Table:
    look = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), fonts.REGULAR, 9),
            ("FONT", (0, 0), (-1, 0), fonts.BOLD, 9),
            ("GRID", (0, 0), (-1, -1), 0.5, RULE),
            ("TEXTCOLOR", (0, 0), (-1, -1), INK),
        ]
    )
    return Table([[str(value) for value in row] for row in rows], style=look, repeatRows=1, hAlign="LEFT")


def _letterhead(canvas: Canvas, _document: Any) -> None:
    wide, tall = A4
    canvas.setFillColor(VIOLET)
    for place in range(3):
        canvas.rect(72 + place * 9, tall - 78, 6, 12 + place * 8, stroke=0, fill=1)
    canvas.setFont(fonts.BOLD, 11)
    canvas.drawString(106, tall - 66, TOWN)
    canvas.setFont(fonts.REGULAR, 8)
    canvas.setFillColor(INK)
    canvas.drawString(106, tall - 78, NOTICE)
    canvas.setStrokeColor(RULE)
    canvas.line(72, tall - 90, wide - 72, tall - 90)
    canvas.drawString(72, 44, f"{NOTICE}: no produce efectos ni describe hechos reales.")
    canvas.drawRightString(wide - 72, 44, f"Página {canvas.getPageNumber()}")
