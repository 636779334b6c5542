"""A sheet of answers, row by row: what would come in, and what is wrong with the rest."""

import csv
import io
from fractions import Fraction
from itertools import permutations

import pytest
from openpyxl import Workbook

from sello.catalogue.domain.rules import NotApplicableRule, ScaleKind
from sello.catalogue.exchange.grid import Split
from sello.catalogue.exchange.sheets import read_sheets
from sello.catalogue.schema.problems import InvalidEdition
from sello.core.cells import FailedCell
from sello.cycles.domain.answers import Declaration, ReasonNeeded, TooManyNotApplicable
from sello.transfers.import_answers import answers
from sello.transfers.import_answers.answers import Against, AnswerLine, Standing
from sello.transfers.import_answers.codes import Codes
from sello.transfers.import_answers.columns import AnswerColumn, Reading, guess
from sello.transfers.import_answers.refusals import (
    ReasonAlone,
    RepeatedCode,
    UnknownAnswer,
    UnknownCode,
    UnknownUnitName,
    WithoutCode,
)
from sello.transfers.import_answers.template import template
from tests.level.rules import GRADED, edition

RULES = edition(5, not_applicable=NotApplicableRule(allowed=True, most=1))
UNITS = {"personas": 7, "dideco": 8}


def sheet(
    *rows: tuple[str, ...],
    head: tuple[str, ...] = ("Código", "Unidad", "Respuesta", "Relato", "Por qué no aplica"),
) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([head, *rows])
    return out.getvalue().encode("utf-8-sig")


def read_file(document: bytes, file: str = "a.csv", rules=RULES, standing=None) -> tuple[AnswerLine, ...]:
    sheets = read_sheets(document, file)
    reading = guess(sheets, Codes(rule.code for rule in rules.requirements))
    assert reading is not None
    return answers.read(sheets[reading.sheet], reading, Against(rules, UNITS, standing or {}))


def read(*rows: tuple[str, ...], rules=RULES, standing=None, **more) -> tuple[AnswerLine, ...]:
    return read_file(sheet(*rows, **more), rules=rules, standing=standing)


@pytest.mark.parametrize(
    ("said", "grade"), [("Sí", "yes"), ("si", "yes"), ("yes", "yes"), ("X", "yes"), ("NO", "no"), ("0", "no")]
)
def test_an_answer_is_understood_as_people_write_it(said: str, grade: str) -> None:
    (line,) = read(("1", "", said, "Hay decreto.", ""))
    assert line.problem is None
    assert line.declaration is not None
    assert (line.declaration.declared, line.declaration.narrative) == (grade, "Hay decreto.")


def test_grades_are_understood_by_their_name() -> None:
    (line,) = read(("1", "", "parcial", "", ""), rules=edition(2, grades=GRADED, kind=ScaleKind.GRADED))
    assert line.declaration is not None
    assert line.declaration.declared == "partial"


@pytest.mark.parametrize(("said", "kept"), [("80 %", "80"), ("12,5", "12.5")])
def test_numbers_are_read_with_their_comma(said: str, kept: str) -> None:
    rules = edition(2, kind=ScaleKind.PERCENTAGE, maximum=Fraction(100))
    (line,) = read(("1", "", said, "", ""), rules=rules)
    assert line.declaration is not None
    assert line.declaration.declared == kept


def test_what_does_not_apply_needs_its_reason_and_its_place() -> None:
    unexplained, kept, over = read(
        ("1", "", "no aplica", "", ""),
        ("2", "", "No aplica", "", "No hay escuelas."),
        ("3", "", "N/A", "", "x"),
    )
    assert kept.declaration is not None
    assert kept.declaration.not_applicable
    assert isinstance(unexplained.problem, ReasonNeeded)
    assert isinstance(over.problem, TooManyNotApplicable)


def test_the_order_of_the_rows_changes_nothing() -> None:
    """Counted as the cycle will be afterwards: what applies again makes room, wherever its row stands."""
    left_out = Standing(Declaration(None, "", True, "No hay escuelas."))
    rows = [("2", "", "Sí", "", ""), ("1", "", "no aplica", "", "No hay."), ("3", "", "N/A", "", "Tampoco.")]
    for order in permutations(rows):
        lines = {line.code: line for line in read(*order, standing={"2": left_out})}
        assert [code for code in "123" if lines[code].problem is None] == ["1", "2"]
        assert isinstance(lines["3"].problem, TooManyNotApplicable)


STANDS = Standing(Declaration("yes", "Hay decreto."), 7, validated=True)


@pytest.mark.parametrize(
    ("row", "after", "unit", "withdraws"),
    [
        (("1", "", "", "Otro decreto.", ""), Declaration("yes", "Otro decreto."), 7, False),
        (("1", "", "No", "", ""), Declaration("no", "Hay decreto."), 7, True),
        (("1", "DIDECO", "", "", ""), Declaration("yes", "Hay decreto."), 8, False),
        (("1", "", "n/a", "", "No hay."), Declaration(None, "Hay decreto.", True, "No hay."), 7, True),
        (("1", "Personas", "sí", "Hay  decreto.", ""), Declaration("yes", "Hay decreto."), 7, False),
    ],
)
def test_a_cell_that_says_nothing_leaves_what_stands(row, after, unit, withdraws) -> None:
    (line,) = read(row, standing={"1": STANDS})
    assert (line.declaration, line.unit_id, line.withdraws) == (after, unit, withdraws)
    assert line.is_idle == (after == STANDS.declaration and unit == 7)


def test_a_reason_alone_is_no_answer() -> None:
    (line,) = read(("1", "", "", "", "No hay."), standing={"1": STANDS})
    assert isinstance(line.problem, ReasonAlone)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("9.9", "", "Sí", "", ""), UnknownCode),
        (("1", "", "quizás", "", ""), UnknownAnswer),
        (("1", "Aseo", "Sí", "", ""), UnknownUnitName),
    ],
)
def test_a_faulty_row_says_what_is_wrong(row: tuple[str, ...], problem: type) -> None:
    (line,) = read(row)
    assert line.row == 2
    assert isinstance(line.problem, problem)


def test_a_repeated_requirement_names_the_row_before() -> None:
    _, again = read(("1", "", "Sí", "", ""), ("1", "", "No", "", ""))
    assert isinstance(again.problem, RepeatedCode)
    assert "fila 2" in str(again.problem)


def test_rows_that_say_nothing_are_passed_over() -> None:
    assert read(("1", "", "", "", ""), ("", "", "", "", "")) == ()


def test_a_row_that_says_something_and_not_of_what_is_told() -> None:
    first, total = read(("1", "", "Sí", "", ""), ("", "", "1 de 5", "", ""))
    assert first.problem is None
    assert isinstance(total.problem, WithoutCode)


@pytest.mark.parametrize(
    "said", ["#N/A", "#¡REF!", "#¿NOMBRE?", "#DIV/0!", "Err:502", "#N/D", "####", "#ERROR!"]
)
@pytest.mark.parametrize("column", range(5))
def test_what_a_formula_left_where_it_failed_is_no_answer(said: str, column: int) -> None:
    cells = ["1", "DIDECO", "Sí", "Hay decreto.", ""]
    cells[column] = said
    (line,) = read(tuple(cells))
    assert isinstance(line.problem, FailedCell)


@pytest.mark.parametrize("column", ["Estado", "Descripción", "Nivel", "Comentario"])
def test_the_surest_title_holds_the_answer_wherever_it_stands(column: str) -> None:
    """A matrix beside the answers has columns that would do where there was nothing better."""
    (line,) = read(("Vigente", "1", "Sí", "Hay decreto."), head=(column, "Código", "Respuesta", "Relato"))
    assert (line.declaration.declared, line.declaration.narrative) == ("yes", "Hay decreto.")


def test_a_row_may_only_name_its_unit() -> None:
    (line,) = read(("1", "DIDECO", "", "", ""))
    assert (line.unit_id, line.answers, line.problem) == (8, False, None)


def test_the_header_is_found_below_a_title_and_by_other_names() -> None:
    for code in ("Código", "N°", "Requisito"):
        document = f"Autodiagnóstico 2026;;\n;;\n{code};¿Cumple?;Comentario\n1;sí;ok\n".encode()
        (line,) = read_file(document)
        assert (line.row, line.code, line.declaration.narrative) == (4, "1", "ok")


def test_a_file_that_is_no_sheet_is_refused() -> None:
    with pytest.raises(InvalidEdition):
        read_file(b"PK\x03\x04nada", "a.xlsx")


def test_the_template_reads_back_as_what_it_says() -> None:
    document = template([("1", "Política", "Personas", "Sí", "", ""), ("2", "=1+1", "", "", "", "")])
    (first,) = read_file(document, "plantilla.xlsx")
    assert (first.code, first.unit_id, first.declaration.declared) == ("1", 7, "yes")
    assert read_sheets(document, "plantilla.xlsx")[0].cell(2, 1) == "=1+1"


def test_a_dash_leaves_what_is_there() -> None:
    held = Standing(Declaration("yes", "Hay decreto."), 7)
    assert read(("1", "-", "—", "-", "–"), standing={"1": held}) == ()
    (line,) = read(("1", "–", "no", "-", "-"), standing={"1": held})
    assert line.declaration == Declaration("no", "Hay decreto.")


@pytest.mark.parametrize(
    "text",
    ["1;;Sí;;Se aprobó; y se publicó.", "1;;Sí;Hay decreto.;;mírese el anexo", "1;;Sí;a;b;c;d"],
)
def test_a_row_that_a_separator_parted_is_told_and_cuts_no_text(text: str) -> None:
    head = "Código;Unidad;Respuesta;Relato;Por qué no aplica"
    parted, whole = read_file(f'{head}\n{text}\n2;;Sí;"Se aprobó; y se publicó.";\n'.encode())
    assert isinstance(parted.problem, Split), parted
    assert whole.problem is None
    assert whole.declaration.narrative == "Se aprobó; y se publicó."


def test_a_note_beside_a_sheet_of_excel_parts_no_row() -> None:
    book = Workbook()
    for row in (("Código", "Respuesta", "Relato"), ("1", "Sí", "Hay decreto.", "", "ver con Ana")):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    (line,) = read_file(out.getvalue(), "a.xlsx")
    assert line.problem is None


def test_a_text_without_titles_parts_no_row() -> None:
    first, *_ = sheets = read_sheets("1;Sí\n2;Sí;Hay decreto.\n".encode(), "a.csv")
    reading = Reading(0, 0, {0: AnswerColumn.CODE, 1: AnswerColumn.ANSWER, 2: AnswerColumn.STORY})
    lines = answers.read(first, reading, Against(RULES, UNITS, {}))
    assert len(sheets) == 1
    assert [line.problem for line in lines] == [None] * len(lines) != []
