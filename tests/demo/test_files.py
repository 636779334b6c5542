"""The demonstration's files are real, small, alike on every run, and say that they are fictitious."""

from __future__ import annotations

import io
from datetime import date

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image

from sello.demo.files import MAKERS, make
from sello.demo.files.paper import NOTICE, Form, Paper

PAPER = Paper(
    kind="Acta",
    title="Sesión ordinaria del Comité de Género",
    number="3",
    dated=date(2026, 5, 12),
    unit="Secretaría Ejecutiva para la Equidad de Género",
    paragraphs=("Se abre la sesión a las 10:00 horas & con quórum.", "Acuerdo <1>: aprobar el plan. " * 30),
    rows=(("Unidad", "Mujeres", "Hombres"), ("DIDECO", 12, 9), ("DAF", 4, 7)),
)


@pytest.mark.parametrize("form", MAKERS)
def test_files_are_small_and_repeatable(form: Form) -> None:
    first, second = make(PAPER, form, "acta-3"), make(PAPER, form, "acta-3")
    assert first == second
    assert first.name == f"acta-3.{form}"
    assert 1_000 < len(first.data) < 60_000


def test_a_pdf_opens_and_says_that_it_is_fictitious() -> None:
    text = pypdfium2.PdfDocument(make(PAPER, "pdf", "x").data)[0].get_textpage().get_text_range()
    assert NOTICE in text
    assert "ACTA N° 3" in text


def test_a_word_file_opens_and_says_that_it_is_fictitious() -> None:
    document = Document(io.BytesIO(make(PAPER, "docx", "x").data))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert NOTICE in text
    assert PAPER.paragraphs[0] in text
    assert document.tables[0].cell(1, 1).text == "12"


def test_a_sheet_opens_with_its_rows_and_says_that_it_is_fictitious() -> None:
    facts, rows = load_workbook(io.BytesIO(make(PAPER, "xlsx", "x").data))
    assert ("Aviso", NOTICE) in list(facts.values)
    assert list(rows.values)[1] == ("DIDECO", 12, 9)


@pytest.mark.parametrize("form", ["png", "jpg"])
def test_pictures_open(form: Form) -> None:
    image = Image.open(io.BytesIO(make(PAPER, form, "x").data))
    image.load()
    assert image.width > 800
