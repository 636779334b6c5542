"""Every piece of a requirement judged as of a day and added up: what the kept sums have to say.

`evidence.service.summing` writes it down, `differing` finds where what was written is something else.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, TypeAlias

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Date,
    Row,
    bindparam,
    case,
    func,
    not_,
    select,
)

from sello.evidence.models import Evidence, EvidenceLink, RequirementSum
from sello.evidence.queries import conditions
from sello.evidence.queries.ranked import BEGUN, CONFIRMED, ranked

Figures: TypeAlias = Row[*tuple[Any, ...]]

Place: TypeAlias = tuple[int, int]
"""A cycle and a requirement of it."""

DAY: BindParameter[date] = bindparam("day", type_=Date())
FRESH = conditions.unexpired(DAY)
BACKING = CONFIRMED & BEGUN & FRESH


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


FIGURES: Final[Mapping[str, ColumnElement[Any]]] = {
    "total": func.count(),
    "confirmed": _how_many(EvidenceLink.to_confirm.is_(False)),
    "accepted": _how_many(conditions.accepted()),
    "released": _how_many(conditions.released()),
    "shown": _how_many(conditions.released() & EvidenceLink.to_confirm.is_(False)),
    "backing": _how_many(BACKING),
    "leaving": _how_many(BACKING & conditions.has_successor()),
    "over": _how_many(not_(FRESH)),
    "ended": _how_many(CONFIRMED & not_(FRESH)),
    "to_confirm": _how_many(EvidenceLink.to_confirm.is_(True)),
    "submitted": _how_many(conditions.waiting()),
    "returned": _how_many(conditions.returned()),
    "until": func.max(case((BACKING, func.coalesce(Evidence.valid_until, date.max)))),
}
"""What is added up of a requirement's pieces: the columns of `RequirementSum` that say how many."""

SUMS = (
    select(
        EvidenceLink.requirement_id,
        *(figure.label(name) for name, figure in FIGURES.items()),
        _how_many(CONFIRMED & not_(BEGUN)).label("coming"),
    )
    .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
    .where(EvidenceLink.cycle_id == bindparam("cycle_id"))
    .group_by(EvidenceLink.requirement_id)
)
"""Every piece of a cycle judged as of a day, added up by requirement."""

SUMS_OF = SUMS.where(EvidenceLink.requirement_id.in_(bindparam("requirement_ids", expanding=True)))
"""The same of some requirements."""

EVER: Final = datetime(9999, 1, 1, tzinfo=UTC)
"""What is kept takes every acceptance as begun; `accepted_at` says on which days that is so."""

JUDGED = SUMS_OF.add_columns(
    func.max(Evidence.accepted_at).label("accepted_at"),
    func.max(case((conditions.past(DAY), Evidence.valid_until))).label("ended_last"),
    func.min(case((not_(conditions.past(DAY)), Evidence.valid_until))).label("ends_next"),
    func.max(case((conditions.replaced(DAY), Evidence.superseded_on))).label("replaced_last"),
    func.min(case((conditions.unreplaced(DAY), Evidence.superseded_on))).label("replaced_next"),
)
"""The sums of some requirements with what tells on which days they are the same."""

_THEIR = EvidenceLink.requirement_id.in_(bindparam("requirement_ids", expanding=True))
_RANKED = ranked(_THEIR)
SPEAKING = (
    select(_RANKED.c.requirement_id, _RANKED.c.evidence_id)
    .where(_RANKED.c.place == 1)
    .order_by(_RANKED.c.requirement_id, _RANKED.c.evidence_id)
)
"""The pieces of some requirements that a verdict may name."""

BY_UNIT = (
    select(EvidenceLink.requirement_id, Evidence.unit_id, func.count().label("pieces"))
    .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
    .where(EvidenceLink.cycle_id == bindparam("cycle_id"), _THEIR)
    .group_by(EvidenceLink.requirement_id, Evidence.unit_id)
    .order_by(EvidenceLink.requirement_id, Evidence.unit_id)
)
"""How many pieces of each unit serve some requirements."""

NONE: Final[Mapping[str, Any]] = {
    **dict.fromkeys(FIGURES, 0),
    "until": None,
    "speaking": [],
    "by_unit": {},
    "accepted_at": None,
    "holds_from": date.min,
    "holds_until": date.max,
}
"""The sum of a requirement that nothing serves, on every day."""


def judge(connection: Connection, cycle_id: int, requirement_ids: list[int], day: date) -> dict[int, Any]:
    """What `RequirementSum` has to say of each of these requirements as of a day (three statements)."""
    asked = {"cycle_id": cycle_id, "requirement_ids": requirement_ids}
    days = {"day": day, "next_day": EVER}
    found = {row.requirement_id: _said(row) for row in connection.execute(JUDGED, asked | days)}
    served = asked | {"requirement_ids": sorted(found)}
    for named in connection.execute(SPEAKING, served | {"next_day": EVER}):
        found[named.requirement_id]["speaking"].append(named.evidence_id)
    for row in connection.execute(BY_UNIT, served):
        found[row.requirement_id]["by_unit"][str(row.unit_id)] = row.pieces
    return {one: found.get(one, NONE) for one in requirement_ids}


def _said(row: Figures) -> dict[str, Any]:
    """A sum with the days between which it stays the same."""
    one_day = timedelta(days=1)
    begins = (row.ended_last and row.ended_last + one_day, row.replaced_last)
    ends = (row.ends_next, row.replaced_next and row.replaced_next - one_day)
    return {name: getattr(row, name) for name in FIGURES} | {
        "speaking": [],
        "by_unit": {},
        "accepted_at": row.accepted_at,
        "holds_from": max(filter(None, begins), default=date.min),
        "holds_until": min(filter(None, ends), default=date.max),
    }


def differing(connection: Connection, *, sample: int | None = None) -> Iterator[Place]:
    """Where a kept sum is not what the pieces say, of all of them or of a few by chance."""
    yield from _without_sum(connection)
    kept = select(RequirementSum.__table__)
    if sample is not None:
        kept = kept.order_by(func.random()).limit(sample)
    for row in connection.execute(kept):
        said = judge(connection, row.cycle_id, [row.requirement_id], row.judged_on)[row.requirement_id]
        if any(getattr(row, name) != value for name, value in said.items()):
            yield row.cycle_id, row.requirement_id


def _without_sum(connection: Connection) -> Iterator[Place]:
    links = select(EvidenceLink.cycle_id, EvidenceLink.requirement_id)
    kept = select(RequirementSum.cycle_id, RequirementSum.requirement_id)
    yield from ((row.cycle_id, row.requirement_id) for row in connection.execute(links.except_(kept)))
