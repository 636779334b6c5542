"""The readiness report as plain values: the one source of its page and of its PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sello.accounts.queries.face import Signer
from sello.core.lights import Light
from sello.evidence.domain.details import Details
from sello.level.status import Turn
from sello.planning.queries.path import PathPage
from sello.reports.document.values import LevelMark


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a level asks: its percentage, exact, and how many met requirements that makes today."""

    level: LevelMark
    share: Fraction
    needed: Fraction


@dataclass(frozen=True, slots=True)
class Hold:
    """A mandatory requirement that is not met and therefore holds a level back."""

    level: str
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the three readings of the level, with the arithmetic that leads to it.

    `met` and `applicable` are requirements, or points where the edition weighs or grades them; `graded` is
    False in an edition of conformity, which has no percentage.
    """

    key: str
    title: str
    met: Fraction
    applicable: Fraction
    not_applicable: int
    level: LevelMark
    next_threshold: Threshold | None
    holds: tuple[Hold, ...]
    in_points: bool = False
    graded: bool = True

    @property
    def share(self) -> Fraction | None:
        """Met ÷ applicable, exact; nothing applicable counts as nothing met."""
        if not self.graded:
            return None
        return self.met / self.applicable if self.applicable else Fraction(0)


@dataclass(frozen=True, slots=True)
class GapItem:
    """A requirement that is still missing for the target level, and why."""

    code: str
    title: str
    unit: str
    mandatory: bool
    state: str
    light: Light
    turn: Turn
    """Who has to act for it next."""
    due_on: date | None = None
    """Until when that is asked for, where a task asks for it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The way to the target: the fewest that are missing, the mandatory among them, all open ones."""

    target: LevelMark
    missing: int
    mandatory: tuple[str, ...]
    items: tuple[GapItem, ...]

    @property
    def reached(self) -> bool:
        """Whether nothing is missing any more."""
        return self.missing == 0


@dataclass(frozen=True, slots=True)
class DimensionCount:
    """How the requirements of a dimension stand; the four counts add up to its total."""

    code: str
    name: str
    met: int
    under_way: int
    not_met: int
    not_applicable: int

    @property
    def total(self) -> int:
        """All requirements of the dimension."""
        return self.met + self.under_way + self.not_met + self.not_applicable

    @property
    def applicable(self) -> int:
        """The denominator of the dimension's percentage."""
        return self.total - self.not_applicable

    @property
    def share(self) -> Fraction:
        """Met ÷ applicable, exact."""
        return Fraction(self.met, self.applicable) if self.applicable else Fraction(0)


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A piece of evidence as the report names it; `sha256` is the full hash of its current version."""

    details: Details
    version: int
    sha256: str
    state: str
    light: Light

    @property
    def short_hash(self) -> str:
        """The first twelve digits, enough to tell files apart on paper."""
        return self.sha256[:12]


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """A requirement of the checklist with its state, owner and evidence."""

    dimension: str
    code: str
    title: str
    state: str
    light: Light
    unit: str
    mandatory: bool
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class ExpiryLine:
    """A piece of evidence that has expired or will within the notice period (`days` < 0: already)."""

    title: str
    unit: str
    codes: tuple[str, ...]
    valid_until: date
    days: int
    light: Light
    renews: bool
    """Whether it is renewed when it ends; of what tells of a moment the next one is made."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task past its due date."""

    title: str
    person: str
    due_on: date
    days_late: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitTasks:
    """The overdue tasks of one unit, longest overdue first."""

    unit: str
    tasks: tuple[TaskLine, ...]


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A reviewer's remark that nobody has answered yet."""

    evidence: str
    unit: str
    codes: tuple[str, ...]
    text: str
    made_on: date


@dataclass(frozen=True, slots=True)
class Move:
    """A requirement whose state differs from the one in the cut."""

    code: str
    title: str
    unit: str
    before: str
    after: str
    light: Light


@dataclass(frozen=True, slots=True)
class Stood:
    """Where the cycle stood: its share (None in an edition of conformity), of what, and its level."""

    share: Fraction | None
    part: Fraction
    whole: Fraction
    level: LevelMark


@dataclass(frozen=True, slots=True)
class Changes:
    """What moved since the last cut, in the report's main reading."""

    cut: str
    taken_on: date
    before: Stood
    after: Stood
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """The edition the report measures against, and how much of it is a working text."""

    name: str
    working: bool
    published_items: int
    working_items: int


@dataclass(frozen=True, slots=True)
class Sealed:
    """The last signed head of the trail when the report was made: day and hour there, acts, root, key."""

    when: str
    size: int
    root: str
    verifier: str


@dataclass(frozen=True, slots=True)
class ReadinessReport:
    """Everything the readiness report says, as of one date; equal values give equal bytes.

    `tells_work` is False for a reader of what was released: tasks and remarks are the town's own work, and
    the report leaves them out instead of telling her that there are none.
    """

    institution: str
    cycle: str
    standard: str
    edition: Edition
    target: LevelMark
    as_of: date
    evaluation_on: date | None
    generated_for: str
    main: str
    readings: tuple[Reading, ...]
    thresholds: tuple[Threshold, ...]
    gap: Gap
    dimensions: tuple[DimensionCount, ...]
    requirements: tuple[RequirementLine, ...]
    expiries: tuple[ExpiryLine, ...]
    overdue: tuple[UnitTasks, ...]
    remarks: tuple[RemarkLine, ...]
    changes: Changes | None
    told_from: date | None = None
    """The day from which it can be told what stood, where it is later than `as_of`."""
    tells_work: bool = True
    ahead: bool = False
    """Whether its day was still to come when it was made."""
    way: PathPage | None = None
    """The path to the day of the evaluation."""
    logo: bytes = b""
    signers: tuple[Signer, ...] = ()
    sealed: Sealed | None = None

    @property
    def reading(self) -> Reading:
        """The reading that heads the report."""
        return next(reading for reading in self.readings if reading.key == self.main)

    @property
    def titles(self) -> dict[str, str]:
        """What each requirement is called, by its code."""
        return {line.code: line.title for line in self.requirements}

    @property
    def days_left(self) -> int | None:
        """Calendar days from the report's date to the evaluation; negative once it is past."""
        return (self.evaluation_on - self.as_of).days if self.evaluation_on else None
