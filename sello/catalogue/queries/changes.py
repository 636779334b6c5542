"""Reads for the comparison of two editions."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from sello.catalogue import models
from sello.catalogue.changes import EditionDiff, compare, match, suggestions
from sello.catalogue.domain.texts import Requirement
from sello.catalogue.queries.editions import EditionRow, edition
from sello.core.db import db


@dataclass(frozen=True)
class ComparisonPage:
    """What changes from one loaded edition to another, and how their requirements were matched."""

    before: EditionRow
    after: EditionRow
    diff: EditionDiff
    by_hand: Mapping[str, str]
    unmatched: tuple[Requirement, ...]
    free: tuple[Requirement, ...]
    suggested: Mapping[str, str]
    version: int


def comparison(before_id: int, after_id: int) -> ComparisonPage:
    """The comparison of two loaded editions. Three statements, up to two more the first time.

    ``unmatched`` are the earlier requirements without a counterpart or with one said by hand;
    ``free`` the later ones that those may be given.
    """
    before, after = edition(before_id), edition(after_id)
    version, by_hand = _said(before_id, after_id)
    matched = match(before.edition, after.edition, by_hand)
    taken = {new for old, new in matched.items() if old not in by_hand}
    return ComparisonPage(
        before=before.row,
        after=after.row,
        diff=compare(before.edition, after.edition, by_hand),
        by_hand=by_hand,
        unmatched=tuple(
            part for part in before.edition.requirements if part.code in by_hand or part.code not in matched
        ),
        free=tuple(part for part in after.edition.requirements if part.code not in taken),
        suggested=suggestions(before.edition, after.edition, by_hand),
        version=version,
    )


def mapping(before_id: int, after_id: int) -> dict[str, str]:
    """What was said by hand of how two editions correspond: earlier code → later code, empty for none."""
    return _said(before_id, after_id)[1]


def _said(before_id: int, after_id: int) -> tuple[int, dict[str, str]]:
    """The version and the pairs of what was said by hand; 0 and none while nothing was."""
    held = models.EditionMapping
    found = db.session.execute(
        select(held.version, held.pairs).where(held.before_id == before_id, held.after_id == after_id)
    ).one_or_none()
    return (found.version, dict(found.pairs)) if found else (0, {})
