"""A long list, a page at a time."""

from dataclasses import dataclass
from typing import Generic, TypeVar

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
