"""What the rows of a part come to: coverage, quorum, gaps in competences, the chain as a tree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.register.parts.domain.columns import PEOPLE, Column, Part, Seat, Staff
from sello.register.parts.domain.rules import Values, covered

Rows = Sequence[tuple[int, Values]]
"""Rows with their ids."""


@dataclass(frozen=True, slots=True)
class Cover:
    """How many of a sex came to some session, at the very least, of how many there are."""

    label: str
    reached: int
    there: int

    @property
    def share(self) -> Fraction | None:
        """The part of the whole; None where there is nobody."""
        return Fraction(self.reached, self.there) if self.there else None


@dataclass(frozen=True, slots=True)
class CoverRow:
    """The coverage of a category of staff, or of a unit: of each sex, and of all together."""

    staff: Staff | None
    unit_id: int | None
    sexes: tuple[Cover, ...]
    whole: Cover


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a training reached the staff: of each sex, by category and by unit."""

    sexes: tuple[Cover, ...]
    by_staff: tuple[CoverRow, ...]
    by_unit: tuple[CoverRow, ...]

    @property
    def rows(self) -> tuple[CoverRow, ...]:
        """Categories, then units."""
        return (*self.by_staff, *self.by_unit)


def coverage(attendance: Iterable[Values], staff: Iterable[Values]) -> Coverage:
    """The coverage of those sexes of whom there is anybody; units in the order in which they were written."""
    came, there = tuple(attendance), tuple(staff)
    counted = {sex: covered(came, there, sex.name) for sex in PEOPLE if any(row[sex.name] for row in there)}
    kinds = {row["staff"] for row in there}
    units = dict.fromkeys(row["unit_id"] for row in there)
    return Coverage(
        sexes=_covers(counted, lambda _cell: True),
        by_staff=tuple(_row(counted, staff=kind) for kind in Staff if kind in kinds),
        by_unit=tuple(_row(counted, unit_id=unit_id) for unit_id in units),
    )


Counted = Mapping[Column, Mapping[tuple[Any, Any], tuple[int, int]]]
"""Of each sex, how many were reached of how many, by unit and category."""


def _row(counted: Counted, *, staff: Staff | None = None, unit_id: int | None = None) -> CoverRow:
    """The line of a category or of a unit."""
    covers = _covers(counted, lambda cell: cell[1] is staff if staff else cell[0] == unit_id)
    reached, there = (sum(getattr(one, name) for one in covers) for name in ("reached", "there"))
    return CoverRow(staff, unit_id, covers, Cover(N_("Total"), reached, there))


def _covers(counted: Counted, belongs: Callable[[tuple[Any, Any]], bool]) -> tuple[Cover, ...]:
    return tuple(
        Cover(
            label=sex.label,
            reached=sum(reached for cell, (reached, _) in found.items() if belongs(cell)),
            there=sum(count for cell, (_, count) in found.items() if belongs(cell)),
        )
        for sex, found in counted.items()
    )


class Quorate(LabelledEnum):
    """Whether enough came to a meeting; nobody may have said how many that is."""

    YES = "yes", N_("Con quórum")
    NO = "no", N_("Sin quórum")
    UNKNOWN = "unknown", N_("Falta: quórum")

    @property
    def light(self) -> Light:
        """Its shape and colour."""
        return {Quorate.YES: Light.GREEN, Quorate.NO: Light.RED}.get(self, Light.GREY)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting with how many came, and how many had to."""

    held_on: date
    present: int
    seats: int
    quorum: int | None

    @property
    def standing(self) -> Quorate:
        """Whether enough came."""
        if self.quorum is None:
            return Quorate.UNKNOWN
        return Quorate.YES if self.present >= self.quorum else Quorate.NO


def sittings(meetings: Rows, present: Iterable[Values], seats: int) -> tuple[Sitting, ...]:
    """Each meeting with its attendance, the latest first.

    A substitute takes the seat of somebody: where both came, no more were present than there are seats.
    """
    came = Counter(row["meeting_id"] for row in present)
    found = (
        Sitting(row["held_on"], min(came[row_id], seats), seats, row["quorum"]) for row_id, row in meetings
    )
    return tuple(sorted(found, key=lambda one: one.held_on, reverse=True))


def lacking(row: Values) -> int | None:
    """How many people with a competence a post lacks; None where one of both counts is not known."""
    wanted, held = row["wanted"], row["held"]
    return None if wanted is None or held is None else max(0, wanted - held)


@dataclass(frozen=True, slots=True)
class Node:
    """A link of the chain with what hangs from it."""

    values: Mapping[str, Any]
    below: tuple[Node, ...]


def tree(rows: Rows) -> tuple[Node, ...]:
    """The chain as a tree, its barriers first."""
    hanging: defaultdict[int | None, list[tuple[int, Values]]] = defaultdict(list)
    for row_id, values in rows:
        hanging[values["follows_id"]].append((row_id, values))

    def nodes(follows: int | None) -> tuple[Node, ...]:
        return tuple(Node(values, nodes(row_id)) for row_id, values in hanging[follows])

    return nodes(None)


@dataclass(frozen=True, slots=True)
class Summary:
    """What an initiative's parts come to; empty where its kind has no such part."""

    coverage: Coverage
    sittings: tuple[Sitting, ...]
    chain: tuple[Node, ...]


def summary(rows: Mapping[Part, Rows]) -> Summary:
    """What the rows of all parts come to."""

    def said(part: Part) -> list[Values]:
        return [values for _, values in rows.get(part, ())]

    meetings = rows.get(Part.MEETINGS, ())
    seats = sum(member["seat"] is not Seat.SUBSTITUTE for member in said(Part.MEMBERS))
    return Summary(
        coverage=coverage(said(Part.ATTENDANCE), said(Part.STAFF)),
        sittings=sittings(meetings, said(Part.PRESENT), seats),
        chain=tree(rows.get(Part.CHAIN, ())),
    )
