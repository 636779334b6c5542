"""Word documents by python-docx: headings, paragraphs, lists, tables and pictures, headers and footers."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from sello.files.jail.readers.common import Block, Leaf, in_leaves, whole_package
from sello.files.jail.readers.drawings import Drawings

_HEADING = re.compile(r"(?:heading|título|titulo)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"title|título|titulo", re.IGNORECASE)


def document(file: BinaryIO) -> Iterator[Leaf]:
    """The leaves of a document."""
    whole_package(file)
    opened = Document(file)
    drawings = Drawings()
    return in_leaves(_blocks(opened, drawings))


def _blocks(opened: Any, drawings: Drawings) -> Iterator[Block]:
    margins = [_margin(part) for section in opened.sections for part in (section.header, section.footer)]
    yield from ({"is": "text", "text": text} for text in dict.fromkeys(margins) if text)
    for inner in opened.iter_inner_content():
        if isinstance(inner, Table):
            yield {"is": "table", "rows": _rows(inner)}
        else:
            yield from _paragraph(inner, drawings)


def _margin(part: Any) -> str:
    return " ".join(paragraph.text for paragraph in part.paragraphs if paragraph.text.strip())


def _paragraph(paragraph: Paragraph, drawings: Drawings) -> Iterator[Block]:
    if paragraph.text.strip():
        yield _words(paragraph)
    for blip in paragraph._p.iter(qn("a:blip")):
        part = paragraph.part.related_parts.get(blip.get(qn("r:embed")))
        if part is not None:
            yield from drawings.block(part.blob)


def _words(paragraph: Paragraph) -> Block:
    style = (paragraph.style.name or "") if paragraph.style else ""
    level = _HEADING.match(style)
    if level or _TITLE.fullmatch(style):
        return {"is": "heading", "level": int(level[1]) + 1 if level else 2, "text": paragraph.text}
    facts = paragraph._p.pPr
    listed = style.startswith("List") or (facts is not None and facts.numPr is not None)
    return {"is": "item" if listed else "text", "text": paragraph.text}


def _rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]
