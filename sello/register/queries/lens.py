"""The budgets of a year over all initiatives, and the whole budget of the town."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.core.rows import row_as, rows_as
from sello.register.models import Initiative
from sello.register.parts.domain.lens import BudgetLine, YearSum, year_sum
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
    return rows_as(BudgetLine, db.session.execute(_lines(visibility).where(YearBudget.year == year)))


def years(visibility: Visibility) -> tuple[YearSum, ...]:
    """What each year comes to of which a budget is known, the latest first (two statements)."""
    grouped: dict[int, list[BudgetLine]] = defaultdict(list)
    for row in db.session.execute(_lines(visibility).add_columns(YearBudget.year)):
        grouped[row.year].append(row_as(BudgetLine, row))
    wholes = select(TownBudget.year, TownBudget.total).where(TownBudget.year.in_(sorted(grouped)))
    totals = {row.year: row.total for row in db.session.execute(wholes)}
    return tuple(year_sum(year, grouped[year], totals.get(year)) for year in sorted(grouped, reverse=True))


def _lines(visibility: Visibility) -> Select[*tuple[Any, ...]]:
    return (
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
        .where(visible(visibility))
        .order_by(Initiative.name, YearBudget.id)
    )


def whole(year: int) -> WholeRow:
    """The town's budget of a year, if somebody wrote it down (one statement)."""
    statement = select(TownBudget.total, TownBudget.source, TownBudget.version)
    row = db.session.execute(statement.where(TownBudget.year == year)).one_or_none()
    return WholeRow() if row is None else row_as(WholeRow, row)
