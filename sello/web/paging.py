"""A list that a page already holds, a page at a time: so many rows, and the way to the others."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from flask import Flask, request

from sello.core.paging import Page
from sello.web.request_values import asked_id

T = TypeVar("T")

PAGE: Final = "pagina"
SIZE: Final = 50
"""Rows of one page."""


def install(app: Flask) -> None:
    """Let templates show a page of a list."""
    app.jinja_env.globals.update(paged=paged, paged_groups=paged_groups, page_href=page_href)


def paged(rows: Iterable[T], name: str = PAGE, size: int = SIZE, *, last: bool = False) -> Page[T]:
    """The page that the address asks for under a name; else the first, or the last of what is read down."""
    every = tuple(rows)
    whole = Page(every, len(every), 1, size)
    number = min(asked_id(name) or (whole.last if last else 1), whole.last)
    first = (max(number, 1) - 1) * size
    return replace(whole, rows=every[first : first + size], number=max(number, 1))


def paged_groups(groups: Sequence[Any], name: str = PAGE, size: int = SIZE) -> Page[Any]:
    """The same of rows in groups (dataclasses with `rows`): groups without a row on the page are left out."""
    page = paged([(n, row) for n, group in enumerate(groups) for row in group.rows], name, size)
    rows: dict[int, list[Any]] = {}
    for n, row in page.rows:
        rows.setdefault(n, []).append(row)
    shown = tuple(replace(groups[n], rows=tuple(each)) for n, each in rows.items())
    return Page(shown, page.total, page.number, size)


def asked_page(name: str = PAGE) -> int:
    """Which page of a list the address asks for, from 1: for lists that are cut where they are read."""
    return max(1, asked_id(name) or 1)


def pages_open(*names: str) -> dict[str, Any]:
    """Which pages of lists the address asks for: what an address keeps that leads back to them."""
    return {name: number for name in names if (number := asked_id(name))}


def page_href(
    name: str = PAGE, place: str = "", path: str = "", said: Mapping[str, str] | None = None
) -> Callable[[int], str]:
    """What makes the address of another page of the list; all else that the address asks for stays.

    ``path`` is that of the list, where the page may answer for a form of another address; ``said``, what that
    form says of how the list is read, which its own address need not.
    """
    said = said or {}
    asked = [(key, value) for key, value in request.args.items(multi=True) if key not in {name, *said}]
    kept = [*asked, *said.items()]

    def href(number: int) -> str:
        query = urlencode([*kept, (name, number)])
        return f"{path or request.path}?{query}" + (f"#{place}" if place else "")

    return href
