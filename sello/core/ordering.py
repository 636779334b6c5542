"""The order of a list as an address says it: the name of a column, with a minus before it to go down."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement

T = TypeVar("T")

DOWN = "-"


@dataclass(frozen=True, slots=True)
class Order:
    """By which column a list is ordered, and whether from the last to the first."""

    column: str
    down: bool = False

    def __str__(self) -> str:
        return f"{DOWN if self.down else ''}{self.column}"

    def by(self, column: str) -> Order:
        """The order that a column's head leads to: by it, or the other way round where it is already."""
        return Order(column, down=column == self.column and not self.down)


def read_order(raw: str | None, columns: Collection[str], usual: Order) -> Order:
    """What an address asks for; the usual order where that is none of the columns."""
    typed = (raw or "").strip()
    column = typed.removeprefix(DOWN)
    return Order(column, down=typed.startswith(DOWN)) if column in columns else usual


def in_order(rows: Iterable[T], order: Order, key: Callable[[T], Any]) -> list[T]:
    """Rows by a key, up or down; those that have none (None) stand last either way, equals as they came."""
    keyed = [(key(row), row) for row in rows]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=order.down)
    return [row for _, row in known] + [row for value, row in keyed if value is None]


def ordered_by(order: Order, column: Any, *tie: Any) -> tuple[ColumnElement[Any], ...]:
    """The same for a statement, on both databases alike; ``tie`` decides among equals."""
    return (column.is_(None), column.desc() if order.down else column.asc(), *tie)
