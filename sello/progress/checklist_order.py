"""The checklist by another column than its codes: one list, without the dimensions between its lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sello.core.ordering import Order, in_order
from sello.core.text import fold
from sello.level.status import Status
from sello.progress.checklist import Checklist, ChecklistGroup, ChecklistRow

USUAL = Order("codigo")

_PLACES = {status: place for place, status in enumerate(Status)}

_KEYS: dict[str, Callable[[ChecklistRow], Any]] = {
    "requerimiento": lambda row: fold(row.title),
    "estado": lambda row: _PLACES[row.status],
    "unidad": lambda row: None if row.unit_name is None else fold(row.unit_name),
    "evidencia": lambda row: (row.evidence.accepted, row.evidence.total),
    "movimiento": lambda row: row.moved_at,
}

COLUMNS = frozenset({USUAL.column, *_KEYS})
"""What an address may order the lines by."""


def rows_of(page: Checklist) -> tuple[ChecklistRow, ...]:
    """The lines that a checklist shows, as they stand."""
    return tuple(row for group in page.groups for row in group.rows)


def ordered(page: Checklist, order: Order) -> Checklist:
    """The checklist in the order asked for; in the usual one it stays as it is."""
    rows = rows_of(page)
    if order == USUAL or not rows:
        return page
    key = _KEYS.get(order.column)
    lines = tuple(in_order(rows, order, key)) if key else rows[::-1]
    return replace(page, groups=(ChecklistGroup("", "", lines, done=0, total=len(lines)),))
