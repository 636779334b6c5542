"""Rows of a statement as frozen rows of ours, by the names of their columns and never by their order."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from itertools import chain
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Row

T = TypeVar("T")
Found = Row[*tuple[Any, ...]]
Picker = Callable[[Found], tuple[Any, ...]]


def rows_as(kind: type[T], found: Iterable[Found], /) -> tuple[T, ...]:
    """Read every row of a result; raises TypeError when a field of `kind` has no column of its name."""
    rows = iter(found)
    first = next(rows, None)
    if first is None:
        return ()
    pick = _picker(kind, first._fields, "")
    return tuple(kind(*pick(row)) for row in chain((first,), rows))


def row_as(kind: type[T], row: Found, /, *, prefix: str = "", **beside: object) -> T:
    """Read one row, or the part of it whose columns begin with `prefix`; `beside` are fields told apart.

    Raises TypeError when a field of `kind` has neither a column of its name nor a value beside.
    """
    if beside:
        told = {name: getattr(row, prefix + name) for name in _names(kind) if name not in beside}
        return kind(**told, **beside)
    return kind(*_picker(kind, row._fields, prefix)(row))


_pickers: dict[tuple[object, tuple[str, ...], str], Picker] = {}
"""How to take a kind out of a row with certain columns: worked out, and checked, once for each pair."""


def _picker(kind: type[Any], columns: tuple[str, ...], prefix: str) -> Picker:
    found = _pickers.get((kind, columns, prefix))
    if found is None:
        found = _pickers[kind, columns, prefix] = _made(kind, columns, prefix)
    return found


def _made(kind: type[Any], columns: tuple[str, ...], prefix: str) -> Picker:
    wanted = [prefix + name for name in _names(kind)]
    missing = [name for name in wanted if name not in columns]
    if missing:
        raise TypeError(f"{kind.__name__} lacks columns {missing}; the statement has {list(columns)}")
    places = [columns.index(name) for name in wanted]
    if places == list(range(len(columns))):
        return tuple
    if len(places) == 1:
        return lambda row: (row[places[0]],)
    return itemgetter(*places)


def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.init)
