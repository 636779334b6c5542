"""What requirements ask for, in words, for the pages of those who bring it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from sello.catalogue.domain.texts import SOURCE_LANGUAGE
from sello.catalogue.models import Requirement
from sello.core.changes import grounded
from sello.core.db import db

TEXTS = (
    select(Requirement.id, Requirement.code, Requirement.title, Requirement.texts)
    .where(Requirement.id.in_(bindparam("ids", expanding=True)))
    .order_by(Requirement.position, Requirement.id)
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement as whoever brings evidence needs it: what it asks, and what serves."""

    id: int
    code: str
    title: str
    asks: str
    why: str
    sources: tuple[str, ...]
    """Its means of verification."""
    good: str
    weak: str

    @property
    def says_more(self) -> bool:
        """Whether there is more to read than its title."""
        return bool(self.asks or self.why or self.sources or self.good or self.weak)


def asked(requirement_ids: Iterable[int]) -> tuple[Asked, ...]:
    """Requirements by their ids, in the order of their edition (one statement, kept; none for none)."""
    ids = tuple(sorted(set(requirement_ids)))
    return grounded(lambda: _read(ids), "asked", ids) if ids else ()


def _read(ids: tuple[int, ...]) -> tuple[Asked, ...]:
    found = db.session.execute(TEXTS, {"ids": ids})
    return tuple(_asked(row.id, row.code, row.title, row.texts.get(SOURCE_LANGUAGE) or {}) for row in found)


def _asked(requirement_id: int, code: str, title: str, text: dict[str, object]) -> Asked:
    sources = text.get("sources")
    return Asked(
        id=requirement_id,
        code=code,
        title=title,
        asks=str(text.get("asks") or ""),
        why=str(text.get("why") or ""),
        sources=tuple(map(str, sources)) if isinstance(sources, list) else (),
        good=str(text.get("good") or ""),
        weak=str(text.get("weak") or ""),
    )
