"""A comparison as plain values: the one source of its page, its PDF and its spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sello.core.labels import N_, LabelledEnum
from sello.level.snapshot import Movement, Tally
from sello.level.state import Reading
from sello.reports.document.values import LevelMark


class Deed(LabelledEnum):
    """What somebody did (or what a date did) that may move a requirement."""

    DECLARED = "declared", N_("respondió")
    VALIDATED = "validated", N_("decidió la validación")
    DECIDED = "decided", N_("decidió la evaluación externa")
    HANDED_IN = "handed_in", N_("entregó evidencia")
    LINKED = "linked", N_("vinculó evidencia")
    CONFIRMED = "confirmed", N_("confirmó evidencia")
    ACCEPTED = "accepted", N_("aceptó evidencia")
    RETURNED = "returned", N_("devolvió evidencia")
    EXPIRED = "expired", N_("hizo vencer evidencia")
    SUPERSEDED = "superseded", N_("dejó atrás evidencia reemplazada")


MOVES: dict[Reading, frozenset[Deed]] = {
    Reading.SELF: frozenset({Deed.DECLARED}),
    Reading.VALIDATED: frozenset(Deed) - {Deed.DECIDED},
    Reading.EXTERNAL: frozenset({Deed.DECIDED}),
}
"""Which deeds can move a requirement in a reading: nobody is named for what could not have moved it."""


@dataclass(frozen=True, slots=True)
class Work:
    """One deed on one requirement; nobody did what a date did."""

    day: date
    deed: Deed
    person_id: int | None
    person: str
    unit: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class SideFacts:
    """One side: what it is, as of when, in which reading, and its level with the arithmetic behind it."""

    title: str
    cycle: str
    as_of: date
    reading: Reading
    edition: str
    level: LevelMark
    share: Fraction | None
    numerator: Fraction
    denominator: Fraction
    met: int
    applicable: int
    told_from: date | None = None


@dataclass(frozen=True, slots=True)
class DimensionLine:
    """A dimension on both sides; None on a side that does not have it."""

    code: str
    name: str
    had: Tally | None
    has: Tally | None

    @property
    def difference(self) -> Fraction | None:
        """By how much its compliance grew, where both sides have it."""
        return None if self.had is None or self.has is None else self.has.share - self.had.share


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A requirement that moved: from what to what, who answers for it and whose work it was."""

    code: str
    code_before: str | None
    title: str
    dimension: str
    movement: Movement
    before: str | None
    after: str | None
    points: Fraction
    unit: str
    work: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class UnitLine:
    """What moved among the requirements that one unit answers for."""

    unit: str
    up: int
    down: int
    other: int
    points: Fraction


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What one person did on requirements that moved."""

    person: str
    unit: str
    deeds: int
    requirements: int


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """Everything that a comparison says; equal values give equal bytes.

    `moves` are the requirements of both sides; `only_before` and `only_after` those without a counterpart on
    the other. `hidden` counts the ones that moved and that the reader may not see. `tells_work` is False for
    readers who are told results and not the town's own work.
    """

    institution: str
    generated_for: str
    made_on: date
    before: SideFacts
    after: SideFacts
    on_one_edition: bool
    on_one_cycle: bool
    dimensions: tuple[DimensionLine, ...]
    moves: tuple[MoveLine, ...]
    only_before: tuple[MoveLine, ...]
    only_after: tuple[MoveLine, ...]
    unmoved: int
    hidden: int
    by_unit: tuple[UnitLine, ...]
    by_person: tuple[PersonLine, ...]
    tells_work: bool

    @property
    def difference(self) -> Fraction | None:
        """By how much the share grew; None where one of the sides has no percentage."""
        if self.before.share is None or self.after.share is None:
            return None
        return self.after.share - self.before.share

    @property
    def graded(self) -> bool:
        """Whether both sides have percentages; an edition of conformity has none."""
        return self.difference is not None
