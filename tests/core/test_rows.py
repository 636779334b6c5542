"""Rows by name: whatever the order of the columns, and never with a column in another's place."""

from dataclasses import dataclass

import pytest
from sqlalchemy import create_engine, literal, select

from sello.core.rows import row_as, rows_as


@dataclass(frozen=True)
class Pair:
    left: int
    right: str


@dataclass(frozen=True)
class Single:
    only: int


@dataclass(frozen=True)
class Marked:
    left: int
    mark: str


@pytest.fixture(scope="module")
def found():
    engine = create_engine("sqlite://")

    def ask(**columns):
        with engine.connect() as connection:
            return connection.execute(
                select(*(literal(value).label(name) for name, value in columns.items()))
            )

    return ask


@pytest.mark.parametrize(
    "columns",
    [{"left": 1, "right": "b"}, {"right": "b", "left": 1}, {"more": 0, "right": "b", "x": 2, "left": 1}],
)
def test_the_order_of_the_columns_does_not_matter(found, columns):
    assert rows_as(Pair, found(**columns)) == (Pair(1, "b"),)
    assert row_as(Pair, found(**columns).one()) == Pair(1, "b")


def test_nothing_found_is_nothing():
    assert rows_as(Pair, []) == ()


def test_one_column_is_not_taken_apart(found):
    assert rows_as(Single, found(only=5, other=6)) == (Single(5),)
    assert rows_as(Single, found(only=5)) == (Single(5),)


def test_a_missing_column_is_named(found):
    with pytest.raises(TypeError, match=r"Pair lacks columns \['right'\]"):
        rows_as(Pair, found(left=1, rigth="b"))


def test_a_part_of_a_row_has_a_prefix(found):
    row = found(left=9, right="z", cycle_left=1, cycle_right="b").one()
    assert row_as(Pair, row, prefix="cycle_") == Pair(1, "b")
    assert row_as(Pair, row) == Pair(9, "z")


def test_what_is_told_beside_needs_no_column(found):
    assert row_as(Marked, found(left=1).one(), mark="x") == Marked(1, "x")
