"""A sheet as CSV: read back by a spreadsheet's rules it is what it was, and nothing in it is reckoned."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.delimited import as_csv
from sello.core.text import clean
from sello.core.workbook import COUNT, Number, Sheet, Value, is_formula

VALUES = st.one_of(
    st.none(),
    st.text(),
    st.integers(-(10**12), 10**12),
    st.dates(date(1900, 1, 1), date(2200, 12, 31)),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: Number(value, COUNT)),
)


def read(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def meant(cell: str, value: Value) -> bool:
    """Whether a spreadsheet set to Chile takes a cell for the value."""
    match value:
        case None:
            return cell == ""
        case str():
            assert not cell.strip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
            return cell.removeprefix("'") == clean(value).removeprefix("'")
        case Number():
            return float(cell.replace(",", ".")) == value.value and "e" not in cell
        case date():
            return cell == f"{value:%d-%m-}{value.year:04}"
        case int():
            return int(cell) == value


@given(st.lists(st.tuples(VALUES, VALUES)))
def test_every_cell_is_read_back(rows: list[tuple[Value, Value]]) -> None:
    titles, *below = read(as_csv(Sheet("Hoja", ("Uno", "Dos; tres"), rows)))
    assert titles == ["Uno", "Dos; tres"]
    assert len(below) == len(rows)
    for found, row in zip(below, rows, strict=True):
        assert all(meant(cell, value) for cell, value in zip(found, row, strict=True))


def test_it_is_written_as_in_chile() -> None:
    rows = [("Ñuñoa", date(2026, 3, 5), Number(0.5, "0.0"), 1200, "=1+1", None)]
    content = as_csv(Sheet("Hoja", ("a", "b", "c", "d", "e", "f"), rows))
    assert content.decode("utf-8-sig").splitlines()[1] == "Ñuñoa;05-03-2026;0,5;1200;'=1+1;"


@pytest.mark.parametrize(
    "said", ["=1+1", " =1+1", "\u3000=1", "\u00a0+1", "＝1+1", "－2", "＠SUM(A1)", "\t=1", "\n=1"]
)
def test_what_any_spreadsheet_takes_for_a_formula_is_a_text(said: str) -> None:
    (_titles, (cell,)) = read(as_csv(Sheet("Hoja", ("a",), [(said,)])))
    assert cell == f"'{said}"
    assert is_formula(said)
