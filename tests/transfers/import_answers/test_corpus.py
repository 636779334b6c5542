"""Every file of the corpus is read as its table says, and what is too large or a trap is told."""

import io
import zipfile
from datetime import time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from sello.catalogue.domain.rules import RequirementRule
from sello.catalogue.exchange import numbers, pasted
from sello.catalogue.exchange.grid import Cells
from sello.catalogue.exchange.sheets import read_sheets
from sello.catalogue.schema.problems import InvalidEdition
from sello.core.refusal import Refusal
from sello.core.text import fold
from sello.transfers.import_answers import answers, marks
from sello.transfers.import_answers.answers import Against, AnswerLine
from sello.transfers.import_answers.codes import Codes
from sello.transfers.import_answers.columns import AnswerColumn, Reading, guess
from sello.transfers.import_answers.marks import NotAMark, SeveralAnswers, UntitledMark
from sello.transfers.import_answers.refusals import CodeBecameDate, UnknownAnswer, WithoutResult
from tests.level.rules import edition
from tests.transfers.import_answers import corpus, ticked
from tests.transfers.import_answers.corpus import HEAD, ROWS, WRONG, Case, Page, excel, google, libre, zipped

CODES = ("1.1", "1.10", "1.1.1", "1.1.2", "1.1.10", "4.A.1")
BASE = edition(len(CODES))
RULES = type(BASE)(
    BASE.code,
    BASE.version,
    BASE.scale,
    BASE.levels,
    tuple(RequirementRule(code, "D1", "S1", Fraction(1)) for code in CODES),
)
CASES = {case.name: case for case in (*corpus.cases(), *ticked.ticked())}


def read(case: Case) -> tuple[str, tuple[AnswerLine, ...]]:
    sheets = read_sheets(case.document, case.file)
    reading = guess(sheets, Codes(CODES))
    assert reading is not None
    sheet = sheets[reading.sheet]
    return sheet.name, answers.read(sheet, reading, Against(RULES, {}))


@pytest.mark.parametrize("name", CASES)
def test_a_file_is_read_as_its_sender_means_it(name: str) -> None:
    case = CASES[name]
    sheet, lines = read(case)
    found = [(line.code, WRONG if line.problem else str(line.declaration.declared)) for line in lines]
    assert found == case.rows
    assert case.sheet in (None, sheet)


def test_a_long_column_is_looked_through_once_and_not_for_each_of_the_first_rows(monkeypatch) -> None:
    """Answers such as «Sí» in the first rows look like titles of ticked columns."""
    rows = [[f"9.9.{number}", "Sí", ""] for number in range(1000)]
    (sheet,) = read_sheets(corpus.text([HEAD, *rows], ";", "utf-8"), "r.csv")
    asked = []
    monkeypatch.setattr(marks, "fold", lambda text: asked.append(text) or fold(text))
    assert guess((sheet,), Codes(CODES)) is not None
    assert len(asked) < len(rows)


def test_the_corpus_is_large_enough() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("code-as-date", CodeBecameDate),
        ("excel-code-as-date", CodeBecameDate),
        ("excel-code-as-day-and-month", CodeBecameDate),
        ("libre-code-as-date", CodeBecameDate),
        ("excel-formula", WithoutResult),
        ("excel-formula-code", WithoutResult),
    ],
)
def test_the_cause_of_a_fault_is_named(name: str, cause: type) -> None:
    _, lines = read(CASES[name])
    assert isinstance(lines[0].problem, cause)


@pytest.mark.parametrize("make", [excel, libre, google])
def test_texts_come_whole(make) -> None:
    (sheet,) = read_sheets(make(Page([HEAD, *ROWS])), "r")
    assert [list(row) for row in sheet.rows] == [HEAD, *ROWS]


def test_an_independent_library_reads_the_same_texts() -> None:
    document = excel(Page([HEAD, *ROWS, ["1.1.10", "Sí", "<&> «ñ»\nlínea"]]))
    rows = load_workbook(io.BytesIO(document)).active.iter_rows(values_only=True)
    (sheet,) = read_sheets(document, "r.xlsx")
    assert [[value or "" for value in row] for row in rows] == [list(row) for row in sheet.rows]


def faraway(rows: int) -> bytes:
    cells = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, rows + 1))
    return zipped(
        {
            "xl/workbook.xml": '<w xmlns:r="r"><sheet name="Datos" r:id="a"/></w>',
            "xl/_rels/workbook.xml.rels": '<R><Relationship Id="a" Target="worksheets/s.xml"/></R>',
            "xl/worksheets/s.xml": f"<worksheet><sheetData>{cells}</sheetData></worksheet>",
        }
    )


@pytest.mark.parametrize(
    ("document", "file", "words"),
    [
        (faraway(1000), "r.xlsx", "hasta la celda XFD1"),
        ("Código;Respuesta\n".encode() + b"1.1.1;x\n" * 20_000, "r.csv", "A20001"),
        (libre(Page([HEAD]), extra='<!DOCTYPE x [<!ENTITY a "b">]>'), "r.ods", "está dañada"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "r.xls", "planilla antigua (.xls) o protegida"),
        (zipped({"word/document.xml": "<x/>"}), "r.docx", "no es de Excel ni de LibreOffice"),
    ],
    ids=["far column", "many rows", "entities", "old or locked", "other package"],
)
def test_what_is_too_large_or_a_trap_is_refused_with_its_reason(document, file, words) -> None:
    with pytest.raises(InvalidEdition) as refused:
        read_sheets(document, file)
    assert words in refused.value.report()


FOREIGN = {
    "html": (b"<html xmlns:x='y'><table><tr><td>1.1.1", "página web"),
    "html in UTF-16": ("<!DOCTYPE html><table>".encode("utf-16"), "página web"),
    "a bare table": (b"\xef\xbb\xbf\n<table border=1>", "página web"),
    "XML of Excel 2003": (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>', "como XML"),
    "flat ODS": (b'<?xml version="1.0"?><o:d xmlns:o="urn:oasis:names:tc:opendocument:x">', "como XML"),
    "XML": (b'<?xml version="1.0"?><datos/>', "archivo XML"),
    "PDF": (b"%PDF-1.7\nx;y\nx;y\n", "es un PDF"),
    "picture": (b"\x89PNG\r\n\x1a\n;;;;", "una imagen"),
    "RTF": (rb"{\rtf1\ansi 1.1.1;S}", "(RTF)"),
    "RAR": (b"Rar!\x1a\x07\x00", "comprimido"),
    "gzip": (b"\x1f\x8b\x08;", "comprimido"),
    "shortcut of Google": (b'{"doc_id": "1AbC"}', "acceso directo"),
    "shortcut of Windows": (b"[InternetShortcut]\r\nURL=https://x.example", "acceso directo"),
    "XLSB": (zipped({"[Content_Types].xml": "<T/>", "xl/workbook.bin": "x"}), ".xlsb"),
    "Numbers": (zipped({"Index/Document.iwa": "x", "preview.jpg": "x"}), "Numbers"),
    "Word": (zipped({"[Content_Types].xml": "<T/>", "word/document.xml": "<x/>"}), "de Word"),
    "PowerPoint": (zipped({"[Content_Types].xml": "<T/>", "ppt/presentation.xml": "<x/>"}), "presentación"),
    "Writer": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
        "Writer",
    ),
    "ZIP": (zipped({"respuestas.xlsx": "x"}), "comprimido"),
}


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("file", ["r.xlsx", "r.xls", "r.csv"])
def test_what_is_no_spreadsheet_is_told_what_it_is_and_what_helps(name: str, file: str) -> None:
    document, words = FOREIGN[name]
    with pytest.raises(InvalidEdition) as refused:
        read_sheets(document, file)
    (problem,) = refused.value.problems
    assert words in problem.message
    assert problem.remedy.endswith(("repita.", "dentro.", "súbalo."))


@pytest.mark.parametrize("said", ['"Género" en todo', 'dice "sí', '5" de lienzo', '"empieza', '"'])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_quotes_that_close_nothing_stay_and_swallow_no_row(said: str, separator: str) -> None:
    table = [HEAD, ["1.1.1", "Sí", said], ["1.1.2", "No", "otro"], ["4.A.1", "Sí", "fin"]]
    (sheet,) = read_sheets("\n".join(separator.join(row) for row in table).encode(), "r.csv")
    assert [list(row) for row in sheet.rows] == table


def test_a_quote_that_leaves_no_even_rows_is_refused() -> None:
    with pytest.raises(InvalidEdition) as refused:
        read_sheets(b'a;b;c\n1;"dos\nlineas";3\n4;"no cierra;6\n7;8;9\n', "r.csv")
    assert "no cierran" in refused.value.report()


@pytest.mark.parametrize(
    "said",
    ["2024\u20132028 palabra\u2013palabra", "O\u2019Higgins y O\u2019Higgins", "ÚNICO É", "\u201cx\u201d"],
)
def test_letters_of_windows_are_not_taken_for_those_of_older_systems(said: str) -> None:
    (sheet,) = read_sheets(f"1.1.1;{said}".encode("cp1252"), "r.csv")
    assert sheet.rows == (("1.1.1", said),)


@pytest.mark.parametrize(
    ("hour", "shown"), [(time(12, 30), "12:30"), (time(0, 0), "00:00"), (timedelta(hours=30), "30:00")]
)
def test_an_hour_is_no_day_of_1899(hour: object, shown: str) -> None:
    (sheet,) = read_sheets(excel(Page([["Hora"], [hour]])), "r.xlsx")
    assert (sheet.rows[1][0], sheet.dated) == (shown, frozenset())


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("1.1", "General", "1,1"), ("1.1", "0.00", "1,10"), ("1.1", "0.0", "1,1"),
        ("1.10", "#,##0.000", "1,100"),
        ("0.6", "0%", "60 %"), ("0.125", "0.0%", "12,5 %"), ("1.2000000000000002", "General", "1,2"),
        ("8.0", "General", "8"), ("1200", "#,##0", "1200"), ("0.3333333333333333", "General", "1/3"),
        ("1.1", '0.0" puntos"', "1,1"), ("1.5", "[Red]0.00", "1,50"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_shown(value: str, code: str, shown: str) -> None:
    assert not numbers.is_day(code)
    assert numbers.shown(value, code) == shown


@pytest.mark.parametrize("code", ["dd-mm-yyyy", "d-mmm", "m/d/yy", "[$-340A]dddd d", "h:mm"])
def test_a_day_is_told_by_its_format(code: str) -> None:
    assert numbers.is_day(code)


CELL_NAMES = ("table-cell", "covered-table-cell")
CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=12)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=2, max_size=5))
def test_a_sheet_is_pasted_as_it_stood_cell_by_cell(table: list[list[str]]) -> None:
    """Whatever quotes, commas and semicolons its cells hold; no row swallows the next."""
    whole = [["Código", "Respuesta", "Relato", "Fin"], *table, ["x", "x", "x", "x"]]
    cells = Cells("Datos")
    for row, line in enumerate(whole):
        for column, cell in enumerate(line):
            cells.put(row, column, cell)
    before = cells.sheet()
    (after,) = read_sheets(pasted.as_text(before).encode(), "tabla.csv")
    said = [[" ".join(cell.split()) for cell in row] for row in before.rows]
    assert [list(row) for row in after.rows] == said


def test_what_a_merge_covers_is_not_seen() -> None:
    whole = libre(Page([HEAD, ["1.1.1", "Sí", "tapado"]]))
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    cell, covered = (f'<table:{name} office:value-type="string"><text:p>tapado' for name in CELL_NAMES)
    assert cell in parts["content.xml"]
    ends = [f"</text:p></table:{name}>" for name in CELL_NAMES]
    parts["content.xml"] = parts["content.xml"].replace(cell + ends[0], covered + ends[1])
    (sheet,) = read_sheets(zipped(parts), "r.ods")
    assert sheet.cell(1, 2) == ""


TICKED = [
    ["Código", "Sí", "No", ""],
    ["1.1.1", "X", "", ""],
    ["1.1.2", "", "", "X"],
    ["4.A.1", "quizás", "", ""],
]


@pytest.mark.parametrize(
    ("columns", "problems"),
    [
        ({0: AnswerColumn.CODE, 1: AnswerColumn.MARK, 2: AnswerColumn.MARK}, [None, NotAMark]),
        ({0: AnswerColumn.CODE, 2: AnswerColumn.MARK, 3: AnswerColumn.MARK}, [UntitledMark]),
        ({0: AnswerColumn.CODE, 1: AnswerColumn.ANSWER}, [None, UnknownAnswer]),
    ],
)
def test_ticks_that_a_person_points_to_are_read_or_told(
    columns: dict[int, AnswerColumn], problems: list[type[Refusal] | None]
) -> None:
    (sheet,) = read_sheets(excel(Page(TICKED)), "r.xlsx")
    lines = answers.read(sheet, Reading(0, 0, columns), Against(RULES, {}))
    assert [type(line.problem) if line.problem else None for line in lines] == problems


def test_a_tick_and_an_answer_that_differ_are_told() -> None:
    table = [["Código", "Respuesta", "Sí", "No"], ["1.1.1", "Sí", "X", ""], ["1.1.2", "Sí", "", "X"]]
    (sheet,) = read_sheets(excel(Page(table)), "r.xlsx")
    columns = dict(enumerate((AnswerColumn.CODE, AnswerColumn.ANSWER, AnswerColumn.MARK, AnswerColumn.MARK)))
    first, second = answers.read(sheet, Reading(0, 0, columns), Against(RULES, {}))
    assert (first.problem, first.declaration.declared) == (None, "yes")
    assert isinstance(second.problem, SeveralAnswers)
