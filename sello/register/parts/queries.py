"""The rows of an initiative's parts, and what other parts call them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from sello.accounts.models import Unit
from sello.core.changes import grounded
from sello.core.dates import written
from sello.core.db import db
from sello.register.parts.domain.columns import COLUMNS, Part, Shape
from sello.register.parts.models import MODELS, CommitteeResolution


@dataclass(frozen=True, slots=True)
class PartRow:
    """A row of a part: its values by the names of the part's columns."""

    id: int
    values: Mapping[str, Any]
    task_id: int | None = None
    """The conversation that sees to it, of a resolution."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Rows of several parts of one initiative, and the units that they name."""

    rows: Mapping[Part, tuple[PartRow, ...]]
    units: Mapping[int, str]

    def values(self, part: Part) -> tuple[Mapping[str, Any], ...]:
        """What the rows of a part say; nothing where the kind has no such part."""
        return tuple(row.values for row in self.rows.get(part, ()))

    def row(self, part: Part, row_id: int | None) -> PartRow | None:
        """A row of a part."""
        return next((row for row in self.rows.get(part, ()) if row.id == row_id), None)


def read(initiative_id: int, parts: Collection[Part]) -> Parts:
    """The rows of some parts (one statement each), and the names of the units in them (one more); kept."""
    return grounded(lambda: _read(initiative_id, parts), "parts", initiative_id, tuple(parts))


def _read(initiative_id: int, parts: Collection[Part]) -> Parts:
    rows = {part: rows_of(initiative_id, part) for part in parts}
    wanted = {
        row.values["unit_id"]
        for each in rows.values()
        for row in each
        if row.values.get("unit_id") is not None
    }
    return Parts(rows, unit_names(wanted))


def rows_of(initiative_id: int, part: Part) -> tuple[PartRow, ...]:
    """The rows of a part (one statement)."""
    model = MODELS[part]
    names = [one.name for one in COLUMNS[part]]
    columns = [getattr(model, name) for name in names]
    task = [CommitteeResolution.task_id] if model is CommitteeResolution else []
    statement = (
        select(model.id, *columns, *task).where(model.initiative_id == initiative_id).order_by(*_order(part))
    )
    return tuple(
        PartRow(row["id"], {name: row[name] for name in names}, row.get("task_id"))
        for row in db.session.execute(statement).mappings()
    )


def _order(part: Part) -> tuple[Any, ...]:
    """What has a day or a year by it, the rest as it was written down."""
    model = MODELS[part]
    dated = [one.name for one in COLUMNS[part] if one.shape in {Shape.DAY, Shape.YEAR} and one.needed]
    return (*(getattr(model, name) for name in dated), model.id)


def unit_names(ids: Collection[int]) -> dict[int, str]:
    """What units are called (one statement; none where no unit is named)."""
    if not ids:
        return {}
    statement = select(Unit.id, Unit.name).where(Unit.id.in_(sorted(ids)))
    return {row.id: row.name for row in db.session.execute(statement)}


def called(part: Part, row: PartRow) -> str:
    """What a row is called where another one names it; a day as it is written."""
    words = (row.values[one.name] for one in COLUMNS[part] if one.names)
    return " · ".join(written(word) if isinstance(word, date) else str(word) for word in words)
