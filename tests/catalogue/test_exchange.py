"""What is handed over comes in by cell, and what goes out comes back the same."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from sello.catalogue import editions
from sello.catalogue.domain.texts import Edition, Provenance
from sello.catalogue.exchange.columns import Column, guess
from sello.catalogue.exchange.grid import index_of
from sello.catalogue.exchange.matrix import coded
from sello.catalogue.exchange.reading import Choice, FileKind, first_choice, interpret, kind_of
from sello.catalogue.exchange.sheets import MAX_BYTES, read_sheets
from sello.catalogue.exchange.workbook.reading import read_workbook
from sello.catalogue.exchange.workbook.writing import write_workbook
from sello.catalogue.schema.edition import read_edition
from sello.catalogue.schema.problems import InvalidEdition
from sello.core.cells import letters, words
from sello.core.text import fold
from tests.catalogue import matrices
from tests.catalogue.documents import GOOD

BASE = editions.edition(editions.WORKING)


def read(document: bytes, file: str, **changes: object) -> Edition:
    choice = first_choice(read_sheets(document, file), file=file, base=BASE, version="1")
    return interpret(document, file, replace(choice, **changes), BASE)


def faults(document: bytes, file: str = "matriz.csv", **changes: object) -> dict[str, str]:
    with pytest.raises(InvalidEdition) as refused:
        read(document, file, **changes)
    return {problem.place: str(problem) for problem in refused.value.problems}


# --- the workbook that goes out and comes back ---


@pytest.mark.parametrize("name", editions.shipped())
def test_an_exported_workbook_comes_back_the_same(name):
    edition = editions.edition(name)
    document = write_workbook(edition)
    assert kind_of(document, "x.xlsx") is FileKind.WORKBOOK
    assert read_workbook(read_sheets(document, "x.xlsx"), "x.xlsx") == edition


def test_languages_weights_floors_and_limits_come_back_too():
    document = GOOD.replace("  codigo: prueba", "  codigo: prueba\n  idiomas: [es, en]")
    document = document.replace("es: {titulo: Marco}", "es: {titulo: Marco}\n        en: {titulo: Frame}")
    document = document.replace("titulo: Política", "titulo: '=1+1'")
    edition = read_edition(document.encode(), "x")
    assert edition.requirements[0].text().title == "=1+1"
    back = read_workbook(read_sheets(write_workbook(edition), "x.xlsx"), "x.xlsx")
    assert back == edition
    assert back.dimensions[0].standards[0].text("en").title == "Frame"


def test_a_fault_in_a_corrected_workbook_is_told_by_its_cell():
    book = load_workbook(io.BytesIO(write_workbook(BASE)))
    book["Requerimientos"]["B5"] = "1.1.1"
    book["Requerimientos"]["D3"] = "mucho"
    book["Requerimientos"]["A7"] = "9.9"
    book["Niveles"]["D3"] = "60 %"
    book["Estándares"]["Z1"] = "sobra"
    del book["Respuestas"]
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(InvalidEdition) as refused:
        read_workbook(read_sheets(out.getvalue(), "x"), "x")
    assert refused.value.problems[0].place == "Respuestas"
    book.create_sheet("Respuestas")
    for row in (["codigo", "nombre", "puntos", "cumple"], ["no", "No", "0", "no"], ["si", "Sí", "1", "sí"]):
        book["Respuestas"].append(row)
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(InvalidEdition) as refused:
        read_workbook(read_sheets(out.getvalue(), "x"), "x")
    places = {problem.place for problem in refused.value.problems}
    assert {"Requerimientos!B5", "Requerimientos!D3", "Requerimientos, fila 7", "Niveles!D3"} <= places
    assert "Estándares!Z1" in places


# --- a matrix as it was handed over ---


@pytest.mark.parametrize(
    ("document", "file"),
    [
        (matrices.as_csv(matrices.rows()), "m.csv"),
        (matrices.as_csv(matrices.rows(), separator=",", encoding="utf-8"), "m.csv"),
        (matrices.as_csv(matrices.rows(), separator="\t", encoding="cp1252"), "m.txt"),
        (matrices.as_xlsx(matrices.rows()), "m.xlsx"),
    ],
)
def test_a_matrix_is_recognised_and_read_whole(document, file):
    assert kind_of(document, file) is FileKind.MATRIX
    edition = read(document, file)
    assert edition.provenance is Provenance.OFFICIAL
    assert [part.code for part in edition.requirements] == [part.code for part in BASE.requirements]
    for part, origin in zip(edition.requirements, BASE.requirements, strict=True):
        assert part.rule.mandatory_for == origin.rule.mandatory_for
        assert part.text().asks == origin.text().asks
        assert part.text().sources == origin.text().sources
    assert [d.text().title for d in edition.dimensions] == [d.text().title for d in BASE.dimensions]
    assert edition.levels == BASE.levels


def test_the_guess_finds_sheet_header_and_columns():
    found = guess(read_sheets(matrices.as_xlsx(matrices.rows()), "m.xlsx"), BASE.levels)
    assert (found.sheet, found.header) == (1, 2)
    assert list(found.columns.values()) == [
        Column.CODE, Column.DIMENSION, Column.STANDARD, Column.TITLE, Column.ASKS, Column.SOURCES,
        Column.LEVEL_1, Column.LEVEL_2, Column.LEVEL_3, Column.OWNER,
    ]  # fmt: skip


def test_marks_may_stand_in_one_column_by_name_or_initial():
    table = [["Código", "Indicador", "Obligatorio para"], ["1.1.1", "Política", "Bronce, Plata y Oro"]]
    table += [["1.1.2", "Programas", "P/O"], ["1.1.3", "Norma", "oro"], ["1.1.4", "Otra", "no"]]
    edition = read(matrices.as_csv(table), "m.csv")
    assert [sorted(part.rule.mandatory_for) for part in edition.requirements] == [
        ["bronce", "oro", "plata"],
        ["oro", "plata"],
        ["oro"],
        [],
    ]


def test_rows_with_one_cell_name_what_follows():
    table = [["Código", "Indicador"], ["Dimensión 1: Planes"], ["1.1 Marco"], ["1.1.1", "Política"]]
    edition = read(matrices.as_csv(table), "m.csv")
    assert edition.dimensions[0].text().title == "Planes"
    assert edition.dimensions[0].standards[0].text().title == "Marco"


def test_every_fault_names_its_cell():
    table = matrices.rows()
    table[5][0] = "1.1.1"
    table[6][6] = "quizás"
    table[7][3] = ""
    table[8][0] = "1.3"
    table.append(["", "", "", "Sin código"])
    found = faults(matrices.as_csv(table))
    assert "ya se usó (A4)" in found["A6"]
    assert "no dice si es obligatorio" in found["G7"]
    assert "falta «titulo»" in found["fila 8"]
    assert "no dice su dimensión" in found["A9"]
    assert "una sola celda" in found["D44"]


def test_a_row_that_a_separator_parted_is_told_and_shifts_no_text():
    lines = matrices.as_csv(matrices.rows()).decode("utf-8-sig").split("\r\n")
    title = matrices.rows()[4][3]
    at = next(number for number, line in enumerate(lines) if f";{title};" in line)
    lines[at] = lines[at].replace(f";{title};", f";{title}; con metas;")
    found = faults("\r\n".join(lines).encode())
    assert [text for text in found.values() if "un separador dentro de un texto la parte" in text]


def test_numbers_of_excel_read_as_they_were_typed():
    table = [
        ["Código", "Indicador", "Peso", "Horas"],
        ["1.1.1", "Política", 1.5, 8.0],
        ["1.1.2", "Otra", 2, 3],
    ]
    edition = read(matrices.as_xlsx(table), "m.xlsx")
    assert [str(part.rule.weight) for part in edition.requirements] == ["3/2", "2"]
    assert [part.rule.effort_hours for part in edition.requirements] == [8, 3]


def test_without_a_column_for_the_code_nothing_is_taken():
    document = matrices.as_csv(matrices.rows())
    found = faults(document, columns={3: Column.TITLE})
    assert any("no se sabe qué columna" in text for text in found.values())


def test_a_choice_survives_being_kept():
    choice = Choice("c", "1", "T", "trabajo-40", 1, 2, {0: Column.CODE, 3: Column.TITLE})
    assert Choice.from_values(choice.to_values()) == choice


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (b"", "no tiene filas"),
        (b"\x00\x01\x02", "no es una planilla"),
        (b"PK\x03\x04 damaged", "dañada"),
        (b"x" * (MAX_BYTES + 1), "supera 4 MB"),
    ],
)
def test_a_file_that_cannot_be_opened_says_why(document, words):
    with pytest.raises(InvalidEdition) as refused:
        read_sheets(document, "m.xlsx")
    assert words in refused.value.report()


def test_a_workbook_that_swells_is_refused():
    book = Workbook()
    book.active.append(["x"])
    out = io.BytesIO()
    book.save(out)
    import zipfile

    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/huge.bin", b"\0" * (130 * 1024 * 1024))
    with pytest.raises(InvalidEdition) as refused:
        read_sheets(out.getvalue(), "m.xlsx")
    assert "demasiado grande" in refused.value.report()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1.2.3", ("1.2.3", "")),
        ("1. Planes", ("1", "Planes")),
        ("Dimensión 2: Redes", ("2", "Redes")),
        ("3.1 – Personas", ("3.1", "Personas")),
        ("Sin código", ("", "Sin código")),
        ("4.A.1 Alcance", ("4.A.1", "Alcance")),
    ],
)
def test_a_code_is_told_from_the_text_behind_it(value, expected):
    assert coded(value) == expected


@given(st.integers(0, 20_000))
def test_columns_have_letters_and_back(index):
    assert index_of(letters(index)) == index


@settings(max_examples=60)
@given(st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=8))
def test_no_table_ever_breaks_the_reader(table):
    try:
        document = matrices.as_csv([["Código", "Indicador", "Bronce"], *table])
    except UnicodeEncodeError:
        return
    try:
        edition = read(document, "m.csv")
    except InvalidEdition:
        return
    assert edition.requirements


@given(st.text(max_size=30))
def test_a_header_says_the_same_whatever_signs_accents_and_case_it_has(header: str) -> None:
    assert words(header) == words(fold(header))
    assert words(header) == words(f" «{header.upper()}» ") or header.upper().lower() != header.lower()
    assert re.fullmatch(r"[a-z0-9]*( [a-z0-9]+)*", words(header))


@pytest.mark.parametrize(
    "kin", [("Cód.", "COD", "co\u0301d"), ("N°", "Nº", "№", "no."), ("N\u200bivel", "nivel")]
)
def test_ways_of_writing_a_header_are_one(kin: tuple[str, ...]) -> None:
    assert len({words(each) for each in kin}) == 1
