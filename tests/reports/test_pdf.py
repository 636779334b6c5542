"""The PDF: complete, unbreakable, identical for identical data, and readable by machines."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sello.accounts.queries.face import Signer
from sello.reports.document.pdf import fonts
from sello.reports.readiness.contents import ReadinessReport
from sello.reports.readiness.document import document
from sello.reports.readiness.paper import write
from tests.reports.builders import report


def pdf_of(values: ReadinessReport) -> tuple[bytes, int]:
    out = io.BytesIO()
    pages = write(values, out)
    return out.getvalue(), pages


def text_of(data: bytes) -> list[str]:
    paper = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in paper]


def squeezed(text: str) -> str:
    return re.sub(r"\s+|\ufffe", "", text)


@cache
def typical() -> tuple[bytes, int]:
    return pdf_of(report())


def test_every_text_of_the_report_is_on_paper() -> None:
    paper = squeezed("".join(text_of(typical()[0])))
    words = document(report())
    wanted = [words.cover.title, words.cover.institution, words.cover.notice, words.cover.headline_percent]
    wanted += [value for fact in words.cover.facts for value in fact]
    wanted += [
        line for card in words.cards for line in (card.title, card.percent, card.arithmetic, *card.lines)
    ]
    for section in words.sections:
        wanted += [section.title, *section.lead]
        for table in section.tables:
            wanted += [column.title for column in table.columns]
            wanted += [
                part.text
                for group in table.groups
                for row in group.rows
                for cell in row
                for part in cell.parts
            ]
    missing = {text for text in wanted if squeezed(text) not in paper}
    assert not missing


def test_pages_are_numbered_of_the_total() -> None:
    data, pages = typical()
    shown = [re.search(r"Página (\d+) de\s+(\d+)", page) for page in text_of(data)]
    assert shown[0] is None, "the cover carries no number"
    assert [match and match.groups() for match in shown[1:]] == [
        (str(n), str(pages)) for n in range(2, pages + 1)
    ]


def test_outline_metadata_and_language_are_set() -> None:
    data, _pages = typical()
    paper = pypdfium2.PdfDocument(data)
    outline = [item.get_title() for item in paper.get_toc()]
    assert outline == ["Informe de preparación", *(section.title for section in document(report()).sections)]
    facts = paper.get_metadata_dict()
    assert facts["Author"] == "Municipalidad de Ejemplo"
    assert facts["Title"] == "Informe de preparación: Renovación del nivel Oro 2026–2027"
    assert facts["Subject"] == "Sello de Igualdad de Género para Instituciones Públicas"
    assert facts["CreationDate"].startswith("D:20261120")
    assert b"/Lang (es-CL)" in data
    assert b"/Marked true" in data


def test_only_embedded_fonts_are_used() -> None:
    data, _pages = typical()
    assert data.count(b"/FontFile2") == 2
    assert set(re.findall(rb"/BaseFont /([\w+-]+)", data)) == {
        b"AAAAAA+Roboto-Regular",
        b"AAAAAA+Roboto-Bold",
    }


def test_a_report_with_nothing_in_it_says_so() -> None:
    pages = text_of(pdf_of(report(empty=True))[0])
    text = squeezed("".join(pages))
    for sentence in (
        "No hay tareas atrasadas.",
        "No hay observaciones abiertas.",
        "Aún no hay un corte anterior",
    ):
        assert squeezed(sentence) in text


@pytest.mark.parametrize("text", ["x" * 500, "palabra " * 900, "ñ" * 5000, "a\x00b\ud7ff\u200b\t\n\rc 🎉"])
def test_no_text_breaks_it(text: str) -> None:
    data, pages = pdf_of(report(6, text=text))
    assert data.startswith(b"%PDF-1.7")
    assert pages >= 4


def test_five_hundred_rows_do_not_break_it() -> None:
    _data, pages = pdf_of(report(500))
    assert pages > 60


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=700), st.integers(min_value=0, max_value=12))
def test_any_text_and_any_number_of_rows_become_a_document(text: str, rows: int) -> None:
    data, pages = pdf_of(report(rows, text=text))
    assert len(pypdfium2.PdfDocument(data)) == pages


@given(st.text(max_size=300), st.floats(min_value=30, max_value=400))
def test_lines_never_stick_out_and_lose_no_letter(text: str, room: float) -> None:
    lines = fonts.lines(text, fonts.REGULAR, 8, room)
    assert all(fonts.width(line, fonts.REGULAR, 8) <= room + 0.01 for line in lines)
    assert "".join(lines).replace(" ", "") == fonts.clean(text).replace(" ", "")


def test_the_same_data_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import io,hashlib;from tests.reports.builders import report;"
        "from sello.reports.readiness.paper import write;o=io.BytesIO();write(report(),o);"
        "print(hashlib.sha256(o.getvalue()).hexdigest())"
    )
    digests = set()
    for seed in ("1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        run = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
        )
        digests.add(run.stdout.strip())
    assert digests == {hashlib.sha256(typical()[0]).hexdigest()}


def test_different_data_gives_different_bytes() -> None:
    assert pdf_of(report(39))[0] != typical()[0]


def test_logo_and_signatures_are_on_paper() -> None:
    picture = io.BytesIO()
    Image.new("RGBA", (64, 32), (20, 90, 80, 128)).save(picture, "PNG")
    signers = (Signer("Alma Alcaldesa", "Alcaldesa"), Signer("Berta Beltrán", "Administradora municipal"))
    values = replace(report(), logo=picture.getvalue(), signers=signers)
    data, pages = pdf_of(values)
    paper = pypdfium2.PdfDocument(data)
    images = [each for each in paper[0].get_objects() if each.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    assert len(images) == 1
    last = text_of(data)[-1]
    assert all(word in last for word in ("Firmas", "Alma Alcaldesa", "Administradora municipal"))
    assert pages >= typical()[1]
    assert pdf_of(values)[0] == data
