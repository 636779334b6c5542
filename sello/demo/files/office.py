"""The demonstration's Word and Excel files, with the moments of their making taken out."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

from docx import Document
from docx.shared import Pt

from sello.core import workbook
from sello.core.workbook import Sheet, Value
from sello.demo.files.paper import NOTICE, TOWN, Paper

_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
ENTRY_DATE = (1980, 1, 1, 0, 0, 0)


def docx(paper: Paper) -> bytes:
    """Make a Word document."""
    document = Document()
    facts = document.core_properties
    facts.author, facts.title, facts.subject = TOWN, paper.title, NOTICE
    facts.created = facts.modified = datetime.combine(paper.dated, datetime.min.time(), UTC)
    document.styles["Normal"].font.size = Pt(11)
    document.add_paragraph(f"{TOWN} · {NOTICE}")
    document.add_heading(paper.heading, level=1)
    document.add_heading(paper.title, level=2)
    document.add_paragraph(f"{paper.place_and_date} · {paper.unit}")
    for text in paper.paragraphs:
        document.add_paragraph(text)
    if paper.rows:
        table = document.add_table(rows=0, cols=len(paper.rows[0]), style="Table Grid")
        for row in paper.rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = str(value)
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def xlsx(paper: Paper) -> bytes:
    """Make a workbook: what it is, then its rows."""
    facts: list[tuple[Value, ...]] = [
        ("Documento", paper.title),
        ("Municipalidad", TOWN),
        ("Unidad", paper.unit),
        ("Fecha", paper.dated),
        ("Aviso", NOTICE),
    ]
    sheets = [Sheet("Qué es", ("Dato", "Valor"), facts)]
    if paper.rows:
        titles, *rows = paper.rows
        sheets.append(Sheet("Datos", tuple(map(str, titles)), rows))
    out = io.BytesIO()
    workbook.write(sheets, out, title=paper.title, author=TOWN, about=NOTICE)
    return _timeless(out.getvalue(), stamp=f"{paper.dated:%Y-%m-%d}T00:00:00Z")


def _timeless(data: bytes, stamp: str = "") -> bytes:
    """Write a package again with fixed entry dates, and with `stamp` as the moment that it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if stamp and name == "docProps/core.xml":
                content = _stamped(content, stamp)
            entry = zipfile.ZipInfo(name, ENTRY_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()


def _stamped(core: bytes, stamp: str) -> bytes:
    return _MOMENT.sub(rb"\g<1>" + stamp.encode(), core)
