"""The requirements of the current cycle, as the checklist shows them to the reader."""

from __future__ import annotations

from sello.accounts.domain.actor import Visibility
from sello.core.moment import Moment
from sello.cycles.queries import cycles
from sello.progress.checklist import ChecklistRow, Filters, checklist
from sello.search.domain.ranking import Hit, Kind, Searched


def requirements(visibility: Visibility, *, at: Moment) -> tuple[tuple[Hit, ChecklistRow], ...] | None:
    """What the reader may see, each with its row of the checklist (four statements); None without a cycle."""
    cycle = cycles.current(visibility)
    if cycle is None:
        return None
    page = checklist(cycle, visibility, Filters(), at=at)
    asked = {code: found.text().asks for code, found in cycle.known.requirements.items()}
    return tuple(
        (_hit(row, f"{group.name} {asked.get(row.code, '')}"), row)
        for group in page.groups
        for row in group.rows
    )


def _hit(row: ChecklistRow, text: str) -> Hit:
    return Hit(
        kind=Kind.REQUIREMENT,
        id=row.requirement_id,
        title=row.title,
        what=None,
        by=Searched((row.title,), beside=row.unit_name or "", text=text, code=row.code),
        code=row.code,
        unit=row.unit_name or "",
        state=row.status,
        light=row.status.light,
    )
