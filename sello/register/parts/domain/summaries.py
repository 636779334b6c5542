"""What the rows of a part come to: coverage, quorum, gaps in competences, the chain as a tree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.register.parts.domain.columns import PEOPLE, Column, Part
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


def coverage(attendance: Iterable[Values], staff: Iterable[Values]) -> tuple[Cover, ...]:
    """The coverage of each sex of whom there is anybody."""
    came, there = tuple(attendance), tuple(staff)
    covers = (_cover(one, came, there) for one in PEOPLE)
    return tuple(cover for cover in covers if cover.there)


def _cover(sex: Column, came: tuple[Values, ...], staff: tuple[Values, ...]) -> Cover:
    reached, there = covered(came, staff, sex.name)
    return Cover(label=sex.label, reached=reached, there=there)


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
    """Each meeting with its attendance, the latest first."""
    came = Counter(row["meeting_id"] for row in present)
    found = (Sitting(row["held_on"], came[row_id], seats, row["quorum"]) for row_id, row in meetings)
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

    coverage: tuple[Cover, ...]
    sittings: tuple[Sitting, ...]
    chain: tuple[Node, ...]


def summary(rows: Mapping[Part, Rows]) -> Summary:
    """What the rows of all parts come to."""

    def said(part: Part) -> list[Values]:
        return [values for _, values in rows.get(part, ())]

    meetings, seats = rows.get(Part.MEETINGS, ()), len(said(Part.MEMBERS))
    return Summary(
        coverage=coverage(said(Part.ATTENDANCE), said(Part.STAFF)),
        sittings=sittings(meetings, said(Part.PRESENT), seats),
        chain=tree(rows.get(Part.CHAIN, ())),
    )
