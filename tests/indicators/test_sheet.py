"""A table of values as somebody pastes it: titles, order, and each cell that is not understood."""

from datetime import date

import pytest

from sello.catalogue.exchange.grid import Split
from sello.core.cells import FailedCell, NoteBelow
from sello.indicators.domain import cuts, numbers, periods, sheet
from sello.indicators.domain.cuts import USUAL, Axis
from sello.indicators.domain.numbers import Measure
from sello.indicators.domain.periods import Periodicity
from sello.indicators.domain.tables import shape_of

TODAY = date(2026, 11, 23)
SHAPE = shape_of(Measure.PEOPLE, (Axis.AGE, Axis.SEX), USUAL)
TITLES = ("Período", "Tramo de edad", "Sexo", "Valor", "Fuente", "Estado")


def read(*rows, shape=SHAPE):
    return sheet.read_table(rows, shape, Periodicity.YEAR, "Personas", today=TODAY)


def test_columns_are_told_by_their_titles_in_any_order_and_others_are_left_out():
    lines, problems = read(
        ("Sexo", "Nota", "VALOR", "Año", "tramo de edad"), ("mujeres", "x", "1.200", "2025", "15 a 29 años")
    )
    assert problems == ()
    assert [(str(one.period), one.cut, one.value) for one in lines] == [
        ("2025", ("15-a-29-anos", "mujeres"), 1_200_000)
    ]


@pytest.mark.parametrize(
    "note",
    [("Nota: valores provisorios",), ("", "", "", "Fuente: registro civil"), ("(*) en revisión", "", "")],
)
def test_a_note_below_the_table_is_told_as_one_and_not_cell_by_cell(note):
    lines, problems = read(TITLES, ("2025", "15 a 29 años", "Mujeres", "1"), note)
    assert len(lines) == 1
    assert [(one.number, one.label, type(one.refusal)) for one in problems] == [
        (3, sheet.WHOLE_ROW, NoteBelow)
    ]


def test_a_note_in_the_source_of_a_value_is_no_row_of_notes():
    lines, problems = read(TITLES, ("2025", "15 a 29 años", "Mujeres", "1", "Nota: estimado"))
    assert problems == ()
    assert [line.source for line in lines] == ["Nota: estimado"]


def test_a_table_without_titles_has_its_usual_order():
    lines, problems = read(("2025", "15 a 29 años", "Hombres", "s/i", "Registro", "Provisorio"))
    assert problems == ()
    assert (lines[0].value, lines[0].source, lines[0].provisional) == (None, "Registro", True)


@pytest.mark.parametrize(
    ("row", "label", "refusal"),
    [
        (("2025-03", "15 a 29 años", "Mujeres", "1"), "Período", periods.OtherPeriodicity),
        (("", "15 a 29 años", "Mujeres", "1"), "Período", periods.UnreadablePeriod),
        (("2025", "15 a 29 anios", "Mujeres", "1"), "Tramo de edad", cuts.NearOption),
        (("2025", "15 a 29 años", "nadie", "1"), "Sexo", cuts.UnknownOption),
        (("2025", "15 a 29 años", "Mujeres", "-1"), "Valor", numbers.NegativeFigure),
        (("2025", "15 a 29 años", "Mujeres", "12 %"), "Valor", numbers.PercentElsewhere),
        (("2025", "15 a 29 años", "Mujeres", ""), "Valor", sheet.ValueMissing),
        (("2025", "Total", "Mujeres", "9"), "Valor", sheet.SumGiven),
        (("2025", "15 a 29 años", "Mujeres", "1", "x" * 301), "Fuente", sheet.SourceTooLong),
        (("2025", "15 a 29 años", "Mujeres", "1", "", "quizás"), "Estado", sheet.UnknownState),
    ],
)
def test_a_cell_that_is_not_understood_is_named_and_nothing_of_its_row_is_taken(row, label, refusal):
    lines, problems = read(TITLES, row)
    assert lines == ()
    assert [(one.number, one.label, type(one.refusal)) for one in problems] == [(2, label, refusal)]


def test_two_rows_about_one_cell_are_told():
    row = ("2025", "15 a 29 años", "Mujeres", "1")
    lines, problems = read(TITLES, row, row)
    assert len(lines) == 1
    assert [(one.number, type(one.refusal)) for one in problems] == [(3, sheet.SaidBefore)]


def test_a_row_of_another_indicator_is_told():
    lines, problems = read(
        ("Indicador", *TITLES[:4]),
        ("Personas", "2025", "15 a 29 años", "Mujeres", "1"),
        ("Otra cosa", "2025", "15 a 29 años", "Hombres", "1"),
    )
    assert len(lines) == 1
    assert [type(one.refusal) for one in problems] == [sheet.OtherIndicator]


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ((), sheet.NothingWritten),
        ((TITLES,), sheet.NothingWritten),
        ((("Período", "Sexo", "Valor"), ("2025", "Mujeres", "1")), sheet.ColumnMissing),
        (((("2025", "15 a 29 años", "Mujeres", "1"),) * (sheet.MOST_ROWS + 1)), sheet.TooManyValues),
    ],
)
def test_a_table_that_is_none_is_refused_as_a_whole(rows, refusal):
    with pytest.raises(refusal):
        read(*rows)


@pytest.mark.parametrize("said", ["#N/A", "#¡DIV/0!", "Err:502", "#¿RESULTADO?"])
@pytest.mark.parametrize("place", range(6))
def test_what_a_formula_left_where_it_failed_is_no_value_and_no_source(said, place):
    cells = ["2025", "15 a 29 años", "Mujeres", "1", "Registro", "Definitivo"]
    cells[place] = said
    lines, problems = read(TITLES, cells)
    assert lines == ()
    assert [(one.label, type(one.refusal)) for one in problems] == [(TITLES[place], FailedCell)]


def test_titles_are_found_below_a_heading_and_the_surest_wins():
    """«Número» counts the rows where «Valor» stands beside it."""
    lines, problems = read(
        ("Municipalidad", "", "", "", ""),
        ("", "", "", "", ""),
        ("Número", "Año", "Tramo de edad:", "SEXO", "Valor"),
        ("1", "2025", "15 a 29 años", "Mujeres", "320"),
    )
    assert problems == ()
    assert [(one.number, one.value) for one in lines] == [(4, 320_000)]


def test_titles_with_more_words_are_titles_and_a_sum_of_one_option_is_no_value():
    shape = shape_of(Measure.PEOPLE, (), USUAL)
    rows = (("Año", "Total mujeres", "Valor (personas)", "Fuente del dato"), ("2025", "2", "3", "Registro"))
    (line,), problems = read(*rows, shape=shape)
    assert (line.value, line.source, problems) == (3_000, "Registro", ())
    assert sheet.unread(rows, shape) == ("Total mujeres",)


def test_a_table_with_a_column_for_each_option_is_told_what_it_lacks():
    shape = shape_of(Measure.PEOPLE, (Axis.SEX,), USUAL)
    with pytest.raises(sheet.ColumnMissing) as told:
        read(("Año", "Mujeres", "Hombres"), ("2025", "3", "4"), shape=shape)
    assert told.value.values == {"column": "Sexo"}


def test_titles_are_found_in_row_seven():
    shape = shape_of(Measure.PEOPLE, (), USUAL)
    above = (("Municipalidad", ""), ("Informe", "2026"), ("a", ""), ("b", ""), ("c", ""), ("d", ""))
    (line,), problems = read(*above, ("Año", "Valor"), ("2025", "3"), shape=shape)
    assert (line.number, problems) == (8, ())


def test_columns_that_nobody_reads_are_named():
    rows = (("Año", "Mujeres", "Hombres", "Total"), ("2025", "3", "4", "7"))
    assert sheet.unread(rows, shape_of(Measure.PEOPLE, (), USUAL)) == ("Mujeres", "Hombres")


@pytest.mark.parametrize("typed", ["2025-07", "01-07-2025", "01/07/2025", "jul-25", "JUL-25"])
def test_a_month_that_a_spreadsheet_took_for_a_day_is_still_that_month(typed):
    assert str(periods.read_period(typed, Periodicity.MONTH, today=TODAY)) == "2025-07"


@pytest.mark.parametrize(
    ("typed", "length"),
    [
        ("02-07-2025", Periodicity.MONTH),
        ("01-07-2025", Periodicity.YEAR),
        ("01-07-2025", Periodicity.QUARTER),
    ],
)
def test_a_day_is_no_period(typed, length):
    with pytest.raises(periods.UnreadablePeriod):
        periods.read_period(typed, length, today=TODAY)


def test_a_ticked_box_is_no_missing_figure():
    assert not numbers.is_unknown("Sí")
    assert numbers.is_unknown("si")


@pytest.mark.parametrize(
    ("typed", "length", "meant"),
    [
        ("julio de 2025", Periodicity.MONTH, "2025-07"),
        ("Julio 2025", Periodicity.MONTH, "2025-07"),
        ("JUL. 2025", Periodicity.MONTH, "2025-07"),
        ("sept-2025", Periodicity.MONTH, "2025-09"),
        ("07/2025", Periodicity.MONTH, "2025-07"),
        ("7-2025", Periodicity.MONTH, "2025-07"),
        ("2025/07", Periodicity.MONTH, "2025-07"),
        ("trimestre 3 de 2025", Periodicity.QUARTER, "2025-T3"),
        ("T3 2025", Periodicity.QUARTER, "2025-T3"),
        ("3T 2025", Periodicity.QUARTER, "2025-T3"),
        ("III trim. 2025", Periodicity.QUARTER, "2025-T3"),
        ("1er trimestre 2025", Periodicity.QUARTER, "2025-T1"),
        ("Primer trimestre de 2025", Periodicity.QUARTER, "2025-T1"),
        ("3° Trimestre 2025", Periodicity.QUARTER, "2025-T3"),
        ("segundo semestre de 2025", Periodicity.SEMESTER, "2025-S2"),
        ("S2-2025", Periodicity.SEMESTER, "2025-S2"),
        ("Año 2025", Periodicity.YEAR, "2025"),
    ],
)
def test_a_period_is_read_as_it_is_said(typed, length, meant):
    assert str(periods.read_period(typed, length, today=TODAY)) == meant


@pytest.mark.parametrize("typed", ["S3 2025", "S4 2025", "trece 2025", "enero de 25", "trimestre 5 de 2025"])
def test_what_is_no_period_is_refused_in_words_too(typed):
    with pytest.raises(periods.UnreadablePeriod):
        periods.read_period(typed, Periodicity.MONTH, today=TODAY)


@pytest.mark.parametrize("length", Periodicity)
@pytest.mark.parametrize("year", [2019, 2024])
def test_every_period_is_read_back_as_it_is_shown(length, year):
    months = range(1, 13, length.months)
    for each in (periods.Period(date(year, month, 1), length) for month in months):
        assert periods.read_period(each.sentence % each.names, length, today=TODAY) == each


@pytest.mark.parametrize(("typed", "signed"), [("0,45", "0,45 %"), (",5", "0,5 %"), ("0,005", "0,005 %")])
def test_a_share_without_its_sign_is_asked_for(typed, signed):
    shape = shape_of(Measure.PERCENT, (), USUAL)
    lines, (problem,) = read(("Año", "Valor"), ("2025", typed), shape=shape)
    assert (lines, problem.label, type(problem.refusal)) == ((), "Valor", sheet.PartOfOne)
    lines, problems = read(("Año", "Valor"), ("2025", signed), shape=shape)
    assert (len(lines), problems) == (1, ())


def test_a_row_whose_texts_stand_elsewhere_is_told_whole():
    shape = shape_of(Measure.PEOPLE, (), USUAL)
    split = Split(cells=4, titles=2)
    rows = (("Año", "Valor", "", ""), ("2025", "1", "5", ""), ("2024", "2", "", ""))
    lines, (problem,) = sheet.read_table(
        rows, shape, Periodicity.YEAR, "Personas", today=TODAY, splits={1: split}
    )
    assert [one.number for one in lines] == [3]
    assert (problem.number, problem.label, problem.refusal) == (2, sheet.WHOLE_ROW, split)


def test_a_row_of_sums_below_the_table_is_told_as_one():
    shape = shape_of(Measure.PEOPLE, (), USUAL)
    lines, (problem,) = read(("Año", "Valor"), ("2024", "3"), ("Total", "3"), shape=shape)
    assert (len(lines), problem.number, type(problem.refusal)) == (1, 3, sheet.SumGiven)


def test_a_column_without_a_title_is_told_by_its_letter():
    rows = (("Año", "Valor", ""), ("2025", "3", "según RRHH"), ("2024", "2", ""))
    assert sheet.unread(rows, shape_of(Measure.PEOPLE, (), USUAL)) == ("C",)
