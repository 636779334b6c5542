"""Reads for an adoption: what it would do, and those that were made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from sello.accounts.domain.actor import Visibility
from sello.catalogue.changes import match
from sello.catalogue.domain.rules import Level
from sello.catalogue.domain.texts import Requirement
from sello.catalogue.models import Edition
from sello.catalogue.queries import changes, editions
from sello.core.db import db
from sello.core.moment import Moment
from sello.cycles.domain.targets import target_in
from sello.cycles.models import Cut
from sello.cycles.queries.cycles import CycleRow, find
from sello.progress.standing import standing
from sello.transfers.change_edition.domain import Effect, effects
from sello.transfers.change_edition.models import Adoption


@dataclass(frozen=True)
class Left:
    """A requirement that stays behind, and what had been said of it."""

    code: str
    title: str
    declared: str | None
    evidence: int


@dataclass(frozen=True)
class AdoptionPage:
    """What taking another edition would do to a cycle, before anything is written."""

    cycle: CycleRow
    comparison: changes.ComparisonPage
    effects: tuple[Effect, ...]
    behind: tuple[Left, ...]
    added: tuple[Requirement, ...]
    target: Level
    carried: int


@dataclass(frozen=True)
class AdoptionRow:
    """An adoption that was made, as a list tells it."""

    id: int
    before: str
    after: str
    adopted_at: datetime
    undone_at: datetime | None
    kept: tuple[tuple[str, dict[str, Any]], ...]
    may_undo: bool


def adoption_page(
    cycle_id: int, edition_id: int, visibility: Visibility | None, *, at: Moment
) -> AdoptionPage:
    """The preview of an adoption, as of today. Constant number of statements."""
    cycle = find(cycle_id, visibility)
    page = changes.comparison(cycle.edition_id, edition_id)
    before = editions.edition(cycle.edition_id).edition
    after = editions.edition(edition_id).edition
    matched = match(before, after, page.by_hand)
    where = standing(cycle, visibility, at=at)
    target = target_in(after.levels, cycle.target_level, before.levels)
    return AdoptionPage(
        cycle=cycle,
        comparison=page,
        effects=effects(before.rules, after.rules, where.states.values(), matched, at.today),
        behind=tuple(
            Left(
                code=row.code,
                title=row.title,
                declared=row.declared,
                evidence=len(where.facts.get(row.requirement_id, ())),
            )
            for row in where.answers
            if row.code not in matched
        ),
        added=tuple(part for part in after.requirements if part.code not in matched.values()),
        target=next(level for level in after.levels if level.code == target),
        carried=len(matched),
    )


def adoptions(cycle_id: int) -> tuple[AdoptionRow, ...]:
    """The adoptions of a cycle, the latest first; only the latest may be undone. Two statements."""
    before, after = aliased(Edition), aliased(Edition)
    found = db.session.execute(
        select(Adoption, before.name, before.version, after.name, after.version)
        .join(before, before.id == Adoption.before_id)
        .join(after, after.id == Adoption.after_id)
        .where(Adoption.cycle_id == cycle_id)
        .order_by(Adoption.id.desc())
    ).all()
    last_cut = db.session.scalar(select(func.max(Cut.made_at)).where(Cut.cycle_id == cycle_id))
    latest = next((row.id for row, *_ in found if row.undone_at is None), None)
    return tuple(
        AdoptionRow(
            id=row.id,
            before=f"{old} ({old_version})",
            after=f"{new} ({new_version})",
            adopted_at=row.adopted_at,
            undone_at=row.undone_at,
            kept=tuple(row.kept.items()),
            may_undo=row.id == latest and (last_cut is None or last_cut < row.adopted_at),
        )
        for row, old, old_version, new, new_version in found
    )
