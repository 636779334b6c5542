"""The order of a list: what an address says of it, and how rows without a value stand."""

from hypothesis import given
from hypothesis import strategies as st

from sello.core.ordering import Order, in_order, read_order

COLUMNS = frozenset({"plazo", "titulo"})
USUAL = Order("plazo")


@given(st.sampled_from(sorted(COLUMNS)), st.booleans())
def test_what_an_address_says_is_read_back(column: str, down: bool) -> None:
    order = Order(column, down=down)
    assert read_order(str(order), COLUMNS, USUAL) == order
    assert order.by("otra") == Order("otra")
    assert order.by(column) == Order(column, down=not down)


@given(st.text())
def test_what_is_no_column_is_the_usual_order(typed: str) -> None:
    known = typed.strip().removeprefix("-") in COLUMNS
    assert known or read_order(typed, COLUMNS, USUAL) == USUAL


@given(st.lists(st.tuples(st.none() | st.integers(0, 3), st.integers())), st.booleans())
def test_rows_lie_by_their_key_and_those_without_one_last(
    rows: list[tuple[int | None, int]], down: bool
) -> None:
    found = in_order(rows, Order("x", down=down), lambda row: row[0])
    assert sorted(found, key=repr) == sorted(rows, key=repr)
    known = [row for row in found if row[0] is not None]
    assert found == known + [row for row in rows if row[0] is None]
    assert known == sorted(known, key=lambda row: row[0] or 0, reverse=down)
    for key in range(4):
        assert [row for row in found if row[0] == key] == [row for row in rows if row[0] == key]
