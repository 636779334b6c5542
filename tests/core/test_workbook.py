"""A text in a spreadsheet is the text that was written, whatever it holds, or says that there is more."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sello.catalogue.exchange.sheets import read_sheets
from sello.core.text import clean
from sello.core.workbook import CUT, LONGEST_TEXT, Sheet, fitting, write

TEXTS = st.one_of(st.text(), st.from_regex(r"a?_x[0-9A-F]{4}_b?", fullmatch=True))


def written(*texts: str) -> bytes:
    out = io.BytesIO()
    write([Sheet("Hoja", ("Uno",), [(text,) for text in texts])], out)
    return out.getvalue()


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_what_was_written_is_read_back(texts: list[str]) -> None:
    (sheet,) = read_sheets(written("primera", *texts, "última"), "x.xlsx")
    found = [row[0] for row in sheet.rows]
    assert found == ["Uno", "primera", *(clean(text).strip() for text in texts), "última"]


@pytest.mark.parametrize("letter", ["a", "ñ", "\u2713", "\U0001f49c"])
@pytest.mark.parametrize("beyond", [-1, 0, 1, 5000])
def test_no_cell_is_longer_than_excel_takes(letter: str, beyond: int) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    text = letter * (LONGEST_TEXT // units + beyond)
    cell = load_workbook(io.BytesIO(written(text))).active["A2"].value
    assert len(cell.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert cell == fitting(text)
    assert cell.endswith(CUT) is (cell != text) is (beyond > 0)
    assert text.startswith(cell.removesuffix(CUT))
