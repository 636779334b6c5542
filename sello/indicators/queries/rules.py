"""An institution's lists of cuts, and below which count it hides figures from whom."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action, allows
from sello.core.db import db
from sello.indicators.domain.cuts import Axis, Lists, read_lists
from sello.indicators.domain.tables import USUAL_THRESHOLD
from sello.indicators.models import FigureRule, Indicator, Measurement


@dataclass(frozen=True, slots=True)
class Rules:
    """The lists and the threshold; version 0 while an institution never set its own."""

    threshold: int
    lists: Lists
    version: int

    def threshold_for(self, actor: Actor) -> int | None:
        """Below which count figures are hidden from somebody; None for whoever may see them all."""
        return None if allows(actor, Action.FIGURE_WHOLE) else self.threshold


def rules() -> Rules:
    """What holds in the institution at work (one statement)."""
    found = db.session.execute(select(FigureRule.threshold, FigureRule.lists, FigureRule.version)).first()
    if found is None:
        return Rules(USUAL_THRESHOLD, read_lists(None), 0)
    return Rules(found.threshold, read_lists(found.lists), found.version)


def used_options() -> dict[Axis, frozenset[str]]:
    """The options by which any value is cut, by their axis (two statements)."""
    used: dict[Axis, frozenset[str]] = {}
    for axis, cut in (
        (Indicator.first_axis, Measurement.first_cut),
        (Indicator.second_axis, Measurement.second_cut),
    ):
        statement = (
            select(axis.label("axis"), cut.label("code"))
            .join(Indicator, Indicator.id == Measurement.indicator_id)
            .where(axis.is_not(None), cut != "")
            .distinct()
        )
        for row in db.session.execute(statement):
            used[row.axis] = used.get(row.axis, frozenset()) | {row.code}
    return used
