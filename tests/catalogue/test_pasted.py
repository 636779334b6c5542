"""A sheet as the table that is pasted: the same cells come back, and what a separator parted is told."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sello.catalogue.exchange import csv_text
from sello.catalogue.exchange.grid import Sheet
from sello.catalogue.exchange.pasted import as_text, splits

CELLS = st.text(alphabet="ab,;|\t\"\n =1%'é", max_size=6).map(lambda text: " ".join(text.split()))
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[CELLS] * width), min_size=1, max_size=5)
)


def plain(rows, width: int) -> list[tuple[str, ...]]:
    """Rows of one width, without the empty ones at the end."""
    told = [(*row, *("" for _ in range(width - len(row)))) for row in rows]
    while told and not any(told[-1]):
        told.pop()
    return told


@example([(";",)])
@example([(';"',)])
@example([("Oficina de la Mujer, Trabajo", "a, b")])
@given(TABLES)
def test_a_sheet_comes_back_as_it_was(rows) -> None:
    table = (tuple("abcd"[: len(rows[0])]), *rows)
    back = csv_text.read(as_text(Sheet("Hoja1", table)).encode(), "tabla.csv")
    assert plain(back.rows, len(rows[0])) == plain(table, len(rows[0]))


def test_commas_in_every_name_do_not_part_a_table_of_tabulators() -> None:
    """Without a row of titles each row has more commas than tabulators."""
    text = "Aseo, Ornato, Áreas verdes\tAOA\nTránsito, Transporte, Patentes\tTTP"
    assert [row[1] for row in csv_text.read(text.encode(), "t").rows] == ["AOA", "TTP"]


@pytest.mark.parametrize("separator", [";", ",", "|"])
@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("a;b;c\n1;x;y\n2;x; y;z", {2: 4}),
        ("a;b;c;d\n1;x;y;w\n2;x; y;z;", {2: 5}),
        ("a;b;c;d\n1;x;y;\n2;x; y;;", {2: 5}),
        ("a;b;c;d\n1;x; y;z;\n2;x;y;z\nTotal", {1: 5}),
        ("a;b;c\n1;x;y;\n2;x;z;\nNota", {}),
        ("a;b;c\n1;x;y;\n2;x; y;z;", {2: 5}),
        ("a;b;c\n1;x; y;z\n2;x; y;z", {1: 4, 2: 4}),
        ("a;b;c;;\n1;x;y;;\n2;x;y;;según RRHH", {}),
        ("Título;;\na;b;c\n1;x;y", {}),
        ('a;b\n1;"x; y"', {}),
    ],
)
def test_rows_that_a_separator_parted(text, parted, separator) -> None:
    sheet = csv_text.read(text.replace(";", separator).encode(), "t.csv")
    header = 1 if text.startswith("Título") else 0
    assert sheet.parted(header) == parted
    again = csv_text.read(as_text(sheet).encode(), "tabla.csv")
    assert again.parted(header) == parted
    assert {row: split.values["cells"] for row, split in splits(again, header).items()} == parted


def test_a_sheet_of_cells_is_never_parted() -> None:
    rows = (("a", "b", ""), ("1", "2", "una nota al lado"))
    assert splits(csv_text.read(as_text(Sheet("Hoja1", rows)).encode(), "t"), 0) == {}
    assert Sheet("", rows).parted(0) == {}
