"""The budgets of a year over all initiatives, and the whole budget of the town."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.core.rows import row_as, rows_as
from sello.register.models import Initiative
from sello.register.parts.domain.lens import BudgetLine
from sello.register.parts.models import TownBudget, YearBudget
from sello.register.queries.rows import visible


@dataclass(frozen=True, slots=True)
class WholeRow:
    """All the money of the town in a year, in pesos; its version is 0 where nobody said."""

    total: int | None = None
    source: str = ""
    version: int = 0


def lines(year: int, visibility: Visibility) -> tuple[BudgetLine, ...]:
    """The budgets of a year that somebody may see, by initiative (one statement)."""
    statement = (
        select(
            YearBudget.initiative_id,
            Initiative.name.label("initiative"),
            YearBudget.funder,
            YearBudget.own,
            YearBudget.transferred,
            YearBudget.executed,
            YearBudget.lens,
        )
        .join(Initiative, Initiative.id == YearBudget.initiative_id)
        .where(YearBudget.year == year, visible(visibility))
        .order_by(Initiative.name, YearBudget.id)
    )
    return rows_as(BudgetLine, db.session.execute(statement))


def whole(year: int) -> WholeRow:
    """The town's budget of a year, if somebody wrote it down (one statement)."""
    statement = select(TownBudget.total, TownBudget.source, TownBudget.version)
    row = db.session.execute(statement.where(TownBudget.year == year)).one_or_none()
    return WholeRow() if row is None else row_as(WholeRow, row)
