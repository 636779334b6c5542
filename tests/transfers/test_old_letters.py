"""Sheets stand any text that a row of an earlier version holds, and bring none of it back in."""

from hypothesis import given
from hypothesis import strategies as st

from sello.catalogue.exchange.sheets import read_sheets
from sello.core.text import clean
from sello.transfers.import_answers.template import template

ANY = st.text(st.characters(codec=None), max_size=30)


@given(st.lists(ANY, min_size=6, max_size=6))
def test_a_template_is_written_whatever_a_row_holds(cells: list[str]) -> None:
    (sheet,) = read_sheets(template([["1.1.1", *cells[1:]]]), "x.xlsx")
    for row in sheet.rows:
        assert all(clean(cell) == cell for cell in row)


def test_what_word_pastes_comes_out_as_lines() -> None:
    (sheet,) = read_sheets(template([["1.1.1", "uno\x0bdos\x07", "", "", "", ""]]), "x.xlsx")
    assert sheet.rows[1][1] == "uno\ndos"


def test_a_text_with_separators_is_read_clean() -> None:
    (sheet,) = read_sheets("codigo;titulo\n1.1;a\x07b\ufffe\n".encode(), "x.csv")
    assert sheet.rows[1] == ("1.1", "ab")
