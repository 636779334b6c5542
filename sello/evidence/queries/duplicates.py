"""Pieces that already hold the same bytes or nearly the same text, for whoever may know of them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion
from sello.evidence.queries.conditions import seen_by
from sello.files.likeness import ALIKE
from sello.files.models import TextMark


@dataclass(frozen=True)
class Twin:
    """An existing piece with the bytes that were just sent."""

    evidence_id: int
    title: str
    state: EvidenceState
    version_number: int


def twins(digests: list[str], visibility: Visibility) -> dict[str, Twin]:
    """For each SHA-256, the oldest visible piece that holds it; a hidden one is as if it did not exist."""
    found = db.session.execute(
        select(EvidenceVersion.sha256, Evidence.id, Evidence.title, Evidence.state, EvidenceVersion.number)
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .where(EvidenceVersion.sha256.in_(digests), seen_by(visibility))
        .order_by(Evidence.id.desc(), EvidenceVersion.number.desc())
    )
    return {row.sha256: Twin(row.id, row.title, row.state, row.number) for row in found}


def serving(cycle_id: int, visibility: Visibility) -> dict[tuple[str, int], str]:
    """What serves the requirements of a cycle, by SHA-256 and requirement: the title of the oldest piece."""
    found = db.session.execute(
        select(EvidenceVersion.sha256, EvidenceLink.requirement_id, Evidence.title)
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
        .where(
            EvidenceVersion.number == Evidence.current,
            EvidenceLink.cycle_id == cycle_id,
            seen_by(visibility),
        )
        .order_by(Evidence.id.desc())
    )
    return {(row.sha256, row.requirement_id): row.title for row in found}


MOST_NEAR = 3
"""Pieces that are named beside a file."""


@dataclass(frozen=True)
class Near:
    """A piece whose file says nearly the same."""

    evidence_id: int
    title: str
    state: EvidenceState


_LOOKED_AT = 4_000
"""Rows that one statement gives, whatever the town holds: of a form filled in ten thousand times some are
named, and no more is promised."""


def near(
    marked: Mapping[str, Collection[int]], visibility: Visibility, *, apart: Collection[int | None] = ()
) -> dict[str, tuple[Near, ...]]:
    """For each SHA-256 with its marks, the newest visible pieces whose current file is nearly the same text.

    The same bytes are told by `twins`, and some pieces are set `apart`; a hidden one is as if it did not
    exist. One statement.
    """
    every = sorted({mark for marks in marked.values() for mark in marks})
    if not every:
        return {}
    rows = db.session.execute(
        select(TextMark.mark, EvidenceVersion.sha256, Evidence.id, Evidence.title, Evidence.state)
        .join(EvidenceVersion, EvidenceVersion.sha256 == TextMark.sha256)
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .where(TextMark.mark.in_(every), EvidenceVersion.number == Evidence.current, seen_by(visibility))
        .limit(_LOOKED_AT)
    ).all()
    open_rows = [row for row in rows if row.id not in apart]
    found = {sha256: _near(sha256, set(marks), open_rows) for sha256, marks in marked.items()}
    return {sha256: pieces for sha256, pieces in found.items() if pieces}


def near_piece(
    evidence_id: int, sha256: str, visibility: Visibility, *, replaces_id: int | None
) -> tuple[Near, ...]:
    """The same beside a kept file, without its own piece and the one that it replaces. Two statements."""
    marks = db.session.scalars(select(TextMark.mark).where(TextMark.sha256 == sha256)).all()
    return near({sha256: marks}, visibility, apart={evidence_id, replaces_id}).get(sha256, ())


def _near(sha256: str, marks: set[int], rows: Sequence[Any]) -> tuple[Near, ...]:
    shared = Counter(row.id for row in rows if row.mark in marks and row.sha256 != sha256)
    pieces = {row.id: Near(row.id, row.title, row.state) for row in rows}
    alike = sorted((each for each, count in shared.items() if count >= ALIKE), reverse=True)
    return tuple(pieces[each] for each in alike[:MOST_NEAR])
