"""A long list, a page at a time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select

from sello.core.db import db
from sello.core.rows import Found

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list, with how many rows there are in all."""

    rows: tuple[T, ...]
    total: int
    number: int
    size: int

    @property
    def last(self) -> int:
        """The number of the last page, from 1."""
        return max(1, -(-self.total // self.size))


Reader = Callable[[Iterable[Found]], tuple[T, ...]]
"""What makes rows of ours of what a statement gives."""


def page_of(rows: Select[*tuple[Any, ...]], read: Reader[T], number: int, size: int) -> Page[T]:
    """The page of an ordered statement by its number, or the last one: so many rows are fetched, and no more.

    One statement; three for a number that is beyond the last page.
    """
    counted = rows.add_columns(func.count().over().label("of_all"))
    found = db.session.execute(counted.limit(size).offset((number - 1) * size)).all()
    if found or number == 1:
        return Page(read(found), found[0].of_all if found else 0, number, size)
    total = db.session.scalar(select(func.count()).select_from(rows.order_by(None).subquery())) or 0
    return page_of(rows, read, max(1, -(-total // size)), size)
