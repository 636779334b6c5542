"""Put the authority's page on paper: one sheet of carta, whatever it says."""

from __future__ import annotations

import io

from reportlab.platypus.flowables import Flowable

from sello.reports.document.path import draw
from sello.reports.document.pdf import fonts, style
from sello.reports.document.pdf.flowables import Heading, Prose
from sello.reports.document.pdf.paper import Imprint, put_on_sheets
from sello.reports.document.pdf.path import WIDTH, PathFlowable
from sello.reports.document.pdf.style import TextStyle
from sello.reports.document.values import Cover, LevelMark
from sello.reports.document.wording import Translate, day, long_day
from sello.reports.mayor.contents import Line, MayorPage

LEVEL = TextStyle(fonts.BOLD, 20, 24, style.VIOLET, after=2)
LEAD = TextStyle(fonts.BOLD, 10.5, 14, style.INK, after=4)
PART = TextStyle(fonts.BOLD, 11.5, 15, style.VIOLET_DEEP, before=9, after=3)
ITEM = TextStyle(fonts.REGULAR, 9.5, 13, style.INK, after=3)


def file_name(page: MayorPage) -> str:
    """The name under which it is saved."""
    return f"pagina-de-la-autoridad-{page.as_of.isoformat()}.pdf"


def as_pdf(page: MayorPage, level: LevelMark, _: Translate = str, *, logo: bytes = b"") -> tuple[bytes, int]:
    """The PDF of the page, and how many sheets it takes: one. Equal pages give equal bytes.

    A drawing that leaves no room for the words, as one of very many days does, is left out.
    """
    title = _("Página de la autoridad")
    words = Cover(page.institution, title, page.cycle, page.cycle, (), "", "", "", level, logo)
    data, sheets = _written(page, words, _, drawn=True)
    return (data, sheets) if sheets == 1 else _written(page, words, _, drawn=False)


def _written(page: MayorPage, words: Cover, _: Translate, *, drawn: bool) -> tuple[bytes, int]:
    out = io.BytesIO()
    story = list(_story(page, words.headline_level, words.title, _, drawn=drawn))
    imprint = Imprint(f"{words.title}: {day(page.as_of)}", page.as_of)
    sheets = put_on_sheets(story, words, imprint, out, _, size=style.CARTA)
    return out.getvalue(), sheets


def _story(page: MayorPage, level: LevelMark, title: str, _: Translate, *, drawn: bool) -> list[Flowable]:
    head = f"{page.institution} · {page.cycle} · {long_day(page.as_of, _)}"
    story: list[Flowable] = [
        Heading(title, "pagina"),
        Prose(head, style.ASIDE),
        Prose(level.name, LEVEL),
        Prose(" ".join(part for part in (page.level, page.gap, page.evaluation) if part), style.BODY),
        Prose(page.trend, style.BODY),
    ]
    if page.notice:
        story.append(Prose(page.notice, style.ASIDE))
    if page.ahead:
        story.append(Prose(page.ahead, LEAD))
    if page.path is not None and drawn:
        story.append(PathFlowable(draw(page.path, WIDTH, _)))
    story += _part(_("Riesgos"), page.risks, _("Ningún riesgo visible en lo registrado."))
    story += _part(_("Decisiones que se piden"), page.decisions, _("No se pide ninguna decisión."))
    return story


def _with_codes(line: Line) -> str:
    """The codes of what a sentence names, before its full stop."""
    if not line.codes:
        return line.text
    codes = "".join(f" ({code})" for code in line.codes)
    return f"{line.text.removesuffix('.')}{codes}."


def _part(title: str, lines: tuple[Line, ...], none: str) -> list[Flowable]:
    items = [f"{number}. {_with_codes(line)}" for number, line in enumerate(lines, 1)]
    return [Prose(title, PART, "H2"), *(Prose(item, ITEM) for item in items or [none])]
