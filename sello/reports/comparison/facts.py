"""The two sides of a comparison: which can be chosen, and each of them read as a frozen state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from sello.accounts.domain.actor import Visibility
from sello.catalogue.changes import match
from sello.catalogue.queries import changes
from sello.core.changes import grounded
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.cycles.models import Cut, Cycle
from sello.cycles.queries import cuts, cycles
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.queries.editions import KnownEdition, edition_told
from sello.level.state import Reading
from sello.progress.standing import standing

CUT, CYCLE = "corte", "ciclo"
"""What a side can be, as its key begins."""


@dataclass(frozen=True, slots=True)
class CycleChoice:
    """A cycle that can be chosen, with its cuts."""

    id: int
    name: str
    is_current: bool
    cuts: tuple[CutChoice, ...]


@dataclass(frozen=True, slots=True)
class CutChoice:
    """A cut that can be chosen."""

    id: int
    name: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Pick:
    """What was chosen for a side: its key ("corte-3", "ciclo-1"), its reading and, for a cycle, the day."""

    key: str
    reading: Reading
    day: date | None = None


@dataclass(frozen=True)
class Side:
    """A frozen state with its edition, and until when what was done is in it.

    Answers are as they stood at `said_until`; decisions and evidence as they counted at `decided_until`. The
    two differ in old cuts of a past day alone.
    """

    title: str
    cycle: CycleRow
    as_of: date
    reading: Reading
    frozen: Mapping[str, Any]
    known: KnownEdition | None
    said_until: datetime
    decided_until: datetime
    told_from: date | None = None
    """The day from which it could be told what stood, where it is later than the day asked for."""

    @property
    def edition_name(self) -> str:
        """The edition as people call it, or as the frozen state does once it is gone."""
        told = self.frozen["edition"]
        name = self.known.edition.text().title if self.known else told["code"]
        return f"{name} ({told['version']})"


def choices(visibility: Visibility) -> tuple[CycleChoice, ...]:
    """Every cycle that may be seen with its cuts, the current one first (two statements, kept)."""
    unreleased = cycles.sees_unreleased(visibility)
    return grounded(lambda: _choices(unreleased=unreleased), "sides", unreleased)


def _choices(*, unreleased: bool) -> tuple[CycleChoice, ...]:
    statement = select(Cycle.id, Cycle.name, Cycle.is_current).order_by(*cycles.PREFERRED)
    if not unreleased:
        statement = statement.where(Cycle.released_at.is_not(None))
    found = db.session.execute(statement).all()
    held: dict[int, list[CutChoice]] = {}
    rows = select(Cut.cycle_id, Cut.id, Cut.name, Cut.as_of).order_by(Cut.as_of, Cut.id)
    for cycle_id, cut_id, name, as_of in db.session.execute(rows):
        held.setdefault(cycle_id, []).append(CutChoice(cut_id, name, as_of))
    return tuple(
        CycleChoice(number, name, current, tuple(held.get(number, ()))) for number, name, current in found
    )


def proposed(offered: tuple[CycleChoice, ...]) -> tuple[Pick, Pick] | None:
    """What is compared when nobody chose: the oldest cut with today, else two readings of today."""
    if not offered:
        return None
    first = offered[0]
    today = Pick(f"{CYCLE}-{first.id}", Reading.VALIDATED)
    if first.cuts:
        return Pick(f"{CUT}-{first.cuts[0].id}", Reading.VALIDATED), today
    return Pick(today.key, Reading.SELF), today


def side(pick: Pick, visibility: Visibility, at: Moment) -> Side:
    """Read a side (three statements, one more for a cut on a former edition); NotFound for an unknown one."""
    kind, _, number = pick.key.partition("-")
    if not number.isdecimal() or kind not in (CUT, CYCLE):
        raise NotFound
    read = _cut if kind == CUT else _live
    return read(int(number), pick, visibility, at)


def _cut(cut_id: int, pick: Pick, visibility: Visibility, at: Moment) -> Side:
    cycle_id = db.session.scalar(select(Cut.cycle_id).where(Cut.id == cut_id))
    if cycle_id is None:
        raise NotFound
    cycle = cycles.find(cycle_id, visibility)
    row = cuts.find_cut(cycle.id, cut_id, visibility)
    made_that_day = at.day_of(row.made_at) == row.as_of
    decided_until = row.made_at if made_that_day else at.end_of(row.as_of)
    return Side(
        title=row.name,
        cycle=cycle,
        as_of=row.as_of,
        reading=pick.reading,
        frozen=row.snapshot,
        known=edition_told(row.snapshot["edition"], cycle.known),
        said_until=row.made_at if row.snapshot["schema"] == 1 else decided_until,
        decided_until=decided_until,
    )


def _live(cycle_id: int, pick: Pick, visibility: Visibility, at: Moment) -> Side:
    cycle = cycles.find(cycle_id, visibility)
    day = pick.day or at.today
    stands = standing(cycle, as_of=day, at=at).told_to(visibility)
    return Side(
        title=cycle.name,
        cycle=cycle,
        as_of=day,
        reading=pick.reading,
        frozen=stands.snapshot(day),
        known=stands.cycle.known,
        said_until=min(at.now, at.end_of(day)),
        decided_until=min(at.now, at.end_of(day)),
        told_from=stands.told_from,
    )


def counterparts(before: KnownEdition | None, after: KnownEdition | None) -> dict[str, str] | None:
    """Earlier code → later code between two editions, as an adoption matches them; None for one edition.

    What was said by hand holds in both directions. At most two statements.
    """
    if before is None or after is None or before.id == after.id:
        return None
    by_hand = changes.mapping(before.id, after.id)
    if not by_hand:
        by_hand = turned(changes.mapping(after.id, before.id), frozenset(before.requirements))
    return match(before.edition, after.edition, by_hand)


def turned(said: Mapping[str, str], codes: frozenset[str]) -> dict[str, str]:
    """A mapping the other way round; `codes` are those that may stand on its new left side."""
    back = {target: code for code, target in said.items() if target}
    alone = {code: "" for code, target in said.items() if not target and code in codes}
    return {**alone, **back}
