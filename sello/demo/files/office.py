"""The demonstration's Word and Excel files, with the moments of their making taken out."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from docx import Document
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from sello.demo.files.paper import NOTICE, TOWN, Paper

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
    """Make a workbook of one sheet: what it is on top, then its rows."""
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise AssertionError("a new workbook has a sheet")
    sheet.title = "Datos"
    sheet.append([paper.title])
    sheet.append([f"{TOWN} · {paper.unit} · {paper.dated:%d-%m-%Y}"])
    sheet.append([NOTICE])
    sheet.append([])
    for row in paper.rows:
        sheet.append(list(row))
    sheet["A1"].font = Font(bold=True, size=13)
    for cell in sheet[5]:
        cell.font = Font(bold=True)
    for column in range(1, len(paper.rows[0]) + 1 if paper.rows else 2):
        sheet.column_dimensions[get_column_letter(column)].width = 26
    book.properties.creator, book.properties.title, book.properties.subject = TOWN, paper.title, NOTICE
    book.properties.created = datetime.combine(paper.dated, datetime.min.time())
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue(), stamp=f"{paper.dated:%Y-%m-%d}T00:00:00Z")


def _timeless(data: bytes, stamp: str = "") -> bytes:
    """Write a package again with fixed entry dates, and with `stamp` as the moment of its last change."""
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
    start = core.index(b">", core.index(b"<dcterms:modified")) + 1
    end = core.index(b"</dcterms:modified>")
    return core[:start] + stamp.encode() + core[end:]
